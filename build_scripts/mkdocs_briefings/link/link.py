"""The third stage: a `Selection` becomes a `Site`, in one pass over the briefings and one over their summaries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from mkdocs_briefings.charts.blocks import chart_blocks
from mkdocs_briefings.charts.chart import drawable_chart
from mkdocs_briefings.link.author_names import AuthorNames
from mkdocs_briefings.link.citations import desk_addresses, find_citations
from mkdocs_briefings.link.lookup import Lexicon, Lookup, Notices, grouped
from mkdocs_briefings.link.related import suggest_related
from mkdocs_briefings.model.by_language import ByLanguage, in_language
from mkdocs_briefings.model.chart_locale import chart_locale
from mkdocs_briefings.model.collation import in_order
from mkdocs_briefings.model.content import Author, Briefing, Event, Source
from mkdocs_briefings.model.desk import Located, Registries
from mkdocs_briefings.model.facets import FACETS, Kind, registered_names
from mkdocs_briefings.model.marks import letters, mark_name
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import (
    CitedText,
    Group,
    LinkedBriefing,
    LinkedEvent,
    LinkedPoint,
    LinkedSource,
    Ref,
    Site,
)
from mkdocs_briefings.model.site_index import BriefingSummary, SiteIndex, listed_in, summarise
from mkdocs_briefings.model.versions import versions_by_id


@dataclass(frozen=True, slots=True)
class Linker:
    """Connects single briefings with the registries; `connect` finds what briefings have to do with each other."""

    lookup: Lookup
    notices: Notices
    lexicon: Lexicon
    names: AuthorNames
    settings: Settings

    @classmethod
    def from_registries(cls, registries: Registries, settings: Settings) -> Linker:
        """Return a linker with these registries."""
        return cls(
            Lookup.from_registries(registries, settings.language),
            Notices.from_registries(registries),
            Lexicon.from_registries(registries),
            AuthorNames.from_registries(registries),
            settings,
        )

    def link(self, located: Located[Briefing]) -> LinkedBriefing:
        """Return the briefing with what the registries say of it, without related briefings."""
        written, numbers = located.value, count(1)
        language = written.language or self.settings.language
        source_ids = {source.id for source in written.sources}

        def cited(text: str) -> CitedText:
            return find_citations(text, source_ids, numbers)

        corrections = tuple(cited(correction.text) for correction in written.corrections)
        summary = cited(written.summary or "")
        points = tuple(LinkedPoint(point, cited(point.text)) for point in written.executive_points)
        body = cited(written.body)
        events = tuple(LinkedEvent(event, cited(_with_cites(event))) for event in written.events)
        texts = (*corrections, summary, *(p.text for p in points), body, *(e.text for e in events))
        linked_ids, files = desk_addresses(texts)
        charts = tuple(drawable_chart(block, chart_locale(language)) for block in chart_blocks(written.body))
        data = (file for chart in charts if chart is not None for file in chart.files)
        sources = self._sources(written.sources, texts, language)
        facets, named = self._facets(written, sources, language), partial(_with_names, sources=sources)
        linked = LinkedBriefing(
            id=located.id,
            briefing=written,
            path=located.path,
            language=language,
            points=tuple(point._replace(text=named(point.text)) for point in points),
            body=body,
            summary=named(summary),
            events=tuple(event._replace(text=named(event.text)) for event in events),
            corrections=tuple(map(named, corrections)),
            sources=sources,
            facets=facets,
            linked_ids=linked_ids,
            files=tuple(dict.fromkeys((*_lead_image(written), *files, *data))),
            charts=charts,
            author_names=self.names.of_briefing(written, facets[Kind.AUTHOR]),
            names=dict(self._names(facets)),
        )
        return linked._replace(mentioned_names=self.lexicon.find(linked.searched_texts()))

    def _sources(
        self, written: Sequence[Source], texts: Iterable[CitedText], language: str
    ) -> tuple[LinkedSource, ...]:
        """Return the sources in the order of their first citation, those never cited last."""
        numbers_by_id = grouped(
            (cite.source, citation.number)
            for text in texts
            for citation in text.citations
            for cite in citation.cites
        )
        order = {id: place for place, id in enumerate(numbers_by_id)}
        linked = []
        for number, source in enumerate(
            sorted(written, key=lambda source: order.get(source.id, len(order))), 1
        ):
            outlet, short = self.lookup.outlet(source.outlet, language)
            cited_by = tuple(dict.fromkeys(numbers_by_id.get(source.id, ())))
            notices = self.notices.about(source, outlet if self.lookup.is_registered(outlet) else None)
            authors = self.names.read(source.authors) if source.authors else ()
            linked.append(LinkedSource(source, number, outlet, short, notices, cited_by, authors))
        return _with_letters(linked, [source.id for source in written])

    def _names(self, facets: Mapping[Kind, tuple[Ref, ...]]) -> Iterator[tuple[tuple[Kind, str], str]]:
        """Yield the names in several languages of what a briefing is filed under."""
        for ref in (ref for refs in facets.values() for ref in refs):
            entry = self.lookup.registries.entry_named(ref.kind, ref.id, (ref.name,))
            if entry is not None and isinstance(entry.name, ByLanguage):
                yield (ref.kind, ref.id), entry.name

    def _facets(
        self, written: Briefing, sources: Iterable[LinkedSource], language: str
    ) -> dict[Kind, tuple[Ref, ...]]:
        refs = {
            kind: tuple(self.lookup.ref(kind, id, language) for _, id in facet.written(written))
            for kind, facet in FACETS.items()
        }
        outlets = dict.fromkeys(source.outlet for source in sources if source.outlet is not None)
        return refs | {Kind.OUTLET: tuple(outlets)}


def link(
    briefings: tuple[Located[Briefing], ...],
    registries: Registries,
    settings: Settings,
    as_of: dt.datetime | None = None,
) -> Site:
    """Connect the briefings; entries of registries that no briefing uses are not in the site."""
    linker = Linker.from_registries(registries, settings)
    linked = {located.id: linker.link(located) for located in briefings}
    index = connect(map(summarise, linked.values()), registries, as_of, settings.languages)
    return Site({id: linked[id]._replace(related=index.related(id)) for id in index.summaries}, index)


def _with_names(cited: CitedText, sources: Iterable[LinkedSource]) -> CitedText:
    """Return a text in which each source that is part of a sentence has its name, for pages that list no sources."""
    if not any(citation.bare for citation in cited.citations):
        return cited
    names = {linked.source.id: mark_name(linked) for linked in sources}
    return cited._replace(
        citations=tuple(
            citation._replace(cites=(first._replace(name=names.get(first.source, "")), *others))
            if citation.bare
            else citation
            for citation in cited.citations
            for first, *others in [citation.cites]
        ),
    )


def _with_letters(sources: Iterable[LinkedSource], ids: Sequence[str]) -> tuple[LinkedSource, ...]:
    """Give letters to sources whose marks would be the same, in the order of the file, which edits of texts leave as it is."""
    sources = tuple(sources)
    places = {id: place for place, id in enumerate(ids)}
    by_id = letters(sorted(sources, key=lambda linked: places[linked.source.id]))
    if not by_id:
        return sources
    return tuple(linked._replace(letter=by_id.get(linked.source.id, "")) for linked in sources)


def _lead_image(written: Briefing) -> tuple[str, ...]:
    return (written.lead_image.file,) if written.lead_image is not None else ()


def _with_cites(event: Event) -> str:
    """Return the event's text with the ids under `cites` as a citation after it."""
    if not event.cites:
        return event.text
    return f"{event.text.rstrip()} [{'; '.join(f'@{id}' for id in event.cites)}]"


def connect(
    summaries: Iterable[BriefingSummary],
    registries: Registries,
    as_of: dt.datetime | None = None,
    languages: Sequence[str] = ("en",),
) -> SiteIndex:
    """Return the order of the briefings, their groups and versions, and which of them name each other.

    Args:
        summaries: of all briefings that may be shown.
        registries: the shared lists.
        as_of: moment by which dates to come are told.
        languages: of the site, and further ones that have pages of their own (BCP 47).
    """
    language, *others = languages
    ordered = sorted(summaries, key=lambda summary: summary.id)
    ordered.sort(key=lambda summary: summary.date_text, reverse=True)
    by_id = {summary.id: summary for summary in ordered}
    versions = versions_by_id(ordered)
    groups = _groups(ordered, versions, language, registries)
    authors = (group.entry for group in groups[Kind.AUTHOR].values())
    photos = (author.photo for author in authors if isinstance(author, Author) and author.photo)
    files = frozenset((*photos, *(file for summary in ordered for file in summary.files)))
    names = _unshared_names(groups[Kind.ENTITY])
    index = SiteIndex(
        by_id, groups, files & registries.files, {}, frozenset(names), names, {}, as_of, versions, language
    )
    index = _with_neighbours(index)
    groups_by_language = {other: _groups(ordered, versions, other, registries) for other in others}
    editions = {
        other: replace(index, language=other, groups=own) for other, own in groups_by_language.items()
    }
    return replace(index, editions=editions)


def _with_neighbours(index: SiteIndex) -> SiteIndex:
    """Return the index with what to read next; all versions of a briefing name and are named as the listed one is."""

    def listed(id: str) -> str:
        return index.version_for(id, index.language)

    pairs = (
        (listed(id), listed(summary.id)) for summary in index.summaries.values() for id in summary.related
    )
    named_by = grouped(dict.fromkeys(pairs))
    naming = {id for named, ids in named_by.items() if named in index.summaries for id in ids}
    return replace(
        index, named_by=named_by, suggested=suggest_related(index.listed, named_by.keys() | naming)
    )


def _unshared_names(entities: Mapping[str, Group]) -> dict[str, tuple[str, ...]]:
    """Return for each entity of the site its names, without those that another one of the site has, too."""
    names_by_id = {id: registered_names(group.entry) if group.entry else () for id, group in entities.items()}
    uses = Counter(folded for names in names_by_id.values() for folded in {name.casefold() for name in names})
    return {
        id: tuple(name for name in names if uses[name.casefold()] == 1) for id, names in names_by_id.items()
    }


def _groups(
    summaries: Iterable[BriefingSummary],
    versions: Mapping[str, tuple[str, ...]],
    language: str,
    registries: Registries,
) -> dict[Kind, dict[str, Group]]:
    members: dict[str, dict[str, list[tuple[str, BriefingSummary]]]] = {kind.value: {} for kind in Kind}
    for summary in summaries:
        for kind, id, name in summary.memberships:
            members[kind].setdefault(id, []).append((name, summary))

    def group(kind: Kind, id: str) -> Group:
        names, filed = zip(*members[kind.value][id], strict=True)
        return _group(kind, id, names, listed_in(kind, filed, versions, language), registries, language)

    authors = AuthorNames.from_registries(registries)
    names: dict[Kind, Callable[[Group], str]] = {
        Kind.AUTHOR: lambda group: authors.of_author(group.ref.name, group.ref).sort_key
    }
    groups: dict[Kind, dict[str, Group]] = {}
    for kind in Kind:
        unsorted = (group(kind, id) for id in sorted(members[kind.value]))
        ordered = in_order(unsorted, names.get(kind, _name), language)
        groups[kind] = {group.ref.id: group for group in ordered}
    for id, notices in Notices.from_registries(registries).by_outlet.items():
        outlet = groups[Kind.OUTLET].get(id)
        if outlet is not None and outlet.entry is not None:
            groups[Kind.OUTLET][id] = replace(outlet, notices=notices)
    return groups


def _group(
    kind: Kind,
    id: str,
    names: Iterable[str],
    filed: Iterable[BriefingSummary],
    registries: Registries,
    language: str,
) -> Group:
    """Return the group of a member of a facet, which has an entry only if a briefing means that.

    Args:
        kind: the facet.
        id: of the member.
        names: those by which briefings name it.
        filed: the briefings that the group lists.
        registries: the shared lists.
        language: of those who read its name, BCP 47.
    """
    names, briefings = dict.fromkeys(names), dict.fromkeys(summary.id for summary in filed)
    entry = registries.entry_named(kind, id, names)
    name = in_language(entry.name, language) if entry else next(iter(names))
    return Group(Ref(name, kind, id), tuple(briefings), entry)


def _name(group: Group) -> str:
    return group.ref.name
