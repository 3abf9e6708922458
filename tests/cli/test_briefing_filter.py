"""Which briefings a command chooses, and in which order they are read."""

from __future__ import annotations

import pytest

from mkdocs_briefings.cli.briefing_filter import BriefingFilter, matching_collection
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.prints import in_reading_order

DATES = {
    "year": "2024",
    "january": "2024-01",
    "last": "2024-01-31",
    "first": "2024-02-01",
    "february": "2024-02",
    "other": "2025-03-01",
}


@pytest.fixture
def site(linked):
    return linked({f"briefings/2024/{id}": {"date": date} for id, date in DATES.items()})


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2024-02-01", None, {"year", "first", "february", "other"}),
        ("2024-01-31", None, set(DATES)),
        ("2024-02", None, {"year", "first", "february", "other"}),
        ("2025-03-01", None, {"other"}),
        ("2025-03-02", None, set()),
        (None, "2024-01-31", {"year", "january", "last"}),
        (None, "2024-01-01", {"year", "january"}),
        (None, "2024-02-01", set(DATES) - {"other"}),
        (None, "2024", set(DATES) - {"other"}),
        ("2024-01-31", "2024-01-31", {"year", "january", "last"}),
    ],
)
def test_days_count_from_the_first_to_the_last(site, since, until, expected) -> None:
    first, last = (PartialDate.parse(text) if text else None for text in (since, until))
    assert set(matching_collection(BriefingFilter(since=first, until=last), site).ids) == expected


def test_reading_order_is_by_date_then_volume_and_issue_then_id(linked) -> None:
    desk = {
        "a": {"volume": 2, "issue": 1},
        "b": {"volume": 1, "issue": 2},
        "c": {"volume": 1, "issue": 1},
        "e": {"volume": 1, "issue": 1},
        "d": {"date": "2024-01-01", "volume": 3, "issue": 3},
        "z": {},
    }
    content = {f"briefings/2024/{id}": {"publication": "weekly", **fields} for id, fields in desk.items()}
    site = linked({"publications": {"weekly": {"name": "Weekly"}}, **content})
    expected = ("d", "z", "c", "e", "b", "a")
    assert matching_collection(BriefingFilter(), site).ids == expected
    summaries = site.index.summaries_for(expected)
    assert in_reading_order(summaries) == in_reading_order(reversed(summaries)) == expected
