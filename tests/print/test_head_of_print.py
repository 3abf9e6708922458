"""A print shows what stands at the head and the foot of a page: subtitle, picture, roles of authors, license."""

from __future__ import annotations

import json

import pytest
from test_structure import elements, in_order, opened, outer_addresses
from words import pdf_text

from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.print.briefing import briefing_document

LEAD = {
    "file": "files/port.svg",
    "alt": "Seven ships on dark water",
    "caption": "Ships before the port",
    "credit": "Drawn by hand",
}
BRIEFING = {
    "title": "Ships leave",
    "subtitle": "The first since autumn",
    "lead_image": LEAD,
    "authors": ["ada"],
    "license": "CC-BY-4.0",
}
DESK = {
    "authors": {"ada": {"name": "Ada Lee", "role": "Analyst"}},
    "files/port.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><rect width="9" height="9"/></svg>',
}
WORDS = ("Ships leave", LEAD["caption"], LEAD["credit"], "They met", "Ada Lee, Analyst", "CC BY 4.0")


def figures(content: bytes) -> list[str]:
    """The words for each picture of a print."""
    with opened(content) as pdf:
        return [str(part.Alt) for part in elements(pdf.Root.StructTreeRoot) if part.S == "/Figure"]


def test_a_print_shows_the_head_and_the_foot(print_one) -> None:
    content = print_one(BRIEFING, **DESK)
    assert in_order(pdf_text(content), *WORDS)
    assert "The first since autumn" in pdf_text(content)
    assert figures(content) == [LEAD["alt"]]
    with opened(content) as pdf:
        assert len(pdf.pages) == 1
        assert "https://creativecommons.org/licenses/by/4.0/" in outer_addresses(pdf)


def test_without_these_keys_nothing_is_left_behind(print_one) -> None:
    text = pdf_text(print_one({"title": "Ships leave"}))
    assert [
        words for words in (*LEAD.values(), "Analyst", "License", "Author", "None") if words in text
    ] == []


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "“so”"), ("de", "„so“"), ("ru", "«so»"), ("la", "“so”")]
)
def test_a_quotation_has_the_marks_of_its_language(
    write_desk, printer_for, language: str, shown: str
) -> None:
    printer = printer_for(write_desk({"briefings/2024/x": {"language": language, "body": "say <q>so</q>"}}))
    document = briefing_document(addresses.briefing_uri("x"), printer.inputs["x"], printer.context)
    [(kind, line)] = json.loads(document.text)["briefings"][0]["body"]
    assert (kind, "".join(line)) == ("p", f"say {shown}")
