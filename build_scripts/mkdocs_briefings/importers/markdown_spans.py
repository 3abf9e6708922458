"""Places of parentheses and links in the prose of Markdown, outside addresses; and the text a reader sees."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from mkdocs_briefings.importers.non_prose import Spans, non_prose_spans

_ADDRESS = r"""(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+))"""
_LINK = re.compile(
    rf"""(?P<image>!)?\[(?P<label>(?:[^\[\]\\!]++|!(?!\[)|\\.|!?\[[^\[\]]*+\](?:\([^()\s]*+\))?){{0,500}}+)\]
    \(\s*+{_ADDRESS}(?:\s++(?P<quote>["'])(?P<hint>[^\n]{{0,500}}?)(?P=quote))?\s*+\)""",
    re.VERBOSE | re.DOTALL,
)
"""Bounded wherever the end of a link may be missing, so that no search runs through the rest of a text each time."""
_AUTOLINK = re.compile(
    r"<(?P<angle>https?://[^<>\s]+)>|(?<![\w(\[<\"'=/])(?P<bare>https?://[^\s<>()\[\]\"'`*]+[\w/=])"
)
_EMPHASIS = re.compile(
    r"\\(?P<kept>[^\w\s]|_)|(?<!`)(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)(?!`)"
    r"|(?<![\w*])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?![\w*])|</?(?:em|i|b|strong|span|u)(?:\s[^<>]*)?>"
)
_PICTURE = re.compile(
    r"!\[(?P<label>[^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)|<img\b[^<>]*>|\{\{(?:(?!\{\{|\}\}).)*+\}\}",
    re.DOTALL,
)
_ALT = re.compile(r"""\balt\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PARENTHESIS = re.compile(r"\\.|[()（）]", re.DOTALL)
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or a bare address."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    label: str
    """The text of the link, Markdown; empty for a bare address."""
    url: str
    hint: str = ""
    """The title of the link, which browsers show beside the pointer."""


@dataclass(frozen=True, slots=True)
class FlatText:
    """The words of a text as a reader sees them, without link targets and emphasis."""

    text: str
    links: tuple[tuple[int, int, str], ...]
    """Start, end and address of each link; start and end are offsets in `text`."""


def replace_outside(
    spans: Spans, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str
) -> str:
    """Replace each match of a pattern that begins outside the spans by what `change` returns for it."""
    return pattern.sub(lambda match: match[0] if spans.hold(match.start()) else change(match), text)


def find_links(text: str) -> Iterator[Link]:
    """Yield the links to http and https addresses in the prose of a text; pictures are no links."""
    if "](" not in text and "://" not in text:
        return
    hidden = non_prose_spans(text)
    torn_links = _TornLinks(text)
    for match in _each_link(text):
        groups = match.groupdict()
        url = groups.get("angle") or groups.get("plain") or groups.get("bare") or ""
        url = re.sub(r"\\(?=[^\w\s]|_)", "", url)
        torn = groups.get("bare") and torn_links.hold(match.start())
        is_hidden = hidden.hold(match.start()) and not hidden.begin_at(match.start())
        if not (groups.get("image") or torn or is_hidden) and is_web_address(url):
            yield Link(match.start(), match.end(), groups.get("label") or "", url, groups.get("hint") or "")


@dataclass(slots=True)
class _TornLinks:
    """The links of a text whose address has no end, `](https://x`, asked for from left to right."""

    text: str
    _at: int = 0
    _is_open: bool = False

    def hold(self, at: int) -> bool:
        """Return whether an offset lies in a link without an end."""
        opened, closed = self.text.rfind("](", self._at, at), self.text.rfind(")", self._at, at)
        if opened != closed:
            self._is_open = opened > closed
        self._at = max(self._at, at - 1)
        return self._is_open


def is_web_address(url: str) -> bool:
    """Return whether a browser can open the address: http or https, a host, no character that URLs cannot hold."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    has_host = re.fullmatch(r"[^:@]+(?::\d{1,5})?|\[.*\](?::\d{1,5})?", parts.netloc)
    return (
        parts.scheme in ("http", "https") and has_host is not None and not re.search(r"[\s<>\"{}|\\^`]", url)
    )


def _each_link(text: str) -> Iterator[re.Match[str]]:
    """Yield links in brackets and addresses by themselves, in order, without those within another link."""
    link, address = _LINK.search(text), _AUTOLINK.search(text)
    while match := min((match for match in (link, address) if match), key=re.Match.start, default=None):
        yield match
        if link and link.start() < match.end():
            link = _LINK.search(text, match.end())
        if address and address.start() < match.end():
            address = _AUTOLINK.search(text, match.end())


def find_parentheses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of the outermost balanced parentheses in the prose between two offsets.

    The end is the offset after the closing sign. Inside an unclosed parenthesis the next level counts.
    """
    end = len(text) if end is None else end
    if text.find("(", start, end) < 0 and text.find("（", start, end) < 0:
        return
    hidden = _not_running_text(text)
    opened: list[int] = []
    for match in _PARENTHESIS.finditer(text, start, end):
        at = match.start()
        if len(match[0]) > 1 or hidden.hold(at):
            continue
        if match[0] in "(（":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if not opened:
                yield begin, at + 1
    if len(opened) > _DEEPEST:
        return
    for begin, after in zip(opened, [*opened[1:], end], strict=False):
        yield from find_parentheses(text, begin + 1, after)


@lru_cache(maxsize=4)
def _not_running_text(text: str) -> Spans:
    """Return the spans whose parentheses count for nothing; asked for again for each parenthesis of a text."""
    return Spans.merged([*non_prose_spans(text), *_address_spans(text)])


def _address_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of addresses in links, pictures and running text: they may hold parentheses."""
    if "](" not in text and "://" not in text:
        return []
    links = list(_LINK.finditer(text))
    targets = ((match.end("label") + 1, match.end()) for match in links)
    pictures = (
        (match.start("label") + inner.start(), match.start("label") + inner.end())
        for match in links
        for inner in _PICTURE.finditer(match["label"])
    )
    return [*targets, *pictures, *(match.span() for match in _AUTOLINK.finditer(text))]


@lru_cache(maxsize=2048)
def flatten(text: str) -> FlatText:
    """Return the text as a reader sees it, with the place of each link."""
    pieces: list[str] = []
    links: list[tuple[int, int, str]] = []
    at = length = 0
    for link in find_links(text):
        before = _without_emphasis(text[at : link.start])
        label = _without_emphasis(link.label) or link.url
        links.append((length + len(before), length + len(before) + len(label), link.url))
        length += len(before) + len(label)
        pieces += [before, label]
        at = link.end
    return FlatText("".join([*pieces, _without_emphasis(text[at:])]), tuple(links))


def _without_emphasis(text: str) -> str:
    return html.unescape(_EMPHASIS.sub(lambda match: match["kept"] or match["code"] or "", text))


def plain_line(text: str) -> str:
    """Return the text as one would read it out, on one line: of a picture its description, of a tag nothing."""
    described = _PICTURE.sub(_description, text)
    return " ".join(flatten(_TAG.sub("", described)).text.split())


def _description(match: re.Match[str]) -> str:
    alt = _ALT.search(match[0])
    return f" {match['label'] or (alt[2] if alt else '')} "
