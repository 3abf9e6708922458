"""A chart in a text cannot be drawn.

A chart is Vega-Lite in a block fenced with three backticks and the word `chart`, in the body of a briefing. It needs an
`alt` that says in words what it shows, and data from `content/files/` or written into it. What would ask another host,
or draw another picture at each build (`now()`, a sample), is refused. Charts need the extra `charts`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: |
      ```chart
      data: {url: "https://example.org/exports.csv"}
      mark: barr
      ```

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: |
      ```chart
      alt: Exports rose from 3 to 9.
      data: {values: [{year: "2022", exports: 3}, {year: "2023", exports: 9}]}
      mark: bar
      encoding: {x: {field: year, type: ordinal}, y: {field: exports, type: quantitative}}
      ```
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.charts.blocks import ChartBlock, chart_blocks
from mkdocs_briefings.charts.chart import read_chart
from mkdocs_briefings.charts.draw import drawing_problem
from mkdocs_briefings.charts.reading import ChartProblem, UnusableChart
from mkdocs_briefings.check.context import CheckContext, texts
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR
_CODE = "unusable-chart"
_MISPLACED = ChartProblem("stands where none is drawn", "move it into `body`")
_OPEN = ChartProblem("has no end", "close it with a line of as many backticks")


def check(context: CheckContext) -> Iterator[Finding]:
    """Report charts that cannot be drawn, with every reason."""
    for briefing in context.briefings:
        for keys, cited in texts(briefing):
            for block in chart_blocks(cited.text):
                for problem in _problems(block, is_body=keys == ("body",)):
                    offset, length = _line(block, problem.line)
                    place = briefing.at(*keys, offset=offset, length=length)
                    yield Finding(place, _CODE, f"the chart {problem.message}", problem.hint)


def _problems(block: ChartBlock, *, is_body: bool) -> tuple[ChartProblem, ...]:
    if not is_body:
        return (_MISPLACED,)
    if not block.is_closed:
        return (_OPEN,)
    try:
        chart = read_chart(block.source)
    except UnusableChart as error:
        return error.problems
    reason = drawing_problem(chart)
    return (ChartProblem(f"cannot be drawn: {reason}"),) if reason else ()


def _line(block: ChartBlock, number: int) -> tuple[int, int]:
    """Return offset and length of a line of a chart: that of its opening fence has the number 0."""
    lines = block.source.splitlines(keepends=True)
    if not 0 < number <= len(lines):
        return block.start, len("```chart")
    line = lines[number - 1]
    return block.inside + sum(map(len, lines[: number - 1])), len(line.rstrip())
