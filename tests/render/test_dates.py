"""Dates in the languages of briefings: cases in dates.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.render import dates

CASES = yaml.load((Path(__file__).parent / "dates.yaml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_date(case: list[str]) -> None:
    language, written, whole, short = case
    date = PartialDate.parse(written)
    assert " ".join(dates.long(date, language).split()) == whole
    assert " ".join(dates.without_year(date, language).split()) == short


@given(
    st.dates(),
    st.text(max_size=12) | st.sampled_from(["", "en_US", "EN", "be-Latn-tarask", "sr-Latn", "i-klingon"]),
)
@settings(deadline=None, max_examples=40)
def test_no_language_is_too_strange(day, language: str) -> None:
    for date in (
        PartialDate(day.year, day.month, day.day),
        PartialDate(day.year, day.month),
        PartialDate(day.year),
    ):
        assert dates.long(date, language)
        assert dates.without_year(date, language)


def _parts(day: dt.date) -> list[PartialDate]:
    return [
        PartialDate(day.year),
        PartialDate(day.year, day.month),
        PartialDate(day.year, day.month, day.day),
    ]


@given(st.lists(st.dates()))
@settings(deadline=None, max_examples=60)
def test_texts_of_dates_stand_in_the_order_of_the_dates(days) -> None:
    every = [date for day in days for date in _parts(day)]
    assert [str(date) for date in sorted(every)] == sorted(map(str, every))
    assert dates.newest([None, *every]) == str(max(days, default=""))


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("de", "en-GB", "German"),
        ("pt-BR", "en", "Portuguese"),
        ("en", "zh-Hans", "英语"),
        ("be", "be-tarask", "беларуская"),
        ("qaa", "en", "qaa"),
    ],
)
def test_language_name(tag: str, language: str, name: str) -> None:
    assert dates.language_name(tag, language) == name
