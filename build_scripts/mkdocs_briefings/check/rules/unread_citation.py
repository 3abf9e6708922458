"""Something looks like a citation and is none, or is read only in part.

Readers would see `[@...]`, `-@...` or a brace as it stands. Ids of sources are letters of the English alphabet and digits,
with single hyphens, dots, colons and underscores between them, nothing stands between the `@` and the id, and the bracket
is closed. A brace around a locator has an end, and the brackets of a citation hold no others. `-@id` leaves the name away
and shows the date alone, so its source needs one. Inside a block of HTML nothing is read as a citation. In code, between
backticks, all of this is left alone.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb; @rbc]."]
    body: Talks were held [@ sb].
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2024-01-28}]

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb; @rbc]."]
    body: Talks were held [@sb]. The mark is written `[@...]`.
    sources: [{id: sb, outlet: SB, date: 2024-01-27}, {id: rbc, outlet: RBC, date: 2024-01-28}]
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from mkdocs_briefings.check.context import CheckContext, texts
from mkdocs_briefings.diagnostics.diagnostic import Finding, KeyPath, Severity
from mkdocs_briefings.model.field_types import SOURCE_ID_PATTERN
from mkdocs_briefings.model.site import Citation, Cite, CitedText, LinkedBriefing, LinkedSource

SEVERITY = Severity.WARNING

_LOOKS_CITED = re.compile(rf"(?<![\[\\])-@(?P<id>{SOURCE_ID_PATTERN.strip('^$')})")
_JOINED = re.compile(r"[\w/.+@-]")
"""What a citation in the sentence does not follow directly: `well-@known` is a word."""
_FURTHEST = 400
"""Signs around a citation in which the brackets that hold it are looked for."""


def check(context: CheckContext) -> Iterator[Finding]:
    """Report brackets that begin with an @ and are no citations, and citations that are read in part."""
    yield from context.slips("unread-citation")
    for briefing in context.briefings:
        sources = briefing.sources_by_id
        for keys, cited in texts(briefing):
            if "@" not in cited.text:
                continue
            yield from _not_cited(briefing, keys, cited, sources)
            for citation in cited.citations:
                for message, hint in _read_in_part(citation, cited.text, sources):
                    length = citation.end - citation.start
                    place = briefing.at(*keys, offset=citation.start, length=length)
                    yield Finding(place, "unread-citation", message, hint)


def _not_cited(
    briefing: LinkedBriefing, keys: KeyPath, cited: CitedText, sources: Container[str]
) -> Iterator[Finding]:
    """Yield each `-@id` that is no citation; one that is part of a word only if a source has that id."""
    starts = {citation.start for citation in cited.citations}
    before, ticks = 0, 0
    for match in _LOOKS_CITED.finditer(cited.text) if "-@" in cited.text else ():
        ticks += cited.text.count("`", before, match.start())
        before = match.start()
        if (
            _JOINED.match(cited.text, max(0, match.start() - 1))
            and match.start()
            and match["id"] not in sources
        ):
            continue
        if match.start() not in starts and ticks % 2 == 0:
            place = briefing.at(*keys, offset=match.start(), length=len(match[0]))
            hint = "write the id of a source right after the @: `[@sb-2024-01-27]`"
            yield Finding(place, "unread-citation", f"'{match[0]}' is not a citation", hint)


def _read_in_part(
    citation: Citation, text: str, sources: Mapping[str, LinkedSource]
) -> Iterator[tuple[str, str]]:
    """Yield what of a citation is not read as it is written, with what to do."""
    for cite in citation.cites:
        if _has_brace(cite):
            hint = "close it, or put a backslash before it: `[@id, {pp. iv, vi} and on]`"
            yield "a brace in the citation stays as it is typed", hint
        source = sources.get(cite.source)
        if cite.nameless and source is not None and source.source.date is None:
            hint = f"give the source a `date`, or write `@{cite.source}`"
            yield f"'-@{cite.source}' shows a name: the source has no date to show alone", hint
    if citation.bare and _is_in_brackets(text, citation):
        hint = "take the other brackets out: a link or a note stands before the citation, or after it"
        yield f"the brackets around '@{citation.cites[0].source}' hold others, and are no citation", hint


def _has_brace(cite: Cite) -> bool:
    words = re.sub(r"\\.", "", f"{cite.prefix}{cite.locator}{cite.suffix}")
    return "{" in words or "}" in words


def _is_in_brackets(text: str, citation: Citation) -> bool:
    """Return whether a citation in the sentence stands in brackets that are not the words of a link."""
    before = text[max(0, citation.start - _FURTHEST) : citation.start].rpartition("\n\n")[2]
    after = text[citation.end : citation.end + _FURTHEST].partition("\n\n")[0]
    opened = _first_unmatched(before[::-1], "[", "]")
    closed = _first_unmatched(after, "]", "[")
    if opened < 0 or closed < 0:
        return False
    start = len(before) - opened
    meant = before[start : start + 1] == "^" or before[:start].endswith("\\[")
    return not meant and after[closed + 1 : closed + 2] not in ("(", "[", ":")


def _first_unmatched(text: str, wanted: str, other: str) -> int:
    """Return the offset of the first bracket of a kind without its like before it; -1 where there is none."""
    depth = 0
    for place, sign in enumerate(text):
        if sign == wanted and not depth:
            return place
        depth += (sign == other) - (sign == wanted)
    return -1
