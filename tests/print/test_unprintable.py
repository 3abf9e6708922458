"""What cannot be printed as it is written is named, not lost in silence."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from words import pdf_text

from mkdocs_briefings import prints
from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.check.rules import PRINT_RULES
from mkdocs_briefings.diagnostics.diagnostic import FOUND_BY_PRINTING, Severity
from mkdocs_briefings.model.output import Pdf

LETTER = "\U00016800"  # Bamum, of which no common font has a letter
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


def printed(printer, id: str = "x") -> Pdf:
    return prints.briefing_pdf(printer.inputs[id], printer.context, printer.press)


def warnings_of(printer, pdf: Pdf, id: str = "x") -> list[str]:
    diagnostics = prints.print_problems(pdf.unprinted, [printer.inputs[id].briefing.path], printer.settings)
    return [f"{warning.span} {warning.code} {warning.message}" for warning in diagnostics]


def test_a_missing_glyph_names_briefing_line_and_character(write_desk, printer_for) -> None:
    text = f"title: A visit\ndate: 2024\nexecutive_points: [One.]\nbody: |\n  First line.\n  Then {LETTER} here.\n"
    printer = printer_for(write_desk({"briefings/2024/x.yaml": text}))
    pdf = printed(printer)
    assert pdf.missing_characters == (LETTER,)
    assert "Then [U+16800] here." in pdf_text(pdf.content)
    assert warnings_of(printer, pdf) == [
        (
            f"content/briefings/2024/x.yaml:6:8 missing-glyph no font at hand shows '{LETTER}' (U+16800); "
            "the PDF has '[U+16800]' in its place"
        )
    ]


def test_scripts_of_the_wheel(write_desk, printer_for) -> None:
    """Latin, Cyrillic and Greek."""
    text = "Łódź ğüş Ţîţłę — Беларусь Київ ґ — Ἀθῆναι ῥᾴδιον ΑΩ"
    printer = printer_for(
        write_desk({"briefings/2024/x": {"title": text, "body": f"{text} *{text}* **{text}** `{text}`"}})
    )
    pdf = printed(printer)
    assert pdf.missing_characters == ()
    assert pdf_text(pdf.content).count("Беларусь") >= 5


def test_a_broken_picture_gives_way_to_its_description(write_desk, printer_for) -> None:
    content = {
        "briefings/2024/x": {"body": "![A chart of ships](files/broken.png)\n\n![Fine](files/fine.svg)"},
        "files/broken.png": b"\x89PNG\r\n\x1a\nno picture",
        "files/fine.svg": SVG,
    }
    printer = printer_for(write_desk(content))
    pdf = printed(printer)
    assert pdf.unprintable_pictures == ("files/broken.png",)
    assert "[A chart of ships]" in pdf_text(pdf.content)
    assert len(warnings_of(printer, pdf)) == 1
    assert "unprintable-picture" in warnings_of(printer, pdf)[0]


def place(settings, sought: str = LETTER) -> list[str]:
    """Where a character that could not be printed is reported, in the briefing or elsewhere."""
    problems = prints.print_problems([sought], ["content/briefings/2024/x.yaml"], settings)
    return [str(problem.span) for problem in problems]


PLACES = {
    "in a text": (f"# {LETTER}\ntitle: A {LETTER}\n", "x.yaml:2:10"),
    "in a list of mappings": (f"title: A\nsources:\n- id: a\n  title: The {LETTER}\n", "x.yaml:4:14"),
    "as an escape": ('title: A\nbody: "The \\U00016800"\n', "x.yaml:2:7"),
    "as HTML": ("title: A\nbody: The &#x16800;\n", "x.yaml:1:1"),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_the_place_is_that_of_the_value(write_desk, text: str, expected: str) -> None:
    settings = write_desk({"briefings/2024/x.yaml": text})
    assert place(settings) == [f"content/briefings/2024/{expected}"]


def test_what_stands_in_no_briefing_is_looked_for_in_registries_and_settings(write_desk) -> None:
    content = {"briefings/2024/x": {}, "topics.yaml": f"a: {{name: A}}\nb: {{name: The {LETTER}}}\n"}
    settings = write_desk(content)
    assert place(settings) == ["content/topics.yaml:2:15"]
    (settings.content / "topics.yaml").unlink()
    (settings.root / "mkdocs.yml").write_text(f"site_name: {LETTER}\n", encoding="utf-8")
    assert place(settings) == ["mkdocs.yml:1:12"]


def test_severity_is_a_setting(write_desk) -> None:
    content = {"briefings/2024/x": {"title": LETTER}}
    assert place(write_desk(content, severities={"missing-glyph": Severity.OFF})) == []


def cmyk() -> bytes:
    """A picture in the colours of a press."""
    buffer = io.BytesIO()
    Image.new("CMYK", (8, 6)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.mark.parametrize("rule", PRINT_RULES, ids=lambda rule: rule.code)
def test_examples_of_the_rules(write_desk, printer_for, rule: Rule) -> None:
    for example, reported in ((rule.fail, [rule.code]), (rule.passes, [])):
        text = example.partition("\n")[2]
        settings = write_desk({"briefings/2024/x.yaml": text, "files/cmyk.jpg": cmyk()})
        printer = printer_for(settings)
        problems = prints.print_problems(
            printed(printer).unprinted, [printer.inputs["x"].briefing.path], settings
        )
        assert [problem.code for problem in problems] == reported
    assert rule.code in FOUND_BY_PRINTING
    assert len(PRINT_RULES) == len(FOUND_BY_PRINTING)


LONG = "ы" * 17_000
"""More bytes than a string of a PDF may have."""
LONG_TEXTS = {
    "title": {"title": LONG},
    "author": {"authors": [LONG]},
    "authors": {"authors": [f"{LONG[:4_000]} {number}" for number in range(5)]},
    "summary": {"summary": LONG},
    "heading": {"body": f"x\n\n## {LONG}\n\nx"},
    "picture": {"body": f"![{LONG}](files/fine.svg)"},
}


@pytest.mark.slow
@pytest.mark.parametrize("place", LONG_TEXTS)
def test_a_text_longer_than_a_string_of_a_pdf_is_printed(write_desk, printer_for, place: str) -> None:
    printer = printer_for(write_desk({"briefings/2024/x": LONG_TEXTS[place], "files/fine.svg": SVG}))
    assert "Executive points" in pdf_text(printed(printer).content)
