"""The golden citations, one by one and together."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest
from babel.dates import format_date
from citation_goldens import Outcome, cases, cases_by_language, outcome_of, score

from mkdocs_briefings.importers.calendar_names import VARIANTS
from mkdocs_briefings.importers.date_phrases import WrittenDate, read_dates
from mkdocs_briefings.importers.front_matter import read_date
from mkdocs_briefings.importers.infer_year import resolve_date, year_context
from mkdocs_briefings.importers.language_words import languages
from mkdocs_briefings.importers.lexer import tokenise
from mkdocs_briefings.model.dates import PartialDate

CASES = cases()
BY_LANGUAGE = cases_by_language()


@cache
def outcome_at(number: int) -> Outcome:
    return outcome_of(CASES[number])


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{n}-{case['text'][:40]}" for n, case in enumerate(CASES)]
)
def test_golden(number):
    outcome = outcome_at(number)
    assert outcome.actual == outcome.expected
    assert outcome.doubtful == outcome.expected_doubtful
    if outcome.expected_reading is not None:
        assert outcome.reading == outcome.expected_reading


@pytest.mark.parametrize("tag", BY_LANGUAGE)
def test_golden_citations_of_other_languages(tag):
    outcomes = [outcome_of(case) for case in BY_LANGUAGE[tag]]
    wrong = [outcome for outcome in outcomes if not outcome.right]
    assert not wrong
    assert sum(len(outcome.expected) for outcome in outcomes) >= 15


def test_every_language_with_words_has_golden_citations():
    assert {tag for tag, words in languages().items() if "title" in words} == {"en", *BY_LANGUAGE}


def test_there_are_enough_cases_and_all_are_found():
    assert len(CASES) >= 120
    assert score([outcome_at(number) for number in range(len(CASES))]) == (1.0, 1.0)


def test_the_score_falls_when_a_source_is_missed_or_made_up():
    right = next(outcome for outcome in map(outcome_at, range(len(CASES))) if outcome.expected)
    missed = type(right)(**{**vars(right), "actual": ()})
    made_up = type(right)(**{**vars(right), "actual": (*right.actual, ("x",))})
    assert score([missed])[1] == 0.0
    assert score([made_up])[0] == 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("January 27", [WrittenDate(0, 1, 27)]),
        (
            "3, 5 and 12 February 1995",
            [WrittenDate(1995, 2, 3), WrittenDate(1995, 2, 5), WrittenDate(1995, 2, 12)],
        ),
        ("22/28 Nov 93", [WrittenDate(1993, 11, 22, "28")]),
        ("29 December-4 January", [WrittenDate(0, 12, 29, "4 January")]),
        ("January 27, February 3, 2018", [WrittenDate(2018, 1, 27), WrittenDate(2018, 2, 3)]),
        ("2O March 2OO4", [WrittenDate(2004, 3, 20)]),
        ("27 января", [WrittenDate(0, 1, 27)]),
        ("3/5/95", None),
        ("may be 5", None),
        ("27. und 28. Januar 2024", [WrittenDate(2024, 1, 27), WrittenDate(2024, 1, 28)]),
        ("27-29 janvier 2024", [WrittenDate(2024, 1, 27, "29")]),
        ("1er mars", [WrittenDate(0, 3, 1)]),
        ("janvier 2024", [WrittenDate(2024, 1)]),
        ("enero de 2024", [WrittenDate(2024, 1)]),
        ("27 de enero de 2024", [WrittenDate(2024, 1, 27)]),
        ("5 mar 2024", [WrittenDate(2024, 3, 5)]),
        ("2024年1月27日", [WrittenDate(2024, 1, 27)]),
        ("二〇二四年十二月二十七日", [WrittenDate(2024, 12, 27)]),
        ("２０２４年１月", [WrittenDate(2024, 1)]),
        ("٢٧ كانون الثاني ٢٠٢٤", [WrittenDate(2024, 1, 27)]),
        ("27 إبريل 2024", [WrittenDate(2024, 4, 27)]),
        ("31 февраля 2024", None),
        ("2024年13月1日", None),
        ("Marca", None),
        ("mars et mai", None),
        ("Mai Linh 2024", None),
        ("February 31", None),
    ],
)
def test_dates_in_running_text(text, expected):
    read = read_dates(tokenise(text), 0)
    assert (list(read[0]) if read else None) == expected


LOCALES = (
    *(tag.replace("-", "_") for tag, words in languages().items() if "title" in words),
    *VARIANTS,
    "fr_CA",
)


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_as_cldr_writes_them(locale):
    days = [dt.date(2024, month, 27) for month in range(1, 13)]
    written = {format_date(day, form, locale): day for day in days for form in ("full", "long", "medium")}
    assert {text: str(read_date(text)) for text in written} == {
        text: str(day) for text, day in written.items()
    }


def test_what_is_inferred_says_from_what():
    context = year_context(PartialDate(2024, 2, 5), "the date of the briefing", [])
    resolved = resolve_date(WrittenDate(0, 2, 6), context)
    assert (str(resolved.date), resolved.inferred, resolved.note) == (
        "2023-02-06",
        "year",
        "year inferred from the date of the briefing",
    )
    assert "1 day after" in resolved.remark
    assert resolve_date(WrittenDate(2023, 2, 6), context).inferred is None
