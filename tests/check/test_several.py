"""Rules that look at several corrections, marks or owners of an id look at all of them."""

from __future__ import annotations

import datetime as dt

import pytest

from mkdocs_briefings import pipeline

NOON = dt.datetime(2024, 2, 5, 12, tzinfo=dt.UTC)


@pytest.fixture
def codes(write_desk):
    def report(content) -> list[str]:
        return [problem.code for problem in pipeline.gather(write_desk(content, at=NOON)).diagnostics]

    return report


@pytest.mark.parametrize("days", [["2024-03-05", "2024-02-06"], ["2024-02-06", "2024-03-05"]])
def test_the_latest_correction_counts(codes, days) -> None:
    corrections = [{"date": day, "text": "Again [@x]."} for day in days]
    source = {"id": "x", "outlet": "SB", "date": "2024-03-01"}
    reported = codes({"briefings/2024/a": {"sources": [source], "corrections": corrections}})
    assert "citation-after-briefing" not in reported


def test_marks_after_code_are_seen_and_marks_in_code_are_not(codes) -> None:
    assert (
        codes({"briefings/2024/a": {"body": "`a [@ b]` then [@ c] and `d [@ e]`."}}).count("unread-citation")
        == 1
    )


def test_the_id_of_a_briefing_that_is_withheld_is_taken(codes) -> None:
    desk = {"briefings/2024/a": {"aliases": ["b"]}, "briefings/2024/b": {"status": "draft"}}
    assert "alias-taken" in codes(desk)


def test_undated_briefings_come_last(linked) -> None:
    desk = {"a": {"date": None, "status": "draft"}, "b": {}, "c": {"date": "2025"}}
    site = linked({f"briefings/2024/{id}": fields for id, fields in desk.items()}, drafts=True)
    assert [*site.briefings] == ["c", "b", "a"]
