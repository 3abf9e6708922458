"""A combining mark is printed wherever a font has it for the letter that carries it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from words import pdf_text

from mkdocs_briefings import prints
from mkdocs_briefings.model.output import Pdf
from mkdocs_briefings.publish.glyphs import clusters
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts

LETTER, MARK = "\U00011305", "\u1cf4"
"""A letter of Grantha, which no common font has, and a mark that several scripts use."""
NOWHERE = "\U00016800"
"""Another letter, which the font here does not have, either."""


def write_font(file: Path) -> None:
    """A font with a letter and a mark and, like many fonts of one script, without Latin letters."""
    pen = TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (0, 500), (500, 500), (500, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    square, names = pen.glyph(), [".notdef", "letter", "mark"]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(LETTER): "letter", ord(MARK): "mark"})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Marks", "styleName": "Regular", "psName": "Marks"})
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    font.setupPost()
    font.save(file)


@pytest.fixture(scope="module")
def press(print_cache, tmp_path_factory) -> Press:
    folder = tmp_path_factory.mktemp("fonts") / "fonts"
    shutil.copytree(print_fonts(print_cache), folder)
    write_font(folder / "marks.ttf")
    return Press(tmp_path_factory.mktemp("no-pictures"), folder)


@pytest.fixture
def printed(press, write_desk, printer_for) -> Callable[[str], Pdf]:
    """Prints a briefing with a text."""

    def pdf(text: str) -> Pdf:
        printer = printer_for(write_desk({"briefings/2024/x": {"title": "Visit", "body": text}}))
        return prints.briefing_pdf(printer.inputs["x"], printer.context, press)

    return pdf


def test_a_mark_is_judged_with_the_letter_that_carries_it(printed) -> None:
    """No letter of another script has a glyph in the font of the mark."""
    pdf = printed(f"They wrote {LETTER}{MARK} there.")
    assert pdf.missing_characters == ()
    assert MARK in pdf_text(pdf.content)


def test_a_mark_is_printed_where_its_letter_is_and_named_where_that_is_missing(printed) -> None:
    pdf = printed(f"They wrote {LETTER}{MARK} and {NOWHERE}{MARK}.")
    assert pdf.missing_characters == (MARK, NOWHERE)
    assert MARK in pdf_text(pdf.content)
    assert "and [U+16800][U+1CF4]." in pdf_text(pdf.content)


def test_what_one_document_could_not_show_is_no_matter_in_the_next(printed) -> None:
    alone = printed(f"{LETTER}{MARK}")
    printed(f"{NOWHERE}{MARK}")
    assert printed(f"{LETTER}{MARK}") == alone


def test_what_is_printed_in_place_of_a_character_is_a_text(printed) -> None:
    """A form of the backslash that no font at hand may have, and the backslash in its place."""
    assert "C:\\x" in pdf_text(printed("C:\uff3cx").content).replace("\uff3c", "\\")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("abb", {"a", "b"}), ("be\u0301e", {"b", "e\u0301", "e"}), ("\u0651x", {"\u0651", "x"}), ("", set())],
)
def test_clusters(text: str, expected: set[str]) -> None:
    assert clusters(text) == expected
