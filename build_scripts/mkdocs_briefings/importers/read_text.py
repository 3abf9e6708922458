"""Plain text to blocks of Markdown: paragraphs out of lines, lists out of bullets, signs of Markdown escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mkdocs_briefings.importers.article import RawArticle
from mkdocs_briefings.importers.markdown_text import normalise, one_line

_BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□∙·⁃➢➤►▸✓✔\uf0b7\uf0a7\uf0d8]\s*|[-–—*+o]\s+)(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\((\d{1,2})\)|(\d{1,2})[.)])\s+(?=[^\s\d])")
_REFERENCE = re.compile(r"\s*\[(\d{1,3})\]\s*(?=\S)")
_ADDRESS = re.compile(r"https?://\S+")
_SIGNS = re.compile(
    r"[*`\\]|(?<!\w)_|_(?!\w)|<(?=[\w/!?])|&(?=#?\w+;)|\[(?!\^\w)(?=[^\[\]]*\][(:\[])|\[(?=[^\[\]]*@)"
)
_AT_START = re.compile(r"(?:#|[>=~+|:]|-(?=\s|-|$)|!!!|\?\?\?)|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)")
_REFERENCES = {
    "&": "&amp;",
    "<": "&lt;",
    "=": "&#61;",
    "~": "&#126;",
    "|": "&#124;",
    ":": "&#58;",
    "?": "&#63;",
}
_LONGEST_WRAP = 110
_NARROW = 0.75
_OPEN_FOR = 2


def read(text: str) -> RawArticle:
    """Blocks of a plain text.

    Paragraphs are parted by blank lines; where a text has none, each line is a paragraph unless its lines are
    so even that they must have been wrapped.
    """
    lines = [line.rstrip() for line in normalise(text).replace("\f", "\n\n").expandtabs(4).split("\n")]
    wrapped = _is_wrapped(lines)
    blocks: list[str] = []
    for group in _groups(lines):
        blocks += _blocks(group, wrapped=wrapped)
    return RawArticle(tuple(blocks), original=text)


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines between blank lines; a blank line within an open parenthesis parts nothing."""
    group: list[str] = []
    waiting = 0
    for line in lines:
        if line.strip():
            group.append(line)
            waiting = 0
        elif group and _is_open(group) and waiting < _OPEN_FOR:
            waiting += 1
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_open(group: list[str]) -> bool:
    """Whether the last lines end inside a short parenthesis: a page break runs through a citation."""
    tail = " ".join(group[-2:])[-80:]
    return tail.rfind("(") > tail.rfind(")") and not tail.endswith((".", "!", "?"))


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a width: most lines inside paragraphs come close to the longest."""
    inner = [
        len(line.strip())
        for line, after in pairwise(lines)
        if line.strip() and after.strip() and not _starts_item(after)
    ]
    if not inner:
        return True
    longest = max(inner)
    close = sum(length > _NARROW * longest for length in inner)
    return longest <= _LONGEST_WRAP and close >= len(inner) / 2


def _starts_item(line: str) -> bool:
    return bool(_BULLET.match(line) or _NUMBERED.match(line) or _REFERENCE.match(line))


def _blocks(group: list[str], *, wrapped: bool) -> Iterator[str]:
    """Paragraphs and lists of one group of lines."""
    pieces: list[list[str]] = []
    for line in group:
        joins = pieces and not _starts_item(line) and (wrapped or _is_open(pieces[-1]))
        if joins:
            pieces[-1].append(line)
        else:
            pieces.append([line])
    items: list[str] = []
    for piece in map(_joined, pieces):
        if item := _item(piece):
            items.append(item)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield escape_line(piece)
    if items:
        yield "\n".join(items)


def _joined(lines: list[str]) -> str:
    """One line; a hyphen at a line's end stays, for it may belong to the word."""
    text = ""
    for line in (one_line(line) for line in lines):
        glue = "" if not text or re.search(r"\w[-/]$", text) else " "
        text += glue + line
    return text


def _item(text: str) -> str:
    """The text as an item of a Markdown list; empty when it is none."""
    if match := _REFERENCE.match(text):
        return f"[{match[1]}] {escape_line(text[match.end() :])}"
    if match := _NUMBERED.match(text):
        return f"{match[1] or match[2]}. {escape_line(text[match.end() :])}"
    if match := _BULLET.match(text):
        return f"- {escape_line(text[match.end() :])}"
    return ""


def escape_line(text: str) -> str:
    """Plain text as Markdown that reads the same; addresses stay whole."""
    return escape_line_start(escape_inline(text))


def escape_inline(text: str) -> str:
    """A piece of a line, with the signs escaped that Markdown reads anywhere."""
    pieces: list[str] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        pieces += [_escaped(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*pieces, _escaped(text[at:])])


def escape_line_start(line: str) -> str:
    """A line, with the sign escaped that would make it a heading, a list or a quotation.

    Python-Markdown takes `#word` for a heading, without a space.
    """
    start = _AT_START.match(line)
    if start is None:
        return line
    at = start.start("dot") if start["dot"] else 0
    return f"{line[:at]}{_literal(line[at])}{line[at + 1 :]}"


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda match: _literal(match[0]), text)


def _literal(sign: str) -> str:
    """A sign that stands for itself; Python-Markdown has no backslash for some, so these become references."""
    return _REFERENCES.get(sign) or f"\\{sign}"
