"""Where parentheses, links and note marks stand in Markdown, with code, tags and addresses passed over."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

_PASSED = re.compile(
    r"""
      (?P<fence>^[ ]{0,3}(?P<ticks>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=ticks)[`~]*[ ]*$|\Z))
    | (?P<code>(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))
    | <!--.*?-->
    | <(?:script|style|pre|svg|iframe)\b.*?</(?:script|style|pre|svg|iframe)\s*>
    | </?[a-zA-Z][^<>]*>
    | \{\{[<%].*?[>%]\}\}
    | ^[ ]{0,3}\[[^\]^\n]+\]:[ \t]*\S[^\n]*$            # where a reference leads
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_ADDRESS = r"""(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"""
_LINK = re.compile(
    rf"""(?P<image>!)?\[(?P<label>(?:[^\[\]\\!]++|!(?!\[)|\\.|!?\[[^\[\]]*+\](?:\([^()\s]*+\))?)*+)\]
    \(\s*{_ADDRESS}(?:\s+(?P<quote>["'])(?P<hint>[^\n]*?)(?P=quote))?\s*\)""",
    re.VERBOSE | re.DOTALL,
)
_AUTOLINK = re.compile(
    r"<(?P<angle>https?://[^<>\s]+)>|(?<![\w(\[<\"'=/])(?P<bare>https?://[^\s<>()\[\]\"'`*]+[\w/=])"
)
_EMPHASIS = re.compile(
    r"\\(?P<kept>[^\w\s]|_)|(?<!`)(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)(?!`)"
    r"|(?<![\w*])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?![\w*])|</?(?:em|i|b|strong|span|u)(?:\s[^<>]*)?>"
)
_PICTURE = re.compile(
    r"!\[(?P<label>[^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)|<img\b[^<>]*>|\{\{.*?\}\}", re.DOTALL
)
_ALT = re.compile(r"""\balt\s*=\s*(["'])(.*?)\1""", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ANY_SIGN = re.compile(r"[`~<{]|\]:")
_LONGEST = 600
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or a bare address."""

    start: int
    end: int
    label: str
    """Its text, Markdown; empty for a bare address."""
    url: str
    """Where it leads."""
    hint: str = ""
    """Its title attribute."""


@dataclass(frozen=True, slots=True)
class FlatText:
    """Text without link targets and emphasis, with the addresses of its links."""

    text: str
    """The words as a reader sees them."""
    links: tuple[tuple[int, int, str], ...]
    """Start, end and address of each link, as offsets in `text`."""


def non_prose_spans(text: str) -> list[tuple[int, int]]:
    """Spans of code, raw tags, comments and shortcodes: nothing in them is prose."""
    return [match.span() for match in _PASSED.finditer(text)] if _ANY_SIGN.search(text) else []


def code_spans(text: str) -> list[tuple[int, int]]:
    """Spans of code, fenced or within a line."""
    return (
        [match.span() for match in _PASSED.finditer(text) if match["fence"] or match["code"]]
        if "`" in text or "~~~" in text
        else []
    )


def find_links(text: str) -> Iterator[Link]:
    """Links to http and https addresses in the prose of a text; images and links within headings are none."""
    if "](" not in text and "://" not in text:
        return
    blind = non_prose_spans(text)
    for match in _each_link(text):
        groups = match.groupdict()
        url = groups.get("angle") or groups.get("plain") or groups.get("bare") or ""
        url = re.sub(r"\\(?=[^\w\s]|_)", "", url)
        torn = groups.get("bare") and text.rfind("](", 0, match.start()) > text.rfind(")", 0, match.start())
        if groups.get("image") or torn or not is_web_address(url) or _inside(match.start(), blind, url):
            continue
        yield Link(match.start(), match.end(), groups.get("label") or "", url, groups.get("hint") or "")


def is_web_address(url: str) -> bool:
    """Whether it is an address of the web that a browser can open."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    has_host = re.fullmatch(r"[^:@]+(?::\d{1,5})?|\[.*\](?::\d{1,5})?", parts.netloc)
    return (
        parts.scheme in ("http", "https") and has_host is not None and not re.search(r"[\s<>\"{}|\\^`]", url)
    )


def _each_link(text: str) -> Iterator[re.Match[str]]:
    """Links in brackets and addresses by themselves, in order; what lies within a link is none."""
    link, address = _LINK.search(text), _AUTOLINK.search(text)
    while link or address:
        match = min((one for one in (link, address) if one), key=lambda one: one.start())
        yield match
        if link and link.start() < match.end():
            link = _LINK.search(text, match.end())
        if address and address.start() < match.end():
            address = _AUTOLINK.search(text, match.end())


def _inside(at: int, spans: list[tuple[int, int]], url: str = "") -> bool:
    """Whether an offset lies in one of the spans; an autolink looks like a tag and is none."""
    return any(start <= at < end and (start != at or not url) for start, end in spans)


def find_parentheses(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Outermost balanced parentheses in the prose of a text, as (start, end) around both signs."""
    end = len(text) if end is None else end
    if text.find("(", start, end) < 0:
        return
    blind = sorted([*non_prose_spans(text), *_targets(text)])
    passed = 0
    opened: list[int] = []
    for match in re.finditer(r"\\.|[()]", text[start:end], re.DOTALL):
        at = start + match.start()
        while passed < len(blind) and blind[passed][1] <= at:
            passed += 1
        if len(match[0]) > 1 or (passed < len(blind) and blind[passed][0] <= at):
            continue
        if match[0] == "(":
            opened.append(at)
        elif opened:
            begin = opened.pop()
            if not opened:
                yield begin, at + 1
    if len(opened) > _DEEPEST:
        return
    for begin, after in zip(opened, [*opened[1:], end], strict=False):
        yield from find_parentheses(text, begin + 1, after)


def _targets(text: str) -> list[tuple[int, int]]:
    """Spans of addresses in links and in running text, which may hold parentheses."""
    if "](" not in text and "://" not in text:
        return []
    found = list(_LINK.finditer(text))
    behind = ((match.end("label") + 1, match.end()) for match in found)
    pictures = (
        (match.start("label") + inner.start(), match.start("label") + inner.end())
        for match in found
        for inner in _PICTURE.finditer(match["label"])
    )
    return [*behind, *pictures, *(match.span() for match in _AUTOLINK.finditer(text))]


@lru_cache(maxsize=2048)
def flatten(text: str) -> FlatText:
    """The text as a reader sees it."""
    pieces: list[str] = []
    found: list[tuple[int, int, str]] = []
    at = length = 0
    for link in find_links(text):
        before = _plain(text[at : link.start])
        label = _plain(link.label) or link.url
        found.append((length + len(before), length + len(before) + len(label), link.url))
        pieces += [before, label]
        length += len(before) + len(label)
        at = link.end
    return FlatText("".join([*pieces, _plain(text[at:])]), tuple(found))


def _plain(text: str) -> str:
    return html.unescape(_EMPHASIS.sub(lambda match: match["kept"] or match["code"] or "", text))


def plain_line(text: str) -> str:
    """The text as one would read it out, on one line: of a picture its description, of a tag nothing."""
    described = _PICTURE.sub(_description, text)
    return " ".join(flatten(_TAG.sub("", described)).text.split())


def _description(match: re.Match[str]) -> str:
    alt = _ALT.search(match[0])
    return f" {match['label'] or (alt[2] if alt else '')} "


def is_too_long(start: int, end: int) -> bool:
    """Whether a parenthesis is longer than any citation."""
    return end - start > _LONGEST
