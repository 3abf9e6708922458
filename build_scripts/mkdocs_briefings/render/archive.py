"""The archive: all years, a year with its months, and a month where a year is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass
from itertools import groupby

from mkdocs_briefings.model.output import Page, PageKind, PagePlan
from mkdocs_briefings.model.site_index import BriefingSummary, SummaryList
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext, fill_template
from mkdocs_briefings.render.views import GroupView, Link, ListPart


@dataclass(frozen=True, slots=True)
class ArchiveInputs:
    """All that a page of the archive is made from."""

    year: int | None = None
    """None on the page of all years; 0 for what has no date."""
    month: int = 0
    """0 on the page of a year."""
    items: tuple[BriefingSummary, ...] = ()
    """The briefings listed; empty where the pages below list them."""
    inner: tuple[tuple[int, int], ...] = ()
    """Pages one level down: year or month, number of briefings."""
    total: int = 0


def archive_plans(outlines: tuple[BriefingSummary, ...]) -> Iterator[PagePlan]:
    """The pages of the archive. `outlines` are all briefings, newest first."""
    years = by_year(outlines)
    counts = tuple((year, len(of)) for year, of in years)
    yield PagePlan(addresses.ARCHIVE, PageKind.ARCHIVE, ArchiveInputs(inner=counts, total=len(outlines)))
    for year, of in years:
        months = by_month(of)
        long = is_long(of)
        inner = tuple((month, len(one)) for month, one in months) if long else ()
        shown = ArchiveInputs(year, 0, SummaryList(() if long else of), inner, len(of))
        yield PagePlan(addresses.archive_uri(year), PageKind.ARCHIVE, shown)
        if long:
            for month, one in months:
                listed = ArchiveInputs(year, month or 99, SummaryList(one), (), len(one))
                yield PagePlan(addresses.archive_uri(year, month or 99), PageKind.ARCHIVE, listed)


def archive_page(uri: str, shown: ArchiveInputs, context: RenderContext) -> Page:
    """A page of the archive."""
    title = _title(shown, context.settings.language)
    trail = [Link("Archive", context.relative_url(uri, addresses.ARCHIVE))] if shown.year is not None else []
    if shown.month:
        trail.append(
            Link(_year(shown.year or 0), context.relative_url(uri, addresses.archive_uri(shown.year or 0)))
        )
    view = GroupView(
        trail=tuple(trail),
        kind="",
        title=title,
        lead="",
        inner=tuple(_inner(uri, shown, context)),
        parts=tuple(_parts(uri, shown, context)),
        total=shown.total,
    )
    return Page(
        uri=uri,
        kind=PageKind.ARCHIVE,
        title=title,
        description="",
        html=fill_template("group", view=view),
        language=context.settings.language,
        date=dates.newest(one.ref.date for one in shown.items),
    )


def _title(shown: ArchiveInputs, language: str) -> str:
    if shown.year is None:
        return "Archive"
    if not shown.month:
        return _year(shown.year)
    return f"{_month(shown.month, language)} {shown.year}"


def _year(year: int) -> str:
    return str(year or "Undated")


def _month(month: int, language: str) -> str:
    return dates.month(month, language) if 1 <= month <= 12 else "Month not known"  # noqa: PLR2004


def _inner(uri: str, shown: ArchiveInputs, context: RenderContext) -> Iterator[Link]:
    for number, count in shown.inner:
        if shown.year is not None:
            name = _month(number, context.settings.language)
            yield Link(
                name, context.relative_url(uri, addresses.archive_uri(shown.year, number or 99)), count
            )
        else:
            yield Link(_year(number), context.relative_url(uri, addresses.archive_uri(number)), count)


def _parts(uri: str, shown: ArchiveInputs, context: RenderContext) -> Iterator[ListPart]:
    for month, of in by_month(shown.items):
        title = "" if shown.month or not shown.year else _month(month, context.settings.language)
        yield ListPart(
            title, tuple(context.list_item(uri, one.ref) for one in of), f"month:{month}" if title else ""
        )


LONGEST = 200
"""A list up to this long stands on one page."""
LATEST = 20
"""How many of a longer list stand on its first page, the rest being on pages by year."""


def is_long(listed: Sized) -> bool:
    """Whether a list is cut."""
    return len(listed) > LONGEST


def by_year(outlines: Iterable[BriefingSummary]) -> list[tuple[int, tuple[BriefingSummary, ...]]]:
    """Briefings of each year, newest first; year 0 holds those without a date."""
    return [(year, tuple(group)) for year, group in groupby(outlines, lambda one: one.year)]


def by_month(outlines: Iterable[BriefingSummary]) -> list[tuple[int, tuple[BriefingSummary, ...]]]:
    """Briefings of each month of one year; month 0 holds those of which only the year is known."""
    return [(month, tuple(group)) for month, group in groupby(outlines, lambda one: one.month)]
