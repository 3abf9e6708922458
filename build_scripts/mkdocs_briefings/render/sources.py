"""The entries under Sources: what is known of each cited item, and what notices say of it since."""

from __future__ import annotations

from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.content_model import readable_name
from mkdocs_briefings.model.marks import own_words
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.model.site import LinkedBriefing, LinkedPoint, LinkedSource
from mkdocs_briefings.model.vocabulary import NoticeStatus, SourceKind
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.citations import lettered, source_anchor
from mkdocs_briefings.render.context import RenderContext, optional_date_view
from mkdocs_briefings.render.published_in import after_container, identifiers, published_in
from mkdocs_briefings.render.terms import (
    A_SOURCE,
    AT_THE_START,
    NOTICES,
    SOURCE_KINDS,
    inferred_note,
    names_line,
    outlet_unnamed,
    sources_with_notice,
)
from mkdocs_briefings.render.typography import NO_BREAK
from mkdocs_briefings.render.views import Link, SourceEntry, StatusLabel


def source_entry(
    linked: LinkedSource, briefing: LinkedBriefing, origin: str, context: RenderContext, marks: Set[int]
) -> SourceEntry:
    """Return the entry of a source.

    Args:
        linked: the source.
        briefing: the briefing that cites it.
        origin: uri of the briefing's page.
        context: settings and parser.
        marks: numbers of the citations that the page shows; one in code or in a comment is not among them.
    """
    source, language = linked.source, briefing.language
    words = context.words(language)
    url, archive = readable_at(linked)
    within = published_in(source, words, context.link(origin, linked.outlet) if linked.outlet else None)
    own, when = own_words(source), optional_date_view(source.date, language)
    letter = linked.letter if context.settings.citation_style is CitationStyle.PRESS else ""
    return SourceEntry(
        number=linked.number,
        anchor=source_anchor(source),
        nameless=is_nameless(source),
        outlet=within.outlet,
        container=within.container,
        numbers=after_container(within.numbers, words) if within.container else within.numbers,
        imprint=within.imprint,
        in_brackets=within.in_brackets,
        pages=within.pages,
        title_form=within.title_form,
        authors=names_line(words, map(readable_name, source.authors)),
        title=source.title or "",
        title_language=source.language if source.language and source.language != language else "",
        when=when._replace(text=lettered(when.text, letter)) if when else None,
        kind=""
        if source.kind is SourceKind.ARTICLE or own == f"own {source.kind}"
        else words(SOURCE_KINDS[source.kind]),
        details=tuple(_details(linked, language, words, with_pages=not within.pages)),
        credibility=_credibility(source, words),
        identifiers=identifiers(source),
        url=url,
        host="" if url == source.doi_url else _host(url),
        archive_url=archive,
        accessed=dates.long(source.accessed, language) if source.accessed else "",
        marks=tuple(_labels(linked, language, words)),
        as_cited=source.as_cited or "",
        note=source.note or "",
        back=tuple(Link(str(number), f"#cite:{number}") for number in linked.cited_by if number in marks),
        own=words(AT_THE_START[own]) if own else "",
        letter=f"[{letter}]" if letter and (when is None or context.settings.source_style) else "",
    )


def readable_at(linked: LinkedSource) -> tuple[str, str]:
    """Return where a source is to be read, and where its archived copy is besides; either may be empty.

    The archived copy comes first where a notice says that the original is dead. An archive that a notice about a
    whole outlet names is a copy of the outlet's site, not of the source, and is not used.
    """
    source, dead = linked.source, False
    archive = source.archive_url or ""
    for notice in linked.notices:
        archive = archive or (notice.archive_url if notice.url is not None else None) or ""
        dead = dead or notice.status is NoticeStatus.DEAD
    original = source.url or source.doi_url
    if archive and (dead or not original):
        return archive, ""
    return original, archive


def is_nameless(source: Source) -> bool:
    """Return whether the original names nothing that could be looked for: no outlet, no authors, no title."""
    names = (source.outlet, source.authors, source.title, source.container, source.publisher)
    return not (source.own or any(names))


def _credibility(source: Source, words: Words) -> str:
    if not source.credibility:
        return ""
    # Translators: the credibility of an item on the Admiralty scale, 1 (best) to 6.
    return words("credibility {n} of 6", n=source.credibility)


def _details(linked: LinkedSource, language: str, words: Words, *, with_pages: bool) -> Iterator[str]:
    source = linked.source
    if source.pages and with_pages:
        pages = source.pages.replace("-", "–")
        # Translators: pages of a source: p. 12; the second is for several: pp. 12-14.
        text = words("pp. {pages}") if "–" in pages else words("p. {pages}")
        yield text.replace(" ", NO_BREAK).format(pages=pages)
    if source.language and source.language != language:
        tongue = dates.language_name(source.language, language)
        # Translators: the language of a source: in Russian; {language} is in the nominative.
        yield words("in {language}", language=tongue)


def _labels(linked: LinkedSource, language: str, words: Words) -> Iterator[StatusLabel]:
    if is_nameless(linked.source):
        yield StatusLabel("unnamed", outlet_unnamed(words))
    if linked.source.date_inferred:
        yield StatusLabel("inferred", inferred_note(words, linked.source.date_inferred))
    for notice in linked.notices:
        yield notice_label(notice, language, words)


def notice_label(notice: Notice, language: str, words: Words) -> StatusLabel:
    """Return what a notice says, in words."""
    return StatusLabel(notice.status.value, words(NOTICES[notice.status]), _date_and_note(notice, language))


def _date_and_note(notice: Notice, language: str) -> str:
    day = f"({dates.long(notice.date, language)})" if notice.date else ""
    return " ".join(filter(None, (day, notice.note or "")))


def briefing_notice_labels(briefing: LinkedBriefing, words: Words) -> tuple[StatusLabel, ...]:
    """Return how many sources of a briefing have notices of each status: `2 of 9 sources disputed`."""
    statuses = [
        status for source in briefing.sources for status in {notice.status for notice in source.notices}
    ]
    return tuple(
        StatusLabel(status.value, sources_with_notice(words, status, count, len(briefing.sources)))
        for status in NoticeStatus
        if (count := statuses.count(status))
    )


def point_notice_labels(
    linked: LinkedPoint, briefing: LinkedBriefing, words: Words
) -> tuple[StatusLabel, ...]:
    """Return what notices say of the sources that an executive point cites, each notice once."""
    cited = dict.fromkeys(cite.source for citation in linked.text.citations for cite in citation.cites)
    sources = filter(None, map(briefing.sources_by_id.get, cited))
    labels = (
        StatusLabel(
            notice.status.value,
            words(A_SOURCE[notice.status]),
            _date_and_note(notice, briefing.language),
        )
        for source in sources
        for notice in source.notices
    )
    return tuple(dict.fromkeys(labels))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
