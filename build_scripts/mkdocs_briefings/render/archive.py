"""The archive: all years, a year with its months, and a month where a year is long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.outline import Listed, Outline
from mkdocs_briefings.model.output import Page, PageKind, Plan
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import Context
from mkdocs_briefings.render.environment import fill
from mkdocs_briefings.render.partition import by_month, by_year, is_long
from mkdocs_briefings.render.views import GroupView, Link, Part


@dataclass(frozen=True, slots=True)
class ArchiveShown:
    """All that a page of the archive is made from."""

    year: int | None = None
    """None on the page of all years; 0 for what has no date."""
    month: int = 0
    """0 on the page of a year."""
    items: tuple[Outline, ...] = ()
    """The briefings listed; empty where the pages below list them."""
    inner: tuple[tuple[int, int], ...] = ()
    """Pages one level down: year or month, number of briefings."""
    total: int = 0


def archive_plans(outlines: tuple[Outline, ...]) -> Iterator[Plan]:
    """The pages of the archive. `outlines` are all briefings, newest first."""
    years = by_year(outlines)
    counts = tuple((year, len(of)) for year, of in years)
    yield Plan(addresses.ARCHIVE, PageKind.ARCHIVE, ArchiveShown(inner=counts, total=len(outlines)))
    for year, of in years:
        months = by_month(of)
        long = is_long(of)
        inner = tuple((month, len(one)) for month, one in months) if long else ()
        shown = ArchiveShown(year, 0, Listed(() if long else of), inner, len(of))
        yield Plan(addresses.archive_uri(year), PageKind.ARCHIVE, shown)
        if long:
            for month, one in months:
                listed = ArchiveShown(year, month or 99, Listed(one), (), len(one))
                yield Plan(addresses.archive_uri(year, month or 99), PageKind.ARCHIVE, listed)


def archive_page(uri: str, shown: ArchiveShown, context: Context) -> Page:
    """A page of the archive."""
    title = _title(shown, context.settings.language)
    trail = [Link("Archive", context.way(uri, addresses.ARCHIVE))] if shown.year is not None else []
    if shown.month:
        trail.append(Link(_year(shown.year or 0), context.way(uri, addresses.archive_uri(shown.year or 0))))
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
        html=fill("group", view=view),
        language=context.settings.language,
        date=dates.newest(one.ref.date for one in shown.items),
    )


def _title(shown: ArchiveShown, language: str) -> str:
    if shown.year is None:
        return "Archive"
    if not shown.month:
        return _year(shown.year)
    return f"{_month(shown.month, language)} {shown.year}"


def _year(year: int) -> str:
    return str(year or "Undated")


def _month(month: int, language: str) -> str:
    return dates.month(month, language) if 1 <= month <= 12 else "Month not known"  # noqa: PLR2004


def _inner(uri: str, shown: ArchiveShown, context: Context) -> Iterator[Link]:
    for number, count in shown.inner:
        if shown.year is not None:
            name = _month(number, context.settings.language)
            yield Link(name, context.way(uri, addresses.archive_uri(shown.year, number or 99)), count)
        else:
            yield Link(_year(number), context.way(uri, addresses.archive_uri(number)), count)


def _parts(uri: str, shown: ArchiveShown, context: Context) -> Iterator[Part]:
    for month, of in by_month(shown.items):
        title = "" if shown.month or not shown.year else _month(month, context.settings.language)
        yield Part(title, tuple(context.item(uri, one.ref) for one in of), f"month:{month}" if title else "")
