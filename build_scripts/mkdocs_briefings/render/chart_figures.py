"""Charts as figures: the drawing, its caption, and its data as a table and a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from mkdocs_briefings.charts.chart import NARROW, WIDTH, Chart, ChartWithData, with_data_of
from mkdocs_briefings.charts.table import DataTable, data_table
from mkdocs_briefings.model.chart_locale import decimal_mark
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.markdown import Fragment

if TYPE_CHECKING:
    from mkdocs_briefings.render.texts import BriefingInputs

PICTURE = ".png"
"""Form of a chart for feeds, mails and whoever wants to keep it."""
FORMS = {
    "light": ".svg",
    "dark": "-dark.svg",
    "light narrow": "-narrow.svg",
    "dark narrow": "-dark-narrow.svg",
}
"""Forms of a chart on the page, by colours and width."""
_DECIMAL = re.compile(r"([-−]?\d+)\.(\d+)")
"""A cell that is a number with parts, and nothing else."""
_MOST_ROWS = 60
_SMALL = "(max-width: 30rem)"
"""Screens that are too narrow for the letters of the wide drawing."""
_DRAWING = re.compile(
    r'<img class="chart-drawing" src="([^"]*)\.png"( alt="[^"]*")(?: width="\d+" height="(\d+)")?>'
)


def chart_figures(uri: str, inputs: BriefingInputs, context: RenderContext) -> tuple[str, ...]:
    """Return the HTML of every chart of a briefing, in order; empty for one that cannot be drawn."""
    return tuple(
        _figure(uri, number, chart, inputs, context)
        if chart is not None and all(file in inputs.chart_texts for file in chart.files)
        else ""
        for number, chart in enumerate(inputs.briefing.charts, start=1)
    )


def printed_charts(uri: str, inputs: BriefingInputs) -> dict[str, ChartWithData]:
    """Return the charts of a briefing by the address of their picture from the root of the site."""
    return {
        addresses.chart(uri, number, PICTURE): with_data_of(chart, inputs.chart_texts)
        for number, chart in enumerate(inputs.briefing.charts, start=1)
        if chart is not None and all(file in inputs.chart_texts for file in chart.files)
    }


def for_screens(body: Fragment) -> Fragment:
    """Return a text in which a page shows drawings in its own colours, where feeds and mails show a picture."""
    return body._replace(html=_DRAWING.sub(_drawings, body.html))


def _drawings(picture: re.Match[str]) -> str:
    """Return both drawings of a chart; the stylesheet shows that in the colours of the page."""
    stem, alt, height = picture.groups()
    wide, narrow = (f' width="{width}" height="{height}"' if height else "" for width in (WIDTH, NARROW))
    return "".join(
        f'<picture class="chart-{colours}">'
        f'<source media="{_SMALL}" srcset="{stem}{FORMS[f"{colours} narrow"]}"{narrow}>'
        f'<img src="{stem}{FORMS[colours]}"{alt}{wide} loading="lazy"></picture>'
        for colours in ("light", "dark")
    )


def _figure(uri: str, number: int, chart: Chart, inputs: BriefingInputs, context: RenderContext) -> str:
    source = context.relative_file_url(uri, addresses.chart(uri, number, PICTURE))
    caption = f"<figcaption>{escape(chart.caption)}</figcaption>" if chart.caption else ""
    size = f' width="{WIDTH}" height="{chart.height}"' if chart.height else ""
    return (
        f'<figure class="chart"><img class="chart-drawing" src="{source}" alt="{escape(chart.alt)}"{size}>{caption}'
        f"{''.join(_data(uri, chart, inputs, context))}</figure>"
    )


def _data(uri: str, chart: Chart, inputs: BriefingInputs, context: RenderContext) -> Iterator[str]:
    """Yield the data of a chart: a table, where they are rows, and links to its files."""
    table, words = data_table(chart, inputs.chart_texts), context.words(inputs.briefing.language)
    title = escape(words("Data"))
    yield f'<details class="chart-data"><summary>{title}</summary>'
    yield _table(table, decimal_mark(inputs.briefing.language)) if table is not None else ""
    rows = words.plural("{n} row", "{n} rows", len(table.rows)) if table is not None else ""
    cut = f" ({escape(rows)})" if table is not None and len(table.rows) > _MOST_ROWS else ""
    for file in chart.files:
        href = escape(context.relative_file_url(uri, file))
        yield f'<p><a href="{href}">{escape(file.rpartition("/")[2])}</a>{cut}</p>'
    yield "</details>"


def _cell(text: str, decimal: str) -> str:
    number = _DECIMAL.fullmatch(text)
    return f"{number[1]}{decimal}{number[2]}" if number else text


def _table(table: DataTable, decimal: str) -> str:
    """Return the first rows of data, in which parts of whole numbers stand after the decimal mark of the language."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(_cell(cell, decimal))}</td>' for cell in row)}</tr>"
        for row in table.rows[:_MOST_ROWS]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
