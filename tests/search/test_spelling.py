"""Names as search compares them: cases in spellings.yaml and romanised.yaml."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefings.link.lookup import Lexicon
from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.name_spellings import romanised, spellings
from mkdocs_briefings.model.spelling import (
    by_first_word,
    cut,
    every_name_in,
    fold_word,
    index_forms,
    names_in,
    normalise_name,
    words_of,
)
from mkdocs_briefings.model.vocabulary import EntityKind


def cases(name: str) -> list[list[Any]]:
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("case", cases("words.yaml"), ids=lambda case: case[0])
def test_cut(case: list[Any]) -> None:
    """What a browser makes of the same cases is compared in tests/browser/test_search_words.py."""
    chunk, *groups = case
    written = []
    for group in cut(chunk):
        joined = [one.form for one in group.joined()]
        written.append([*(word.form for word in group.words), *(["→", *joined] if joined else [])])
    assert written == [group for group in groups if group]


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
    assert index_forms(*words_of("FIRST")) == ("first", "FIRST")
    assert index_forms(*words_of("first")) == ("first",)


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
    mentions = lexicon(a="Olena Kovalenko", b="Ihor Kovalenko").find(
        ["Then Olena KOVALENKO’s letter", "Kovalenko."]
    )
    assert [(mention.spelling, mention.entities) for mention in mentions] == [
        ("kovalenko", ("a", "b")),
        ("olena kovalenko", ("a",)),
    ]


def test_a_name_is_more_than_its_words() -> None:
    assert lexicon(a="Olena Kovalenko").find(["Olena went. She met Petro Koval and others."]) == ()


def test_a_name_within_a_longer_one_is_none() -> None:
    names = {"a": "Pedram Fattah", "b": "Adel Fattah al-Bazzi"}
    known = by_first_word(lexicon(**names).entities_by_spelling)
    assert list(names_in(words_of("Adel Fattah al-Bazzi met."), known)) == [(0, "adel fattah al bazzi")]
    assert list(names_in(words_of("Bazzi met Fattah's man."), known)) == [(0, "bazzi"), (2, "fattah")]


def test_a_briefing_remembers_names_within_longer_ones() -> None:
    """The longer one may be of somebody whom the site does not know."""
    names = {"a": "Pedram Fattah", "b": "Adel Fattah al-Bazzi"}
    assert [mention.spelling for mention in lexicon(**names).find(["Adel Fattah al-Bazzi met."])] == [
        "adel fattah al bazzi",
        "bazzi",
        "fattah",
    ]


def test_a_name_does_not_go_over_from_one_text_to_the_next() -> None:
    found = lexicon(a="Ada Oaks").find(["Of Ada", "Oaks grow"])
    assert [mention.spelling for mention in found] == ["oaks"]


@pytest.mark.parametrize("unit", ["漢", "a-", "un'", "1,", "a.", "a\u0301", "a/", "c++", "ab_", "Á'"])
def test_a_piece_without_blanks_is_cut_in_steps_in_proportion_to_its_length(unit: str) -> None:
    calls = [0, 0]
    for place, repeated in enumerate((2_000, 4_000)):

        def count(_frame: object, event: str, _arg: object, place: int = place) -> None:
            calls[place] += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            for group in cut(unit * repeated):
                list(group.joined())
        finally:
            sys.setprofile(None)
    assert calls[1] < 2.5 * calls[0]


def test_a_record_has_names_that_stand_by_themselves(made) -> None:
    """Of the longer ones that a name may stand within, only those count that the site knows."""
    people = {
        "fattah": {"name": "Pedram Fattah", "kind": "person"},
        "bazzi": {"name": "Adel Fattah al-Bazzi", "kind": "person"},
    }
    names = []
    for entities in (["bazzi", "fattah"], ["fattah"]):
        written = {"entities": entities, "body": "Adel Fattah al-Bazzi met."}
        record = made({"briefings/2024/a": written, "entities/all": people})["briefings/a.md"].record
        names.append([name.spelling for name in record.names if name.spelling != "pedram fattah"])
    assert names == [["adel fattah al bazzi"], ["fattah"]]


@pytest.mark.parametrize(
    "names", [*permutations(["alpha", "alpha beta", "alpha beta gamma"])], ids=" < ".join
)
def test_of_names_that_begin_alike_the_longest_stands(names: tuple[str, ...]) -> None:
    """In whatever order they are registered; where a text goes on in another way, the next shorter one."""
    known = by_first_word(names)
    for text, longest in (
        ("An Alpha Beta Gamma here", "alpha beta gamma"),
        ("An Alpha Beta", "alpha beta"),
        ("Alpha Gamma", "alpha"),
    ):
        assert [name for _, name in names_in(words_of(text), known)] == [longest]
        within = {name for name in names if longest.startswith(name)}
        assert set(every_name_in(words_of(text), known)) == within


def test_a_text_of_a_record_has_a_line_for_each_paragraph(made) -> None:
    body = "One *ship*.\n\nTwo\nships.\n\n### Port\n\n- Three ships\n- Four\n\nFive."
    record = made({"briefings/2024/a": {"body": body}})["briefings/a.md"].record
    sections = {section.title: section.text for section in record.sections}
    assert sections["Analysis"] == "One ship.\nTwo ships."
    assert sections["Port"] == "Three ships Four Five."
