"""Reads a chart: Vega-Lite 5 (https://vega.github.io/vega-lite/docs/) as YAML or JSON, with two keys of ours.

What could ask another host, or give another picture at each build, is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mkdocs_briefings.charts.blocks import ChartBlock
from mkdocs_briefings.charts.reading import ChartProblem, UnusableChart, read_json, read_values
from mkdocs_briefings.diagnostics.messages import did_you_mean

WIDTH, NARROW = 640, 340
"""Widths of a chart on a page and on a small screen, in pixels."""
DATA_ENDINGS = (".csv", ".tsv", ".json")
"""How the names of files end that charts may take their data from."""
_ATTACHMENT = re.compile(rf"files/[^\s?#]+(?:{'|'.join(map(re.escape, DATA_ENDINGS))})")
_CHANGING = re.compile(r"\b(now|random|sample\w+|sequence)\s*\(|\b(datetime)\s*\(\s*\)")
_ESCAPE = re.compile(r"\\[0-7bfuvx]")
"""A letter of an expression written by its number, by which it could be any name, or one that no drawing may hold."""
_PROSE = frozenset({"alt", "caption", "description", "subtitle", "text", "title"})
"""Keys whose words are shown as they are; an expression there stands below a key of its own."""
_SUMMARIES = frozenset({"aggregate", "extent", "op"})
_INTERVALS = frozenset({"ci", "ci0", "ci1"})
"""Confidence intervals, which Vega takes from random samples."""
_FORMATS = ("csv", "tsv", "dsv", "json", "topojson")
_HEIGHT, _HIGHEST = 320, 2_000
"""Height of a chart that does not say it, and the greatest, in pixels."""
_MOST_VALUES = 10_000
_COUNTS = frozenset({"sequence", "keyvals", "steps", "maxbins"})
"""Keys by which a chart makes as many values as it says."""
_CALLS = "a chart is to be the same at each build, and to hold what its data hold"
_OWN_KEYS = frozenset({"alt", "caption"})
_PICTURES = "pictures cannot stand in a chart"
_REFUSED_KEYS = {
    "href": "links cannot stand in a chart: they would lead nowhere on paper",
    "sample": "a sample of the data would be another one at each build",
}


_MARKS = frozenset(
    "arc area bar boxplot circle errorband errorbar geoshape line point rect rule square text tick trail".split()
)
"""Marks of Vega-Lite but `image`."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it was read."""

    alt: str
    """What it shows, in words, for those who do not see it."""
    caption: str
    """One line below it, plain text; may be empty."""
    spec: str
    """Its Vega-Lite as JSON; data are still named by file."""
    files: tuple[str, ...]
    """Files of the content folder that its data come from: `files/exports.csv`."""
    height: int
    """Height in pixels; 0 for one that is made of several, which is as large as these make it."""
    locale: str = ""
    """How it writes numbers and dates, as Vega's options (JSON); empty for English."""


@dataclass(frozen=True, slots=True)
class ChartWithData:
    """A chart and all that it is drawn from."""

    chart: Chart
    texts: tuple[tuple[str, str], ...]
    """Each of its files, and its text."""


def read_chart(source: str) -> Chart:
    """Return the chart that a block holds.

    Raises:
        UnusableChart: it cannot be drawn; with every reason that can be told without drawing it.
    """
    spec = read_values(source)
    problems = [*_own_key_problems(spec), *_problems(spec)]
    if problems:
        raise UnusableChart(*problems)
    drawn = {key: value for key, value in spec.items() if key not in _OWN_KEYS}
    return Chart(
        _one_line(spec["alt"]),
        _one_line(spec.get("caption") or ""),
        json.dumps(drawn, ensure_ascii=False, sort_keys=True),
        tuple(dict.fromkeys(data["url"] for data in data_of(spec) if "url" in data)),
        0 if _is_several(spec) else _height(spec),
    )


def _one_line(text: str) -> str:
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def with_data_of(chart: Chart, texts: Mapping[str, str]) -> ChartWithData:
    """Return a chart with those of some texts that are its data."""
    return ChartWithData(chart, tuple((file, texts[file]) for file in chart.files))


def drawable_chart(block: ChartBlock, locale: str = "") -> Chart | None:
    """Return the chart of a block, with a locale; None if it cannot be used, which a rule reports."""
    try:
        return replace(read_chart(block.source), locale=locale) if block.is_closed else None
    except UnusableChart:
        return None


def _height(spec: dict[str, Any]) -> int:
    height = spec.get("height")
    return round(height) if isinstance(height, (int, float)) and 0 < height <= _HIGHEST else _HEIGHT


def _is_several(spec: dict[str, Any]) -> bool:
    encoding = spec.get("encoding")
    facets = encoding.keys() & {"facet", "row", "column"} if isinstance(encoding, dict) else ()
    return bool(facets or spec.keys() & {"hconcat", "vconcat", "concat", "repeat", "spec"})


def _own_key_problems(spec: dict[str, Any]) -> Iterator[ChartProblem]:
    if not isinstance(spec.get("alt"), str) or not spec["alt"].strip():
        hint = "say in one or two sentences what it shows: `alt: Reported exports rose from 3 to 9 a year`"
        yield ChartProblem("has no `alt`", hint)
    if not isinstance(spec.get("caption", ""), str):
        yield ChartProblem("has a `caption` that is no text")


def _problems(spec: dict[str, Any]) -> Iterator[ChartProblem]:
    """Yield what is refused in a chart, wherever it stands."""
    for under, key, value in entries(spec):
        if key in _REFUSED_KEYS:
            yield ChartProblem(f"has `{key}`: {_REFUSED_KEYS[key]}")
        elif key == "url":
            yield from _address_problems(value, under)
        elif key in _COUNTS:
            yield from _count_problems(key, value)
        elif key == "format" and under == "data":
            yield from _format_problems(value)
        elif key == "mark" or (under == "mark" and key == "type"):
            yield from _mark_problems(value)
        elif key in _SUMMARIES and isinstance(value, str) and value in _INTERVALS:
            yield ChartProblem(f"has `{key}: {value}`: it is made of random samples", _CALLS)
        if isinstance(value, str) and key not in _PROSE:
            yield from _call_problems(value)


def _call_problems(expression: str) -> Iterator[ChartProblem]:
    if changing := _CHANGING.search(expression):
        yield ChartProblem(f"calls `{changing[1] or changing[2]}()`", _CALLS)
    if escape := _ESCAPE.search(expression):
        yield ChartProblem(f"has the escape `{escape[0]}`", "write the letter itself")


def entries(value: object, under: str = "", key: str = "") -> Iterator[tuple[str, str, object]]:
    """Yield every value of a chart but the rows of its data, with its key and the key above that."""
    yield under, key, value
    if isinstance(value, dict):
        for name, part in value.items():
            if not _are_rows(key, name):
                yield from entries(part, key, name)
    elif isinstance(value, list):
        for part in value:
            yield from entries(part, under, key)


def _format_problems(form: object) -> Iterator[ChartProblem]:
    kind = form.get("type", "json") if isinstance(form, dict) else None
    if not isinstance(kind, str) or kind not in _FORMATS:
        yield ChartProblem(
            "has a `format` of its data that cannot be read", f"`format: {{type: {_FORMATS[0]}}}`"
        )


def _are_rows(key: str, name: str) -> bool:
    """Return whether rows of data stand below a name in a mapping that has a key itself."""
    return name == "datasets" or (name == "values" and key == "data")


def _count_problems(key: str, value: object) -> Iterator[ChartProblem]:
    """Yield a problem if a key asks for so many values that drawing them would take all memory."""
    if isinstance(value, dict):
        start, stop, step = (
            value.get(name, usual) for name, usual in (("start", 0), ("stop", 0), ("step", 1))
        )
        numbers = all(isinstance(number, (int, float)) for number in (start, stop, step))
        count = abs(stop - start) / abs(step or 1) if numbers else 0
    else:
        count = value if isinstance(value, (int, float)) else 0
    if count > _MOST_VALUES:
        yield ChartProblem(f"makes {count:,.0f} values with `{key}`", f"at most {_MOST_VALUES:,}")


def _mark_problems(mark: object) -> Iterator[ChartProblem]:
    if mark == "image":
        yield ChartProblem(_PICTURES)
    elif isinstance(mark, str) and mark not in _MARKS:
        yield ChartProblem(f"has the mark '{mark}', which there is not", did_you_mean(mark, _MARKS))


def _address_problems(address: object, key: str) -> Iterator[ChartProblem]:
    if key != "data":
        yield ChartProblem(_PICTURES)
    elif not isinstance(address, str) or not _ATTACHMENT.fullmatch(address) or ".." in address.split("/"):
        hint = "put the data under `content/files/` and write `url: files/name.csv` (or .tsv, .json)"
        yield ChartProblem(f"takes its data from '{address}'", hint)


def with_data(spec: object, texts: Mapping[str, str], key: str = "") -> object:
    """Return a chart's Vega-Lite with the contents of its files in place of their names.

    Args:
        spec: as JSON has it.
        texts: text of each file that it names.
        key: that which the part stands below; empty for the whole.

    Raises:
        NotJsonError: a file that is to be JSON is none.
    """
    if isinstance(spec, list):
        return [with_data(part, texts, key) for part in spec]
    if not isinstance(spec, dict):
        return spec
    if isinstance(url := spec.get("url"), str) and url in texts:
        ending = url.rpartition(".")[2]
        values: object = read_json(texts[url]) if ending == "json" else texts[url]
        rest = {key: value for key, value in spec.items() if key != "url"}
        return {**rest, "values": values, "format": {"type": ending, **spec.get("format", {})}}
    return {
        name: part if _are_rows(key, name) else with_data(part, texts, name) for name, part in spec.items()
    }


def data_of(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every `data` of a chart that is a mapping."""
    return (value for _, key, value in entries(spec) if key == "data" and isinstance(value, dict))
