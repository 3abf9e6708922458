"""Search records: what search finds are the very texts that the page shows."""

from __future__ import annotations

import re

from mkdocs_briefings.model.output import Name, Record, Section
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.spelling import sign
from mkdocs_briefings.render.context import Context, known
from mkdocs_briefings.render.markdown import inline_plain, plain
from mkdocs_briefings.render.texts import BriefingShown, Texts, description, line_parts

_HEADING = re.compile(r'<h[1-6][^>]*?(?: id="([^"]*)")?[^>]*>(.*?)</h[1-6]>', re.DOTALL)


def briefing_record(uri: str, shown: BriefingShown, texts: Texts, context: Context) -> Record:
    """The record of a briefing, from the texts of its page."""
    briefing = shown.briefing
    written = briefing.briefing
    return Record(
        url=context.url(uri),
        title=written.title,
        language=briefing.language,
        shown={
            "line": ", ".join(text for text, _ in line_parts(briefing)),
            "date": known(written.date, briefing.language).text if written.date else "",
            "summary": description(texts),
        },
        filters=_filters(briefing),
        date=_sortable(str(written.date or "")),
        belongs=tuple(ref.name for ref in (*briefing.topics, *briefing.entities, *briefing.authors)),
        names=tuple(Name(one.spelling, sign(one.entities)) for one in briefing.named),
        sections=(
            *_points(texts.points),
            *_sections(texts.body.html),
            *_events(briefing, texts.events),
            *_sources(briefing),
        ),
    )


def _filters(briefing: LinkedBriefing) -> dict[str, tuple[str, ...]]:
    date, publication = briefing.briefing.date, briefing.publication
    outlets = (source.outlet.name for source in briefing.sources if source.outlet)
    filters = {
        "year": (str(date.year),) if date else (),
        "date": (str(date),) if date else (),
        "topic": tuple(topic.name for topic in briefing.topics),
        "entity": tuple(entity.name for entity in briefing.entities),
        "outlet": tuple(dict.fromkeys(outlets)),
        "publication": (publication.name,) if publication else (),
        "author": tuple(author.name for author in briefing.authors),
        "language": (briefing.language,),
    }
    return {name: values for name, values in filters.items() if values}


def _sortable(date: str) -> str:
    return (date + "-00-00")[:10] if date else ""


def _points(points: tuple[str, ...]) -> list[Section]:
    return [
        Section(f"point:{number}", f"Executive point {number}", inline_plain(html))
        for number, html in enumerate(points, start=1)
    ]


def _sections(html: str) -> list[Section]:
    """The body cut at its headings; what stands before the first is found under the analysis."""
    parts = _HEADING.split(html)
    sections = [Section("head:analysis", "Analysis", plain(parts[0]))]
    for anchor, title, inside in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        sections.append(Section(anchor or "", inline_plain(title), plain(inside)))
    return [section for section in sections if section.text or section.title != "Analysis"]


def _events(briefing: LinkedBriefing, events: tuple[str, ...]) -> list[Section]:
    days = (known(one.event.date, briefing.language).text for one in briefing.events)
    text = " ".join(f"{day}: {plain(html)}" for day, html in zip(days, events, strict=True))
    return [Section("head:events", "Events", text)] if text else []


def _sources(briefing: LinkedBriefing) -> list[Section]:
    lines = (
        " ".join(
            filter(
                None,
                (
                    one.outlet.name if one.outlet else "",
                    ", ".join(one.source.authors),
                    one.source.title or "",
                ),
            )
        )
        for one in briefing.sources
    )
    text = ". ".join(filter(None, lines))
    return [Section("head:sources", "Sources", text)] if text else []
