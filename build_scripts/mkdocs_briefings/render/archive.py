"""The archive: all years, a year with its months, and a month where a year is long. Long lists are cut here.

Lists are cut by year and month so that no page grows without end and a new briefing changes few pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from itertools import groupby

from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.output import Page, PageKind, PagePlan
from mkdocs_briefings.model.site_index import BriefingSummary, SummaryList
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.views import GroupView, Link, ListItem, ListPart

LONGEST = 200
"""A list of titles of up to so many briefings stands on one page."""
LATEST = 20
"""How many briefings of a longer list stand on its first page; the rest are on pages by year."""
_UNKNOWN_MONTH = 99
"""Stands in addresses for briefings of which only the year is known."""


@dataclass(frozen=True, slots=True)
class ArchiveInputs:
    """All that a page of the archive is made from."""

    year: int | None = None
    """None on the page of all years; 0 for briefings without a date."""
    month: int = 0
    """0 on the page of a year."""
    items: tuple[BriefingSummary, ...] = ()
    """The briefings listed; the newest of them where the pages below list all."""
    inner: tuple[tuple[int, int], ...] = ()
    """Pages one level down: year or month, number of briefings."""
    total: int = 0


def is_long(briefings: Sized) -> bool:
    """Return whether a list is too long for one page."""
    return len(briefings) > LONGEST


def by_year(summaries: Iterable[BriefingSummary]) -> list[tuple[int, tuple[BriefingSummary, ...]]]:
    """Group briefings by year, in the order given; year 0 holds those without a date."""
    return [(year, tuple(group)) for year, group in groupby(summaries, lambda summary: summary.year)]


def by_month(summaries: Iterable[BriefingSummary]) -> list[tuple[int, tuple[BriefingSummary, ...]]]:
    """Group the briefings of one year by month, in the order given; month 0 holds those with a year only."""
    return [(month, tuple(group)) for month, group in groupby(summaries, lambda summary: summary.month)]


def archive_plans(summaries: tuple[BriefingSummary, ...]) -> Iterator[PagePlan]:
    """Plan the pages of the archive; `summaries` are all briefings, newest first."""
    years = by_year(summaries)
    counts = tuple((year, len(briefings)) for year, briefings in years)
    newest = SummaryList(summaries[:LATEST] if is_long(summaries) else summaries)
    yield _plan(addresses.ARCHIVE, ArchiveInputs(items=newest, inner=counts, total=len(summaries)))
    for year, briefings in years:
        months = by_month(briefings) if is_long(briefings) else []
        items = SummaryList(briefings[:LATEST] if months else briefings)
        inner = tuple((month, len(in_month)) for month, in_month in months)
        yield _plan(addresses.archive_uri(year), ArchiveInputs(year, 0, items, inner, len(briefings)))
        for month, in_month in months:
            number = month or _UNKNOWN_MONTH
            inputs = ArchiveInputs(year, number, SummaryList(in_month), (), len(in_month))
            yield _plan(addresses.archive_uri(year, number), inputs)


def _plan(uri: str, inputs: ArchiveInputs) -> PagePlan:
    return PagePlan(uri, PageKind.ARCHIVE, inputs)


def archive_page(uri: str, inputs: ArchiveInputs, context: RenderContext) -> Page:
    """Render a page of the archive."""
    language, words = context.settings.language, context.words()
    title = _title(inputs, language, words)
    trail = (
        [Link(words("Archive"), context.relative_url(uri, addresses.ARCHIVE))]
        if inputs.year is not None
        else []
    )
    if inputs.month:
        year = inputs.year or 0
        trail.append(Link(year_name(words, year), context.relative_url(uri, addresses.archive_uri(year))))
    view = GroupView(
        trail=tuple(trail),
        kind="",
        title=title,
        lead="",
        inner=tuple(_inner(uri, inputs, context)),
        parts=tuple(_parts(uri, inputs, context)),
    )
    return Page(
        uri=uri,
        kind=PageKind.ARCHIVE,
        title=title,
        description="",
        html=fill_template("group", words, view=view),
        language=language,
        date=dates.newest(summary.ref.date for summary in inputs.items),
    )


def _title(inputs: ArchiveInputs, language: str, words: Words) -> str:
    if inputs.year is None:
        return words("Archive")
    if not inputs.month:
        return year_name(words, inputs.year)
    # Translators: a month and its year, as the heading of a list: January 2024.
    return words("{month} {year}", month=_month(inputs.month, language, words), year=inputs.year)


def year_name(words: Words, year: int) -> str:
    """Return a year, or what stands for it over briefings without a date."""
    return str(year) if year else words("Undated")


def _month(month: int, language: str, words: Words) -> str:
    return dates.month(month, language) if 1 <= month <= 12 else words("Month not known")  # noqa: PLR2004


def _inner(uri: str, inputs: ArchiveInputs, context: RenderContext) -> Iterator[Link]:
    """Yield links to the pages below, but to none where headings of a whole list lead to them."""
    if inputs.year is None and inputs.total == len(inputs.items):
        return
    words = context.words()
    for number, count in inputs.inner:
        if inputs.year is None:
            name, target = year_name(words, number), addresses.archive_uri(number)
        else:
            name = _month(number, context.settings.language, words)
            target = addresses.archive_uri(inputs.year, number or _UNKNOWN_MONTH)
        yield Link(name, context.relative_url(uri, target), count)


def _parts(uri: str, inputs: ArchiveInputs, context: RenderContext) -> Iterator[ListPart]:
    """Yield the list of briefings under years or months; under `Latest` where the page does not list all."""

    def items(summaries: Iterable[BriefingSummary]) -> tuple[ListItem, ...]:
        listed = (context.list_item(uri, summary.ref) for summary in summaries)
        return tuple(listed if inputs.year is not None else (item._replace(summary="") for item in listed))

    words = context.words()
    if inputs.total > len(inputs.items):
        yield ListPart(words("Latest"), items(inputs.items))
    elif inputs.year is None:
        for year, summaries in by_year(inputs.items):
            href = context.relative_url(uri, addresses.archive_uri(year))
            yield ListPart(year_name(words, year), items(summaries), f"year:{year}", href)
    else:
        for month, summaries in by_month(inputs.items):
            title = "" if inputs.month or not inputs.year else _month(month, context.settings.language, words)
            yield ListPart(title, items(summaries), f"month:{month}" if title else "")
