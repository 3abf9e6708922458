"""The draft of a briefing: an article with sources, marks and ids, and remarks on what a person should look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from slugify import slugify

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut
from mkdocs_briefings.importers.citations import (
    CitationSpan,
    FoundCitations,
    KeptParenthesis,
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
from mkdocs_briefings.importers.registry_index import RegistryIndex, fold_name
from mkdocs_briefings.importers.sources import Ledger, SourceDraft, is_unnamed
from mkdocs_briefings.importers.structure import notes_are_references
from mkdocs_briefings.model.content import RESERVED_NAMES, Briefing, ExecutivePoint, Imported
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.vocabulary import DatePart, Status

_LONGEST_SLUG = 80
_MOST_POINTS = 7
_REGISTRY_FILES = {"publication": "publications.yaml", "topics": "topics.yaml", "entities": "entities/*.yaml"}


@dataclass(frozen=True, slots=True)
class NewNames:
    """Names that no registry holds."""

    publications: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A briefing ready to be written, with everything that a person should know about it."""

    briefing: Briefing
    slug: str
    """Its id, unless another briefing has it."""
    remarks: Mapping[str, tuple[str, ...]]
    """What a person should look at, by the name of a field or by `sources/<id>`."""
    as_written: Mapping[str, str]
    """Words of the original that an id or a date stands for, by `field/value`; those of the date by `date`."""
    replaced_words: tuple[ReplacedWords, ...]
    """Words that citation marks stand for."""
    left_out: tuple[LeftOut, ...]
    """Words that no field holds."""
    parentheses: tuple[KeptParenthesis, ...]
    """Parentheses that stayed text."""
    new_names: NewNames = field(default_factory=NewNames)
    has_fallback_point: bool = False
    """Whether the executive point is a sentence of the body, for want of any."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The decisions of the person who imports."""

    today: dt.date
    """Day of the import."""
    links_as_sources: bool = True
    """Whether links in running text become sources."""
    register: bool = False
    """Whether new names get ids, because they are added to the registries."""


@dataclass(slots=True)
class _DraftInProgress:
    """An article, and what is noted while its draft is made."""

    article: Article
    index: RegistryIndex
    options: ImportOptions
    remarks: dict[str, list[str]] = field(default_factory=dict)
    as_written: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def remark(self, place: str, text: str) -> None:
        self.remarks.setdefault(place, []).append(text)


def make_draft(article: Article, registry_index: RegistryIndex, options: ImportOptions) -> Draft:
    """Return the draft of an article. Nothing is invented: what was inferred is marked, what is missing stays out."""
    draft = _DraftInProgress(article, registry_index, options, left_out=list(article.left_out))
    series, date, basis = _series_and_date(draft)
    texts = _CitedTexts.of(article, registry_index, options)
    ledger = Ledger(registry_index, year_context(date, basis, texts.dates()))
    points, blocks, replaced = texts.with_marks(ledger)
    draft.left_out += texts.replaced_note_numbers()
    for listed in article.metadata.sources:
        id = ledger.add_listed(listed)
        replaced.append(ReplacedWords(f"{listed.title} {listed.url} {listed.outlet}", (id,), ""))
    notes = texts.explaining_notes()
    body = "\n\n".join([*blocks, *notes])
    given = article.metadata
    briefing = Briefing(
        title=given.title,
        date=date,
        date_inferred=DatePart.YEAR if date and given.date is None else None,
        publication=series,
        volume=given.volume,
        issue=given.issue,
        authors=_ids(draft, "authors", given.authors, registry_index.authors, keep_names=True),
        language=given.language or None,
        status=Status.DRAFT,
        topics=_ids(draft, "topics", given.topics, registry_index.topics),
        entities=_entities(draft),
        summary=given.summary or None,
        executive_points=_points(draft, points, blocks),
        body=f"{body}\n" if body else "",
        sources=tuple(drafted.source for drafted in ledger.sources()),
        imported=Imported(file=article.name, sha256=article.sha256, on=PartialDate.parse(str(options.today))),
    )
    new_names = _new_names(draft, ledger.sources())
    _remark_on_sources(draft, ledger.sources(), new_names)
    _remark_on_body(draft, texts.kept_parentheses(), notes)
    return Draft(
        briefing,
        briefing_slug(given.title),
        {place: tuple(remarks) for place, remarks in draft.remarks.items()},
        draft.as_written,
        tuple(replaced),
        tuple(draft.left_out),
        texts.kept_parentheses(),
        new_names,
        has_fallback_point=not points,
    )


def briefing_slug(title: str) -> str:
    """Return the id of a briefing with this title."""
    slug = slugify(title, max_length=_LONGEST_SLUG, word_boundary=True) or "untitled"
    return f"{slug}-briefing" if RESERVED_NAMES.fullmatch(slug) else slug


@dataclass(frozen=True, slots=True)
class _CitedTexts:
    """The texts of an article with the citations found in them."""

    points: tuple[tuple[str, FoundCitations], ...]
    blocks: tuple[tuple[str, FoundCitations], ...]
    notes: tuple[Footnote, ...]
    note_items: Mapping[str, tuple[CitedItem, ...]]
    """The items that each note cites, by its label; without notes that explain rather than cite."""

    @classmethod
    def of(cls, article: Article, index: RegistryIndex, options: ImportOptions) -> _CitedTexts:
        known = learn_outlets([*article.points, *article.blocks], index.known_names())
        as_source = notes_are_references(article)
        read = {
            note.label: items_in_note(note.text, known, listed_as_source=as_source) for note in article.notes
        }
        note_items = {label: items for label, items in read.items() if items}

        def find(text: str) -> FoundCitations:
            return find_citations(text, known, note_items, follow_links=options.links_as_sources)

        blocks = zip(article.blocks, prose_flags(article.blocks), strict=True)
        return cls(
            tuple((point, find(point)) for point in article.points),
            tuple((block, find(block) if is_prose else FoundCitations()) for block, is_prose in blocks),
            article.notes,
            note_items,
        )

    def _spans(self) -> list[CitationSpan]:
        return [span for _, found in (*self.points, *self.blocks) for span in found.spans]

    def dates(self) -> list[WrittenDate]:
        """Return all dates that are cited."""
        cited = spans_with_items(self._spans(), self.note_items)
        return [item.date for _, items in cited for item in items if item.date]

    def with_marks(self, ledger: Ledger) -> tuple[list[str], list[str], list[ReplacedWords]]:
        """Return points and blocks with marks, and the words that marks and notes stood for."""
        replaced: list[ReplacedWords] = []
        points = [self._with_marks(text, found, ledger, replaced) for text, found in self.points]
        blocks = [self._with_marks(text, found, ledger, replaced) for text, found in self.blocks]
        for note in self.notes:
            if items := self.note_items.get(note.label):
                flat = flatten(note.text)
                urls = " ".join(url for start, end, url in flat.links if flat.text[start:end] != url)
                ids = ledger.cite(items, flat.text)
                replaced.append(ReplacedWords(f"{flat.text} {urls}", ids, ""))
        return points, blocks, replaced

    def _with_marks(
        self, text: str, found: FoundCitations, ledger: Ledger, replaced: list[ReplacedWords]
    ) -> str:
        originals = {note.label: flatten(note.text).text for note in self.notes}
        resolved = [
            ResolvedSpan(
                span, items, ledger.cite(items, originals[span.note] if span.note else span.original)
            )
            for span, items in spans_with_items(found.spans, self.note_items)
        ]
        marked, words = insert_citations(text, resolved)
        replaced += [stood for stood, span in zip(words, resolved, strict=True) if not span.place.note]
        return marked

    def replaced_note_numbers(self) -> list[LeftOut]:
        """Return the numbers of notes that marks have replaced."""
        labels = [*(span.note for span in self._spans() if span.note), *self.note_items]
        return [LeftOut(" ".join(labels), "numbers of notes that are sources now")] if self.note_items else []

    def explaining_notes(self) -> list[str]:
        """Return the notes that explain rather than cite, as Markdown."""
        return [f"[^{note.label}]: {note.text}" for note in self.notes if note.label not in self.note_items]

    def kept_parentheses(self) -> tuple[KeptParenthesis, ...]:
        """Return the parentheses that stayed text."""
        return tuple(kept for _, found in (*self.points, *self.blocks) for kept in found.kept_parentheses)


def _series_and_date(draft: _DraftInProgress) -> tuple[str | None, PartialDate | None, str]:
    """Return the id of the series, the date or at least the year, and where the year of a citation comes from."""
    given = draft.article.metadata
    names = (given.publication,) if given.publication else ()
    series = next(iter(_ids(draft, "publication", names, draft.index.publications)), None)
    if given.date is not None:
        if given.date_text and given.date_text != str(given.date):
            draft.as_written["date"] = given.date_text
        return series, given.date, "the date of the briefing"
    registered = draft.index.registries.publications.get(series or "")
    date = year_of_volume(registered.value.first_volume_year if registered else None, given.volume)
    if date is None:
        draft.remark("date", "the original gives no date; set one before publishing")
        return series, None, ""
    draft.remark("date", f"only the year is known, from Volume {given.volume}; set the day before publishing")
    return series, date, f"Volume {given.volume}"


def _ids(
    draft: _DraftInProgress,
    place: str,
    names: Sequence[str],
    ids: Mapping[str, str],
    *,
    keep_names: bool = False,
) -> tuple[str, ...]:
    """Return the ids of names that a registry holds, and of others if they are to be registered.

    Another name goes into a remark, or stays as it is written (`keep_names`).
    """
    chosen: dict[str, None] = {}
    new: list[str] = []
    for name in names:
        new_id = briefing_slug(name) if draft.options.register else name if keep_names else ""
        id = ids.get(fold_name(name)) or new_id
        if not id:
            new.append(name)
        elif id in chosen:
            draft.left_out.append(LeftOut(name, f"{place}: said twice"))
        else:
            chosen.setdefault(id)
            if id != name:
                draft.as_written[f"{place}/{id}"] = name
    if new:
        draft.remark(place, f"not in {_REGISTRY_FILES[place]}: {', '.join(new)}")
    return tuple(chosen)


def _entities(draft: _DraftInProgress) -> tuple[str, ...]:
    """Return the entities that the article lists, then those that its text names."""
    article, index = draft.article, draft.index
    listed = _ids(draft, "entities", article.metadata.entities, index.entities)
    texts = [article.metadata.title, *article.points, *article.blocks] if index.phrases else []
    return tuple(dict.fromkeys([*listed, *index.entities_in(flatten("\n".join(texts)).text)]))


def _points(
    draft: _DraftInProgress, points: Sequence[str], blocks: Sequence[str]
) -> tuple[ExecutivePoint, ...]:
    if not points:
        draft.remark("executive_points", "the original has none; the first sentence stands in")
        points = [fallback_point(blocks) or draft.article.metadata.summary or draft.article.metadata.title]
    if len(points) > _MOST_POINTS:
        draft.remark("executive_points", f"more than {_MOST_POINTS}: the last holds the rest; shorten them")
        points = [*points[: _MOST_POINTS - 1], " ".join(points[_MOST_POINTS - 1 :])]
    return tuple(ExecutivePoint(text=point) for point in points)


def _new_names(draft: _DraftInProgress, sources: Iterable[SourceDraft]) -> NewNames:
    def new(names: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in names if name and fold_name(name) not in ids))

    given, index = draft.article.metadata, draft.index
    outlets = (drafted.source.outlet for drafted in sources if drafted.new_outlet)
    return NewNames(
        new([given.publication], index.publications),
        new(given.authors, index.authors),
        new(given.topics, index.topics),
        new(given.entities, index.entities),
        tuple(dict.fromkeys(filter(None, outlets))),
    )


def _remark_on_sources(draft: _DraftInProgress, sources: Iterable[SourceDraft], names: NewNames) -> None:
    if names.outlets:
        draft.remark("sources", f"outlets that outlets.yaml does not hold: {', '.join(names.outlets)}")
    for drafted in sources:
        place = f"sources/{drafted.source.id}"
        if is_unnamed(drafted.source):
            draft.remark(place, "the original does not name the outlet")
        if drafted.remark:
            draft.remark(place, drafted.remark)


def _remark_on_body(
    draft: _DraftInProgress, parentheses: Iterable[KeptParenthesis], notes: Iterable[str]
) -> None:
    for text, reason in parentheses:
        if reason:
            draft.remark("body", f"doubtful, left as text: {one_line(text)} - {reason}")
    for note in notes:
        draft.remark("body", f"a note left as text: {one_line(note)[:80]}")
