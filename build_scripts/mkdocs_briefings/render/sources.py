"""The entries under Sources: what is known of each cited item, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Set
from urllib.parse import urlsplit

from mkdocs_briefings.model.content import Notice
from mkdocs_briefings.model.site import LinkedBriefing, LinkedPoint, LinkedSource
from mkdocs_briefings.model.vocabulary import NoticeStatus, SourceKind
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.citations import UNNAMED, source_anchor
from mkdocs_briefings.render.context import RenderContext, optional_date_view
from mkdocs_briefings.render.views import Link, SourceEntry, StatusLabel


def source_entry(
    linked: LinkedSource, briefing: LinkedBriefing, origin: str, context: RenderContext, marks: Set[int]
) -> SourceEntry:
    """One entry; an archived copy takes over where a notice says that the original is dead.

    Args:
        linked: the source.
        briefing: whose page it is.
        origin: the Markdown of that page.
        context: what every maker takes.
        marks: numbers of the citations that the page shows; one in code or in a comment is not among them.
    """
    source, language = linked.source, briefing.language
    url, archive = readable_at(linked)
    return SourceEntry(
        number=linked.number,
        anchor=source_anchor(source),
        outlet=context.link(origin, linked.outlet) if linked.outlet else None,
        authors=", ".join(source.authors),
        title=source.title or "",
        title_language=source.language if source.language and source.language != language else "",
        when=optional_date_view(source.date, language),
        kind="" if source.kind is SourceKind.ARTICLE else source.kind.value,
        details=tuple(_details(linked, language)),
        url=url,
        host=_host(url),
        archive_url=archive,
        accessed=dates.long(source.accessed, language) if source.accessed else "",
        marks=tuple(_marks(linked, language)),
        as_cited=source.as_cited or "",
        note=source.note or "",
        back=tuple(Link(str(number), f"#cite:{number}") for number in linked.cited_by if number in marks),
    )


def _details(linked: LinkedSource, language: str) -> Iterator[str]:
    source = linked.source
    if source.pages:
        yield f"pp. {source.pages}" if "-" in source.pages or "–" in source.pages else f"p. {source.pages}"
    if source.language and source.language != language:
        yield f"in {dates.locale(source.language).get_language_name(language) or source.language}"
    if source.credibility:
        yield f"credibility {source.credibility} of 6"


def _marks(linked: LinkedSource, language: str) -> Iterator[StatusLabel]:
    if linked.source.outlet is None and not linked.source.authors and not linked.source.title:
        yield StatusLabel("unnamed", f"outlet {UNNAMED}")
    if linked.source.date_inferred:
        yield StatusLabel("inferred", f"{linked.source.date_inferred} inferred")
    for notice in linked.notices:
        yield StatusLabel(notice.status.value, NOTICE_LABELS[notice.status], _about(notice, language))


def _about(notice: Notice, language: str) -> str:
    day = f"({dates.long(notice.date, language)})" if notice.date else ""
    return " ".join(filter(None, (day, notice.note or "")))


def briefing_notice_labels(briefing: LinkedBriefing) -> tuple[StatusLabel, ...]:
    """What became of the sources of a briefing, in words: `2 of its sources: disputed`."""
    statuses = [status for source in briefing.sources for status in {one.status for one in source.notices}]
    return tuple(
        StatusLabel(status.value, f"{count} of {len(briefing.sources)} sources {NOTICE_LABELS[status]}")
        for status in NoticeStatus
        if (count := statuses.count(status))
    )


def point_notice_labels(linked: LinkedPoint, briefing: LinkedBriefing) -> tuple[StatusLabel, ...]:
    """What became of the sources that an executive point rests on, each once."""
    cited = dict.fromkeys(cite.source for citation in linked.text.citations for cite in citation.cites)
    sources = filter(None, map(briefing.source_by_id, cited))
    notices = (notice for source in sources for notice in source.notices)
    marks = (
        StatusLabel(
            one.status.value, f"a source is {NOTICE_LABELS[one.status]}", _about(one, briefing.language)
        )
        for one in notices
    )
    return tuple(dict.fromkeys(marks))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


NOTICE_LABELS = {
    NoticeStatus.RETRACTED: "retracted by the publisher",
    NoticeStatus.CORRECTED: "corrected by the publisher",
    NoticeStatus.DISPUTED: "disputed",
    NoticeStatus.DEAD: "no longer online",
}
"""Each status as readers are told it, inside a sentence."""


def readable_at(linked: LinkedSource) -> tuple[str, str]:
    """Where a source is to be read, and the archived copy besides, either may be empty.

    An archived copy takes over where a notice says that the original is dead. What a notice about a whole
    outlet names is a copy of the outlet's site, not of the source.
    """
    source = linked.source
    own = (one.archive_url for one in linked.notices if one.url is not None)
    archive = source.archive_url or next(filter(None, own), None) or ""
    dead = any(one.status is NoticeStatus.DEAD for one in linked.notices)
    if archive and (dead or not source.url):
        return archive, ""
    return source.url or "", archive
