"""Content cannot become code, and odd characters print as they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from words import pdf_text

WRITTEN = yaml.load((Path(__file__).parent / "code.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def escaped(text: str) -> str:
    """Markdown that shows a text as it is."""
    return "".join(
        character if character.isalnum() or character == " " else f"&#{ord(character)};" for character in text
    )


@pytest.fixture(scope="module")
def printer_of_all(printer_for, write_content, tmp_path_factory):
    """A desk with a briefing for each text, by its number."""
    briefings = {f"briefings/2024/b{number}": holding(text) for number, text in enumerate(WRITTEN)}
    return printer_for(replace(write_content(briefings, tmp_path_factory.mktemp("code")), drafts=True))


def holding(text: str) -> dict[str, Any]:
    """A briefing with a text in every place."""
    return {
        "title": f"Title {text}",
        "summary": f"Summary {escaped(text)}",
        "executive_points": [f"Point {escaped(text)}"],
        "body": f"Body {escaped(text)}\n\n    Code {text}\n\n## Heading {escaped(text)}\n\nEnd `{text}`",
        "authors": [f"Author {text}"],
        "sources": [{"id": "a", "outlet": f"Outlet {text}", "title": f"Work {text}", "note": f"Note {text}"}],
        "events": [{"date": "2024", "text": f"Event {escaped(text)}"}],
    }


@pytest.mark.parametrize(("number", "text"), [*enumerate(WRITTEN)], ids=WRITTEN)
def test_as_written(printer_of_all, number: int, text: str) -> None:
    printed = "".join(pdf_text(printer_of_all.pdf(f"b{number}")).split())
    for place in "Title Summary Point Body Code Heading End Author Outlet Work Note Event".split():
        wanted = text if place == "End" else f"{place} {text}"
        assert "".join(wanted.split()) in printed, place


def test_no_file_outside_the_content_is_reached(print_one) -> None:
    line = "root:x:0"
    printed = pdf_text(print_one({"body": '![x](../../../etc/passwd) <img src="/etc/passwd" alt="y">'}))
    assert line not in printed


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4000,
        "https://example.org/" + "path/" * 300,
        "zero\u200bwidth\u200cand\u200djoiners\u2060here",
        "left \u202eright\u202c left, \u2066isolated\u2069",
        "mark\ufeffof order",
        "soft\u00adhyphen",
        "line\u2028separator\u2029here",
        "עברית and العربية in one line",
        "a\u0301e\u0300 combining \u0336s\u0336",
        "\U0001f600 and \ue000 and \u0378",
        "控 mixed 한국 ไทย हिन्दी",
    ],
    ids=range(11),
)
def test_odd_characters(print_one, text) -> None:
    """No word of plain letters is lost, nothing fails."""
    briefing = {
        "title": f"T {text[:150]}",
        "executive_points": [f"P {text}"],
        "body": f"B {text}\n\n| {text} | b |\n|-|-|\n| c | d |",
    }
    printed = "".join(pdf_text(print_one(briefing)).split())
    for word in text.split():
        plain = word.encode("ascii", "ignore").decode()
        if plain == word:
            assert plain in printed
