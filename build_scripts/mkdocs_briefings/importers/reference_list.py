"""Lists of references by author and year, as in APA, Chicago author-date and Harvard, read into their parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_briefings.importers.article_blocks import ITEM, announces, bare, heading, items
from mkdocs_briefings.importers.language_words import alternatives
from mkdocs_briefings.importers.markdown_spans import flatten, is_web_address
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.importers.name_shapes import CAPITAL
from mkdocs_briefings.model.person_names import parse_name
from mkdocs_briefings.model.vocabulary import SourceKind

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?P<letter>[a-z])?"
_IN_BRACKETS = re.compile(
    rf"(?P<authors>[^()\[\]]{{2,300}}?)\s*\({_YEAR}(?:,\s[^()]{{3,30}})?\)\s*[.,:]?\s+(?P<rest>\S.*)"
)
"""`Hayek, F. (1944). The Road to Serfdom.`"""
_AFTER_STOP = re.compile(rf"(?P<authors>[^()\[\]]{{2,300}}?)[.,]\s+{_YEAR}[.,:]\s+(?P<rest>\S.*)")
"""`Hayek, Friedrich. 1944. The Road to Serfdom.`"""
_INITIALS = re.compile(rf"(?:[{CAPITAL}]\.[ -]?){{1,4}}|[{CAPITAL}]{{1,3}}")
_INITIAL_LAST = re.compile(rf"(?<!\w)[{CAPITAL}]\.$")
_GIVEN = re.compile(rf"[{CAPITAL}][\w’'-]+(?:\s+(?:[{CAPITAL}][\w’'-]*\.?)){{0,2}}")
_BETWEEN = re.compile(
    rf"\s*(?:[,;]\s*(?:&|(?:{alternatives('joint')})\s)?|&|\s(?:{alternatives('joint')})\s)\s*"
)
_ET_AL = re.compile(rf",?\s*(?:{alternatives('et_al')})\.?$", re.IGNORECASE)
_EDITORS = re.compile(r",?\s*\(?\b[Ee]ds?\b\.?\)?,?\s*$")
_QUOTED = re.compile(r"[“\"«„](?P<title>[^”\"»“]{3,300}?)[.,]?[”\"»“][.,]?\s*(?P<rest>.*)")
_TITLE = re.compile(rf"(?P<title>.{{3,300}}?[.?!])(?:\s+(?P<rest>(?:[{CAPITAL}\d“\"]|https?:).*))?$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)(10\.\d{4,9}/[^\s,;]+[^\s,;.])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>]+[^\s<>.,;)]")
_JOURNAL = re.compile(
    r"(?P<container>[^\d:(]{3,120}?)[,.]?\s*(?:[Vv]ol\.\s*)?(?P<volume>\d{1,4})\s*(?:\((?P<issue>[^()]{1,12})\))?"
    r"(?:\s*[,:]\s*(?:pp?\.\s*)?(?P<pages>[\de]+(?:\s*[–-]\s*\d+)?))?\s*\.?\s*"
)
_IMPRINT = re.compile(rf"(?P<place>[{CAPITAL}][^:.]{{2,50}}):\s*(?P<publisher>[^:]{{3,80}}?)\s*\.?\s*")
_PUBLISHER = re.compile(rf"[{CAPITAL}][^.,:\d]{{2,60}}\.?")
_LONGEST = 1000
"""Characters of the longest entry that is read."""
_LEAST = 0.6
"""Share of the entries of a list that must be read for it to be taken."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a list of references."""

    text: str
    """The entry as it stands, on one line without emphasis."""
    authors: tuple[str, ...]
    year: int
    letter: str = ""
    """What tells works of one author and year apart: `a`."""
    title: str = ""
    kind: SourceKind = SourceKind.DOCUMENT
    container: str = ""
    """The journal."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    place: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Family name of the first author, folded, and the year with its letter: what a text cites it by."""
        return parse_name(self.authors[0]).short.casefold(), f"{self.year}{self.letter}"


References = Mapping[tuple[str, str], Reference]
"""References by the key of each."""


def take_references(blocks: Sequence[str]) -> tuple[tuple[Reference, ...], list[str], str]:
    """Return the entries of the list of references of a text, the blocks without it, and its heading where that goes.

    A list that is mostly of another form stays where it is; so does an entry that cannot be read.
    """
    at = next((at for at in reversed(range(len(blocks))) if announces(blocks[at], "sources")), None)
    if at is None:
        return (), list(blocks), ""
    end = next((end for end in range(at + 1, len(blocks)) if heading(blocks[end])), len(blocks))
    entries = [
        entry for block in blocks[at + 1 : end] for entry in (items(block) if ITEM.match(block) else [block])
    ]
    read = {line: read_reference(line) for line in entries}
    references = tuple(filter(None, read.values()))
    if not references or len(references) < _LEAST * len(read):
        return (), list(blocks), ""
    unread = [line for line, reference in read.items() if reference is None]
    kept = [blocks[at], *unread] if unread else []
    return references, [*blocks[:at], *kept, *blocks[end:]], "" if kept else bare(blocks[at])


def read_reference(entry: str) -> Reference | None:
    """Read an entry; None for one that names no author or no year in the usual places."""
    text = one_line(flatten(entry).text)
    if len(text) > _LONGEST:
        return None
    match = _IN_BRACKETS.fullmatch(text) or _AFTER_STOP.fullmatch(text)
    if match is None or not match["authors"][0].isupper():
        return None
    authors = read_authors(match["authors"])
    doi = _DOI.search(text)
    address = next((url for _, _, url in flatten(entry).links), "") or _first(_ADDRESS, text)
    rest = _ADDRESS.sub("", _DOI.sub("", match["rest"])).strip(" .") + "."
    parted = _QUOTED.fullmatch(rest) or _TITLE.fullmatch(rest)
    if not authors or parted is None:
        return None
    return Reference(
        text,
        authors,
        int(match["year"]),
        match["letter"] or "",
        title=parted["title"].strip().rstrip("."),
        doi=doi[1] if doi else "",
        url=address if is_web_address(address) and not (doi and "doi.org" in address) else "",
        **_where(parted["rest"] or ""),
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def read_authors(text: str) -> tuple[str, ...]:
    """Return names in the order of the text, given names first: of `Cooke, N. J., & Hilton, M.` two."""
    bare = _EDITORS.sub("", _ET_AL.sub("", text.strip(" ,")))
    parts = [part for part in _BETWEEN.split(bare) if part.strip(" .")]
    names: list[str] = []
    at = 0
    while at < len(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        is_turned = _INITIALS.fullmatch(after) or (
            not names and " " not in parts[at] and _GIVEN.fullmatch(after)
        )
        names.append(f"{after} {parts[at]}" if is_turned else parts[at])
        at += 2 if is_turned else 1
    return tuple(name.strip() if _INITIAL_LAST.search(name) else name.strip(" .") for name in names)


def _where(text: str) -> dict[str, Any]:
    """Return where a work appeared: in a journal, or with a publisher; nothing where the form is another."""
    text = text.strip()
    if journal := _JOURNAL.fullmatch(text):
        fields = {name: (value or "").strip(" ,.") for name, value in journal.groupdict().items()}
        return {"kind": SourceKind.ARTICLE, **fields}
    if imprint := _IMPRINT.fullmatch(text):
        return {"kind": SourceKind.BOOK, **imprint.groupdict()}
    if _PUBLISHER.fullmatch(text):
        return {"kind": SourceKind.BOOK, "publisher": text.rstrip(".")}
    return {}
