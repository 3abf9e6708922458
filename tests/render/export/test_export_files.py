"""BibTeX, RIS and CSL-JSON are read back by libraries for them, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string
from pybtex.richtext import Text

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.render.export.bibtex import bibtex, latex
from mkdocs_briefings.render.export.csl import CslItem, csl_json
from mkdocs_briefings.render.export.kinds import CslType
from mkdocs_briefings.render.export.ris import ris

SPECIAL = "100 % & more_less #1 {a} } { $x$ \\textbf ~ ^ <b> \"q\" 'r' -- ``s'' ,, ?` é Ж “q” – 中"
FULL = CslItem(
    "sb-2024",
    CslType.ARTICLE_JOURNAL,
    SPECIAL,
    (
        PersonName("Beethoven", "Ludwig A.", "van"),
        PersonName("King", "Martin", suffix="Jr."),
        PersonName(literal="Desk and Sons, Inc."),
    ),
    container="A & B",
    publisher="C_D",
    volume="21",
    issue="19",
    page="12-14",
    issn="1234-567X",
    issued=PartialDate(2024, 1, 27),
    accessed=PartialDate(2024, 2),
    url="https://example.org/a_b?c=%20&d={e}#f;g",
    language="ru",
    note="As cited: (SB, January 27).",
)
EMPTY = CslItem("empty", CslType.ARTICLE_NEWSPAPER)
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=60).map(
    lambda text: " ".join(text.split())
)


def words(latex: str) -> str:
    """What LaTeX prints."""
    text = latex.replace("{}", "")
    for command, sign in {
        "backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^",
        "less": "<", "greater": ">",
    }.items():  # fmt: skip
        text = text.replace(rf"{{\text{command}}}", {"{": "\x01", "}": "\x02", "\\": "\x03"}.get(sign, sign))
    text = re.sub(r"\\([&%$#_])", r"\1", text)
    assert "\\" not in text
    return text.replace("{", "").replace("}", "").translate({1: "{", 2: "}", 3: "\\"})


def test_bibtex_by_pybtex() -> None:
    entry = parse_string(bibtex([FULL, EMPTY]), "bibtex").entries["sb-2024"]
    assert entry.type == "article"
    assert words(entry.fields["title"]) == SPECIAL
    assert words(entry.fields["journal"]) == "A & B"
    assert entry.fields["url"] == "https://example.org/a_b?c=%20&d=%7Be%7D#f;g"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2024", "January", "27")
    assert entry.fields["pages"] == "12--14"
    first, second, third = entry.persons["author"]
    assert (first.prelast_names, first.last_names) == (["van"], ["Beethoven"])
    assert (second.last_names, second.lineage_names, second.first_names) == (["King"], ["Jr."], ["Martin"])
    assert [words(part) for part in third.last_names] == ["Desk and Sons, Inc."]


def test_latex_has_no_ligatures() -> None:
    """LaTeX joins these signs into dashes and quotation marks; a group between them keeps them apart."""
    assert latex("a--b ``c'' ,,d ?`e !`f") == "a-{}-b `{}`c'{}' ,{},d ?{}`e !{}`f"


def test_bibtex_prints_what_was_written() -> None:
    """pybtex reads LaTeX too: its rich text of a title without braces is the title."""
    title = "100 % & more_less #1 é Ж “q” – 中"
    entry = parse_string(bibtex([CslItem("a", CslType.BOOK, title)]), "bibtex").entries["a"]
    assert str(Text.from_latex(entry.fields["title"])) == title


def test_bibtex_by_bibtexparser() -> None:
    entries = bibtexparser.loads(bibtex([FULL, EMPTY])).entries_dict
    assert words(entries["sb-2024"]["title"]) == SPECIAL
    assert entries["sb-2024"]["author"].split(" and ")[0] == "van Beethoven, Ludwig A."
    assert entries["empty"]["title"] == "{[untitled article]}"


@pytest.mark.slow
@settings(deadline=None)
@given(LINE, LINE)
def test_bibtex_of_any_text(title: str, note: str) -> None:
    items = [CslItem("a", CslType.BOOK, title, container=note, note=note), FULL]
    entries = parse_string(bibtex(items), "bibtex").entries
    assert list(entries) == ["a", "sb-2024"]
    assert words(entries["a"].fields["title"]) == (title or "[untitled book]")
    assert words(entries["a"].fields.get("note", "")) == note


def test_bibtex_keys() -> None:
    ids = ["Ä b", "a", "A", "a", "x:1.2_3-4", "", "§"]
    text = bibtex([CslItem(id, CslType.WEBPAGE) for id in ids])
    keys = re.findall(r"^@misc\{(.*?)[,\n]", text, re.MULTILINE)
    assert keys == ["b", "a", "A-2", "a-3", "x:1.2_3-4", "item", "item-2"]


@pytest.mark.parametrize(("kind", "entry"), [("book", "book"), ("report", "techreport"), ("dataset", "misc")])
def test_bibtex_type(kind: str, entry: str) -> None:
    item = CslItem("a", CslType(kind), publisher="P & Q")
    assert bibtex([item]).startswith(f"@{entry}{{a")
    assert "P \\& Q" in bibtex([item])


def test_ris() -> None:
    text = ris([FULL, EMPTY])
    assert text.count("\r\n") == text.count("\n")
    assert text.startswith("TY  - JOUR\r\n")
    assert text.endswith("ER  - \r\n")
    first, second = rispy.loads(text.replace("\r\n", "\n"), delimiter_tags_mapping={})
    assert first == {
        "type_of_reference": "JOUR",
        "id": "sb-2024",
        "title": SPECIAL,
        "authors": ["van Beethoven, Ludwig A.", "King, Martin, Jr.", "Desk and Sons, Inc."],
        "secondary_title": "A & B",
        "publisher": "C_D",
        "volume": "21",
        "number": "19",
        "start_page": "12",
        "end_page": "14",
        "issn": "1234-567X",
        "year": "2024",
        "date": "2024/01/27/",
        "language": "ru",
        "urls": ["https://example.org/a_b?c=%20&d={e}#f;g"],
        "access_date": "2024/02//",
        "notes": ["As cited: (SB, January 27)."],
    }
    assert second == {"type_of_reference": "NEWS", "id": "empty"}


@pytest.mark.slow
@settings(deadline=None)
@given(LINE, st.lists(LINE.filter(bool), max_size=3), st.sampled_from(CslType))
def test_ris_of_any_text(title: str, names: list[str], type: CslType) -> None:
    authors = tuple(PersonName(literal=name) for name in names)
    item = CslItem("a", type, title, authors, container=title)
    [entry] = rispy.loads(ris([item]).replace("\r\n", "\n"))
    assert entry["type_of_reference"] in rispy.TYPE_OF_REFERENCE_MAPPING
    assert (entry.get("title", ""), entry.get("authors", [])) == (title, names)


def vocabulary(part: str) -> set[str]:
    """Words of the official CSL schema as citeproc-py carries it."""
    path = files("citeproc") / f"data/schema/schemas/styles/csl-{part}.rnc"
    return set(re.findall(r'"([\w-]+)"', path.read_text(encoding="utf-8")))


TEXT = {"type": "string", "minLength": 1}
PART = {"type": "integer", "minimum": 1}
DATE = {
    "type": "object",
    "required": ["date-parts"],
    "additionalProperties": False,
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": PART},
        }
    },
}
NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": dict.fromkeys(["family", "given", "non-dropping-particle", "suffix", "literal"], TEXT),
    "oneOf": [{"required": ["family"]}, {"required": ["literal"]}],
}


def schema() -> dict[str, Any]:
    """The rules of csl-data.json for what a desk exports: known types, known variables, each of its kind."""
    variables = dict.fromkeys(vocabulary("variables"), TEXT)
    special = {"issued": DATE, "accessed": DATE, "author": {"type": "array", "minItems": 1, "items": NAME}}
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "additionalProperties": False,
            "properties": {
                **variables, **special, "id": TEXT, "language": TEXT,
                "type": {"enum": sorted(vocabulary("types"))},
            },
        },
    }  # fmt: skip


SCHEMA = schema()


def test_csl_json() -> None:
    items = json.loads(csl_json([FULL, EMPTY]))
    jsonschema.validate(items, SCHEMA)
    assert items[0]["title"] == SPECIAL
    assert items[0]["issued"] == {"date-parts": [[2024, 1, 27]]}
    assert items[0]["accessed"] == {"date-parts": [[2024, 2]]}
    assert items[1] == {"id": "empty", "type": "article-newspaper"}
    assert str(CiteProcJSON(items)["sb-2024"]["volume"]) == "21"


@pytest.mark.slow
@settings(deadline=None)
@given(LINE, st.sampled_from(CslType))
def test_csl_json_of_any_text(title: str, type: CslType) -> None:
    assume("<span" not in title)
    [item] = json.loads(csl_json([CslItem("a", type, title, (PersonName(literal="x"),), page=title)]))
    jsonschema.validate([item], SCHEMA)
    assert item.get("title", "") == title
    assert str(CiteProcJSON([item])["a"].get("title", "")) == title


def test_all_types_are_csl_types() -> None:
    assert {type.value for type in CslType} <= vocabulary("types")
