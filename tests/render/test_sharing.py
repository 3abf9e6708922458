"""What is shown where a page's address is shared: once on every page, in words of the page, with its card."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from mkdocs_briefings.render.context import RenderSettings

SITE = "https://example.org/desk/"
WITH_CARDS = RenderSettings(
    site_url=SITE, site_name='The "Desk" & co', cards=True, site_description="Of <grain>."
)
SHIPS = {
    "briefings/2024/a": {
        "title": 'Ships "leave" <port>',
        "executive_points": ["They *left* [@x]. " + "And then some more. " * 40],
        "sources": [{"id": "x", "outlet": "SB"}],
    }
}
TALKS = {
    "topics": {"grain": {"name": 'Grain & "more"', "description": "What grows."}},
    "briefings/x/a": {
        "title": "Ties & <talks>",
        "topics": ["grain"],
        "summary": "They **met**.",
        "corrections": [{"date": "2024-02-09", "text": "Not three."}],
    },
    "briefings/x/b": {"title": "Later", "language": "de-CH", "publish_at": "2024-03-01T09:00:00-05:00"},
}


@pytest.fixture
def tags(made, seen):
    """Return meta elements for sharing by name, for each page of a desk; none stands twice in a page."""

    def tags(desk, render: RenderSettings) -> dict[str, dict[str, str]]:
        return {uri: _tags(seen(page.head).tags) for uri, page in made(desk, render).items()}

    return tags


def _tags(elements: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    attributes = [attributes for tag, attributes in elements if tag == "meta"]
    named = [(each.get("property") or each["name"], each["content"]) for each in attributes]
    shared = [
        (name, content) for name, content in named if name.partition(":")[0] in {"og", "twitter", "article"}
    ]
    assert {name for name, times in Counter(name for name, _ in shared).items() if times > 1} <= {
        "article:tag"
    }
    return dict(shared)


@pytest.mark.parametrize("cards", [False, True])
def test_every_page_says_what_it_is(made, seen, cards) -> None:
    render = RenderSettings(site_url="https://example.org/", site_name="A desk", cards=cards)
    for uri, page in made(TALKS, render).items():
        shared = _tags(seen(page.head).tags)
        assert shared["og:type"] == ("article" if uri.startswith("briefings/") else "website")
        assert (shared["og:title"], shared["og:site_name"]) == (page.title, "A desk")
        assert shared.get("og:description", "") == page.description
        assert shared["og:url"].startswith("https://example.org/")
        assert shared["twitter:card"] == ("summary_large_image" if cards else "summary")


def test_a_briefing_says_when_and_what_about(tags) -> None:
    shared = tags(TALKS, RenderSettings())
    first, later = (shared[f"briefings/{id}.md"] for id in "ab")
    assert first["og:title"] == "Ties & <talks>"
    assert first["og:description"] == "They met."
    assert first["article:published_time"] == "2024-02-05T12:00:00Z"
    assert first["article:modified_time"] == "2024-02-09T12:00:01Z"
    assert first["article:section"] == first["article:tag"] == 'Grain & "more"'
    assert (first["og:locale"], later["og:locale"]) == ("en_US", "de_CH")
    assert later["article:published_time"] == "2024-03-01T09:00:00-05:00"
    assert "article:modified_time" not in later
    assert "og:url" not in first


def test_a_briefing_has_its_own_card(tags) -> None:
    shared = tags(SHIPS, WITH_CARDS)["briefings/a.md"]
    assert shared["og:image"] == f"{SITE}briefings/a/card.png"
    size_and_type = (shared["og:image:width"], shared["og:image:height"], shared["og:image:type"])
    assert size_and_type == ("1200", "630", "image/png")
    assert shared["twitter:card"] == "summary_large_image"
    assert shared["og:image:alt"] == shared["twitter:image:alt"]
    assert shared["og:image:alt"].startswith('The "Desk" & co. Ships "leave" <port>. They left. And then')
    assert 380 < len(shared["og:image:alt"]) <= 420


def test_all_other_pages_share_a_card(tags) -> None:
    pages = tags(SHIPS, WITH_CARDS)
    others = {uri: shared for uri, shared in pages.items() if uri != "briefings/a.md"}
    assert {"index.md", "archive/index.md", "search.md"} <= set(others)
    assert {shared["og:image"] for shared in others.values()} == {f"{SITE}assets/briefings/card.png"}
    assert {shared["og:image:alt"] for shared in others.values()} == {'The "Desk" & co. Of <grain>.'}


def test_no_cards_no_tags(tags) -> None:
    for shared in tags(SHIPS, replace(WITH_CARDS, cards=False)).values():
        assert not {name for name in shared if name.startswith(("og:image", "twitter:image"))}
