"""Judgments over time as a drawing: when each was published, and how likely it called what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple
from unicodedata import east_asian_width

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.vocabulary import Likelihood
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.terms import judgment_line, percent_range

_FEWEST = 3
"""Judgments below which a list says it as well."""
_WIDTH, _ROW, _TOP, _FOOT = 640, 24, 12, 26
_LEFT, _RIGHT = 172, 16
"""Least room for the words of the rows, and room beside the last judgment."""
_LETTER, _GAP = 6.2, 10
"""Width of a letter of these words, and what is left free behind them."""
_RADIUS = 6
_NEAR = 124
"""Distance below which two dates would be written over each other."""
_TERMS = tuple(Likelihood)[::2]
"""A term for each range of ICD 203, the least likely first."""


class TimedJudgment(NamedTuple):
    """A judgment with a likelihood, as the drawing shows it."""

    date: PartialDate
    likelihood: Likelihood
    confidence: str
    """Low, moderate or high; empty where nothing is said."""
    href: str
    """Address of the point."""
    title: str
    """Of its briefing."""


def judgment_timeline(judgments: Sequence[TimedJudgment], language: str, words: Words) -> str:
    """Return the judgments as inline SVG, each a link to its point; empty if there are too few to be drawn.

    Args:
        judgments: in any order.
        language: in which dates are written (BCP 47).
        words: of that language.
    """
    ordered = sorted(judgments)
    days = [judgment.date.first_day().toordinal() for judgment in ordered]
    if len(ordered) < _FEWEST or days[0] == days[-1]:
        return ""
    height = _TOP + _ROW * len(_TERMS) + _FOOT
    title = words.plural(
        "{n} judgment by date and likelihood; all are listed below",
        "{n} judgments by date and likelihood; all are listed below",
        len(ordered),
    )
    plane = _Plane(_room_for_words(words), days[0], days[-1], dates.direction(language) == "rtl")
    parts = (*_rows(plane, words), *_date_marks(plane, ordered, language), *_dots(plane, ordered, words))
    head = f'<svg class="judgment-timeline" viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(title)}">'
    return "\n".join((head, *parts, "</svg>"))


def _room_for_words(words: Words) -> int:
    """Return the room that the words of the rows need; a letter that is as wide as two counts for two."""
    lines = (f"{words(term)} {percent_range(words, term)}" for term in _TERMS)
    widths = (sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line) for line in lines)
    return max(_LEFT, round(max(widths) * _LETTER) + _GAP)


class _Plane(NamedTuple):
    """The plane of the drawing, on which days have their places."""

    room: int
    """Room for the words of the rows."""
    first: int
    """First day, as its ordinal."""
    last: int
    from_right: bool
    """Whether words and days begin at the right."""

    def x(self, day: int) -> float:
        """Return how far a day is from where the words begin."""
        free = _WIDTH - self.room - 2 * _RIGHT
        return round(self.room + _RIGHT + free * (day - self.first) / (self.last - self.first), 1)

    def at(self, x: float) -> float:
        """Return the coordinate of a distance from where the words begin."""
        return round(_WIDTH - x, 1) if self.from_right else x


def _rows(plane: _Plane, words: Words) -> Iterator[str]:
    for term in _TERMS:
        y = _y(term)
        yield f'<line class="row" x1="{plane.at(plane.room)}" x2="{plane.at(_WIDTH)}" y1="{y}" y2="{y}"/>'
        percent = f'<tspan class="percent">{escape(percent_range(words, term))}</tspan>'
        yield f'<text x="{plane.at(0)}" y="{y + 4}">{escape(words(term))} {percent}</text>'


def _date_marks(plane: _Plane, ordered: Sequence[TimedJudgment], language: str) -> Iterator[str]:
    """Yield the first and the last date, and each year between that has room."""
    y = _TOP + _ROW * len(_TERMS) + _FOOT - 6
    start, end = plane.x(plane.first), plane.x(plane.last)
    yield f'<text x="{plane.at(start)}" y="{y}">{escape(dates.long(ordered[0].date, language))}</text>'
    last = escape(dates.long(ordered[-1].date, language))
    yield f'<text class="end" x="{plane.at(end + _RIGHT)}" y="{y}">{last}</text>'
    free = start + _NEAR
    for year in range(ordered[0].date.year + 1, ordered[-1].date.year + 1):
        x = plane.x(PartialDate(year).first_day().toordinal())
        if free < x < end - _NEAR:
            yield f'<text class="middle" x="{plane.at(x)}" y="{y}">{year}</text>'
            free = x + _NEAR / 2


def _dots(plane: _Plane, ordered: Sequence[TimedJudgment], words: Words) -> Iterator[str]:
    """Yield each judgment; those of one day and one row stand beside each other."""
    taken: Counter[tuple[int, int]] = Counter()
    for judgment in ordered:
        x, y = plane.x(judgment.date.first_day().toordinal()), _y(judgment.likelihood)
        place = (round(x) // _RADIUS, y)
        x += taken[place] * _RADIUS * 2 * (1 if x < _WIDTH / 2 else -1)
        taken[place] += 1
        line = judgment_line(words, judgment.likelihood, judgment.confidence)
        # Translators: the title of a briefing, and a judgment in it: "The title: likely, high confidence".
        label = escape(words("{title}: {judgment}", title=judgment.title, judgment=line))
        yield (
            f'<a href="{escape(judgment.href)}" aria-label="{label}"><title>{label}</title>'
            f'<circle class="{judgment.confidence or "unsaid"}" cx="{plane.at(x)}" cy="{y}" r="{_RADIUS}"/></a>'
        )


def _y(likelihood: Likelihood) -> int:
    row = [term.percent for term in reversed(_TERMS)].index(likelihood.percent)
    return _TOP + _ROW * row + _ROW // 2
