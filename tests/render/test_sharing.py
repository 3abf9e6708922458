"""What the head of a page says of its card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_briefings.render.context import RenderSettings

SITE = "https://example.org/desk/"
RENDER = RenderSettings(
    site_url=SITE, site_name='The "Desk" & co', cards=True, site_description="Of <grain>."
)
DESK = {
    "briefings/2024/a": {
        "title": 'Ships "leave" <port>',
        "executive_points": ["They *left* [@x]. " + "And then some more. " * 40],
        "sources": [{"id": "x", "outlet": "SB"}],
    }
}


@pytest.fixture
def told(made, seen):
    """The tags of each page by their names."""

    def tags(render: RenderSettings = RENDER) -> dict[str, dict[str, str]]:
        return {
            uri: {
                one.get("property", one.get("name", "")): one["content"]
                for tag, one in seen(page.head).tags
                if tag == "meta"
            }
            for uri, page in made(DESK, render).items()
        }

    return tags


def test_a_briefing_has_its_own(told) -> None:
    tags = told()["briefings/a.md"]
    assert tags["og:image"] == f"{SITE}briefings/a/card.png"
    assert (tags["og:image:width"], tags["og:image:height"], tags["og:image:type"]) == (
        "1200",
        "630",
        "image/png",
    )
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:image:alt"] == tags["twitter:image:alt"]
    assert tags["og:image:alt"].startswith('The "Desk" & co. Ships "leave" <port>. They left. And then')
    assert 380 < len(tags["og:image:alt"]) <= 420


def test_all_other_pages_share_one(told) -> None:
    pages = told()
    others = {uri: tags for uri, tags in pages.items() if uri != "briefings/a.md"}
    assert {"index.md", "archive/index.md", "search.md"} <= set(others)
    assert {tags["og:image"] for tags in others.values()} == {f"{SITE}assets/briefings/card.png"}
    assert {tags["og:image:alt"] for tags in others.values()} == {'The "Desk" & co. Of <grain>.'}


def test_no_cards_no_tags(told) -> None:
    for tags in told(replace(RENDER, cards=False)).values():
        assert not {name for name in tags if name.startswith(("og:image", "twitter:image"))}
