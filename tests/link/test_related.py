"""What a briefing suggests to read next when nobody named anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.link.link import connect
from mkdocs_briefings.model.vocabulary import Tlp

URL = "https://example.org/news"


def day(number: int) -> dict[str, str]:
    return {"date": f"2024-01-{number:02}"}


def desk(**briefings: dict) -> dict:
    """A desk whose briefings all have the topic `all`, and with eight further ones that share nothing else."""
    more = {f"other-{number}": {"topics": ["all"], **day(number)} for number in range(1, 9)}
    ids = ("all", "rare", "seldom", "common")
    return {
        **{f"briefings/x/{id}": {"topics": ["all"], **data} for id, data in {**more, **briefings}.items()},
        "topics": {id: {"name": id.capitalize()} for id in ids},
        "regions": {"east": {"name": "East"}},
        "entities/all": {"bo": {"name": "Bo", "kind": "person"}},
    }


def related(linked, id: str, content: dict, **settings) -> list[str]:
    return [ref.id for ref in linked(content, **settings).briefings[id].related]


@pytest.mark.parametrize(
    "shared",
    [
        {"topics": ["all", "rare"]},
        {"entities": ["bo"]},
        {"sources": [{"id": "a", "outlet": "A", "url": URL}]},
    ],
)
def test_what_is_shared(linked, shared):
    content = desk(a={**day(10), **shared}, b={**day(2), **shared})
    assert related(linked, "a", content) == ["b"]


def test_spellings_of_one_address_are_one_source(linked):
    def sources(url: str) -> dict:
        return {"sources": [{"id": "a", "outlet": "A", "url": url}]}

    content = desk(a=sources(URL), b=sources(URL.replace("https://", "http://www.") + "/#part"))
    assert related(linked, "a", content) == ["b"]


def test_what_all_share_counts_for_nothing(linked):
    assert related(linked, "other-1", desk()) == []


def test_rare_counts_more_and_equals_stand_newest_first(linked):
    content = desk(
        a={"topics": ["seldom", "rare"], **day(9)},
        rare={"topics": ["rare"], **day(2)},
        old={"topics": ["seldom"], **day(3)},
        new={"topics": ["seldom"], **day(5)},
        newer={"topics": ["seldom"], **day(6)},
    )
    assert related(linked, "a", content) == ["rare", "newer", "new"]


def test_what_somebody_named_stands_alone(linked):
    shared = {"topics": ["all", "rare"]}
    content = desk(a=shared, b=shared, c={"related": ["a"]}, d={**shared, "related": ["c"]})
    assert related(linked, "a", content) == ["c"]
    assert related(linked, "d", content) == ["c"]
    assert set(related(linked, "b", content)) == {"a", "d"}


@pytest.mark.parametrize(
    "kept_back", [{"status": "draft"}, {"tlp": "red"}, {"publish_at": "2999-01-01T00:00:00Z"}]
)
def test_an_unseen_briefing_is_nowhere_and_changes_nothing(write_desk, kept_back):
    shared = {"topics": ["all", "rare"], "entities": ["bo"]}
    content = desk(a={**shared, "related": ["unseen"]}, b=shared)
    before = pipeline.gather(write_desk(content)).site.index
    content = desk(a={**shared, "related": ["unseen"]}, b=shared, unseen={**shared, **kept_back})
    after = pipeline.gather(replace(write_desk(content), audience=Tlp.CLEAR)).site.index
    assert before.suggested == after.suggested
    assert before.suggested["a"] == ("b",)


def test_a_new_briefing_changes_few_suggestions(linked):
    content = desk(
        **{
            f"b{n:03}": {"topics": ["common"], "date": f"20{10 + n // 28}-02-{1 + n % 28:02}"}
            for n in range(120)
        }
    )
    before = linked(content).index
    content["briefings/x/new"] = {"topics": ["common"], "date": "2025-01-01"}
    after = linked(content).index
    changed = {id for id, ids in before.suggested.items() if after.suggested[id] != ids}
    assert 0 < len(changed) <= 6


def test_order_of_files_shows_nowhere(write_desk):
    content = desk(a={"topics": ["rare"]}, b={"topics": ["rare"]}, c={"topics": ["rare"], **day(3)})
    gathered = pipeline.gather(write_desk(content))
    index = gathered.site.index
    again = connect(reversed(index.summaries.values()), gathered.registries)
    assert again.suggested == index.suggested
