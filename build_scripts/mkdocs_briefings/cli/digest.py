"""`briefings digest`: the morning or the weekly mail."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.cli.briefing_filter import (
    BriefingFilter,
    PrintSetup,
    given_members,
    matching_collection,
    member_options,
    print_setup,
)
from mkdocs_briefings.cli.console import (
    config_option,
    display_path,
    err,
    exit_on_error,
    out,
    selection_options,
)
from mkdocs_briefings.cli.dates import DATE_FORMS, read_date
from mkdocs_briefings.cli.targets import check_mail
from mkdocs_briefings.diagnostics.errors import ContentError, UsageError
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.messages import ENGLISH, DeskWords, words_of
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.site import LinkedBriefing, Site
from mkdocs_briefings.pipeline import gather
from mkdocs_briefings.prints import Collection, briefing_inputs, collection_inputs, print_collection
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.publish.press import press_for
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.dates import told_day
from mkdocs_briefings.render.mail.digest import (
    CorrectedInputs,
    DigestInputs,
    counts,
    digest_html,
    digest_text,
    digest_view,
)
from mkdocs_briefings.render.mail.message import mail_file
from mkdocs_briefings.render.print.collection import CollectionInputs

_ENDINGS = ("html", "txt", "eml", "pdf")
_GMAIL_LIMIT = 102_000
"""Bytes of HTML beyond which Gmail shows the rest behind a link."""
_LARGE_MAIL = 10_000_000
"""Bytes of a mail beyond which some servers refuse it."""


@click.command(
    short_help="Write a mail of the latest briefings.",
    epilog="\b\nExamples:\n  briefings digest --since yesterday\n"
    '  briefings digest --since 7d --title "The week in briefings"\n'
    "  briefings digest --since 2024-02-05 --until 2024-02-09 --topic union-state\n"
    "  briefings digest --since 1w --audience amber --output amber-mail/\n"
    "  briefings digest --since yesterday && send-mail digest/digest.eml",
)
@click.option("--since", required=True, metavar="DATE", help=f"First day: {DATE_FORMS}.")
@click.option("--until", metavar="DATE", help="Last day, in one of these forms.")
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
@selection_options
@config_option
@exit_on_error
def digest(
    since: str,
    until: str | None,
    title: str | None,
    output: str,
    config_file: str | None,
    **options: Any,
) -> None:
    """Write a mail of the latest briefings: their titles, summaries and executive points, and the way to each.

    What was corrected in these days, in briefings of before too, has a part of its own. The folder gets digest.html,
    digest.txt, digest.pdf, and digest.eml, which mail programs open ready to send. If there is nothing to tell of,
    nothing is written and the exit status is 1.
    """
    setup = print_setup(config_file, options)
    if not setup.config.render.site_url:
        raise UsageError(
            f"set site_url in {setup.settings.config_name}: the links of a mail need the whole address"
        )
    folder = Path(output)
    check_mail(folder, (folder / f"digest.{ending}" for ending in _ENDINGS), setup.folders)
    first, last = _days(since, until, today(setup.settings.at))
    gathered = gather(setup.settings, render=setup.config.render)
    for path in sorted(gathered.left_out):
        err().print(f"warning: {path} has errors and is left out; see `briefings check`", markup=False)
    matching = matching_collection(BriefingFilter(members=given_members(options)), gathered.site, setup.words)
    site = gathered.site
    new = [id for id in matching.ids if _came_out(site.briefings[id], first, last)]
    corrected = {id: numbers for id in matching.ids if (numbers := _corrections(site, id, first, last))}
    if not new and not corrected:
        days = f"since {first}" + (f" until {last}" if last else "")
        raise ContentError(f"there is no briefing and no correction {days}; nothing was written")
    collection = Collection(
        title or matching.title, "", "", tuple(id for id in matching.ids if id in {*new, *corrected})
    )
    inputs = briefing_inputs(site, setup.settings, collection.ids)
    mail = DigestInputs(
        collection.title,
        tuple(inputs[id] for id in reversed(new)),
        tuple(CorrectedInputs(inputs[id], numbers) for id, numbers in reversed(corrected.items())),
        PartialDate(first.year, first.month, first.day),
    )
    _write(mail, collection_inputs(collection, inputs), setup, folder)


def _logo(setup: PrintSetup) -> bytes:
    """Return the logo of a mail."""
    face, config = setup.config.render.face, setup.config
    assert face.logo is not None  # noqa: S101 - the mail has asked for it
    return press_for(config.content, config.cache, face).mail_logo(face.logo.light)


def _days(since: str, until: str | None, day: dt.date) -> tuple[dt.date, dt.date | None]:
    """Return the first and the last day of what a user asked for on a day.

    Raises:
        UsageError: one is no date, or the last is before the first.
    """
    first = read_date(since, day).first_day()
    last = read_date(until, day).last_day() if until is not None else None
    if last is not None and last < first:
        raise UsageError(f"--until {until} is before --since {since}")
    return first, last


def _came_out(linked: LinkedBriefing, first: dt.date, last: dt.date | None) -> bool:
    """Return whether readers could first see a briefing in these days: on its date, or when its embargo ended later."""
    briefing = linked.briefing
    days = [briefing.date.first_day()] if briefing.date else []
    days += [briefing.publish_at.date()] if briefing.publish_at else []
    return bool(days) and first <= max(days) <= (last or dt.date.max)


def _corrections(site: Site, id: str, first: dt.date, last: dt.date | None) -> tuple[int, ...]:
    """Return the numbers of a briefing's corrections of these days, from 0; none of what is dated later than now."""
    as_of = site.index.as_of_for(id)
    days = [told_day(correction.date, as_of) for correction in site.briefings[id].briefing.corrections]
    return tuple(
        number
        for number, day in enumerate(days)
        if day is not None and first <= day.first_day() <= (last or dt.date.max)
    )


def _write(mail: DigestInputs, on_paper: CollectionInputs, setup: PrintSetup, folder: Path) -> None:
    """Write the four files: the newest briefing first in the mail, the oldest first on paper."""
    context = RenderContext.from_settings(setup.config.render)
    view = digest_view(mail, context)
    contents = (
        digest_html(view).encode(),
        digest_text(view).encode(),
        mail_file(view, partial(published_bytes, setup.settings.content), partial(_logo, setup)),
        print_collection(on_paper, setup.config).content,
    )
    for ending, content in zip(_ENDINGS, contents, strict=True):
        write_atomically(folder / f"digest.{ending}", content)
    path = escape(display_path(folder.resolve()))
    in_english = counts(words_of(ENGLISH, ENGLISH, DeskWords()), len(view.entries), len(view.corrected))
    out().print(f"[bold green]Wrote[/] {in_english} ({view.tlp}): {path}/digest.*")
    if (size := len(contents[0])) > _GMAIL_LIMIT:
        err().print(f"warning: the mail has {size // 1000} kB; Gmail cuts what is over 102 kB", markup=False)
    if (size := len(contents[2])) > _LARGE_MAIL:
        err().print(f"warning: digest.eml has {size // 1_000_000} MB, with its pictures", markup=False)
