"""What is shown where a page's address is shared: said once, in words of the page, on every page."""

from __future__ import annotations

from collections import Counter

import pytest

from mkdocs_briefings.render.context import RenderSettings

DESK = {
    "topics": {"grain": {"name": 'Grain & "more"', "description": "What grows."}},
    "briefings/x/a": {
        "title": "Ties & <talks>",
        "topics": ["grain"],
        "summary": "They **met**.",
        "corrections": [{"date": "2024-02-09", "text": "Not three."}],
    },
    "briefings/x/b": {"title": "Later", "language": "de-CH", "publish_at": "2024-03-01T09:00:00-05:00"},
}


def tags(page, seen) -> dict[str, str]:
    """Properties and names of the head; none of them twice."""
    read = [one for tag, one in seen(page.head).tags if tag == "meta"]
    named = [(one.get("property") or one["name"], one["content"]) for one in read]
    shared = [
        (name, content) for name, content in named if name.partition(":")[0] in {"og", "twitter", "article"}
    ]
    assert {name for name, times in Counter(name for name, _ in shared).items() if times > 1} <= {
        "article:tag"
    }
    return dict(shared)


@pytest.mark.parametrize("cards", [False, True])
def test_every_page_says_what_it_is(made, seen, cards) -> None:
    pages = made(DESK, RenderSettings(site_url="https://example.org/", site_name="A desk", cards=cards))
    for page in pages.values():
        said = tags(page, seen)
        assert said["og:type"] == ("article" if page.uri.startswith("briefings/") else "website")
        assert (said["og:title"], said["og:site_name"]) == (page.title, "A desk")
        assert said.get("og:description", "") == page.description
        assert said["og:url"].startswith("https://example.org/")
        assert said["twitter:card"] == ("summary_large_image" if cards else "summary")


def test_a_briefing_says_when_and_what_about(made, seen) -> None:
    pages = made(DESK, RenderSettings())
    said, later = (tags(pages[f"briefings/{id}.md"], seen) for id in "ab")
    assert said["og:title"] == "Ties & <talks>"
    assert said["og:description"] == "They met."
    assert said["article:published_time"] == "2024-02-05T12:00:00Z"
    assert said["article:modified_time"] == "2024-02-09T12:00:01Z"
    assert said["article:section"] == said["article:tag"] == 'Grain & "more"'
    assert (said["og:locale"], later["og:locale"]) == ("en_US", "de_CH")
    assert later["article:published_time"] == "2024-03-01T09:00:00-05:00"
    assert "article:modified_time" not in later
    assert "og:url" not in said
