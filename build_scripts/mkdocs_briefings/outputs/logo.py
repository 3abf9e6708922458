"""The logo of the desk: for pages, light and dark, and for mails."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the logo for each ground; mails ask for theirs at the address of the site."""
    logo = plan.render.face.logo
    if logo is None:
        return
    yield Wanted(Task(addresses.logo(logo.light), data=logo.light), Inputs(b"", (logo.light,)))
    if logo.dark:
        yield Wanted(Task(addresses.logo(logo.dark, dark=True), data=logo.dark), Inputs(b"", (logo.dark,)))
    if plan.render.site_url:
        yield Wanted(Task(addresses.MAIL_LOGO, data=logo.light), Inputs(b"", (logo.light,)))


def _make(task: Task, maker: Maker) -> Made:
    """Copy a logo, or draw that of mails."""
    in_mails = task.name == addresses.MAIL_LOGO
    return Made({task.name: maker.mail_logo(task.data) if in_mails else maker.content_file(task.data)})


LOGO = Output("logo", "Copying", _wanted, _make)
"""A file of the logo."""
