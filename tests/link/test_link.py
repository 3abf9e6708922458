"""Names are connected to registries, briefings to each other and to what they share, notices to sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_briefings.link.link import connect
from mkdocs_briefings.link.lookup import Lookup
from mkdocs_briefings.model.content import Author, Outlet
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import MentionedName, Ref

CASES = yaml.load((Path(__file__).parent / "outlets.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
PNG = b"\x89PNG\r\n\x1a\n"
OUTLETS = {
    "sb": Outlet(name="SB. Belarus Segodnya", short="SB", aliases=("Беларусь Сегодня",)),
    "rbc": Outlet(name="RBC"),
    "bta": Outlet(name="BTA", aliases=("RBC",)),
    "strasse": Outlet(name="Straße"),
    "onl": Outlet(name="onliner", short="News"),
    "day": Outlet(name="The Day", aliases=("news",)),
}
LOOKUP = Lookup.from_registries(
    Registries(
        outlets={id: Located(id, outlet, "outlets.yaml") for id, outlet in OUTLETS.items()},
        authors={"ioffe": Located("ioffe", Author(name="Grigory Ioffe"), "authors.yaml")},
    )
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["written"]))
def test_outlet(case: dict[str, Any]) -> None:
    ref, short = LOOKUP.outlet(case["written"])
    assert short == case["short"]
    assert ref == (case["id"] and Ref(case["name"], Kind.OUTLET, case["id"]))


@pytest.mark.parametrize("written", ["ioffe", "Grigory Ioffe", "grigory ioffe"])
def test_author_by_id_or_name(written: str) -> None:
    assert LOOKUP.ref(Kind.AUTHOR, written) == Ref("Grigory Ioffe", Kind.AUTHOR, "ioffe")


def test_plain_author_and_unknown_ids_are_their_own_names() -> None:
    assert LOOKUP.ref(Kind.AUTHOR, "Ada Lovelace") == Ref("Ada Lovelace", Kind.AUTHOR, "ada-lovelace")
    assert LOOKUP.ref(Kind.TOPIC, "trade") == Ref("trade", Kind.TOPIC, "trade")


def test_related_both_ways(linked) -> None:
    site = linked(
        {
            "briefings/2024/a": {"related": ["b", "a", "missing"]},
            "briefings/2024/b": {"related": ["c"]},
            "briefings/2024/c": {"related": ["b"]},
            "briefings/2024/d": {},
        }
    )
    related = {id: [ref.id for ref in briefing.related] for id, briefing in site.briefings.items()}
    assert related == {"a": ["b"], "b": ["c", "a"], "c": ["b"], "d": []}


def test_briefings_newest_first(linked) -> None:
    dates = {
        "a": "2024",
        "b": "2024-01-02",
        "c": "2024-02",
        "d": "2023-12-31",
        "e": "2024-02",
        "f": "2024-02-01",
    }
    site = linked({f"briefings/2024/{id}": {"date": date} for id, date in dates.items()})
    assert list(site.briefings) == ["f", "c", "e", "b", "a", "d"]


REGISTRIES: dict[str, Any] = {
    "topics": {
        "used": {"name": "Used", "parent": "above"},
        "above": {"name": "Above"},
        "idle": {"name": "Idle"},
    },
    "outlets": {"sb": {"name": "SB", "aliases": ["Segodnya"]}, "idle": {"name": "Idle"}},
    "authors": {"ada": {"name": "Ada"}, "idle": {"name": "Idle"}},
    "publications": {"weekly": {"name": "Weekly"}, "idle": {"name": "Idle"}},
    "entities/any": {"minsk": {"name": "Minsk", "kind": "place"}, "idle": {"name": "Idle", "kind": "place"}},
}


def test_groups_only_of_what_is_used(linked) -> None:
    sources = [
        {"id": "a", "outlet": "sb"},
        {"id": "b", "outlet": "Segodnya"},
        {"id": "c", "outlet": "Le Monde"},
    ]
    used = {"topics": ["used"], "authors": ["ada", "Bo"], "publication": "weekly", "entities": ["minsk"]}
    site = linked(
        {
            **REGISTRIES,
            "briefings/2024/a": {**used, "sources": sources},
            "briefings/2024/b": {"topics": ["used"]},
        }
    )
    groups = {
        kind.value: {id: list(group.briefings) for id, group in by_id.items()}
        for kind, by_id in site.index.groups.items()
    }
    assert groups == {
        "topics": {"used": ["a", "b"]},
        "regions": {},
        "entities": {"minsk": ["a"]},
        "outlets": {"le-monde": ["a"], "sb": ["a"]},
        "authors": {"ada": ["a"], "bo": ["a"]},
        "publications": {"weekly": ["a"]},
    }
    assert site.index.groups[Kind.OUTLET]["sb"].entry == Outlet(name="SB", aliases=("Segodnya",))
    assert site.index.groups[Kind.AUTHOR]["bo"].entry is None


def test_authors_stand_in_the_order_of_their_family_names(linked) -> None:
    names = [
        "Zoe Adams",
        "Ada Lee",
        "Bo van Gulik",
        "Agence France-Presse",
        "kim",
        "Xi Jinping",
        "Clare, John",
    ]
    site = linked(
        {
            "authors": {"kim": {"name": "Kim Jong Un", "family": "Kim"}},
            "briefings/2024/a": {"authors": names},
        }
    )
    assert [group.ref.name for group in site.index.groups[Kind.AUTHOR].values()] == [
        "Zoe Adams",
        "Agence France-Presse",
        "Clare, John",
        "Bo van Gulik",
        "Kim Jong Un",
        "Ada Lee",
        "Xi Jinping",
    ]


def test_two_spellings_of_one_plain_name_are_one_group(linked) -> None:
    sources = [{"id": "a", "outlet": "Le Monde"}, {"id": "b", "outlet": "LE MONDE"}]
    site = linked({"briefings/2024/a": {"sources": sources}, "briefings/2024/b": {"sources": sources[1:]}})
    groups = site.index.groups[Kind.OUTLET]
    assert {id: group.briefings for id, group in groups.items()} == {"le-monde": ("a", "b")}


def test_groups_stand_in_reading_order(linked) -> None:
    topics = {"c": {"name": "apples"}, "a": {"name": "Pears"}, "b": {"name": "Bananas"}}
    site = linked({"topics": topics, "briefings/2024/a": {"topics": ["a", "b", "c"]}})
    assert list(site.index.groups[Kind.TOPIC]) == ["c", "b", "a"]


def test_sources_by_first_citation_and_the_marks_that_name_them(linked) -> None:
    fields = {
        "corrections": [{"date": "2024-02-06", "text": "Wrong [@d]."}],
        "summary": "Short [@c].",
        "executive_points": ["One [@b; @c]."],
        "body": "Two [@c, p. 1; @c, p. 2], and @b says so.",
        "events": [{"date": "2024-02-05", "text": "It was [@b].", "cites": ["a", "b"]}],
        "sources": [{"id": id, "outlet": "SB"} for id in ("idle", "a", "b", "c", "d")],
    }
    briefing = linked({"briefings/2024/a": fields}).briefings["a"]
    assert {linked.source.id: (linked.number, linked.cited_by) for linked in briefing.sources} == {
        "d": (1, (1,)),
        "c": (2, (2, 3, 4)),
        "b": (3, (3, 5, 6, 7)),
        "a": (4, (7,)),
        "idle": (5, ()),
    }


@pytest.mark.parametrize(
    ("noticed", "cited", "same"),
    [
        ("https://www.sb.by/visit/", "http://sb.by/visit", True),
        ("http://SB.by/visit", "https://sb.by/visit/", True),
        ("https://sb.by/visit#talks", "https://sb.by/visit", True),
        (" https://sb.by ", "https://sb.by/", True),
        ("https://sb.by/visit?page=2", "https://sb.by/visit", False),
        ("https://sb.by/Visit", "https://sb.by/visit", False),
        ("https://news.sb.by/visit", "https://sb.by/visit", False),
        ("https://[sb", "https://[sb", True),
    ],
)
def test_one_address_in_several_spellings(noticed: str, cited: str, *, same: bool) -> None:
    assert (address_key(noticed) == address_key(cited)) is same


def test_notices_by_address_then_by_outlet(linked) -> None:
    site = linked(
        {
            "outlets": {"sb": {"name": "SB", "aliases": ["Segodnya"]}},
            "notices": [
                {"outlet": "sb", "status": "disputed"},
                {"url": "https://www.sb.by/visit/", "status": "dead"},
                {"url": "http://sb.by/visit", "status": "corrected"},
            ],
            "briefings/2024/a": {
                "sources": [
                    {"id": "both", "outlet": "Segodnya", "url": "http://sb.by/visit"},
                    {"id": "outlet", "outlet": "sb", "url": "http://sb.by/other"},
                    {"id": "address", "outlet": None, "url": "https://sb.by/visit#now"},
                    {"id": "neither", "outlet": "Le Monde"},
                ]
            },
        }
    )
    notices = {
        linked.source.id: [notice.status.value for notice in linked.notices]
        for linked in site.briefings["a"].sources
    }
    assert notices == {
        "both": ["dead", "corrected", "disputed"],
        "outlet": ["disputed"],
        "address": ["dead", "corrected"],
        "neither": [],
    }


def test_addresses_of_briefings_and_files(linked) -> None:
    body = (
        "[a](briefing:b) ![b](files/b.png) <a href='briefing:c'>c</a> [d]: files/none.png#page=2 [e](briefing:c#p:1)"
        "\n\n`briefing:e` files/x.png"
    )
    site = linked(
        {"briefings/2024/a": {"body": body}, "briefings/2024/b": {}, "files/b.png": PNG, "files/x.png": PNG}
    )
    assert site.briefings["a"].linked_ids == ("b", "c")
    assert site.briefings["a"].files == ("files/b.png", "files/none.png")
    assert site.index.files == {"files/b.png"}


def test_ids_break_ties(linked) -> None:
    day, later = {"date": "2024-02-05"}, {"date": "2024-02-06"}
    desk = {
        "c": {**day, "related": ["x"]},
        "a": {**day, "related": ["x"]},
        "x": day,
        "b": {**later, "related": ["x"]},
    }
    site = linked({f"briefings/2024/{id}": fields for id, fields in desk.items()})
    assert [*site.briefings] == ["b", "a", "c", "x"]
    assert [ref.id for ref in site.briefings["x"].related] == ["b", "a", "c"]
    shuffled = [site.index.summaries[id] for id in ("x", "c", "b", "a")]
    index = connect(shuffled, Registries())
    assert [*index.summaries] == ["b", "a", "c", "x"]
    assert [summary.id for summary in index.neighbours("x")] == ["b", "a", "c"]


def test_what_an_author_names_comes_before_what_names_it(linked) -> None:
    fields = {"a": {"related": ["d", "c"]}, "b": {"related": ["a"]}, "c": {"related": ["a"]}, "d": {}}
    site = linked({f"briefings/2024/{id}": related for id, related in fields.items()})
    assert [ref.id for ref in site.briefings["a"].related] == ["d", "c", "b"]


def test_names_mean_only_entities_that_have_a_page(linked) -> None:
    """A site does not reveal that the desk knows others."""
    content = {
        "entities/all": {id: {"name": "Li", "kind": "person"} for id in ("seen", "unseen")},
        "briefings/2024/a": {"entities": ["seen"]},
    }
    index = linked(content).index
    named = [MentionedName("li", ids) for ids in (("seen", "unseen"), ("unseen",), ())]
    assert index.visible_names(named) == (MentionedName("li", ("seen",)),)
    assert index.visible_names(named[:1] * 2) == (MentionedName("li", ("seen",)),) * 2
