"""How citations look: the house style `press`, and `numeric`."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.model.site import Citation, Cite, LinkedBriefing, LinkedSource
from mkdocs_briefings.model.vocabulary import SourceKind
from mkdocs_briefings.render import dates

UNNAMED = "unnamed in the original"
_MOST_NAMES = 2
_MARK_ID = re.compile(r'id="cite:(\d+)"')


def citation_marks(briefing: LinkedBriefing, style: CitationStyle) -> Callable[[Citation], str]:
    """Return what makes HTML of a citation, with the id `cite:<number>`: each source is a link to its entry."""
    sources = briefing.sources_by_id

    def mark(citation: Citation) -> str:
        links = [
            _link(cite, sources.get(cite.source), briefing, style, bare=citation.bare)
            for cite in citation.cites
        ]
        inside = "; ".join(links)
        if not citation.bare:
            inside = f"[{inside}]" if style is CitationStyle.NUMERIC else f"({inside})"
        return f'<span class="citation" id="cite:{citation.number}">{inside}</span>'

    return mark


def mark_numbers(html: str) -> frozenset[int]:
    """Return the numbers of the citations that HTML of a page shows."""
    return frozenset(map(int, _MARK_ID.findall(html)))


def source_anchor(source: Source) -> str:
    """Return the id of a source's entry on the page."""
    return f"source:{source.id}"


def press_parts(linked: LinkedSource, year: int | None, language: str) -> tuple[str, str]:
    """Return who and when, as the house writes it: ("SB", "January 27"), ("Ioffe", "2008").

    Args:
        linked: the source.
        year: the briefing's year; a source of that year is cited without it.
        language: BCP 47 tag of the briefing, for the date.
    """
    source = linked.source
    if source.kind is SourceKind.BOOK and source.authors:
        return _families(source.authors), str(source.date.year) if source.date else ""
    who = linked.outlet_short or _families(source.authors) or source.title or UNNAMED
    return who, _when(source.date, year, language)


def _when(date: PartialDate | None, year: int | None, language: str) -> str:
    if date is None:
        return ""
    return dates.without_year(date, language) if date.year == year else dates.long(date, language)


def _link(
    cite: Cite, linked: LinkedSource | None, briefing: LinkedBriefing, style: CitationStyle, *, bare: bool
) -> str:
    prefix = f"{escape(cite.prefix, quote=False)} " if cite.prefix else ""
    if linked is None:
        return f'{prefix}<strong class="citation-unresolved">{escape(cite.source)}?</strong>'
    text = escape(_label(cite, linked, briefing, style, bare=bare), quote=False)
    href = escape(f"#{source_anchor(linked.source)}")
    return f'{prefix}<a href="{href}" role="doc-biblioref">{text}</a>'


def _label(
    cite: Cite, linked: LinkedSource, briefing: LinkedBriefing, style: CitationStyle, *, bare: bool
) -> str:
    locator = f", {cite.locator}" if cite.locator else ""
    if style is CitationStyle.NUMERIC:
        return f"[{linked.number}]" if bare else f"{linked.number}{locator}"
    date = briefing.briefing.date
    who, when = press_parts(linked, date.year if date else None, briefing.language)
    if bare:
        return f"{who} ({when})" if when else who
    between = " " if linked.source.kind is SourceKind.BOOK and linked.source.authors else ", "
    return f"{who}{between if when else ''}{when}{locator}"


def _families(names: tuple[str, ...]) -> str:
    """Return family names as a citation gives them: one, two with `and`, the first with `et al.` for more."""
    families = [name.split(",")[0] if "," in name else name.split()[-1] for name in names if name.strip()]
    if len(families) > _MOST_NAMES:
        return f"{families[0]} et al."
    return " and ".join(families)
