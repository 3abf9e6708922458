"""Every word of a page is in its PDF."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from some_posts import write_some_posts
from words import lost

from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.publish.glyphs import replacement_text
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefing import briefing_page

ROOT = Path(__file__).parents[2]


def losses(printer, printed=None) -> dict[str, list[str]]:
    """Return the words that each print has not; what no font shows is said to be replaced, so its replacement is looked for."""
    lost_words = {}
    for id in printer.inputs:
        html = briefing_page(addresses.briefing_uri(id), printer.inputs[id], printer.context).html
        pdf = printed[id] if printed else printer.print(id)
        for character in pdf.missing_characters:
            html = html.replace(character, replacement_text(character))
        if words := lost(html, pdf.content):
            lost_words[id] = words
    return lost_words


@pytest.mark.slow
def test_sample_desk(sample_printer, sample_prints) -> None:
    assert len(sample_prints) >= 10
    assert losses(sample_printer, sample_prints) == {}


def test_desk_with_everything(printer_for, tmp_path) -> None:
    content = shutil.copytree(ROOT / "tests/sites/full/content", tmp_path / "content")
    printer = printer_for(Settings(tmp_path, content, drafts=True, audience=Tlp.RED))
    assert losses(printer) == {}


@pytest.mark.slow
def test_what_is_longer_than_a_page(write_desk, printer_for) -> None:
    long = " ".join(f"word{number}" for number in range(1500))
    briefing = {
        "executive_points": [long, long],
        "summary": long,
        "body": f"{long}\n\n> {long}\n\n| a | b |\n|---|---|\n| {long} | c |\n\n[^1]\n\n[^1]: {long}",
        "sources": [{"id": "a", "title": long, "note": long}],
        "events": [{"date": 2024, "text": long}],
        "corrections": [{"date": "2024-02-06", "text": long}],
        "related": ["y"],
    }
    other = {"title": f"Another {long}", "summary": long, "executive_points": [long], "related": ["x"]}
    printer = printer_for(write_desk({"briefings/2024/x": briefing, "briefings/2024/y": other}))
    assert set(printer.inputs) == {"x", "y"}
    assert losses(printer) == {}


@pytest.mark.slow
def test_posts(printer_for, tmp_path) -> None:
    """Blog posts of many authors, with whatever they wrote: as few as have what every eighth of them has."""
    number = write_some_posts(tmp_path, each=8)
    lenient = dict.fromkeys(("dead-link", "lost-html"), Severity.INFO)
    content = tmp_path / "desk/content"
    printer = printer_for(Settings(content.parent, content, keep_going=True, severities=lenient))
    assert number - 5 < len(printer.inputs) > 70
    assert losses(printer) == {}
