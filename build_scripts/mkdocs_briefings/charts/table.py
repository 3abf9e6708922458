"""The data of a chart as a table of words, for those who do not see it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from mkdocs_briefings.charts.chart import Chart, data_of, entries
from mkdocs_briefings.charts.reading import UNREADABLE, read_json
from mkdocs_briefings.diagnostics.messages import did_you_mean

_DELIMITERS = {"csv": ",", "tsv": "\t"}
_LONGEST_WORD = 1_000
"""Characters of a value: to draw one of a hundred thousand as a label takes minutes."""
_PLAIN = re.compile(r"[^.\[\]\\]+")
"""Name of a column that is no path into a value."""
_MAKE_COLUMNS = frozenset(
    "density flatten fold impute lookup loess pivot quantile regression repeat sequence".split()
)
"""Keys of a chart that make columns whose names are not written in it."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows of text below the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def data_text(content: bytes) -> str:
    """Return the text of a file of data, in UTF-8; bytes that are none become signs that say so.

    Control characters go, and empty lines at the end, of which Vega would make a row.
    """
    return UNREADABLE.sub("", content.decode("utf-8-sig", "replace")).rstrip("\r\n")


def data_table(chart: Chart, texts: Mapping[str, str]) -> DataTable | None:
    """Return the data that a chart names first; None where they are no rows, as the outlines of a map.

    Args:
        chart: the chart.
        texts: text of each of its files.
    """
    data = json.loads(chart.spec).get("data")
    return _table(data, texts) if isinstance(data, dict) else None


def column_problems(chart: Chart, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with the columns that a chart names; it would be drawn without them, and nobody told.

    Args:
        chart: the chart.
        texts: text of each of its files.
    """
    spec = json.loads(chart.spec)
    tables = [_table(data, texts) for data in data_of(spec)]
    longest = max(
        (len(word) for table in tables if table for row in (table.columns, *table.rows) for word in row),
        default=0,
    )
    if longest > _LONGEST_WORD:
        yield f"has a value of {longest:,} characters among its data; at most {_LONGEST_WORD:,}"
    parts = list(entries(spec))
    if not tables or None in tables or any(key in _MAKE_COLUMNS for _, key, _ in parts):
        return
    columns = {name for table in tables if table is not None for name in table.columns}
    columns.update(name for _, key, names in parts if key == "as" for name in _words(names))
    for _, key, field in parts:
        if key == "field" and isinstance(field, str) and field not in columns and _PLAIN.fullmatch(field):
            yield f"names the column '{field}', which its data do not have{_hint(field, columns)}"


def _hint(field: str, columns: Set[str]) -> str:
    hint = did_you_mean(field, columns)
    return f"; {hint}" if hint else ""


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _table(data: Mapping[str, Any], texts: Mapping[str, str]) -> DataTable | None:
    """Return the rows that a `data` of a chart stands for; None where it holds none."""
    values, kind = data.get("values"), (data.get("format") or {}).get("type", "")
    if "url" in data:
        kind = kind or data["url"].rpartition(".")[2]
        values = texts[data["url"]]
    if isinstance(values, str):
        return _delimited(values, _DELIMITERS.get(kind, ",")) if kind != "json" else _json_table(values)
    return _records(values)


def _json_table(text: str) -> DataTable | None:
    try:
        return _records(read_json(text))
    except ValueError:
        return None


def _delimited(text: str, delimiter: str) -> DataTable | None:
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    return DataTable(rows[0], tuple(rows[1:])) if rows else None


def _records(values: Any) -> DataTable | None:
    if not isinstance(values, list) or not values:
        return None
    if not all(isinstance(row, dict) for row in values):
        return DataTable(("data",), tuple((_word(value),) for value in values))
    columns = tuple(dict.fromkeys(str(name) for row in values for name in row))
    return DataTable(columns, tuple(tuple(_word(row.get(name)) for name in columns) for row in values))


def _word(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
