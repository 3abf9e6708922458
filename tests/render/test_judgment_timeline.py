"""Judgments over time as a drawing."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml import etree

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.messages import IN_ENGLISH, DeskWords, words_of
from mkdocs_briefings.model.vocabulary import Likelihood
from mkdocs_briefings.render.judgment_timeline import TimedJudgment, judgment_timeline


def judged(date: str, likelihood: Likelihood = Likelihood.LIKELY, confidence: str = "") -> TimedJudgment:
    return TimedJudgment(PartialDate.parse(date), likelihood, confidence, "../x/#point:1", 'A <b> & "c"')


def dots(svg: str) -> list[tuple[float, float, str]]:
    root = etree.fromstring(svg)
    return [(float(dot.get("cx")), float(dot.get("cy")), dot.get("class")) for dot in root.iter("circle")]


def test_later_stands_further_on_and_likelier_higher() -> None:
    terms = (Likelihood.UNLIKELY, Likelihood.LIKELY, Likelihood.ALMOST_CERTAIN)
    days = ("2022-03", "2023", "2024-02-05")
    drawn = dots(
        judgment_timeline(
            [judged(day, term) for day, term in zip(days, terms, strict=True)], "en", IN_ENGLISH
        )
    )
    assert [x for x, _, _ in drawn] == sorted(x for x, _, _ in drawn)
    assert [y for _, y, _ in drawn] == sorted((y for _, y, _ in drawn), reverse=True)


def test_both_words_of_a_range_share_a_row() -> None:
    pairs = list(Likelihood)
    svg = judgment_timeline(
        [judged(f"{2000 + number}", term) for number, term in enumerate(pairs)], "en", IN_ENGLISH
    )
    rows = [y for _, y, _ in dots(svg)]
    assert rows[::2] == rows[1::2]
    assert len(set(rows)) == 7


def test_judgments_of_one_day_stand_beside_each_other() -> None:
    for day in ("2022", "2024"):
        drawn = dots(
            judgment_timeline([judged(day), judged(day), judged(day), judged("2023")], "en", IN_ENGLISH)
        )
        assert len({x for x, _, _ in drawn}) == 4
        assert all(172 <= x <= 640 for x, _, _ in drawn)


def test_confidence_is_a_class_and_words_are_escaped() -> None:
    levels = ("low", "moderate", "high", "")
    svg = judgment_timeline(
        [judged(f"202{n}", confidence=level) for n, level in enumerate(levels)], "en", IN_ENGLISH
    )
    assert [level for _, _, level in dots(svg)] == ["low", "moderate", "high", "unsaid"]
    assert etree.fromstring(svg).find(".//title").text == 'A <b> & "c": likely, low confidence'


@pytest.mark.parametrize("days", [[], ["2023"], ["2022", "2023"], ["2023", "2023", "2023"]])
def test_few_judgments_are_not_drawn(days: list[str]) -> None:
    assert judgment_timeline([judged(day) for day in days], "en", IN_ENGLISH) == ""


def test_dates_are_in_the_language_and_years_have_room() -> None:
    svg = judgment_timeline([judged("2010-05-01"), judged("2011"), judged("2024-01-27")], "de", IN_ENGLISH)
    assert "1. Mai 2010" in svg
    places = [float(x) for x in re.findall(r'class="middle" x="([\d.]+)"', svg)]
    assert len(places) > 2
    assert all(later - earlier > 40 for earlier, later in pairwise(places))


def test_from_right_to_left_everything_is_on_the_other_side() -> None:
    judgments = [judged("2010-05-01"), judged("2011"), judged("2024-01-27")]
    left, right = (judgment_timeline(judgments, language, IN_ENGLISH) for language in ("en", "ar"))
    for name in ("x", "x1", "x2", "cx"):
        places = [[float(x) for x in re.findall(rf' {name}="([\d.]+)"', svg)] for svg in (left, right)]
        assert places[0] == pytest.approx([640 - x for x in places[1]])


def test_long_words_have_room() -> None:
    judgments = [judged("2010"), judged("2011"), judged("2024")]
    starts = {}
    for language in ("en", "es"):
        svg = judgment_timeline(judgments, language, words_of(language, language, DeskWords()))
        longest = max(re.findall(r'<text x="0" y="\d+">(.*?)</text>', svg), key=len)
        starts[language] = float(re.search(r'x1="([\d.]+)"', svg)[1]), len(re.sub("<[^>]*>", "", longest))
    assert starts["en"][0] == 172
    assert starts["es"][0] > starts["es"][1] * 6
