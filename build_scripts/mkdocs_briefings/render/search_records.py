"""Search records, made of the very texts that a page shows, and the entities whose names search knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_briefings.model.by_language import in_every_language, localised
from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.messages import Words, message
from mkdocs_briefings.model.name_spellings import display_names, spellings
from mkdocs_briefings.model.output import SearchEntity, SearchName, SearchRecord, SearchSection
from mkdocs_briefings.model.site import LinkedBriefing, MentionedName
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.spelling import by_first_word, names_in, words_of
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.context import RenderContext, date_view
from mkdocs_briefings.render.plain_words import inline_text, plain_text
from mkdocs_briefings.render.terms import in_row
from mkdocs_briefings.render.texts import (
    BriefingInputs,
    BriefingTexts,
    cut_at_word,
    description,
    publication_parts,
)

_HEADING = re.compile(r'<h[1-6][^>]*?(?: id="([^"]*)")?[^>]*>(.*?)</h[1-6]>', re.DOTALL)


class SearchFilter(NamedTuple):
    """A filter of the search page."""

    name: str
    """Key of its values in a record, and in the address of the search page."""
    label: str
    """Heading for readers, a message."""
    is_open: bool = False
    """True where the page shows its values at once."""


SEARCH_FILTERS = (
    *(SearchFilter(facet.word, facet.filter_label, facet.filter_open) for facet in FACETS.values()),
    SearchFilter("year", message("Year")),
    SearchFilter("language", message("Language")),
)
"""Filters in the order of the search page."""


def briefing_record(
    uri: str, inputs: BriefingInputs, texts: BriefingTexts, context: RenderContext, readers: str = ""
) -> SearchRecord:
    """Return the search record of a briefing, made of the texts of its page.

    Args:
        uri: Markdown address of the page.
        inputs: what the page is made from.
        texts: of the page.
        context: settings and parser.
        readers: language of those who search, whose words filters have; that of the site without one.
    """
    briefing = inputs.briefing
    written, words = briefing.briefing, context.words(briefing.language)
    return SearchRecord(
        url=context.url(uri),
        title=written.title,
        language=briefing.language,
        details={
            "line": in_row(words, (text for text, _ in publication_parts(briefing, words))),
            "date": date_view(written.date, briefing.language).text if written.date else "",
            "summary": description(texts),
        },
        filters=_filters(briefing, readers or context.site_language),
        date=f"{written.date}-00-00"[:10] if written.date else "",
        group_names=tuple(_group_names(briefing)),
        names=tuple(_names(briefing)),
        sections=(
            *(SearchSection("", "", text) for text in briefing.further_texts),
            *_points(texts.points, words),
            *_sections(texts.body.html, words),
            *_events(briefing, texts.events, words),
            *_sources(briefing, words),
        ),
    )


def _group_names(briefing: LinkedBriefing) -> Iterator[str]:
    """Yield the names of what a briefing is filed under, those in other languages last."""
    for facet in FACETS.values():
        if facet.weighs_in_search:
            yield from (ref.name for ref in briefing.facets[facet.kind])
    for ref in briefing.refs:
        names = in_every_language(briefing.names.get((ref.kind, ref.id)))
        yield from (name for name in names if name != ref.name)


def _filters(briefing: LinkedBriefing, language: str) -> dict[str, tuple[str, ...]]:
    """Return the values of each filter, named for readers of a language."""
    date = briefing.briefing.date
    filters = {
        "year": (str(date.year),) if date else (),
        "date": (str(date),) if date else (),
        **{
            facet.word: tuple(
                dict.fromkeys(briefing.name_for(ref, language) for ref in briefing.facets[facet.kind])
            )
            for facet in FACETS.values()
        },
        "language": (briefing.language,),
    }
    return {name: values for name, values in filters.items() if values}


def _points(points: tuple[str, ...], words: Words) -> list[SearchSection]:
    return [
        SearchSection(f"point:{number}", words("Executive point {n}", n=number), inline_text(html))
        for number, html in enumerate(points, start=1)
    ]


def _sections(html: str, words: Words) -> list[SearchSection]:
    """Cut the body at its headings; what stands before the first is found under the analysis."""
    parts = _HEADING.split(html)
    sections = [SearchSection("head:analysis", words("Analysis"), _paragraphs(parts[0]))]
    for anchor, title, inside in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        sections.append(SearchSection(anchor or "", inline_text(title), _paragraphs(inside)))
    return [section for section in sections if section.text or section.anchor != "head:analysis"]


def _paragraphs(html: str) -> str:
    """Return the words of a text, a line for each paragraph."""
    return "\n".join(filter(None, map(plain_text, html.split("</p>"))))


def _events(briefing: LinkedBriefing, events: tuple[str, ...], words: Words) -> list[SearchSection]:
    days = (date_view(linked.event.date, briefing.language).text for linked in briefing.events)
    text = " ".join(f"{day}: {plain_text(html)}" for day, html in zip(days, events, strict=True))
    return [SearchSection("head:events", words("Events"), text)] if text else []


def _sources(briefing: LinkedBriefing, words: Words) -> list[SearchSection]:
    parts = (
        (linked.outlet.name if linked.outlet else "", ", ".join(linked.searched_texts()))
        for linked in briefing.sources
    )
    text = ". ".join(filter(None, (" ".join(filter(None, words)) for words in parts)))
    return [SearchSection("head:sources", words("Sources"), text)] if text else []


def _names(briefing: LinkedBriefing) -> Iterator[SearchName]:
    """Yield the names that a briefing mentions; one that namesakes share means those of them that it names in full, too."""
    mentioned = tuple(_not_within_others(briefing))
    named = {name.entities[0] for name in mentioned if len(name.entities) == 1}
    named.update(ref.id for ref in briefing.entities)
    for name in mentioned:
        meant = tuple(id for id in name.entities if id in named)
        yield SearchName(name.spelling, meant or name.entities)


def _not_within_others(briefing: LinkedBriefing) -> Iterator[MentionedName]:
    """Yield the names that stand somewhere in the texts by themselves, not within a longer one that the site knows."""
    if not briefing.mentioned_names:
        return
    names = by_first_word(name.spelling for name in briefing.mentioned_names)
    texts = map(words_of, briefing.searched_texts())
    alone = {spelling for words in texts for _, spelling in names_in(words, names)}
    yield from (name for name in briefing.mentioned_names if name.spelling in alone)


_LONGEST_ABOUT = 110


def search_entities(index: SiteIndex, folder: str = "", *, directory_urls: bool) -> Iterator[SearchEntity]:
    """Yield what search knows of the entities that have a page, in the root or in the folder of a further language."""
    groups = index.groups[Kind.ENTITY]
    for id, group in sorted(groups.items()):
        if isinstance(group.entry, Entity):
            entity = localised(group.entry, index.language)
            yield SearchEntity(
                id,
                entity.name,
                addresses.url(
                    f"{folder}{addresses.group_uri(Kind.ENTITY, id)}", directory_urls=directory_urls
                ),
                entity.kind.value,
                cut_at_word(entity.description or "", _LONGEST_ABOUT, ",;:."),
                len(group.briefings),
                display_names(entity)[1:],
                spellings(group.entry),
            )
