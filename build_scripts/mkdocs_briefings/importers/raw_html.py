"""Raw HTML in Markdown: blocks of plain elements become Markdown, so that their links are found and people can edit them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_briefings.importers.article import LeftOut, words
from mkdocs_briefings.importers.decode import UnreadableError

_PLAIN = frozenset("ul ol p h1 h2 h3 h4 h5 h6 blockquote table dl div center".split())
_OPENING = re.compile(
    r"[ ]{0,3}<(ul|ol|p|h[1-6]|blockquote|table|dl|div|center|section|article|figure|main|header|footer|aside|nav|form"
    r"|fieldset|details|address|pre|iframe|video|audio|object|script|style|svg)\b[^<>]*>",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"<(?:script|style|iframe|form|svg|object|embed|video|audio|pre|details|input|button|nav|aside|footer|select)\b"
    r"|<img\b(?![^<>]*\bsrc=[\"']https?://)|=[\"']?\{\{|\]\(|\*\*|`|^(?:#{1,6}|[-*+]|\d+\.)[ ]"
    r"|\bhref=[\"'](?!https?://|mailto:|#)",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)


def without_raw_html(blocks: Sequence[str]) -> tuple[list[str], tuple[LeftOut, ...]]:
    """The blocks with plain HTML made Markdown, and the tags that are gone.

    HTML stays as it is when it does more than plain text does (a form, a film), leads somewhere within its site,
    has Markdown in it, or does not end: Python-Markdown reads no Markdown in it either.
    """
    waiting = list(reversed(blocks))
    found: list[str] = []
    left: list[LeftOut] = []
    while waiting:
        opening = _OPENING.match(waiting[-1])
        if opening is None:
            found.append(waiting.pop())
            continue
        markup, rest = _element(waiting, opening[1])
        is_plain = opening[1].casefold() in _PLAIN and not _KEPT.search(markup)
        made = _converted(markup) if is_plain else []
        found += made or [markup]
        left += [LeftOut(" ".join(_TAG.findall(markup)), "tags of HTML that is Markdown now")] if made else []
        waiting += [rest] if rest.strip() else []
    return found, tuple(left)


def _element(waiting: list[str], name: str) -> tuple[str, str]:
    """Take the element that begins the last block, through as many blocks as it runs, and what follows its end."""
    tag = re.compile(rf"<(/?){name}\b[^<>]*>", re.IGNORECASE)
    depth = 0
    taken: list[str] = []
    while waiting:
        block = waiting.pop()
        for match in tag.finditer(block):
            depth += -1 if match[1] else 1
            if depth == 0:
                return "\n\n".join([*taken, block[: match.end()]]), block[match.end() :].lstrip("\n")
        taken.append(block)
    return "\n\n".join(taken), ""


def _converted(markup: str) -> list[str]:
    """The markup as blocks of Markdown; nothing if a word would be lost. The library is loaded when it is needed."""
    from mkdocs_briefings.importers.html_markdown import convert, parse, visible  # noqa: PLC0415

    try:
        page = parse(f"<div>{markup}</div>")
    except UnreadableError:
        return []
    body = page.find("body") if page is not None else None
    if body is None:
        return []
    made = convert(body)
    whole = not made.notes and not made.left_out and not words(visible(body)) - words("\n".join(made.blocks))
    return list(made.blocks) if whole else []
