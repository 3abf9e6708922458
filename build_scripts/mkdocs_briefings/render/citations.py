"""How citations look: the house style `press`, and `numeric`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.marks import is_by_year, mark_name
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.model.site import Citation, Cite, LinkedBriefing, LinkedSource
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.bidi import apart_html
from mkdocs_briefings.render.terms import comma, semicolon

_MARK_ID = re.compile(r'id="cite:(\d+)"')


def citation_marks(
    briefing: LinkedBriefing, style: CitationStyle, phrase: Callable[[str], str], words: Words
) -> Callable[[Citation], str]:
    """Return what makes HTML of a citation, with the id `cite:<number>`: each source is a link to its entry.

    Args:
        briefing: the briefing.
        style: how marks look.
        phrase: makes HTML of words around the name of a source, which may hold Markdown.
        words: of the language of the briefing.
    """
    marks = _Marks(briefing.sources_by_id, briefing, style, phrase, words, comma(words), semicolon(words))
    return marks.html


def mark_numbers(html: str) -> frozenset[int]:
    """Return the numbers of the citations that HTML of a page shows."""
    return frozenset(map(int, _MARK_ID.findall(html)))


def source_anchor(source: Source) -> str:
    """Return the id of a source's entry on the page."""
    return anchor_of_source(source.id)


def anchor_of_source(id: str) -> str:
    """Return the id of the entry of a source with this id."""
    return f"source:{id}"


def press_parts(linked: LinkedSource, year: int | None, language: str, words: Words) -> tuple[str, str]:
    """Return who and when, as the house writes it: ("SB", "January 27"), ("Ioffe", "2008a").

    Args:
        linked: the source.
        year: the briefing's year; a source of that year is cited without it.
        language: BCP 47 tag of the briefing, for the date.
        words: of that language.
    """
    source, who = linked.source, mark_name(linked, words)
    if is_by_year(source):
        when = str(source.date.year) if source.date else ""
    else:
        when = _when(source.date, year, language)
    return (who, lettered(when, linked.letter)) if when else (lettered(who, linked.letter), "")


def lettered(text: str, letter: str) -> str:
    """Return a date or a name with the letter that tells two marks apart: `2003a`, `27 января [a]`."""
    if not letter:
        return text
    return f"{text}{letter}" if text[-1:].isdigit() else f"{text}\u00a0[{letter}]"


def _when(date: PartialDate | None, year: int | None, language: str) -> str:
    if date is None:
        return ""
    return dates.without_year(date, language) if date.year == year else dates.long(date, language)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Makes the marks of one briefing."""

    sources: Mapping[str, LinkedSource]
    briefing: LinkedBriefing
    style: CitationStyle
    phrase: Callable[[str], str]
    words: Words
    comma: str
    """What parts a name from a date, or a place in a source."""
    semicolon: str
    """What parts the sources of a mark."""

    def html(self, citation: Citation) -> str:
        links = [
            self._link(cite, in_sentence=citation.bare and not place)
            for place, cite in enumerate(citation.cites)
        ]
        inside = self.semicolon.join(links)
        if not citation.bare:
            inside = f"[{inside}]" if self.style is CitationStyle.NUMERIC else f"({inside})"
        elif self._opens(citation.cites[0]):
            inside += "]" if self.style is CitationStyle.NUMERIC else ")"
        elif len(links) > 1:
            inside = f"{links[0]} ({self.semicolon.join(links[1:])})"
        return f'<span class="citation" id="cite:{citation.number}">{inside}</span>'

    def _opens(self, cite: Cite) -> bool:
        """Return whether the mark of a source in the sentence has a bracket, which the mark as a whole closes."""
        linked = self.sources.get(cite.source)
        return linked is not None and (
            self.style is CitationStyle.NUMERIC or bool(self._parts(linked)[1] or _words_after(cite))
        )

    def _link(self, cite: Cite, *, in_sentence: bool) -> str:
        linked, prefix = self.sources.get(cite.source), f"{self.phrase(cite.prefix)} " if cite.prefix else ""
        if linked is None:
            return f'{prefix}<strong class="citation-unresolved">{escape(cite.source)}?</strong>'
        text = self._in_sentence(cite, linked) if in_sentence else self._in_brackets(cite, linked)
        href = escape(f"#{source_anchor(linked.source)}")
        return f'{prefix}<a href="{href}" role="doc-biblioref">{text}</a>'

    def _in_brackets(self, cite: Cite, linked: LinkedSource) -> str:
        if self.style is CitationStyle.NUMERIC:
            return f"{linked.number}{self._after(cite)}"
        who, when = self._parts(linked)
        if cite.nameless and when:
            return f"{when}{self._after(cite)}"
        between = " " if is_by_year(linked.source) else self.comma
        return f"{who}{between if when else ''}{when}{self._after(cite)}"

    def _in_sentence(self, cite: Cite, linked: LinkedSource) -> str:
        """Return `SB (January 27, p. 3` without the closing bracket; only the name if there is nothing to put in it."""
        if self.style is CitationStyle.NUMERIC:
            return f"[{linked.number}{self._after(cite)}"
        who, when = self._parts(linked)
        inside = f"{when}{self._after(cite)}".removeprefix("" if when else self.comma).lstrip()
        if cite.nameless and when:
            return f"({inside}"
        return f"{who} ({inside}" if inside else who

    def _parts(self, linked: LinkedSource) -> tuple[str, str]:
        date = self.briefing.briefing.date
        who, when = press_parts(linked, date.year if date else None, self.briefing.language, self.words)
        if reads_from_right(self.briefing.language):
            return apart_html(who, rtl=True), apart_html(when, rtl=True)
        return escape(who, quote=False), escape(when, quote=False)

    def _after(self, cite: Cite) -> str:
        """Return what follows name and date: `, p. 58`, ` and others`."""
        locator = f"{self.comma}{self.phrase(cite.locator)}" if cite.locator else ""
        suffix = self.phrase(cite.suffix) if cite.suffix else ""
        return f"{locator}{'' if suffix[:1] in ',;:.' else ' '}{suffix}" if suffix else locator


def _words_after(cite: Cite) -> str:
    return cite.locator or cite.suffix
