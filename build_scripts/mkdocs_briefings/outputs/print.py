"""PDFs: of every briefing, then of every volume and issue; each shows what the pages of its briefings show."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest, digest_bytes
from mkdocs_briefings.model.messages import words_of
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.prints import Collection, collection_inputs, issues
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.print.briefing import briefing_document
from mkdocs_briefings.render.print.collection import collection_document


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the PDF of every briefing, then of every volume and issue whose briefings all have pages."""
    if not plan.render.pdf:
        return
    for id in plan.briefings:
        if plan.has_page(id):
            task = Task(addresses.pdf(addresses.briefing_uri(id)), (id,))
            yield Wanted(task, Inputs(plan.briefing_values(id), plan.printed_files((id,))))
    language = plan.render.language
    for issue in issues(plan.index, words_of(language, language, plan.render.words)):
        if all(map(plan.has_page, issue.ids)):
            values = digest_bytes(digest(issue), *map(plan.briefing_values, issue.ids))
            task = Task(addresses.pdf(issue.uri), issue.ids, issue)
            yield Wanted(task, Inputs(values, plan.printed_files(issue.ids)))


def _make(task: Task, maker: Maker) -> Made:
    """Print a briefing or a collection."""
    inputs = {id: maker.inputs(id) for id in task.briefings}
    if isinstance(task.data, Collection):
        pdf = maker.pdf(collection_document(collection_inputs(task.data, inputs), maker.context))
        return Made({task.name: pdf.content})
    (id,) = task.briefings
    pdf = maker.pdf(briefing_document(addresses.briefing_uri(id), inputs[id], maker.context))
    return Made({task.name: pdf.content}, unprinted=pdf.unprinted)


PRINT = Output("print", "Printing", _wanted, _make, travels=True)
"""A PDF, which shows the pictures of its briefings too."""
