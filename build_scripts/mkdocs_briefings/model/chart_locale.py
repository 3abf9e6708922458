"""Numbers and dates of charts in the language of their briefing, as Vega takes them (d3-format, d3-time-format) from CLDR."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from mkdocs_briefings.model.languages import cldr_locale

_DATE_FIELDS = {"dd": "%d", "d": "%-d", "MM": "%m", "M": "%-m", "y": "%Y", "yy": "%y", "yyyy": "%Y"}
_DAYS = (6, *range(6))
"""Days of the week from Sunday, as Babel numbers them."""


@lru_cache(maxsize=64)
def chart_locale(language: str) -> str:
    """Return how charts write numbers and dates in a language (JSON); empty for English, which Vega writes by itself.

    Args:
        language: BCP 47.
    """
    locale = cldr_locale(language)
    if locale.language == "en":
        return ""
    return json.dumps(
        {"format_locale": _numbers(locale), "time_format_locale": _dates(locale)}, ensure_ascii=False
    )


def decimal_mark(language: str) -> str:
    """Return the mark between whole numbers and parts: `,`."""
    return str(_symbols(cldr_locale(language))["decimal"])


def _symbols(locale: Any) -> Any:
    return locale.number_symbols.get("latn", {})


def _numbers(locale: Any) -> dict[str, Any]:
    symbols, pattern = _symbols(locale), locale.decimal_formats[None]
    first, others = pattern.grouping
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [first] if first == others else [first, *[others] * 5],
        "currency": ["", ""],
        "percent": locale.percent_formats[None].suffix[0].replace("%", symbols["percentSign"]),
        "minus": symbols["minusSign"],
    }


def _dates(locale: Any) -> dict[str, Any]:
    days, months = locale.days["stand-alone"], locale.months["stand-alone"]
    pattern = re.sub(
        "[A-Za-z]+", lambda match: _DATE_FIELDS.get(match[0], ""), locale.date_formats["short"].pattern
    )
    return {
        "dateTime": f"{pattern} %H:%M",
        "date": pattern,
        "time": "%H:%M",
        "periods": [locale.periods.get("am", "AM"), locale.periods.get("pm", "PM")],
        "days": [days["wide"][day] for day in _DAYS],
        "shortDays": [days["abbreviated"][day] for day in _DAYS],
        "months": [*months["wide"].values()],
        "shortMonths": [*months["abbreviated"].values()],
    }
