"""An article becomes a draft briefing: sources, marks, ids, and a remark at each place that wants a person's eye."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slugify import slugify

from mkdocs_briefings.importers.article import Article, LeftOut
from mkdocs_briefings.importers.citations import (
    FoundCitations,
    find_citations,
    items_in_note,
    learn_outlets,
    spans_with_items,
)
from mkdocs_briefings.importers.classify import CitedItem
from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.importers.infer_year import year_context, year_of_volume
from mkdocs_briefings.importers.insert_citations import ReplacedWords, ResolvedSpan, insert_citations
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import fallback_point, one_line, prose_flags
from mkdocs_briefings.importers.name_shapes import KnownNames
from mkdocs_briefings.importers.registry_index import RegistryIndex, fold_name
from mkdocs_briefings.importers.sources import Ledger, SourceDraft
from mkdocs_briefings.importers.structure import notes_are_references
from mkdocs_briefings.model.content import RESERVED_NAMES, Briefing, ExecutivePoint, Imported
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.vocabulary import DatePart, Status

_LONGEST_SLUG = 80
_MOST_POINTS = 7


NewNames = Mapping[Kind, tuple[str, ...]]
"""Names that no registry holds, by facet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing ready to be written, with everything a person should know about it."""

    briefing: Briefing
    slug: str
    """Its id, unless that is taken."""
    remarks: Mapping[str, tuple[str, ...]]
    """What wants a person's eye, by field, or by `sources/<id>`."""
    as_written: Mapping[str, str]
    """What the original says where the briefing has an id or a date instead, by `field/value`."""
    replaced_words: tuple[ReplacedWords, ...]
    """Words that marks stand for."""
    left_out: tuple[LeftOut, ...]
    """Words no field holds."""
    parentheses: tuple[tuple[str, str], ...]
    """Parentheses that stayed text, with the reason for doubt or nothing."""
    new_names: NewNames = field(default_factory=dict)
    """Names that no registry holds."""
    has_fallback_point: bool = False
    """Whether the executive point is a sentence of the body, for want of any."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person who imports decides."""

    today: dt.date
    """Day of the import."""
    links_as_sources: bool = True
    """Whether links in running text become sources."""
    register: bool = False
    """Whether new names get ids, because they are added to the registries."""


@dataclass(slots=True)
class _DraftInProgress:
    """What the draft of one article is made with, and the remarks it collects."""

    article: Article
    roster: RegistryIndex
    options: ImportOptions
    remarks: dict[str, list[str]] = field(default_factory=dict)
    as_written: dict[str, str] = field(default_factory=dict)
    left: list[LeftOut] = field(default_factory=list)

    def remark(self, place: str, text: str) -> None:
        """Note something for a person to look at."""
        self.remarks.setdefault(place, []).append(text)


def make_draft(article: Article, registry_index: RegistryIndex, options: ImportOptions) -> Draft:
    """The draft of an article. Nothing in it is invented: what was inferred is marked, what is missing is missing."""
    desk = _DraftInProgress(article, registry_index, options, left=list(article.left_out))
    series, date, why = _series_and_date(desk)
    texts = _Texts.of(article, registry_index, options)
    ledger = Ledger(registry_index, year_context(date, why, texts.whens()))
    points, blocks, placements = texts.rewritten(ledger)
    desk.left += texts.consumed()
    for given in article.metadata.sources:
        id = ledger.add_listed(given)
        placements.append(ReplacedWords(f"{given.title} {given.url} {given.outlet}", (id,), ""))
    found = ledger.sources()
    body = "\n\n".join([*blocks, *texts.remaining_notes()])
    briefing = Briefing(
        title=article.metadata.title,
        date=date,
        date_inferred=DatePart.YEAR if date and article.metadata.date is None else None,
        publication=series,
        volume=article.metadata.volume,
        issue=article.metadata.issue,
        authors=_authors(desk),
        language=article.metadata.language or None,
        status=Status.DRAFT,
        **_filed(desk),
        summary=article.metadata.summary or None,
        executive_points=_points(desk, points, blocks),
        body=f"{body}\n" if body else "",
        sources=tuple(one.source for one in found),
        imported=Imported(file=article.name, sha256=article.sha256, on=PartialDate.parse(str(options.today))),
    )
    _remark_on_sources(desk, found)
    new = _new(desk, found)
    left_as_text = texts.left_as_text()
    for text, reason in left_as_text:
        if reason:
            desk.remark("body", f"doubtful, left as text: {one_line(text)} - {reason}")
    for note in texts.remaining_notes():
        desk.remark("body", f"a note left as text: {one_line(note)[:80]}")
    return Draft(
        briefing,
        briefing_slug(article.metadata.title),
        {place: tuple(remarks) for place, remarks in desk.remarks.items()},
        desk.as_written,
        tuple(placements),
        tuple(desk.left),
        left_as_text,
        new,
        has_fallback_point=not points,
    )


def briefing_slug(title: str) -> str:
    """The id of a briefing with this title."""
    slug = slugify(title, max_length=_LONGEST_SLUG, word_boundary=True) or "untitled"
    return f"{slug}-briefing" if RESERVED_NAMES.fullmatch(slug) else slug


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of an article with the citations found in them."""

    article: Article
    known: KnownNames
    points: tuple[tuple[str, FoundCitations], ...]
    blocks: tuple[tuple[str, FoundCitations], ...]
    notes: Mapping[str, tuple[CitedItem, ...]]
    """What each note cites; notes that explain are not in it."""

    @classmethod
    def of(cls, article: Article, roster: RegistryIndex, options: ImportOptions) -> _Texts:
        known = learn_outlets([*article.points, *article.blocks], roster.known_names())
        as_sources = notes_are_references(article)
        read = {
            note.label: items_in_note(note.text, known, listed_as_source=as_sources) for note in article.notes
        }
        notes = {label: items for label, items in read.items() if items}
        links = options.links_as_sources
        points = tuple(
            (text, find_citations(text, known, notes, follow_links=links)) for text in article.points
        )
        blocks = tuple(
            (
                text,
                find_citations(text, known, notes, follow_links=links)
                if is_prose
                else FoundCitations((), ()),
            )
            for text, is_prose in zip(article.blocks, prose_flags(article.blocks), strict=True)
        )
        return cls(article, known, points, blocks, notes)

    def whens(self) -> list[WrittenDate]:
        """All dates that are cited."""
        marks = [mark for _, cited in (*self.points, *self.blocks) for mark in cited.spans]
        return [item.date for _, items in spans_with_items(marks, self.notes) for item in items if item.date]

    def rewritten(self, ledger: Ledger) -> tuple[list[str], list[str], list[ReplacedWords]]:
        """Points and blocks with marks, and what the marks stand for; unreferred notes are cited by nobody."""
        placements: list[ReplacedWords] = []
        points = [self._marked(text, cited, ledger, placements) for text, cited in self.points]
        blocks = [self._marked(text, cited, ledger, placements) for text, cited in self.blocks]
        for note in self.article.notes:
            if items := self.notes.get(note.label):
                ids = ledger.cite(items, flatten(note.text).text)
                seen = flatten(note.text)
                gone = " ".join(url for start, end, url in seen.links if seen.text[start:end] != url)
                placements.append(ReplacedWords(f"{seen.text} {gone}", ids, ""))
        return points, blocks, placements

    def _marked(
        self, text: str, cited: FoundCitations, ledger: Ledger, placements: list[ReplacedWords]
    ) -> str:
        said = {note.label: flatten(note.text).text for note in self.article.notes}
        found = [
            ResolvedSpan(mark, items, ledger.cite(items, said[mark.note] if mark.note else mark.original))
            for mark, items in spans_with_items(cited.spans, self.notes)
        ]
        marked, placed = insert_citations(text, found)
        placements += [one for one, resolved in zip(placed, found, strict=True) if not resolved.mark.note]
        return marked

    def consumed(self) -> list[LeftOut]:
        """Numbers of notes that marks have replaced."""
        labels = [mark.note for _, cited in (*self.points, *self.blocks) for mark in cited.spans if mark.note]
        return (
            [LeftOut(" ".join([*labels, *self.notes]), "numbers of notes that are sources now")]
            if self.notes
            else []
        )

    def remaining_notes(self) -> list[str]:
        """Notes that explain rather than cite, as Markdown."""
        return [
            f"[^{note.label}]: {note.text}" for note in self.article.notes if note.label not in self.notes
        ]

    def left_as_text(self) -> tuple[tuple[str, str], ...]:
        """Parentheses that stayed text, each with the reason for doubt or nothing."""
        cited = [one for _, one in (*self.points, *self.blocks)]
        return tuple((one.text, one.reason) for each in cited for one in each.kept_parentheses)


def _series_and_date(desk: _DraftInProgress) -> tuple[str | None, PartialDate | None, str]:
    """The id of the series, the date or at least the year, and where the year of a citation comes from."""
    given = desk.article.metadata
    series = next(iter(_ids(desk, Kind.PUBLICATION, (given.publication,) if given.publication else ())), None)
    if given.date is not None:
        if given.date_text and given.date_text != str(given.date):
            desk.as_written["date"] = given.date_text
        return series, given.date, "the date of the briefing"
    entry = desk.roster.registries.publications.get(series or "")
    date = year_of_volume(entry.value.first_volume_year if entry else None, given.volume)
    if date is None:
        desk.remark("date", "the original gives no date; set one before publishing")
        return series, None, ""
    desk.remark("date", f"only the year is known, from Volume {given.volume}; set the day before publishing")
    return series, date, f"Volume {given.volume}"


def _ids(desk: _DraftInProgress, kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of names that registries hold; a new name waits in a remark unless it is to be registered."""
    place, ids = FACETS[kind].key, desk.roster.ids[kind]
    found: dict[str, None] = {}
    new: list[str] = []
    for name in names:
        id = ids.get(fold_name(name)) or (briefing_slug(name) if desk.options.register else "")
        if not id:
            new.append(name)
            continue
        if id in found:
            desk.left.append(LeftOut(name, f"{place}: said twice"))
            continue
        found.setdefault(id)
        if id != name:
            key = f"{place}/{id}"
            desk.as_written[key] = name
    if new:
        desk.remark(place, f"not in {FACETS[kind].registry_files}: {', '.join(new)}")
    return tuple(found)


def _authors(desk: _DraftInProgress) -> tuple[str, ...]:
    """Ids, or names as written where no registry holds them."""
    found: list[str] = []
    for name in desk.article.metadata.authors:
        id = desk.roster.ids[Kind.AUTHOR].get(fold_name(name)) or (
            briefing_slug(name) if desk.options.register else name
        )
        if id in found:
            desk.left.append(LeftOut(name, "authors: said twice"))
            continue
        found.append(id)
        if id != name:
            desk.as_written[f"authors/{id}"] = name
    return tuple(found)


def _filed(desk: _DraftInProgress) -> dict[str, Any]:
    """What the briefing is filed under, by its keys: what the article lists, then entities that its text names."""
    article = desk.article
    filed = {kind: _ids(desk, kind, names) for kind, names in article.metadata.filed.items()}
    texts = [article.metadata.title, *article.points, *article.blocks] if desk.roster.phrases else []
    in_text = desk.roster.entities_in(flatten("\n".join(texts)).text)
    filed[Kind.ENTITY] = tuple(dict.fromkeys((*filed.get(Kind.ENTITY, ()), *in_text)))
    return {FACETS[kind].key: ids for kind, ids in filed.items()}


def _points(
    desk: _DraftInProgress, points: Sequence[str], blocks: Sequence[str]
) -> tuple[ExecutivePoint, ...]:
    """The points; without any, the first sentence of the body stands in until somebody writes them."""
    if not points:
        desk.remark("executive_points", "the original has none; the first sentence stands in")
        points = [fallback_point(blocks) or desk.article.metadata.summary or desk.article.metadata.title]
    if len(points) > _MOST_POINTS:
        desk.remark("executive_points", f"more than {_MOST_POINTS}: the last holds the rest; shorten them")
        points = [*points[: _MOST_POINTS - 1], " ".join(points[_MOST_POINTS - 1 :])]
    return tuple(ExecutivePoint(text=point) for point in points)


def _remark_on_sources(desk: _DraftInProgress, found: Iterable[SourceDraft]) -> None:
    for one in found:
        place = f"sources/{one.source.id}"
        if one.source.outlet is None and not one.source.authors and not one.source.title:
            desk.remark(place, "the original does not name the outlet")
        if one.remark:
            desk.remark(place, one.remark)


def _new(desk: _DraftInProgress, found: Iterable[SourceDraft]) -> NewNames:
    given = desk.article.metadata
    series = (given.publication,) if given.publication else ()
    names = {Kind.PUBLICATION: series, Kind.AUTHOR: given.authors, **given.filed}
    outlets = dict.fromkeys(one.source.outlet for one in found if one.new_outlet and one.source.outlet)
    if outlets:
        desk.remark("sources", f"outlets that outlets.yaml does not hold: {', '.join(outlets)}")
    new = {
        kind: [name for name in names if fold_name(name) not in desk.roster.ids[kind]]
        for kind, names in names.items()
    }
    return {kind: tuple(dict.fromkeys(names)) for kind, names in new.items()} | {Kind.OUTLET: tuple(outlets)}
