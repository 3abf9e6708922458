"""The texts of an article with the citations found in them, and what becomes of them when marks are put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut
from mkdocs_briefings.importers.calendar_names import writes_day_first
from mkdocs_briefings.importers.citations import (
    CitationSpan,
    FoundCitations,
    KeptParenthesis,
    find_citations,
    items_in_note,
    learn_outlets,
)
from mkdocs_briefings.importers.cited_item import CitedItem
from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.importers.insert_citations import ReplacedWords, ResolvedSpan, insert_citations
from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import prose_flags
from mkdocs_briefings.importers.reference_list import Reference, take_references
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.sources import Ledger
from mkdocs_briefings.importers.structure import notes_are_references

_IBID = re.compile(
    rf"\s*(?:{alternatives('ibid')})\.?(?:\s*[,:;]?\s*(?P<locator>[^.;]{{0,12}}\.?\s?\d[^;]{{0,20}}?))?\s*\.?\s*",
    re.IGNORECASE,
)
"""A note that points to the source of the one before: `Ibid., p. 5.`"""


def _same_source(note: Footnote, before: tuple[CitedItem, ...]) -> tuple[CitedItem, ...]:
    """Return the source of the note before, with a page of its own, where a note points to it and it is one."""
    match = _IBID.fullmatch(flatten(note.text).text)
    if match is None or len(before) != 1:
        return ()
    locator = (match["locator"] or "").strip(" ,.")
    return (replace(before[0], locator=f"p. {locator}" if locator.isdigit() else locator, lead=""),)


@dataclass(frozen=True, slots=True)
class CitedTexts:
    """The texts of an article with the citations found in them."""

    points: tuple[tuple[str, FoundCitations], ...]
    blocks: tuple[tuple[str, FoundCitations], ...]
    notes: tuple[Footnote, ...]
    note_texts: Mapping[str, str]
    """The words of each note by its label, without link targets and emphasis."""
    note_items: Mapping[str, tuple[CitedItem, ...]]
    """The items that each note cites, by its label; without notes that explain rather than cite."""
    references: tuple[Reference, ...] = ()
    """The entries of the list of references, which is no longer among the blocks."""
    heading_of_references: str = ""

    @classmethod
    def of(cls, article: Article, index: RegistryIndex, *, follow_links: bool) -> CitedTexts:
        """Find the citations in an article; links in running text become sources if they are to be followed."""
        names = replace(index.known_names(), day_first=writes_day_first(article.language))
        references, texts, heading = take_references(article.blocks)
        names = replace(names, references={reference.key: reference for reference in references})
        known_names = learn_outlets([*article.points, *texts], names)
        as_source = notes_are_references(article)
        note_items: dict[str, tuple[CitedItem, ...]] = {}
        before: tuple[CitedItem, ...] = ()
        for note in article.notes:
            before = _same_source(note, before) or items_in_note(
                note.text, known_names, listed_as_source=as_source
            )
            if before:
                note_items[note.label] = before

        def find(text: str) -> FoundCitations:
            return find_citations(text, known_names, note_items, follow_links=follow_links)

        blocks = zip(texts, prose_flags(texts), strict=True)
        return cls(
            tuple((point, find(point)) for point in article.points),
            tuple((block, find(block) if is_prose else FoundCitations()) for block, is_prose in blocks),
            article.notes,
            {note.label: flatten(note.text).text for note in article.notes},
            note_items,
            references,
            heading,
        )

    def _spans(self) -> list[CitationSpan]:
        return [span for _, citations in (*self.points, *self.blocks) for span in citations.spans]

    def _items(self, span: CitationSpan) -> tuple[CitedItem, ...]:
        return self.note_items[span.note] if span.note else span.items

    def dates(self) -> list[WrittenDate]:
        """Return all dates that are cited."""
        return [item.date for span in self._spans() for item in self._items(span) if item.date]

    def with_marks(self, ledger: Ledger) -> tuple[list[str], list[str], list[ReplacedWords]]:
        """Return points and blocks with marks, and the words that marks and notes stood for."""
        replaced: list[ReplacedWords] = []
        points, blocks = (
            [self._with_marks(text, citations.spans, ledger, replaced) for text, citations in texts]
            for texts in (self.points, self.blocks)
        )
        for note in self.notes:
            if items := self.note_items.get(note.label):
                flat = flatten(note.text)
                if _IBID.fullmatch(flat.text):
                    continue
                urls = " ".join(url for start, end, url in flat.links if flat.text[start:end] != url)
                ids = ledger.cite(items, flat.text)
                replaced.append(ReplacedWords(f"{flat.text} {urls}", ids, ""))
        for reference in self.references:
            item = CitedItem(None, WrittenDate(reference.year), 0, 0, reference=reference)
            ids = ledger.cite((item,), reference.text)
            replaced.append(ReplacedWords(f"{reference.text} {reference.url}", ids, ""))
        return points, blocks, replaced

    def _with_marks(
        self, text: str, spans: Iterable[CitationSpan], ledger: Ledger, replaced: list[ReplacedWords]
    ) -> str:
        resolved = []
        for span in spans:
            items, original = self._items(span), self.note_texts.get(span.note, span.original)
            original = "" if _IBID.fullmatch(original) else original
            resolved.append(ResolvedSpan(span, items, ledger.cite(items, original)))
        marked, words = insert_citations(text, resolved)
        replaced += [stood for stood, span in zip(words, resolved, strict=True) if not span.place.note]
        return marked

    def left_out(self) -> list[LeftOut]:
        """Return the numbers of notes that marks have replaced, and the heading of a list of references that is gone."""
        labels = [*(span.note for span in self._spans() if span.note), *self.note_items]
        words = {
            "numbers of notes that are sources now": " ".join(labels) if self.note_items else "",
            "heading of the references": self.heading_of_references,
            "points to the source of the note before": " ".join(
                text
                for label, text in self.note_texts.items()
                if label in self.note_items and _IBID.fullmatch(text)
            ),
        }
        return [LeftOut(text, reason) for reason, text in words.items() if text]

    def explaining_notes(self) -> list[str]:
        """Return the notes that explain rather than cite, as Markdown."""
        return [f"[^{note.label}]: {note.text}" for note in self.notes if note.label not in self.note_items]

    def kept_parentheses(self) -> tuple[KeptParenthesis, ...]:
        """Return the parentheses that stayed text."""
        texts = (*self.points, *self.blocks)
        return tuple(kept for _, citations in texts for kept in citations.kept_parentheses)
