"""What readers do not get as its author wrote it: a text is compared with its proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import NamedTuple
from urllib.parse import unquote

from mkdocs_briefings.check.code_spans import CodeSpans
from mkdocs_briefings.check.leftovers import GOOD_ADDRESS, LEFTOVERS, is_prose, may_leave
from mkdocs_briefings.check.nested_lists import flattened_item, may_be_flattened
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.proof import CITED, HELD, Part, PartKind, Proof, with_escapes
from mkdocs_briefings.model.safe_text import TEXT_SCHEMES, address_problem, quote_address
from mkdocs_briefings.model.site import CitedText

_HARMLESS_TAGS = r"/?(?:br[ ]?/?|sub|sup|em|b|i|strong|u|mark|small|kbd|cite|q|code|abbr(?:[ ][^<>]*)?)>"
_PARTS = re.compile(
    rf"""<(?!{_HARMLESS_TAGS}|https?://)[A-Za-z/!]                      # HTML
    | \]\((?!{GOOD_ADDRESS}\))                                          # [words](address)
    | !\[[^\[\]\n]*\](?:\(\s*<?https?:|\[)                              # a picture of another site
    | ^[ ]{{0,3}}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?!{GOOD_ADDRESS}[ \t]*$)   # [words]: address""",
    re.VERBOSE | re.MULTILINE,
)
_Place = tuple[str, str]
"""What stands before some words in Markdown, and the words."""
_TOP = {"", "top"}
"""Fragments that lead to the top of any page."""
_LONGEST = 60
_BEGINNING = 12


class Slip(NamedTuple):
    """A place in a text where readers get something else than was written."""

    code: str
    """Name of the rule."""
    offset: int
    length: int
    message: str
    hint: str


def may_slip(cited: CitedText) -> bool:
    """Return whether a text has to be rendered to know that nothing of it is lost; prose need not."""
    return not is_prose(cited) and (
        any(may_leave(cited, leftover) for leftover in LEFTOVERS)
        or _PARTS.search(cited.text) is not None
        or may_be_flattened(cited.text)
    )


def slips(cited: CitedText, proof: Proof, anchors: Callable[[], frozenset[str]]) -> Iterator[Slip]:
    """Yield the slips of a text.

    Args:
        cited: the text with its citations.
        proof: of it.
        anchors: returns the ids on its page.
    """
    written = _Written(cited)
    for leftover in LEFTOVERS:
        for match in leftover.pattern.finditer(proof.words):
            if match[0].lstrip("!").startswith(HELD):
                continue
            literal = with_escapes(match[match.lastgroup or 0]).replace(CITED, "@")
            message = f"readers see '{_short(literal)}': it is not read as {leftover.what}"
            yield written.slip(leftover.what, leftover.code, _beginnings(literal), message, leftover.hint)
    for part in proof.parts:
        if (judged := _JUDGES[part.kind](part, anchors)) is not None:
            yield written.slip(part.written, *judged)
    if (line := flattened_item(cited.text, proof.depths)) is not None:
        message = "the item is shown at the level of the one above it, not below it"
        yield written.slip(
            line, "left-as-typed", [("", line)], message, "indent it by four blanks for each level"
        )


_Judged = tuple[str, Iterable[_Place], str, str]


def _dead_link(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    if address_problem(part.written, TEXT_SCHEMES):  # the rule `bad-address` tells of it
        return None
    return (
        "dead-link",
        _places(part.written),
        f"the address {quote_address(part.written)} leads nowhere",
        _advice(part.written),
    )


def _dead_picture(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    if address_problem(part.written, TEXT_SCHEMES):
        return None
    name = part.written.rpartition("/")[2] or "chart.png"
    hint = f"put it into the folder files/ of the content, and write files/{name}"
    if not part.written:
        return "dead-link", _places(""), "a picture has no address", hint
    return "dead-link", _places(part.written), f"there is no picture at {quote_address(part.written)}", hint


def _picture_elsewhere(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    message = f"readers get a link in place of the picture {quote_address(part.written)}: pages load nothing from other sites"
    hint = "put the picture into the folder files/ of the content; or write a link, without the !"
    return "picture-elsewhere", _places(part.written), message, hint


def _picture_removed(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    message = f"the picture {quote_address(part.written)} is not shown: pages load nothing from other sites"
    return "lost-html", _places(part.written), message, "put it into the folder files/ of the content"


def _fragment(part: Part, anchors: Callable[[], frozenset[str]]) -> _Judged | None:
    name = unquote(part.written[1:])
    if name in _TOP or name in (ids := anchors()):
        return None
    hint = did_you_mean(name, ids) or "copy it from the link at the end of a paragraph, or from a heading"
    return (
        "dead-link",
        _places(part.written),
        f"there is no place {quote_address(part.written)} on the page",
        hint,
    )


def _removed(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    message = f"'{_short(part.written)}' is taken out, with all in it"
    return "lost-html", _beginnings(part.written), message, "put a link there, or a picture from files/"


def _not_kept(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    message = f"'{_short(part.written)}' is taken out: pages show no such element"
    hint = "write what readers are to see in Markdown; before a < that is no HTML, put a backslash"
    return "lost-html", _beginnings(part.written), message, hint


def _unset_formula(part: Part, _: Callable[[], frozenset[str]]) -> _Judged | None:
    message = f"the formula '{_short(part.written)}' cannot be set: {part.problem}"
    hint = r"mend its LaTeX; or, if it means money, put a backslash before each $"
    return "unset-formula", _beginnings(part.written), message, hint


_JUDGES: Mapping[PartKind, Callable[[Part, Callable[[], frozenset[str]]], _Judged | None]] = {
    PartKind.DEAD_LINK: _dead_link,
    PartKind.DEAD_PICTURE: _dead_picture,
    PartKind.PICTURE_ELSEWHERE: _picture_elsewhere,
    PartKind.PICTURE_REMOVED: _picture_removed,
    PartKind.FRAGMENT: _fragment,
    PartKind.REMOVED: _removed,
    PartKind.NOT_KEPT: _not_kept,
    PartKind.UNSET_FORMULA: _unset_formula,
}


def _advice(address: str) -> str:
    """Return what to write in place of an address that leads nowhere."""
    if not address:
        return "put an address between the brackets"
    if address.startswith("{"):
        return "texts are no templates: write the address itself"
    if address.startswith("briefing:"):
        return "ids have small letters, digits and single hyphens: briefing:my-id"
    if address.partition("#")[0].endswith((".md", ".yaml", ".yml")):
        return "link to a briefing by its id: briefing:my-id"
    if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]|$)", address) and not address.endswith(
        (".pdf", ".html", ".csv")
    ):
        return f"write https://{address}"
    return "texts lead to https:, http:, mailto:, briefing:<id>, files/<name> or #..."


def _places(address: str) -> list[_Place]:
    """Return where an address may stand in Markdown and HTML, the most certain first."""
    if not address:
        return [("", "]()"), ("", "]("), ("", '=""'), ("", "<img")]
    before = ("](", "](<", "]: ", "]:", '="', "='", "=", "")
    return [(start, each) for each in (address, escape(address)) for start in before]


def _beginnings(literal: str) -> list[_Place]:
    """Return a stretch of text and shorter beginnings of it, for the Markdown of what follows may look different."""
    line = literal.strip().partition("\n")[0]
    return [
        ("", each) for each in (literal, line, line[:_BEGINNING].rstrip(), line.partition(" ")[0], line[:2])
    ]


def _short(literal: str) -> str:
    line = " ".join(literal.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"


class _Written:
    """The Markdown of a text, in which slips of one sort are looked for from left to right."""

    def __init__(self, cited: CitedText) -> None:
        self._text, self._code = cited.text, CodeSpans(cited.text)
        self._marks = {citation.start for citation in cited.citations if not citation.bare}
        self._after: dict[str, int] = {}

    def slip(self, sort: str, code: str, places: Iterable[_Place], message: str, hint: str) -> Slip:
        """Return a slip at the next of its places; if there is none, of the whole text."""
        places = [(before, words) for before, words in places if words]
        for skips in (self._is_other, lambda at: False):
            for before, words in places:
                at = self._next(before + words, self._after.get(sort, 0), skips)
                if at >= 0:
                    self._after[sort] = at + len(before) + len(words)
                    return Slip(code, at + len(before), len(words), message, hint)
        return Slip(code, 0, 0, message, hint)

    def _next(self, place: str, after: int, skips: Callable[[int], bool]) -> int:
        """Return the next offset of some words; -1 if there is none."""
        at = self._text.find(place, after)
        while at >= 0 and skips(at):
            at = self._text.find(place, at + 1)
        return at

    def _is_other(self, at: int) -> bool:
        """Return whether at an offset is something of which no slip is reported: a citation, code, an escape."""
        return at in self._marks or self._text[at - 1 : at] == "\\" or self._code.hold(at)
