"""Names as search compares them: cases in spellings.yaml and romanised.yaml."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefings.link.lookup import Lexicon
from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.name_spellings import romanised, spellings
from mkdocs_briefings.model.spelling import (
    TOKEN_PATTERN,
    entity_token,
    fold_word,
    index_forms,
    normalise_name,
)
from mkdocs_briefings.model.vocabulary import EntityKind


def cases(name: str) -> list[list[str]]:
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "compared"), cases("spellings.yaml"))
def test_folded(name: str, compared: str) -> None:
    assert normalise_name(name) == compared


@given(st.text())
def test_folding_again_changes_nothing(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


@pytest.mark.parametrize(("name", "language", "wanted"), cases("romanised.yaml"))
def test_romanised(name: str, language: str, wanted: list[str]) -> None:
    spellings_found = {normalise_name(latin) for latin in romanised(name, language)}
    assert set(wanted) <= spellings_found
    assert bool(wanted) is bool(spellings_found)


def test_an_acronym_is_no_word() -> None:
    assert index_forms("FIRST") == ("first", "FIRST")
    assert index_forms("first") == ("first",)


def test_a_person_is_found_by_family_name() -> None:
    def of(kind: EntityKind, name: str) -> tuple[str, ...]:
        return spellings(Entity(name=name, kind=kind))

    assert of(EntityKind.PERSON, "Ada Lovelace") == ("ada lovelace", "lovelace")
    assert of(EntityKind.PERSON, "Kim Un") == ("kim un",)
    assert of(EntityKind.ORGANISATION, "Union State") == ("union state",)


def lexicon(**names: str) -> Lexicon:
    entities = {id: Located(id, Entity(name=name, kind=EntityKind.PERSON), "e") for id, name in names.items()}
    return Lexicon.from_registries(Registries(entities=entities))


def test_namesakes_share_what_means_both() -> None:
    mentions = lexicon(a="Olena Kovalenko", b="Ihor Kovalenko").find(["Then Olena", "KOVALENKO’s letter"])
    assert [(mention.spelling, mention.entities) for mention in mentions] == [
        ("kovalenko", ("a", "b")),
        ("olena kovalenko", ("a",)),
    ]


def test_a_name_is_more_than_its_words() -> None:
    assert lexicon(a="Olena Kovalenko").find(["Olena went. She met Petro Koval and others."]) == ()


@given(st.sets(st.text("abcxyz-", min_size=1), min_size=2, max_size=2))
def test_signs_are_words_of_their_own(ids: set[str]) -> None:
    one, other = map(entity_token, ([id] for id in ids))
    assert one != other
    assert not any(a.startswith(b) for a, b in itertools.permutations((one, other, entity_token(ids)), 2))
    assert re.fullmatch(TOKEN_PATTERN, one)
