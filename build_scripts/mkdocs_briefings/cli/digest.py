"""`briefings digest`: the morning or the weekly mail."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click
from rich.markup import escape

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.briefing_filter import (
    BriefingFilter,
    PrintSetup,
    chosen_members,
    matching_collection,
    member_options,
    print_setup,
)
from mkdocs_briefings.cli.console import display_path, err, exit_on_error, out
from mkdocs_briefings.diagnostics.errors import ContentError, UsageError
from mkdocs_briefings.mkdocs_plugin.run import Overrides
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.site import LinkedBriefing, Site
from mkdocs_briefings.pipeline import gather
from mkdocs_briefings.prints import Collection, briefing_inputs, collection_inputs, print_collection
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.mail.digest import (
    DigestInputs,
    DigestView,
    digest_html,
    digest_text,
    digest_view,
    mail_file,
)
from mkdocs_briefings.render.texts import BriefingInputs

_AGO = re.compile(r"(\d{1,4})([dw])")
_DAYS = {"d": 1, "w": 7}
_NAMED = {"today": 0, "yesterday": 1}
_GMAIL_CUTS = 102_000
"""Bytes of HTML beyond which Gmail shows the rest behind a link."""


@click.command(
    short_help="Write a mail of the latest briefings.",
    epilog="\b\nExamples:\n  briefings digest --since yesterday\n"
    '  briefings digest --since 7d --title "The week in briefings"\n'
    "  briefings digest --since 2024-02-05 --until 2024-02-09 --topic union-state\n"
    "  briefings digest --since 1w --audience amber --output amber-mail/\n"
    "  briefings digest --since yesterday && send-mail digest/digest.eml",
)
@click.option(
    "--since", required=True, metavar="DATE", help="First day: 2024-02-05, 2024-02, 2024, 7d, 2w, yesterday."
)
@click.option("--until", metavar="DATE", help="Last day, likewise.")
@member_options("Only briefings")
@click.option("--title", help="Heading and subject, instead of the name of what was chosen.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    default="digest",
    show_default=True,
    help="Folder for the four files.",
)
@options.audience
@options.drafts
@options.at
@options.config_file
@exit_on_error
def digest(
    since: str,
    until: str | None,
    title: str | None,
    output: str,
    config_file: str | None,
    audience: str | None,
    drafts: bool | None,  # noqa: FBT001
    at: str | None,
    **members: str | None,
) -> None:
    """Write a mail of the latest briefings: their titles, their executive points, and the way to each.

    The folder gets digest.html, digest.txt, digest.pdf, and digest.eml, which mail programs open ready to send. If
    there is no briefing to tell of, nothing is written and the exit status is 1.
    """
    desk = print_setup(config_file, Overrides(audience=audience, drafts=drafts, at=at, keep_going=True))
    if not desk.shop.render.site_url:
        raise UsageError("set site_url in mkdocs.yml: the links of a mail need the whole address")
    first, last = _days(since, until, desk.settings.at)
    gathered = gather(desk.settings)
    _tell_broken(gathered.left_out)
    choice = BriefingFilter(members=chosen_members(members))
    of = _within(matching_collection(choice, gathered.site), gathered.site, first, last)
    if not of.ids:
        days = f"since {first}" + (f" until {last}" if last else "")
        raise ContentError(f"there is no briefing {days}; nothing was written")
    found = briefing_inputs(gathered.site, desk.settings, of.ids)
    _write(Collection(title or of.title, "", "", of.ids), found, desk, Path(output))


def _days(since: str, until: str | None, at: dt.datetime | None) -> tuple[dt.date, dt.date | None]:
    """The first and the last day.

    Raises:
        UsageError: one is no date, or the last is before the first.
    """
    today = (at or dt.datetime.now().astimezone()).date()
    first = _day(since, today).first_day()
    last = _day(until, today).last_day() if until else None
    if last is not None and last < first:
        raise UsageError(f"--until {until} is before --since {since}")
    return first, last


def _day(text: str, today: dt.date) -> PartialDate:
    """A date, or so many days or weeks before today."""
    ago = _AGO.fullmatch(text)
    days = int(ago[1]) * _DAYS[ago[2]] if ago else _NAMED.get(text)
    if days is not None:
        day = today - dt.timedelta(days)
        return PartialDate(day.year, day.month, day.day)
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is no date: {error}, or 7d, 2w, yesterday") from None


def _within(of: Collection, site: Site, first: dt.date, last: dt.date | None) -> Collection:
    """Those that came out in these days, in reading order."""
    ids = tuple(
        id
        for id in of.ids
        if (day := _came_out(site.briefings[id])) is not None
        and first <= day
        and (last is None or day <= last)
    )
    return Collection(of.title, of.part, of.uri, ids)


def _came_out(briefing: LinkedBriefing) -> dt.date | None:
    """The day from which readers could see it: its date, or the end of its embargo if that is later."""
    written = briefing.briefing
    days = [written.date.first_day()] if written.date else []
    days += [written.publish_at.date()] if written.publish_at else []
    return max(days, default=None)


def _tell_broken(left_out: frozenset[str]) -> None:
    for path in sorted(left_out):
        err().print(f"warning: {path} has errors and is left out; see `briefings check`", markup=False)


def _write(of: Collection, found: dict[str, BriefingInputs], desk: PrintSetup, folder: Path) -> None:
    """The four files, the newest briefing first in the mail, the oldest first on paper."""
    newest_first = tuple(found[id] for id in reversed(of.ids))
    view = digest_view(DigestInputs(of.title, newest_first), RenderContext.from_settings(desk.shop.render))
    html, text = digest_html(view), digest_text(view)
    contents = {
        "html": html.encode(),
        "txt": text.encode(),
        "eml": mail_file(view.subject, text, html),
        "pdf": print_collection(collection_inputs(of, found), desk.shop).content,
    }
    for ending, content in contents.items():
        write_atomically(folder / f"digest.{ending}", content)
    _tell_written(view, folder, len(contents["html"]))


def _tell_written(view: DigestView, folder: Path, size: int) -> None:
    out().print(
        f"[bold green]Wrote[/] {view.count} ({view.tlp}): {escape(display_path(folder.resolve()))}/digest.*"
    )
    if size > _GMAIL_CUTS:
        err().print(f"warning: the mail has {size // 1000} kB; Gmail cuts what is over 102 kB", markup=False)
