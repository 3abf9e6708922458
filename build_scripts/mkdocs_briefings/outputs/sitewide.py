"""Files that belong to no page: attachments, sitemap, what robots and hosts read."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.model.digests import digest_bytes
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render.headers import HEADERS, headers
from mkdocs_briefings.render.sitemap import robots, sitemap
from mkdocs_briefings.render.versions import sitemap_alternates


def _wanted_attachment(plan: SitePlan) -> Iterator[Wanted]:
    """Yield every attachment that a briefing of the site names."""
    for name in sorted(plan.index.files):
        yield Wanted(Task(name), Inputs(b"", files=(name,)))


def _make_attachment(task: Task, maker: Maker) -> Made:
    """Copy an attachment."""
    return Made({task.name: maker.content_file(task.name)})


ATTACHMENT = Output("attachment", "Copying", _wanted_attachment, _make_attachment)
"""A file of the content that briefings show or link to; a drawing is written anew."""


def _wanted_sitewide(plan: SitePlan) -> Iterator[Wanted]:
    """Yield every sitewide file."""
    for name, content in _files(plan):
        yield Wanted(Task(name, data=content), Inputs(digest_bytes(content)))


def _make_sitewide(task: Task, maker: Maker) -> Made:
    """Return the content that was planned."""
    return Made({task.name: task.data})


SITEWIDE = Output("sitewide", "Indexes", _wanted_sitewide, _make_sitewide)
"""A file made of a few values of all briefings or pages; small, so that it is planned with its content."""


def _files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of each file."""
    site_url = plan.render.site_url
    hidden = plan.settings.drafts or plan.settings.audience is not Tlp.CLEAR
    yield "robots.txt", robots(site_url, hidden=hidden)
    if plan.settings.headers:
        yield HEADERS, headers(hidden=hidden)
    versions = sitemap_alternates(
        plan.index, plan.settings.languages, plan.pages, directory_urls=plan.settings.directory_urls
    )
    yield from sitemap(plan.pages.items(), site_url, plan.index.as_of, versions).items()
