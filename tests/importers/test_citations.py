"""The golden citations, one by one and together."""

from __future__ import annotations

import pytest
from citation_goldens import outcomes, score

from mkdocs_briefings.importers.date_phrases import When, dates
from mkdocs_briefings.importers.tokens import tokens
from mkdocs_briefings.importers.years import context, place
from mkdocs_briefings.model.dates import PartialDate

DONE = outcomes()


@pytest.mark.parametrize("one", DONE, ids=[f"{n}-{one.text[:40]}" for n, one in enumerate(DONE)])
def test_golden(one):
    assert one.found == one.expected
    assert one.doubtful == one.expected_doubtful
    if one.expected_reading is not None:
        assert one.reading == one.expected_reading


def test_there_are_enough_cases_and_all_are_found():
    assert len(DONE) >= 120
    assert score(DONE) == (1.0, 1.0)


def test_the_score_falls_when_a_source_is_missed_or_made_up():
    right = next(one for one in DONE if one.expected)
    missed = type(right)(**{**vars(right), "found": ()})
    made_up = type(right)(**{**vars(right), "found": (*right.found, ("x",))})
    assert score([missed])[1] == 0.0
    assert score([made_up])[0] == 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 27", [When(0, 1, 27)]),
        ("3, 5 and 12 February 1995", [When(1995, 2, 3), When(1995, 2, 5), When(1995, 2, 12)]),
        ("22/28 Nov 93", [When(1993, 11, 22, "28")]),
        ("29 December-4 January", [When(0, 12, 29, "4 January")]),
        ("January 27, February 3, 2018", [When(2018, 1, 27), When(2018, 2, 3)]),
        ("2O March 2OO4", [When(2004, 3, 20)]),
        ("27 января", [When(0, 1, 27)]),
        ("3/5/95", None),
        ("may be 5", None),
        ("February 31", None),
    ],
)
def test_dates_in_running_text(text, expected):
    read = dates(tokens(text), 0)
    assert (list(read[0]) if read else None) == expected


def test_what_is_inferred_says_from_what():
    known = context(PartialDate(2024, 2, 5), "the date of the briefing", [])
    placed = place(When(0, 2, 6), known)
    assert (str(placed.date), placed.inferred, placed.note) == (
        "2023-02-06",
        "year",
        "year inferred from the date of the briefing",
    )
    assert "1 days after" in placed.look
    assert place(When(2023, 2, 6), known).inferred is None
