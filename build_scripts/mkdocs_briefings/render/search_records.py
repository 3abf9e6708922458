"""Search records: what search finds are the very texts that the page shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.name_spellings import display_names, spellings
from mkdocs_briefings.model.output import SearchName, SearchRecord, SearchSection
from mkdocs_briefings.model.site import Kind, LinkedBriefing
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.spelling import entity_token
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, date_view
from mkdocs_briefings.render.markdown import inline_text, plain_text
from mkdocs_briefings.render.texts import BriefingInputs, BriefingTexts, description, publication_parts

_HEADING = re.compile(r'<h[1-6][^>]*?(?: id="([^"]*)")?[^>]*>(.*?)</h[1-6]>', re.DOTALL)


def briefing_record(
    uri: str, shown: BriefingInputs, texts: BriefingTexts, context: RenderContext
) -> SearchRecord:
    """The record of a briefing, from the texts of its page."""
    briefing = shown.briefing
    written = briefing.briefing
    return SearchRecord(
        url=context.url(uri),
        title=written.title,
        language=briefing.language,
        details={
            "line": ", ".join(text for text, _ in publication_parts(briefing)),
            "date": date_view(written.date, briefing.language).text if written.date else "",
            "summary": description(texts),
        },
        filters=_filters(briefing),
        date=_sortable(str(written.date or "")),
        group_names=tuple(ref.name for ref in (*briefing.topics, *briefing.entities, *briefing.authors)),
        names=tuple(SearchName(one.spelling, entity_token(one.entities)) for one in briefing.mentioned_names),
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


def _points(points: tuple[str, ...]) -> list[SearchSection]:
    return [
        SearchSection(f"point:{number}", f"Executive point {number}", inline_text(html))
        for number, html in enumerate(points, start=1)
    ]


def _sections(html: str) -> list[SearchSection]:
    """The body cut at its headings; what stands before the first is found under the analysis."""
    parts = _HEADING.split(html)
    sections = [SearchSection("head:analysis", "Analysis", plain_text(parts[0]))]
    for anchor, title, inside in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        sections.append(SearchSection(anchor or "", inline_text(title), plain_text(inside)))
    return [section for section in sections if section.text or section.title != "Analysis"]


def _events(briefing: LinkedBriefing, events: tuple[str, ...]) -> list[SearchSection]:
    days = (date_view(one.event.date, briefing.language).text for one in briefing.events)
    text = " ".join(f"{day}: {plain_text(html)}" for day, html in zip(days, events, strict=True))
    return [SearchSection("head:events", "Events", text)] if text else []


def _sources(briefing: LinkedBriefing) -> list[SearchSection]:
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
    return [SearchSection("head:sources", "Sources", text)] if text else []


NAMES_PATH = "search/names.json"
"""Of the file, from the root of the site; engine.js asks for it."""
_LONGEST_ABOUT = 110


def names_file(overview: SiteIndex, *, directory_urls: bool) -> tuple[str, str]:
    """Address and text of the file.

    Returns:
        JSON: under `entities` name, address, kind, a word on each, number of briefings, further names, sign, and every
        spelling; under `shared` the signs of spellings that several of them share, by their places in the list; under `facets` the
        filters that have values. An empty word or list is left out.
    """
    groups = overview.groups[Kind.ENTITY]
    entities = {id: one.entry for id, one in groups.items() if isinstance(one.entry, Entity)}
    of = {id: spellings(entity) for id, entity in entities.items()}
    listed = [
        {
            "name": entity.name,
            "url": addresses.url(addresses.group_uri(Kind.ENTITY, id), directory_urls=directory_urls),
            "kind": entity.kind.value,
            "about": _cut(entity.description or ""),
            "count": len(groups[id].briefings),
            "also": display_names(entity)[1:],
            "sign": entity_token([id]),
            "spellings": of[id],
        }
        for id, entity in entities.items()
    ]
    known = [{key: value for key, value in one.items() if value not in ("", [], ())} for one in listed]
    return NAMES_PATH, _json({"entities": known, "shared": _shared(of), "facets": _facets(overview)})


def _facets(overview: SiteIndex) -> list[str]:
    """The filters that have values here."""
    kinds = (kind for kind, groups in overview.groups.items() if groups)
    return [
        "year",
        "language",
        *(kind.name.lower() for kind in kinds),
    ]


def _shared(of: Mapping[str, Iterable[str]]) -> dict[str, str]:
    places = {id: place for place, id in enumerate(of)}
    meanings: dict[str, list[str]] = {}
    for id, names in of.items():
        for name in names:
            meanings.setdefault(name, []).append(id)
    several = (tuple(ids) for ids in meanings.values() if len(ids) > 1)
    return {" ".join(str(places[id]) for id in ids): entity_token(ids) for ids in sorted(set(several))}


def _cut(text: str) -> str:
    """A text cut at a word."""
    if len(text) <= _LONGEST_ABOUT:
        return text
    return text[:_LONGEST_ABOUT].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
