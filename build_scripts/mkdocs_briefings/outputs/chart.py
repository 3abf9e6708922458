"""Drawings of the charts in briefings: for the page in both colours and for two widths, and a picture for feeds and mails."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.charts.chart import with_data_of
from mkdocs_briefings.charts.table import column_problems
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.chart_figures import FORMS, PICTURE


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the drawings of every briefing that has charts."""
    for id, briefing in plan.briefings.items():
        if briefing.summary.charts and plan.has_page(id):
            task = Task(f"{addresses.briefing_uri(id)}#charts", (id,))
            yield Wanted(task, Inputs(briefing.summary.charts, plan.data_files_of((id,))))


def _make(task: Task, maker: Maker) -> Made:
    """Draw the charts of a briefing."""
    (id,) = task.briefings
    inputs, uri = maker.inputs(id), addresses.briefing_uri(id)
    files: dict[str, bytes] = {}
    for number, chart in enumerate(inputs.briefing.charts, start=1):
        if chart is not None and all(file in inputs.chart_texts for file in chart.files):
            problems = tuple(column_problems(chart, inputs.chart_texts))
            if problems:
                raise PublishError(
                    f"{inputs.briefing.path}: the chart '{chart.alt}' {'; it '.join(problems)}"
                )
            drawn = maker.chart(with_data_of(chart, inputs.chart_texts))
            files |= {addresses.chart(uri, number, form): drawn[name] for name, form in FORMS.items()}
            files[addresses.chart(uri, number, PICTURE)] = drawn["picture"]
    return Made(files)


CHART = Output("chart", "Drawing", _wanted, _make, travels=True)
"""The drawings of a briefing's charts."""
