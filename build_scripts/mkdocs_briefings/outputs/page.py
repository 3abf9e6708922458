"""Pages: those of the briefings, then all lists, indexes and the search page, with the files that go with each."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.pages import index_plans


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the pages of all briefings, then all others."""
    for id in plan.briefings:
        if plan.has_page(id):
            yield Wanted(
                Task(addresses.briefing_uri(id), (id,)),
                Inputs(plan.briefing_values(id), plan.looked_at(id)),
            )
    for page in index_plans(plan.index, plan.settings):
        if page.uri not in plan.occupied:
            yield Wanted(Task(page.uri, data=page), Inputs(digest((page.kind, page.inputs, page.language))))


def _make(task: Task, maker: Maker) -> Made:
    """Render a page, and put it into the theme."""
    page = maker.page(task)
    files = {name: text.encode() for name, text in page.files}
    html = maker.in_theme(page)
    if html is not None:
        path = addresses.html_path(maker.context.url(page.uri))
        files = {path: html.encode(errors="xmlcharrefreplace"), **files}
    return Made(files, page)


PAGE = Output("render", "Rendering", _wanted, _make, in_theme=True, travels=True)
"""A page, with its machine copy and the files for reference managers."""
