"""Which blocks are charts, what is refused in one, and what its data are as a table."""

from __future__ import annotations

import json

import pytest

from mkdocs_briefings.charts.blocks import chart_blocks
from mkdocs_briefings.charts.chart import read_chart
from mkdocs_briefings.charts.reading import NotJsonError, UnusableChart, read_json
from mkdocs_briefings.charts.table import column_problems, data_table, data_text

BARS = {
    "alt": "Exports rose.",
    "mark": "bar",
    "encoding": {"x": {"field": "year"}, "y": {"field": "exports"}},
}
CSV = "year,exports\n2022,3\n2023,9\n"

BLOCKS = {
    "```chart\na\n```": ["a\n"],
    "~~~ chart\na\n~~~": ["a\n"],
    "   ````chart title\na\n```\nb\n`````\n": ["a\n```\nb\n"],
    "```chart\na\n```\n\nTwo.\n\n```chart\nb\n```": ["a\n", "b\n"],
    "````\n```chart\na\n```\n````": [],
    "```yaml\nchart\n```": [],
    "```charts\na\n```": [],
    "    ```chart\n    a\n    ```": [],
    "A `chart` in a line.": [],
    "```chart\na\n": ["a\n"],
    "```chart": [""],
    "```chart\r\na\r\n```": ["a\r\n"],
}


@pytest.mark.parametrize("text", BLOCKS)
def test_blocks(text: str) -> None:
    blocks = chart_blocks(text)
    assert [block.source for block in blocks] == BLOCKS[text]
    assert all(text[block.inside :].startswith(block.source) for block in blocks)
    assert all(block.is_closed is (text.count(text.strip()[:3]) > 1) for block in blocks)


REFUSED = {
    "no alt": ({"alt": None}, "has no `alt`"),
    "blank alt": ({"alt": " "}, "has no `alt`"),
    "caption that is a list": ({"caption": ["a"]}, "has a `caption` that is no text"),
    "another host": ({"data": {"url": "https://example.org/x.csv"}}, "takes its data from"),
    "without scheme": ({"data": {"url": "//example.org/x.csv"}}, "takes its data from"),
    "file scheme": ({"data": {"url": "file:///etc/passwd"}}, "takes its data from"),
    "data scheme": ({"data": {"url": "data:text/csv,a"}}, "takes its data from"),
    "out of the folder": ({"data": {"url": "files/../briefings/x.csv"}}, "takes its data from"),
    "another kind of file": ({"data": {"url": "files/x.yaml"}}, "takes its data from"),
    "no address": ({"data": {"url": 3}}, "takes its data from"),
    "in a layer": ({"layer": [{"data": {"url": "http://x/y.csv"}}]}, "takes its data from"),
    "in a lookup": (
        {"transform": [{"lookup": "a", "from": {"data": {"url": "http://x/y.csv"}}}]},
        "takes its data from",
    ),
    "picture": ({"mark": "image"}, "pictures cannot stand"),
    "picture as a type": ({"mark": {"type": "image", "url": "files/x.png"}}, "pictures cannot stand"),
    "picture of a channel": ({"encoding": {"url": {"field": "a"}}}, "pictures cannot stand"),
    "link": ({"encoding": {"href": {"field": "a"}}}, "has `href`"),
    "unknown mark": ({"mark": "barr"}, "has the mark 'barr'"),
    "now": ({"transform": [{"calculate": "now() - 1", "as": "b"}]}, "calls `now()`"),
    "chance": ({"transform": [{"filter": "random( ) < 0.5"}]}, "calls `random()`"),
    "numbers": ({"data": {"sequence": {"start": 0, "stop": 1e9}}}, "makes 1,000,000,000 values"),
    "numbers of an expression": (
        {"transform": [{"calculate": "sequence(1e9)", "as": "b"}]},
        "calls `sequence()`",
    ),
    "bins": ({"encoding": {"x": {"bin": {"maxbins": 1e8}}}}, "makes 100,000,000 values"),
    "sample": ({"transform": [{"sample": 10}]}, "has `sample`"),
    "the time": ({"transform": [{"calculate": "'' + datetime( )", "as": "b"}]}, "calls `datetime()`"),
    "a name by numbers": ({"transform": [{"calculate": r"\u006eow()", "as": "b"}]}, r"has the escape `\u`"),
    "a control character": ({"transform": [{"calculate": r"'\x01'", "as": "b"}]}, r"has the escape `\x`"),
    "values of an axis": (
        {"encoding": {"x": {"axis": {"values": {"expr": "[random()]"}}}}},
        "calls `random()`",
    ),
    "interval of a mark": ({"mark": {"type": "errorbar", "extent": "ci"}}, "has `extent: ci`"),
    "interval of a channel": ({"encoding": {"y": {"aggregate": "ci0"}}}, "has `aggregate: ci0`"),
    **{
        f"format {form}": ({"data": {"url": "files/x.csv", "format": form}}, "has a `format`")
        for form in ("csv", ["csv"], {"type": ["csv"]}, {"type": "xml"}, None)
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    change, message = REFUSED[name]
    with pytest.raises(UnusableChart) as refused:
        read_chart(json.dumps(BARS | change))
    assert [problem for problem in refused.value.problems if problem.message.startswith(message)]


YAML = {
    "no YAML": ("alt: [", "is no YAML or JSON", 2),
    "a list": ("- a", "is no Vega-Lite", 0),
    "nothing": ("", "is no Vega-Lite", 0),
    "twice": ("alt: a\nmark: bar\nmark: line\n", "has the key 'mark' twice", 3),
    "an alias": ("a: &a [1]\nb: *a", "refers to another part of itself", 2),
    "depth": ("[" * 3000, "is too large", 0),
    "less depth": ("alt: a\nb: " + "[" * 999 + "]" * 999, "is more than 100 levels deep", 2),
    **{
        f"type {value}": (f"alt: a\nb: {value}", "has a type", 2)
        for value in (
            "!!python/object:os.system x",
            "!!int a",
            "!!timestamp a",
            "!!set {a}",
            "!!binary €",
            "! a",
        )
    },
    "a key of several": ("alt: a\n? [b]\n: c", "has a key that is no word", 2),
    "a number without end": ("alt: a\nb: 1e999", "has a number that is too large", 2),
    "a number of many digits": ("alt: a\nb: " + "1" * 5000, "has a number that is too large", 2),
    "a control character": ('alt: "\\x01"', "holds a control character (U+0001)", 1),
    "length": ("a" * 100_001, "is too large", 0),
}


@pytest.mark.parametrize("name", YAML)
def test_blocks_that_cannot_be_read(name: str) -> None:
    source, message, line = YAML[name]
    with pytest.raises(UnusableChart) as refused:
        read_chart(source)
    (problem,) = refused.value.problems
    assert (problem.message.startswith(message), problem.line) == (True, line)


def test_yaml_is_read_as_json_has_it() -> None:
    """Dates and `no` are words; what is a number or a truth in JSON is one."""
    chart = read_chart("alt: a\nmark: bar\nx: [2024-01-05, no, 010, 1.50, -3, true, null, 1e3]")
    assert json.loads(chart.spec)["x"] == ["2024-01-05", "no", "010", 1.5, -3, True, None, 1000.0]


def test_keys_are_words_and_prose_is_no_expression() -> None:
    chart = read_chart("alt: a\u202e\ntitle: Prices now (2024)\n1: a\ntrue: b")
    assert (chart.alt, json.loads(chart.spec)) == ("a", {"title": "Prices now (2024)", "1": "a", "true": "b"})


def test_names_below_data_are_columns() -> None:
    rows = [{"url": "https://example.org/", "href": "x", "sample": 1}]
    assert read_chart(json.dumps(BARS | {"data": {"values": rows}})).files == ()


TABLES = {
    "csv": ({"url": "files/x.csv"}, CSV, (("year", "exports"), ("2022", "3"), ("2023", "9"))),
    "quoted": ({"url": "files/x.csv"}, 'a,b\n"1, 2","x\ny"\n', (("a", "b"), ("1, 2", "x\ny"))),
    "tsv": ({"url": "files/x.tsv"}, "a\tb\n1\t2\n", (("a", "b"), ("1", "2"))),
    "json": ({"url": "files/x.json"}, '[{"a": 1}, {"b": "x"}]', (("a", "b"), ("1", ""), ("", "x"))),
    "rows": ({"values": [{"a": 1.5, "b": None}]}, "", (("a", "b"), ("1.5", ""))),
    "numbers": ({"values": [3, 4]}, "", (("data",), ("3",), ("4",))),
    "csv in the chart": ({"values": "a,b\n1,2", "format": {"type": "csv"}}, "", (("a", "b"), ("1", "2"))),
    "outlines": ({"url": "files/x.json"}, '{"type": "Topology"}', None),
    "no json": ({"url": "files/x.json"}, "{", None),
    "empty": ({"url": "files/x.csv"}, "", None),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(name: str) -> None:
    data, text, expected = TABLES[name]
    table = data_table(read_chart(json.dumps(BARS | {"data": data})), {str(data.get("url")): text})
    assert (table and (table.columns, *table.rows)) == expected


def test_data_may_begin_with_a_mark_of_their_order() -> None:
    assert data_text(b"\xef\xbb\xbfa,b") == "a,b"


def test_what_no_drawing_may_hold_is_not_in_data() -> None:
    """A control character in a drawing ends the process that draws."""
    assert data_text(b"a\x00,\x01\x1b\xef\xbf\xbfb\n") == "a,b"


def test_empty_lines_at_the_end_are_no_row() -> None:
    assert data_text(b"a,b\n1,\n\n\r\n\n") == "a,b\n1,"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r'["\u0001"]', "it holds a control character"),
        (r'{"\ud800": 1}', "it holds a control character"),
        ("[NaN]", "NaN is no number that can be drawn"),
        ("[1e999]", "1e999 is no number that can be drawn"),
        (f"[{'1' * 5000}]", f"{'1' * 40} is no number that can be drawn"),
        ("[" * 100_000, "it is more than 100 levels deep"),
        ("[" * 101 + "]" * 101, "it is more than 100 levels deep"),
        ("[1,\n2,]", "look at line 2, and just before it"),
    ],
    ids=lambda text: text[:9],
)
def test_data_that_are_no_json(text: str, reason: str) -> None:
    with pytest.raises(NotJsonError) as raised:
        read_json(text)
    assert str(raised.value) == reason
    chart = read_chart(json.dumps(BARS | {"data": {"url": "files/x.json"}}))
    assert data_table(chart, {"files/x.json": text}) is None


def test_long_values() -> None:
    chart = read_chart(json.dumps(BARS | {"data": {"url": "files/x.csv"}}))
    (problem,) = column_problems(chart, {"files/x.csv": f"year,exports\n{'x' * 140_000},1\n"})
    assert problem.startswith("has a value of 140,000 characters")


COLUMNS = {
    "all there": ({}, []),
    "misspelt": (
        {"encoding": {"x": {"field": "yaer"}}},
        ["'yaer', which its data do not have; did you mean 'year'?"],
    ),
    "made": ({"transform": [{"calculate": "1", "as": "n"}], "encoding": {"x": {"field": "n"}}}, []),
    "several made": ({"transform": [{"fold": ["a"]}], "encoding": {"x": {"field": "key"}}}, []),
    "a path": ({"encoding": {"x": {"field": "a.b"}}}, []),
    "in a layer": ({"layer": [{"encoding": {"x": {"field": "zz"}}}]}, ["'zz', which its data do not have"]),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_columns(name: str) -> None:
    change, expected = COLUMNS[name]
    chart = read_chart(json.dumps(BARS | {"data": {"url": "files/x.csv"}} | change))
    told = list(column_problems(chart, {"files/x.csv": CSV}))
    assert [problem.removeprefix("names the column ") for problem in told] == expected
