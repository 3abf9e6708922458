"""Feeds, made of the machine copies and the sizes of the PDFs once these are there, so no text is parsed twice."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.feeds.files import feed_files
from mkdocs_briefings.render.feeds.selection import FeedInputs, plan_all_feeds


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield every feed. A briefing in whose place stands a hand-written page is in none."""
    for feed in plan_all_feeds(plan.index, plan.settings):
        members = tuple(
            (copy, pdf if pdf in plan.contents else "")
            for uri in map(addresses.briefing_uri, feed.ids)
            if (copy := addresses.machine_copy(uri)) in plan.contents
            for pdf in [addresses.pdf(uri)]
        )
        files = tuple(address for member in members for address in member if address)
        yield Wanted(
            Task(f"{feed.address}.xml", data=(feed, members)),
            Inputs(digest(feed), outputs=files),
        )


def _make(task: Task, maker: Maker) -> Made:
    """Write both files of a feed."""
    feed: FeedInputs = task.data[0]
    members = (
        (maker.output_file(copy).decode(), len(maker.output_file(pdf)) if pdf else 0)
        for copy, pdf in task.data[1]
    )
    context = maker.context.for_language(feed.language or maker.settings.language)
    return Made(dict(feed_files(feed, members, context)))


FEED = Output("feed", "Feeds", _wanted, _make)
"""A feed, as Atom and as JSON Feed."""
