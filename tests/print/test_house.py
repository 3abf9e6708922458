"""What a desk puts on its prints: a logo at the head, an imprint and notes on the authors at the end."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from printed import RENDER
from words import pdf_text

from mkdocs_briefings import prints
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.settings.from_config import _pdf_logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'
HOUSE = replace(
    RENDER, logo="files/logo.svg", imprint="The Desk, Harbour 1\n\nISSN 1234-5678", author_notes=True
)
DESK = {
    "briefings/2024/x": {"authors": ["ada", "bo", "Somebody Else"], "publication": "weekly", "volume": 3},
    "briefings/2024/y": {"title": "Another", "authors": ["ada"], "publication": "weekly", "volume": 3},
    "authors": {
        "ada": {"name": "Ada Example", "bio": "Ada writes on ports."},
        "bo": {"name": "Bo Li", "role": "Editor"},
    },
    "publications": {"weekly": {"name": "The Weekly"}},
    "files/logo.svg": SVG,
}


def descriptions(pdf: bytes) -> list[str]:
    """Descriptions of the pictures, as screen readers read them."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            str(item.Alt)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]


def test_a_house_has_its_logo_imprint_and_notes_on_authors(write_desk, printer_for) -> None:
    printer = printer_for(write_desk(DESK), HOUSE)
    (volume,) = printer.collections
    for pdf in (printer.pdf("x"), printer.collection(volume)):
        text = pdf_text(pdf)
        assert text.count("Ada writes on ports.") == text.count("Bo Li: Editor.") == 1
        assert (
            text.index("Ada writes on ports.")
            < text.index("The Desk, Harbour 1")
            < text.index("ISSN 1234-5678")
        )
        assert descriptions(pdf) == ["The Sample Desk"]


def test_what_nobody_asks_for_is_not_there(write_desk, printer_for) -> None:
    text = pdf_text(printer_for(write_desk(DESK)).pdf("x"))
    assert "Imprint" not in text
    assert "Ada writes" not in text
    assert "The Sample Desk" in text


def test_a_logo_that_cannot_be_printed_gives_way_to_the_name_and_is_named_in_the_settings(
    write_desk, printer_for
) -> None:
    desk = {**DESK, "files/logo.png": b"\x89PNG\r\n\x1a\nno picture"}
    settings = write_desk(desk)
    (settings.root / "mkdocs.yml").write_text(
        "plugins:\n- briefings: {pdf_logo: files/logo.png}\n", encoding="utf-8"
    )
    printer = printer_for(settings, replace(HOUSE, logo="files/logo.png"))
    pdf = prints.briefing_pdf(printer.inputs["x"], printer.context, printer.press)
    assert "The Sample Desk" in pdf_text(pdf.content)
    problems = prints.print_problems(pdf.unprinted, ["content/briefings/2024/x.yaml"], settings)
    assert [(str(problem.span), problem.code) for problem in problems] == [
        ("mkdocs.yml:2:25", "unprintable-picture")
    ]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("files/logo.jpg", "is no PNG and no SVG"),
        ("files/\u202egone\x01.png.exe", r"'files/\u202egone\x01.png.exe' is no PNG"),
        ("files/gone.svg", "is no file of content/"),
        ("../outside.svg", "is no file of content/"),
        ("files/bad name.svg", "has a name that is no good address"),
        ("files/script.svg", "script"),
    ],
)
def test_a_logo_that_may_not_be_shown_is_refused(write_desk, name: str, reason: str) -> None:
    script = SVG.replace("<rect", "<script>1</script><rect")
    settings = write_desk({"files/script.svg": script, "files/bad name.svg": SVG})
    (settings.root / "outside.svg").write_text(SVG, encoding="utf-8")
    with pytest.raises(UsageError, match="pdf_logo") as refused:
        _pdf_logo(name, settings.content)
    assert reason in str(refused.value)


def test_no_logo_is_none(tmp_path) -> None:
    assert not _pdf_logo("", tmp_path)
