"""Citations in the text of an article: in parentheses, in notes, behind links.

The text is read twice. `learn_outlets` collects the outlets that the article cites beyond doubt. With these,
`find_citations` decides what stays open otherwise: `(Vesti)` without a date, `(5 February)` after a sentence
that names an outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from mkdocs_briefings.importers.author_year import cited_references
from mkdocs_briefings.importers.cited_item import BareDates, Citation, CitedItem, Doubt, Verdict
from mkdocs_briefings.importers.classify import classify
from mkdocs_briefings.importers.date_phrases import WrittenDate
from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.markdown_spans import (
    FlatText,
    Link,
    find_links,
    find_parentheses,
    flatten,
    plain_line,
)
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.name_shapes import (
    CAPITAL,
    KnownNames,
    mentions_press,
    outlets_by_first_word,
    titled_outlets,
)
from mkdocs_briefings.importers.non_prose import Spans, non_prose_spans

_SENTENCE_END = re.compile(rf"[.!?؟][”\"’»)]*\s+(?=[“\"‘«„(]?(?:[{CAPITAL}]|[^\W\d_A-Za-z]))|[。！？]")
_REPORTS = re.compile(
    rf"\b(?:(?:{alternatives('report')})\w*|report\w*|say|says|said|writ\w+|wrote|accord\w+ to|quot\w+|told|cit(?:es?|ed|ing)|publish\w+|broadcast\w*"
    r"|carr(?:y|ies|ied)|not(?:es?|ed)|claim\w*|announc\w+|comment\w*|describ\w+|argu\w+|interview\w*|articles?"
    r"|reveal\w*|observ\w+|remark\w*|correspondent|editorial)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"\s*(?:[.,;:!?”\"’–—]|$|\n)")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]+)\]")
_LONGEST = 600
"""Characters of the longest parenthesis that can be a citation."""
_LONGEST_SENTENCE = 1000
"""Characters before a parenthesis that are read for the outlet it belongs to."""
_LONGEST_NOTE = 2000
"""Characters of the longest note that is read as a citation."""
_DEEPEST = 8
"""Levels of parentheses within parentheses that are looked into."""
_HEADING = re.compile(r"#{1,6}\s|.*\n(?:=+|-+)\s*$")


@dataclass(frozen=True, slots=True)
class CitationSpan:
    """A place in a text that cites, which a citation mark is to replace."""

    start: int
    """Offset of the first character to replace."""
    end: int
    """Offset after the last character to replace."""
    original: str
    """The words to replace, without link targets and emphasis; of a link with a label its title alone."""
    items: tuple[CitedItem, ...]
    """The sources cited; empty for a note, whose sources are known by its label."""
    label: str = ""
    """Text of a link, which stays in front of the mark."""
    note: str = ""
    """Label of the note that the place refers to."""
    removed_urls: str = ""
    """Addresses that go from the text as well."""


class KeptParenthesis(NamedTuple):
    """A parenthesis that stays text."""

    text: str
    """The words, with the parentheses around them."""
    reason: str = ""
    """Why somebody should look at it; empty for an ordinary one."""


@dataclass(frozen=True, slots=True)
class FoundCitations:
    """The findings in one text."""

    spans: tuple[CitationSpan, ...] = ()
    """The places that cite, in order, not overlapping."""
    kept_parentheses: tuple[KeptParenthesis, ...] = ()


def learn_outlets(texts: Iterable[str], known_names: KnownNames) -> KnownNames:
    """Return the known names and the outlets that these texts cite with a day, which leaves no doubt."""
    verdicts = (_classify(text, *span, known_names) for text in texts for span in find_parentheses(text))
    cited = {
        item.outlet
        for verdict in verdicts
        if isinstance(verdict, Citation)
        for item in verdict.items
        if item.outlet and item.date and item.date.day
    }
    return replace(known_names, cited=known_names.cited | cited)


def find_citations(
    text: str, known_names: KnownNames, notes: Iterable[str] = (), *, follow_links: bool = True
) -> FoundCitations:
    """Find the citations in one block of Markdown.

    Args:
        text: the block.
        known_names: names, with those that `learn_outlets` found in the whole article.
        notes: labels of the article's notes that are sources.
        follow_links: whether a link in running text becomes a source.
    """
    if text.startswith(("```", "~~~")):
        return FoundCitations()
    spans: list[CitationSpan] = []
    kept: list[KeptParenthesis] = []
    for start, end in find_parentheses(text):
        citations = _in_parenthesis(text, start, end, known_names)
        spans += citations.spans
        kept += citations.kept_parentheses
    spans += _note_spans(text, frozenset(notes))
    taken = Spans.merged((span.start, span.end) for span in spans)
    for link in find_links(text) if follow_links and not _HEADING.match(text) else ():
        if taken.meet(link.start, link.end):
            continue
        if _is_in_word(text, link):
            kept.append(KeptParenthesis(link.label, "a link on a part of a word stays a link"))
        else:
            spans.append(_link_span(link))
    return FoundCitations(tuple(sorted(spans, key=lambda span: span.start)), tuple(kept))


def _in_parenthesis(
    text: str, start: int, end: int, known_names: KnownNames, *, depth: int = 0
) -> FoundCitations:
    """Find the citation that a parenthesis is, or else those inside it."""
    flat = flatten(text[start + 1 : end - 1])
    verdict = _classify(text, start, end, known_names)
    if isinstance(verdict, BareDates):
        verdict = _with_outlet_before(_just_before(text, start), verdict, known_names, len(flat.text))
    elif isinstance(verdict, Citation):
        verdict = _unless_undated(text, start, end, verdict)
    if isinstance(verdict, Citation):
        urls = " ".join(url for _, _, url in flat.links)
        items = _with_urls(verdict.items, flat)
        whole = f"{text[start]}{flat.text}{text[end - 1]}"
        return FoundCitations((CitationSpan(start, end, whole, items, removed_urls=urls),))
    inner = [
        _in_parenthesis(text, *span, known_names, depth=depth + 1)
        for span in (find_parentheses(text, start + 1, end - 1) if depth < _DEEPEST else ())
    ]
    spans = tuple(span for citations in inner for span in citations.spans)
    kept = tuple(parenthesis for citations in inner for parenthesis in citations.kept_parentheses)
    if not spans and (not kept or isinstance(verdict, Doubt)):
        reason = verdict.reason if isinstance(verdict, Doubt) else ""
        kept = (KeptParenthesis(f"{text[start]}{flat.text}{text[end - 1]}", reason),)
    return FoundCitations(spans, kept)


def _classify(text: str, start: int, end: int, known_names: KnownNames) -> Verdict:
    if end - start > _LONGEST:
        return None
    inside = flatten(text[start + 1 : end - 1]).text
    if cited := cited_references(inside, known_names.references, _just_before(text, start)):
        return Citation(
            tuple(
                CitedItem(
                    None,
                    WrittenDate(entry.reference.year),
                    0,
                    len(inside),
                    locator=entry.locator,
                    lead=entry.lead,
                    reference=entry.reference,
                )
                for entry in cited
            )
        )
    return classify(inside, known_names)


def _just_before(text: str, at: int) -> str:
    """Return what stands before an offset, as far back as a sentence may reach."""
    return text[max(0, at - _LONGEST_SENTENCE) : at]


def _with_outlet_before(before: str, bare: BareDates, known_names: KnownNames, length: int) -> Verdict:
    """Return a citation of the one outlet that the sentence before a parenthesis names, if it reports something.

    The parenthesis has `length` characters between its two signs.
    """
    sentence = flatten(_SENTENCE_END.split(before)[-1]).text
    outlets = _outlets_in(sentence, known_names)
    beside = {name for name in outlets if sentence.rstrip().endswith(name)}
    outlets = {max(beside, key=len)} if beside else outlets
    if len(outlets) != 1 or not (beside or _REPORTS.search(sentence)):
        return Doubt("a date alone: when something happened, or an outlet named before")
    outlet = outlets.pop()
    return Citation(tuple(CitedItem(outlet, date, 0, length) for date in bare.dates))


def _outlets_in(sentence: str, known_names: KnownNames) -> set[str]:
    """Return the outlets named in a sentence, as written there; a name inside a longer one does not count."""
    folded = sentence.casefold()
    names = sorted(name for name in outlets_by_first_word(known_names).named_in(folded) if name in folded)
    outlets: dict[str, str] = {}
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", folded):
            written = sentence[match.start() : match.end()]
            if not written[0].islower() and len(folded) == len(sentence):
                outlets.setdefault(name, written)
                folded = folded[: match.start()] + " " * len(name) + folded[match.end() :]
    titles = titled_outlets(sentence)
    titled = {title for title in titles if not any(name in title.casefold() for name in outlets)}
    return {*outlets.values(), *titled}


def _unless_undated(text: str, start: int, end: int, citation: Citation) -> Verdict:
    """Return a doubt about an outlet without a date inside a clause, or that explains a word before it."""
    if any(item.date or item.url or item.lead for item in citation.items):
        return citation
    before = _just_before(text, start).split()
    if not _BOUNDARY.match(text, end):
        return Doubt("an outlet without a date inside a sentence")
    outlet = citation.items[0].outlet or ""
    initials = "".join(word[0] for word in before[-len(outlet) :])
    if before and (mentions_press(before[-1]) or initials.casefold() == outlet.casefold()):
        return Doubt("perhaps another name of what stands before it")
    return citation


def _with_urls(items: tuple[CitedItem, ...], flat: FlatText) -> tuple[CitedItem, ...]:
    """Return the items with the address of the first link that begins within their clause."""

    def url(item: CitedItem) -> str:
        inside = (url for start, _, url in flat.links if item.start <= start < max(item.end, 1))
        return item.url or next(inside, "")

    return tuple(replace(item, url=url(item)) for item in items)


def _note_spans(text: str, labels: frozenset[str]) -> Iterator[CitationSpan]:
    """Yield the places that refer to notes that are sources."""
    hidden = non_prose_spans(text)
    for match in _NOTE_MARK.finditer(text):
        if match[1] in labels and not hidden.hold(match.start()):
            yield CitationSpan(match.start(), match.end(), f"[{match[1]}]", (), note=match[1])


def _is_in_word(text: str, link: Link) -> bool:
    """Return whether the link is a part of a word, which a mark would tear apart."""
    before, after = text[: link.start][-1:] + link.label[:1], link.label[-1:] + text[link.end : link.end + 1]
    return any(len(joint) > 1 and joint.isalnum() for joint in (before, after))


def _link_span(link: Link) -> CitationSpan:
    title = plain_line(link.label)
    item = CitedItem(None, None, 0, 0, title="" if title == link.url else title, url=link.url)
    label = link.label if link.label.strip() != link.url else ""
    original = link.hint if label else link.url
    removed = link.url if link.label else ""
    return CitationSpan(link.start, link.end, original, (item,), label=label, removed_urls=removed)


def items_in_note(text: str, known_names: KnownNames, *, listed_as_source: bool) -> tuple[CitedItem, ...]:
    """Return the sources that a note cites; none when it explains rather than cites.

    Args:
        text: the note, Markdown.
        known_names: names.
        listed_as_source: whether the notes stand under a heading such as "References".
    """
    flat = flatten(text)
    plain = flat.text.strip().rstrip(".。").strip()
    verdict = classify(plain, known_names) if len(plain) <= _LONGEST_NOTE else None
    if isinstance(verdict, Citation):
        return _with_urls(verdict.items, flat)
    url, *others = [url for _, _, url in flat.links] or [""]
    if not url and not (listed_as_source or _is_bibliographic(text)):
        return ()
    title = one_line(plain.replace(url, " ")).strip(" ,.;:") if url else plain
    labels = {address: flat.text[start:end] for start, end, address in flat.links}
    titles = [(url, title), *((other, labels[other]) for other in others if other != url)]
    return tuple(CitedItem(None, None, 0, len(flat.text), title=title, url=url) for url, title in titles)


def _is_bibliographic(text: str) -> bool:
    """Return whether a note has a year, and a title set off or a page, as references have and remarks lack."""
    year = re.search(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", text)
    title = re.search(r"[“„«《\"][^”“»》\"]{3,300}[”“»》\"]|(?<!\w)[*_][^*_]{3,300}[*_]", text)
    page = re.search(
        r"\b(?:pp?|vol|no|с|стр|стар|стор|[Ss]|str|págs?)\.\s*\d|\bص\s*\d|第\s?\d+\s?[页頁版]", text
    )
    return bool(year and (title or page))
