"""Charts write numbers and dates as the language of their briefing does."""

from __future__ import annotations

import json

import pytest

from mkdocs_briefings.model.chart_locale import chart_locale, decimal_mark
from mkdocs_briefings.model.site import LinkedBriefing

CASES = {
    # language: decimal mark, mark between thousands, grouping, percent, short date, first day, March
    "de": (",", ".", [3], "\u00a0%", "%d.%m.%y", "Sonntag", "März"),
    "de-CH": (".", "’", [3], "%", "%d.%m.%y", "Sonntag", "März"),
    "fr": (",", "\u202f", [3], "\u00a0%", "%d/%m/%Y", "dimanche", "mars"),
    "pl": (",", "\u00a0", [3], "%", "%-d.%m.%Y", "niedziela", "marzec"),
    "uk": (",", "\u00a0", [3], "%", "%d.%m.%y", "неділя", "березень"),
    "hi": (".", ",", [3, 2, 2, 2, 2, 2], "%", "%-d/%-m/%y", "रविवार", "मार्च"),
    "zh": (".", ",", [3], "%", "%Y/%-m/%-d", "星期日", "三月"),
}


@pytest.mark.parametrize("language", CASES)
def test_locale(language: str) -> None:
    locale = json.loads(chart_locale(language))
    numbers, dates = locale["format_locale"], locale["time_format_locale"]
    assert (
        *(numbers[key] for key in ("decimal", "thousands", "grouping", "percent")),
        dates["date"],
        dates["days"][0],
        dates["months"][2],
    ) == CASES[language]
    assert decimal_mark(language) == CASES[language][0]


def test_english_charts_are_as_ever() -> None:
    assert chart_locale("en") == chart_locale("en-GB") == ""


CHART = '```chart\n{"alt": "A", "data": {"values": [{"a": 0.5, "b": "1.2.3"}]}, "mark": "bar"}\n```\n'


def test_the_table_has_the_decimal_mark(made, linked) -> None:
    """That of the briefing, and nothing in what is no number."""
    desk = {"briefings/2024/a": {"language": "de", "body": CHART}, "briefings/2024/b": {"body": CHART}}
    pages = made(desk)
    assert ["<td>0,5</td><td>1.2.3</td>" in pages[f"briefings/{id}.md"].html for id in "ab"] == [True, False]
    assert "<td>0.5</td><td>1.2.3</td>" in pages["briefings/b.md"].html
    charts: list[LinkedBriefing] = [linked(desk).briefings[id] for id in "ab"]
    assert [briefing.charts[0].locale for briefing in charts] == [chart_locale("de"), ""]
