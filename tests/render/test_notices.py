"""A notice changes exactly the pages that rest on what it is about."""

from __future__ import annotations

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.render.context import RenderSettings

URL = "https://example.org/item"


def briefing(number: int, outlet: str, url: str) -> dict:
    return {
        "title": f"Briefing {number}",
        "date": f"2024-01-{number:02}",
        "executive_points": ["It rests on it [@x].", "It rests on nothing."],
        "body": "Talks [@x].",
        "sources": [{"id": "x", "outlet": outlet, "url": url, "title": "Item"}],
    }


CONTENT = {
    "briefings/2024/both": briefing(1, "sb", URL),
    "briefings/2024/outlet": briefing(2, "sb", "https://example.org/a"),
    "briefings/2024/address": briefing(3, "rbc", "http://www.example.org/item/"),
    "briefings/2024/neither": briefing(4, "rbc", "https://example.org/b"),
    "outlets": {"sb": {"name": "SB"}, "rbc": {"name": "RBC"}},
}


def pages(write_content, root, notices) -> dict[str, str]:
    settings = write_content({**CONTENT, "notices": notices}, root)
    site = pipeline.gather(settings).site
    return {page.uri: page.html for page in pipeline.render_pages(site, settings, RenderSettings())}


@pytest.mark.parametrize(
    ("notice", "affected"),
    [
        (
            {"outlet": "sb", "status": "disputed"},
            {"briefings/both.md", "briefings/outlet.md", "outlets/sb.md"},
        ),
        (
            {"url": URL, "status": "retracted", "note": "Taken back."},
            {"briefings/both.md", "briefings/address.md"},
        ),
    ],
    ids=["an outlet", "an address"],
)
def test_a_notice_changes_the_right_pages(write_content, tmp_path, notice, affected) -> None:
    before = pages(write_content, tmp_path / "before", [])
    after = pages(write_content, tmp_path / "after", [notice])
    assert before.keys() == after.keys()
    changed = {uri for uri in before if before[uri] != after[uri]}
    assert changed == affected
    for uri in changed - {"outlets/sb.md"}:
        first, second = after[uri].split('id="point:2"')
        assert f"status-{notice['status']}" in first
        assert f"status-{notice['status']}" not in second.partition("</li>")[0]


def test_an_archived_copy_takes_over(write_content, tmp_path) -> None:
    copy = "https://web.archive.org/web/2024/https://example.org/item"
    notice = {"url": URL, "status": "dead", "archive_url": copy}
    html = pages(write_content, tmp_path, [notice])
    assert f'href="{copy}"' in html["briefings/both.md"]
    assert f'href="{URL}"' not in html["briefings/both.md"]
    assert copy not in html["briefings/outlet.md"]


def test_an_outlets_archive_takes_no_items_place(write_content, tmp_path) -> None:
    notice = {
        "outlet": "sb",
        "status": "dead",
        "archive_url": "https://web.archive.org/web/2024/https://sb.by/",
    }
    html = pages(write_content, tmp_path, [notice])
    assert f'href="{URL}"' in html["briefings/both.md"]
