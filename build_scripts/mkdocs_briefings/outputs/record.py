"""What search knows of briefings in the folder of a further language (`de/`): those that its lists show, filed under its words."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.publish.search.texts import file_address, text_of
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.search_records import briefing_record
from mkdocs_briefings.render.texts import briefing_texts


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the record of every briefing that a language lists."""
    for language, edition in plan.index.editions.items() if plan.search else ():
        folder = folder_of(language, plan.settings.languages)
        for summary in filter(lambda summary: plan.has_page(summary.id), edition.listed):
            task = Task(f"{folder}search#{summary.id}", (summary.id,), language)
            values = digest_bytes(plan.briefing_values(summary.id), language.encode())
            yield Wanted(task, Inputs(values, plan.looked_at(summary.id)))


def _make(task: Task, maker: Maker) -> Made:
    """Write the file of a record."""
    (id,) = task.briefings
    inputs, uri = maker.inputs(id), addresses.briefing_uri(id)
    context, readers = maker.context.for_language(inputs.briefing.language), task.data
    record = briefing_record(uri, inputs, briefing_texts(uri, inputs, context), context, readers)
    searched, content = text_of(record)
    folder = maker.context.for_language(readers).folder
    return Made({folder + file_address("texts", searched.text): content}, searched=searched)


RECORD = Output("records", "Searching", _wanted, _make, travels=True)
"""The record of a briefing for the search of a further language; that of the root is written before its page."""
