"""Names of authors are read alike for marks, lists and exports: cases in names.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefings.link.author_names import AuthorNames
from mkdocs_briefings.model.content import Author, Briefing, Entity, Outlet
from mkdocs_briefings.model.content_model import NameInParts
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.person_names import PersonName, families, parse_name
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import Ref
from mkdocs_briefings.render.export.bibtex import bibtex
from mkdocs_briefings.render.export.csl import CslItem, CslType, csl_json
from mkdocs_briefings.render.export.ris import ris

CASES = yaml.load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PARTS = ("family", "given", "particle", "suffix", "title", "degrees", "literal")
ITEMS = [
    CslItem(f"n{number}", CslType.BOOK, authors=(parse_name(case["written"]),))
    for number, case in enumerate(CASES)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["written"].strip())
def test_name(case: dict[str, Any]) -> None:
    parts = {part: case[part] for part in PARTS if part in case}
    name = parse_name(case["written"])
    assert name == PersonName(**parts, is_body="body" in case)
    assert (name.short, name.sort_key.casefold()) == (case["mark"], case["sort"])


def test_exports_take_the_parts() -> None:
    csl = [item["author"][0] for item in json.loads(csl_json(ITEMS))]
    names = ("family", "given", "non-dropping-particle", "suffix", "literal")
    keys = dict(zip(names, ("family", "given", "particle", "suffix", "literal"), strict=True))
    assert csl == [{name: case[key] for name, key in keys.items() if key in case} for case in CASES]
    assert re.findall(r"^AU  - (.*)\r$", ris(ITEMS), re.MULTILINE) == [case["ris"] for case in CASES]
    assert re.findall(r'author = "(.*)"', bibtex(ITEMS)) == [case["bibtex"] for case in CASES]


def test_there_are_names_of_many_languages() -> None:
    assert len(CASES) > 150
    assert {
        scripts
        for scripts in (r"[а-я]", r"[α-ω]", r"[一-龥]", r"[가-힣]", r"[ء-ي]", r"[à-ž]")
        if not any(re.search(scripts, case["written"]) for case in CASES)
    } == set()


@given(st.text(" ,.-JrIV'éÅвА中a", max_size=30) | st.text(max_size=30))
def test_no_word_is_lost(written: str) -> None:
    name = parse_name(written)
    letters = sorted(one_line(written).replace(",", " ").split())
    parts = f"{name.inverted} {name.title} {name.degrees}"
    assert sorted(parts.replace(",", " ").split()) == letters or name.literal == one_line(written)
    assert not name.literal or not name.family


def test_a_mark_gives_one_two_or_the_first_of_more() -> None:
    names = [parse_name(written) for written in ("Ada Lee", "Jan van Os", "WHO")]
    assert [families(names[:most]) for most in (0, 1, 2, 3)] == ["", "Lee", "Lee and van Os", "Lee et al."]


def located(**entries: Any) -> dict[str, Located[Any]]:
    return {id: Located(id, entry, "registry.yaml") for id, entry in entries.items()}


REGISTRIES = Registries(
    outlets=located(dw=Outlet(name="Deutsche Nachricht", short="Nachricht D", aliases=("DeNa Dienst",))),
    entities=located(
        cab=Entity(name="Kabinett Merkel", kind="organisation"), ada=Entity(name="Ada Lee", kind="person")
    ),
    authors=located(
        kim=Author(name="Kim Jong Un", family="Kim"),
        doctors=Author(name="Ärzte Weltweit", kind="organisation"),
        church=Author(name="Frank Church", kind="person"),
    ),
)
NAMES = AuthorNames.from_registries(REGISTRIES)


@pytest.mark.parametrize(
    ("written", "mark", "direct"),
    [
        ("Deutsche nachricht", "Deutsche nachricht", "Deutsche nachricht"),
        ("DeNa Dienst", "DeNa Dienst", "DeNa Dienst"),
        ("Kabinett Merkel", "Kabinett Merkel", "Kabinett Merkel"),
        ("Ada Lee", "Lee", "Ada Lee"),
        (NameInParts(literal="Ada  Lee"), "Ada Lee", "Ada Lee"),
        (NameInParts(family="Kim", given="Jong Un"), "Kim", "Jong Un Kim"),
        (NameInParts(family="Kim", given="Jong Un", name="Kim Jong Un"), "Kim", "Kim Jong Un"),
        (
            NameInParts(family="Leyen", given="Ursula", particle="von der"),
            "von der Leyen",
            "Ursula von der Leyen",
        ),
        (NameInParts(family="King", given="M. L.", suffix="Jr."), "King", "M. L. King Jr."),
    ],
)
def test_a_name_is_read_as_the_desk_says(written: str | NameInParts, mark: str, direct: str) -> None:
    (name,) = NAMES.read([written])
    assert (name.short, name.direct) == (mark, direct)


@pytest.mark.parametrize(
    ("id", "mark", "inverted"),
    [
        ("kim", "Kim", "Kim, Jong Un"),
        ("doctors", "Ärzte Weltweit", "Ärzte Weltweit"),
        ("church", "Church", "Church, Frank"),
    ],
)
def test_an_entry_says_what_a_name_is(id: str, mark: str, inverted: str) -> None:
    briefing = Briefing(title="T", date="2024", executive_points=["P"], body="", authors=[id])
    ref = Ref(REGISTRIES.authors[id].value.name, Kind.AUTHOR, id)
    (name,) = NAMES.of_briefing(briefing, [ref])
    assert (name.short, name.inverted) == (mark, inverted)
