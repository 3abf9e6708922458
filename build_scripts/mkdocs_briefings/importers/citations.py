"""Find citations in the text of an article: in parentheses, in notes, behind links.

Two readings: the first learns which outlets the article cites beyond doubt, the second decides with that
knowledge what stays open otherwise (`(Vesti)` without a date, `(5 February)` after a sentence that names one).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mkdocs_briefings.importers.classify import BareDates, Citation, CitedItem, Doubt, Verdict, classify
from mkdocs_briefings.importers.markdown_spans import (
    FlatText,
    Link,
    find_links,
    find_parentheses,
    flatten,
    is_too_long,
    non_prose_spans,
    plain_line,
)
from mkdocs_briefings.importers.name_shapes import KnownNames, mentions_press, titled_outlets

_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-ZА-Я])")
_REPORTS = re.compile(
    r"\b(?:report\w*|say|says|said|writ\w+|wrote|accord\w+ to|quot\w+|told|cit(?:es?|ed|ing)|publish\w+|broadcast\w*"
    r"|carr(?:y|ies|ied)|not(?:es?|ed)|claim\w*|announc\w+|comment\w*|describ\w+|argu\w+|interview\w*|articles?"
    r"|reveal\w*|observ\w+|remark\w*|correspondent|editorial|сообщ\w+|пиш\w+|по данным)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"\s*(?:[.,;:!?”\"’–—]|$|\n)")
_NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_DEEPEST = 8
"""Parentheses within parentheses that are looked into."""
_HEADING = re.compile(r"#{1,6}\s|.*\n(?:=+|-+)\s*$")


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """A place in a text that cites."""

    start: int
    """Offset of what the mark replaces."""
    end: int
    """Offset after it."""
    original: str
    """The words that stood there, without link targets and emphasis; of a link with a label nothing but its hint."""
    items: tuple[CitedItem, ...]
    """What it cites; empty for a note, whose sources are known by its label."""
    label: str = ""
    """Text of a link that stays in front of the mark."""
    note: str = ""
    """Label of the note it refers to."""
    removed_urls: str = ""
    """Addresses that are gone from the text besides."""


@dataclass(frozen=True, slots=True)
class KeptParenthesis:
    """A parenthesis that stayed text."""

    text: str
    """As written, with its parentheses."""
    reason: str = ""
    """Why somebody should look at it; empty for an ordinary one."""


@dataclass(frozen=True, slots=True)
class FoundCitations:
    """What was found in one text."""

    spans: tuple[CitationSpan, ...]
    """By offset, not overlapping."""
    kept_parentheses: tuple[KeptParenthesis, ...]
    """Parentheses that stayed text."""


def learn_outlets(texts: Iterable[str], known: KnownNames) -> KnownNames:
    """The same knowledge with the outlets that these texts cite beyond doubt."""
    found: set[str] = set()
    for text in texts:
        for start, end in find_parentheses(text):
            verdict = (
                None if is_too_long(start, end) else classify(flatten(text[start + 1 : end - 1]).text, known)
            )
            if isinstance(verdict, Citation):
                found.update(
                    item.outlet for item in verdict.items if item.outlet and item.date and item.date.day
                )
    return replace(known, cited=known.cited | found)


def find_citations(
    text: str, known: KnownNames, notes: Iterable[str] = (), *, follow_links: bool = True
) -> FoundCitations:
    """Citations of one block of Markdown.

    Args:
        text: the block.
        known: what `learn` put out for the whole article.
        notes: labels of the article's notes that are sources.
        follow_links: whether a link in running text becomes a source.
    """
    finds = _Finds()
    if text.startswith(("```", "~~~")):
        return FoundCitations((), ())
    for span in find_parentheses(text):
        _parenthesis(text, span, known, finds)
    marks, left = finds.marks, finds.left
    marks += _notes(text, frozenset(notes))
    if follow_links and not _HEADING.match(text):
        taken = [(mark.start, mark.end) for mark in marks]
        free = (
            one
            for one in find_links(text)
            if not any(start < one.end and one.start < end for start, end in taken)
        )
        for one in free:
            if _glued(text, one):
                left.append(KeptParenthesis(one.label, "a link on a part of a word stays a link"))
            else:
                marks.append(_link(one))
    return FoundCitations(tuple(sorted(marks, key=lambda mark: mark.start)), tuple(left))


@dataclass(slots=True)
class _Finds:
    """What one text has shown so far."""

    marks: list[CitationSpan] = field(default_factory=list)
    left: list[KeptParenthesis] = field(default_factory=list)


def _parenthesis(
    text: str, span: tuple[int, int], known: KnownNames, finds: _Finds, *, depth: int = 0
) -> None:
    """Put the parenthesis, or else those inside it, among the marks or among what stays text."""
    start, end = span
    marks, left = finds.marks, finds.left
    seen = flatten(text[start + 1 : end - 1])
    verdict = None if is_too_long(start, end) else classify(seen.text, known)
    if isinstance(verdict, BareDates):
        verdict = _dated(text[:start], verdict, known, len(seen.text))
    elif isinstance(verdict, Citation):
        verdict = _undated(text, start, end, verdict)
    if isinstance(verdict, Citation):
        gone = " ".join(url for _, _, url in seen.links)
        marks.append(
            CitationSpan(start, end, f"({seen.text})", _addressed(verdict.items, seen), removed_urls=gone)
        )
        return
    before = len(marks), len(left)
    for inner in find_parentheses(text, start + 1, end - 1) if depth < _DEEPEST else ():
        _parenthesis(text, inner, known, finds, depth=depth + 1)
    if before == (len(marks), len(left)) or (isinstance(verdict, Doubt) and before[0] == len(marks)):
        reason = verdict.reason if isinstance(verdict, Doubt) else ""
        del left[before[1] :]
        left.append(KeptParenthesis(f"({seen.text})", reason))


def _dated(before: str, bare: BareDates, known: KnownNames, length: int) -> Verdict:
    """A bare date cites the one outlet that its sentence names, when the sentence reports something."""
    sentence = flatten(_SENTENCE_END.split(before)[-1]).text
    found = _outlets_in(sentence, known)
    beside = {name for name in found if sentence.rstrip().endswith(name)}
    reports = _REPORTS.search(sentence) or beside
    found = {max(beside, key=len)} if beside else found
    if len(found) != 1 or not reports:
        return Doubt("a date alone: when something happened, or an outlet named before")
    outlet = found.pop()
    return Citation(tuple(CitedItem(outlet, when, 0, length) for when in bare.dates))


def _outlets_in(sentence: str, known: KnownNames) -> set[str]:
    """Outlets named in a sentence, as written there; a name inside a longer one does not count."""
    folded = sentence.casefold()
    names = sorted((name for name in known.spellings() if name in folded), key=len, reverse=True)
    found: dict[str, str] = {}
    for name in names:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", folded):
            written = sentence[match.start() : match.end()]
            if written[0].isupper() and len(folded) == len(sentence):
                found.setdefault(name, written)
                folded = folded[: match.start()] + " " * len(name) + folded[match.end() :]
    others = {one for one in titled_outlets(sentence) if not any(name in one.casefold() for name in found)}
    return {*found.values(), *others}


def _undated(text: str, start: int, end: int, verdict: Citation) -> Verdict:
    """An outlet without a date cites only at the end of a clause, and not where it explains a word before it."""
    if any(item.date or item.url or item.lead for item in verdict.items):
        return verdict
    before = text[:start].split()
    if not _BOUNDARY.match(text, end):
        return Doubt("an outlet without a date inside a sentence")
    outlet = verdict.items[0].outlet or ""
    initials = "".join(word[0] for word in before[-len(outlet) :])
    if before and (mentions_press(before[-1]) or initials.casefold() == outlet.casefold()):
        return Doubt("perhaps another name of what stands before it")
    return verdict


def _addressed(items: tuple[CitedItem, ...], seen: FlatText) -> tuple[CitedItem, ...]:
    """The items with the addresses of links that begin within their clauses."""
    found = []
    for item in items:
        url = next((url for start, _, url in seen.links if item.start <= start < max(item.end, 1)), "")
        found.append(replace(item, url=item.url or url))
    return tuple(found)


def _notes(text: str, labels: frozenset[str]) -> Iterator[CitationSpan]:
    """Marks of notes that are sources; neighbours become one mark."""
    blind = non_prose_spans(text)
    for match in _NOTE_MARK.finditer(text):
        hidden = any(start <= match.start() < end for start, end in blind)
        if match[1] in labels and not hidden:
            yield CitationSpan(match.start(), match.end(), f"[{match[1]}]", (), note=match[1])


def _glued(text: str, link: Link) -> bool:
    """Whether the link is a part of a word, which a mark would tear apart."""
    before, after = text[: link.start][-1:] + link.label[:1], link.label[-1:] + text[link.end : link.end + 1]
    return any(len(joint) > 1 and joint.isalnum() for joint in (before, after))


def _link(link: Link) -> CitationSpan:
    title = plain_line(link.label)
    shown = "" if title == link.url else title
    item = CitedItem(None, None, 0, 0, title=shown, url=link.url)
    stays = link.label if link.label.strip() != link.url else ""
    original = link.hint if stays else link.url
    return CitationSpan(
        link.start, link.end, original, (item,), label=stays, removed_urls=link.url if link.label else ""
    )


def items_in_note(text: str, known: KnownNames, *, listed_as_source: bool) -> tuple[CitedItem, ...]:
    """What a note cites; nothing when the note explains rather than cites.

    Args:
        text: the note, Markdown.
        known: outlets and places.
        listed_as_source: whether the list of notes is headed as references.
    """
    seen = flatten(text)
    plain = seen.text.strip().rstrip(".").strip()
    verdict = classify(plain, known)
    if isinstance(verdict, Citation):
        return _addressed(verdict.items, seen)
    url, *others = [url for _, _, url in seen.links] or [""]
    if not url and not (listed_as_source or _bibliographic(text)):
        return ()
    title = " ".join(plain.replace(url, " ").split()).strip(" ,.;:") if url else plain
    named = {address: seen.text[start:end] for start, end, address in seen.links}
    more = (
        CitedItem(None, None, 0, len(seen.text), title=named[other], url=other)
        for other in others
        if other != url
    )
    return (CitedItem(None, None, 0, len(seen.text), title=title, url=url), *more)


def _bibliographic(text: str) -> bool:
    """A year, and a title set off or a page: what references have and remarks lack."""
    year = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", text)
    title = re.search(r"[“«\"][^”»\"]{3,}[”»\"]|(?<!\w)[*_][^*_]{3,}[*_]", text)
    page = re.search(r"\b(?:pp?|vol|no|с|стр)\.\s*\d", text)
    return bool(year and (title or page))


def spans_with_items(
    marks: Iterable[CitationSpan], notes: Mapping[str, tuple[CitedItem, ...]]
) -> Iterator[tuple[CitationSpan, tuple[CitedItem, ...]]]:
    """Each mark with what it cites, notes looked up."""
    for mark in marks:
        yield mark, notes[mark.note] if mark.note else mark.items
