"""Briefings in the setting `nav`: what stands for them, what is refused, and when the navigation has changed."""

from __future__ import annotations

import pytest

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.nav_entries import digest_of_nav, empty_lists, with_briefings
from mkdocs_briefings.mkdocs_plugin.navigation import check_listings

DESK = {
    "topics": {"grain": {"name": "Grain"}, "trade": {"name": "Trade"}, "empty": {"name": "Empty"}},
    "publications": {"weekly": {"name": "The Weekly"}},
    "briefings/2023/old": {"date": "2023-02-05", "topics": ["grain"]},
    "briefings/2024/mid": {"date": "2024-02-05", "topics": ["grain"], "publication": "weekly", "volume": 1, "issue": 2},
    "briefings/2024/mid.de": {"date": "2024-02-05", "topics": ["grain"], "title": "Ein Besuch"},
    "briefings/2024/new": {"date": "2024-03-05", "topics": ["trade"], "publication": "weekly", "volume": 1, "issue": 3},
}  # fmt: skip
LISTINGS = {
    "latest 2": ["new", "mid"],
    "latest  9": ["new", "mid", "old"],
    "latest 1 of topics/grain": ["mid"],
    "all of topics/grain.md": ["mid", "old"],
    "all of publications/weekly/index.md": ["new", "mid"],
    "all of publications/weekly/1": ["new", "mid"],
    "all of publications/weekly/1/2.md": ["mid"],
    "all of publications/weekly/2": [],
    "all of archive/2024/": ["new", "mid"],
    "all of archive/2024/03": ["new"],
    "all of topics/empty": [],
    "all of topics/grain/1": [],
    "all of topics": [],
    "all of nothing/grain": [],
}
LANGUAGES = ("en",)


@pytest.mark.parametrize(("text", "ids"), LISTINGS.items(), ids=LISTINGS)
def test_a_listing_stands_for_briefings(linked, text: str, ids: list[str]) -> None:
    index = linked(DESK).index
    nav = ["about.md", {"Section": ["topics/grain.md", {"briefings": text}]}]
    pages = [f"briefings/{id}.md" for id in ids]
    assert with_briefings(nav, index) == ["about.md", {"Section": ["topics/grain.md", *pages]}]
    assert len(empty_lists(nav, index)) == (0 if ids else 1)


def test_all_else_stays_as_it_is(linked) -> None:
    nav = [
        "briefings/mid.md", {"briefings": "index.md"}, {"briefings": "https://example.org"}, {"Latest": "latest 5"}, {"Empty": []},
        {"briefings": ["about.md", {"Deep": [{"briefings": "latest 1"}]}]}, {"Gone": [{"briefings": "all of topics/empty"}]},
    ]  # fmt: skip
    filled = [*nav[:-2], {"briefings": ["about.md", {"Deep": ["briefings/new.md"]}]}]
    assert with_briefings(nav, linked(DESK).index) == filled
    assert with_briefings(None, linked(DESK).index) is None


def test_what_lists_nothing_is_refused_at_once() -> None:
    wrong = (
        "last 5",
        "latest 0",
        "latest 51",
        "latest -1",
        "latest",
        "all",
        "latest 5 in topics/grain",
        "latest 5 of a b",
        "5",
    )
    nav = ["about.md", *({"Section": [{"briefings": text}]} for text in wrong), {"briefings": "latest 50"}]
    with pytest.raises(UsageError) as raised:
        check_listings(nav)
    assert [text for text in wrong if f"`briefings: {text}`" in str(raised.value)] == list(wrong)
    assert "latest 50`" not in str(raised.value)


NAV = ["briefings/old.md", {"Named": "briefings/mid.md"}, "topics/grain.md", {"briefings": "latest 1"}]
EDITS = {
    "title": ({"briefings/2023/old": {"date": "2023-02-05", "topics": ["grain"], "title": "Another"}}, True),
    "title of a named one": ({"briefings/2024/mid": {**DESK["briefings/2024/mid"], "title": "Another"}}, False),
    "title of one that is listed": ({"briefings/2024/new": {**DESK["briefings/2024/new"], "title": "Another"}}, True),
    "text": ({"briefings/2023/old": {"date": "2023-02-05", "topics": ["grain"], "body": "Other talks."}}, False),
    "name of a topic": ({"topics": {**DESK["topics"], "grain": {"name": "Wheat"}}}, True),
    "name of another topic": ({"topics": {**DESK["topics"], "trade": {"name": "Commerce"}}}, False),
    "one more": ({"briefings/2024/more": {"date": "2024-04-05"}}, True),
    "one more of before": ({"briefings/2024/more": {"date": "2022-04-05", "topics": ["grain"]}}, False),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "changes"), EDITS.values(), ids=EDITS)
def test_the_navigation_changes_with_what_it_shows(linked, edit, changes) -> None:
    before, after = (digest_of_nav(NAV, linked(desk).index, LANGUAGES) for desk in (DESK, {**DESK, **edit}))
    assert (before != after) is changes


def test_titles_of_pages_in_further_languages_are_shown_too(linked) -> None:
    desk = {**DESK, "topics": {"grain": {"name": {"en": "Grain", "de": "Korn"}}, "trade": {"name": "Trade"}}}
    renamed = {**desk, "topics": {**desk["topics"], "grain": {"name": {"en": "Grain", "de": "Getreide"}}}}
    indexes = [linked(each, further_languages=("de",)).index for each in (desk, renamed)]
    assert len({digest_of_nav(["de/topics/grain.md"], index, ("en", "de")) for index in indexes}) == 2
    assert len({digest_of_nav(["de/topics/trade.md"], index, ("en", "de")) for index in indexes}) == 1
