"""Equal input gives equal bytes: in another folder, by another press, after other work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_briefings import prints
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.executor import choose
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render.print.briefing import briefing_document

pytestmark = pytest.mark.slow

CHART = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{}"/></svg>'
DESK = {
    "briefings/2024/x": {"body": "![A chart](files/chart.svg) and *words* [@a].", "sources": [{"id": "a", "outlet": "O"}]},
    "files/chart.svg": CHART.format("red"),
}  # fmt: skip


@pytest.fixture
def two_printers(write_content, printer_for, tmp_path):
    return [printer_for(write_content(DESK, tmp_path / name)) for name in ("here", "there/and/deeper")]


def test_in_two_folders(two_printers, tmp_path) -> None:
    contents = []
    for number, printer in enumerate(two_printers):
        press = Press(printer.settings.content, print_fonts(tmp_path / f"cache{number}"))
        contents.append(prints.briefing_pdf(printer.inputs["x"], printer.context, press).content)
    assert contents[0] == contents[1]
    assert b"/tmp/" not in contents[0]
    assert str(tmp_path).encode() not in contents[0]


def test_after_other_work(sample_printer, sample_pdfs) -> None:
    first, last = next(iter(sample_pdfs)), next(reversed(sample_pdfs))
    assert sample_printer.pdf(first) == sample_pdfs[first]
    assert sample_printer.pdf(last) == sample_pdfs[last]


def test_a_changed_picture_is_printed_anew(two_printers) -> None:
    """By the same press, as while the site is served."""
    printer = two_printers[0]
    before = printer.pdf("x")
    (printer.settings.content / "files/chart.svg").write_text(CHART.format("blue"), encoding="utf-8")
    assert printer.pdf("x") != before


def test_a_drawing_is_printed_as_the_site_serves_it(two_printers) -> None:
    """What the site leaves out of a drawing reaches no print either."""
    printer = two_printers[0]
    before = printer.pdf("x")
    noted = CHART.format("red").replace(
        "<rect", "<!-- b --><metadata><rect/></metadata><x:y xmlns:x='urn:x'>z</x:y><rect data-c='d'"
    )
    (printer.settings.content / "files/chart.svg").write_text(noted, encoding="utf-8")
    assert printer.pdf("x") == before
    (printer.settings.content / "files/chart.svg").write_text(
        noted.replace("data-c", "onload"), encoding="utf-8"
    )
    with pytest.raises(PublishError, match=r"files/chart.svg .* holds a handler"):
        printer.pdf("x")


def test_nothing_but_what_is_shown(two_printers) -> None:
    """Equal inputs give equal documents; a change of the inputs changes the document."""
    inputs, context = two_printers[0].inputs["x"], two_printers[0].context
    document = briefing_document("briefings/x.md", inputs, context)
    assert document == briefing_document("briefings/x.md", replace(inputs), context)
    changed = replace(inputs, briefing=inputs.briefing._replace(language="ru"))
    assert document != briefing_document("briefings/x.md", changed, context)


def test_parallel_is_the_same(sample_printer, sample_pdfs, print_cache, monkeypatch) -> None:
    monkeypatch.setattr(choose, "WORTH_IT", 2)
    several = list(sample_printer.inputs.values())
    content = sample_printer.settings.content
    config = prints.PrintConfig(sample_printer.context.settings, content, print_cache)
    pdfs = [pdf.content for pdf in prints.briefing_pdfs(several, config)]
    assert pdfs == [sample_pdfs[inputs.briefing.id] for inputs in several]
