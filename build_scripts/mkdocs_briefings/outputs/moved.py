"""Former addresses of briefings: a page that leads to the present one, and the PDF and the machine copy as they are now."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.messages import words_of
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.moved import moved_pages, moves


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the page and the files at each former id that no briefing has now."""
    urls, site = plan.settings.directory_urls, plan.render
    words = words_of(site.language, site.language, site.words)
    for path, html in moved_pages(plan.index, site.site_url, directory_urls=urls, words=words):
        yield Wanted(Task(path, data=html.encode()), Inputs(digest_bytes(html.encode())))
    for alias, briefing in moves(plan.index):
        for address in (addresses.pdf, addresses.machine_copy):
            former, present = (address(addresses.briefing_uri(id)) for id in (alias, briefing.id))
            if present in plan.contents:
                yield Wanted(Task(former, data=present), Inputs(b"", outputs=(present,)))


def _make(task: Task, maker: Maker) -> Made:
    """Return the page as it was planned, or the present file."""
    content = task.data if isinstance(task.data, bytes) else maker.output_file(task.data)
    return Made({task.name: content})


MOVED = Output("moved", "Redirecting", _wanted, _make)
"""A page or a file at an address that a briefing had before."""
