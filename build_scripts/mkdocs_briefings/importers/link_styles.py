"""One style of links: `<a href>` in running text and `[text][label]` become `[text](address)`."""

from __future__ import annotations

import re
from collections.abc import Callable

from mkdocs_briefings.importers.article import LeftOut
from mkdocs_briefings.importers.parentheses import code_spans

_DEFINITION = re.compile(
    r"""^[ ]{0,3}\[(?P<label>[^\]^\n][^\]\n]*)\]:[ \t]*<?(?P<url>https?://[^\s<>]+)>?[ \t]*
    (?:["'(](?P<hint>[^\n]*)["')])?[ \t]*(?:\n|\Z)""",
    re.VERBOSE | re.MULTILINE,
)
_REFERENCE = re.compile(
    r"(?<![\]\\])\[(?P<text>[^\[\]\n]+(?:\n[^\[\]\n]+)*)\](?:[ ]?\[(?P<label>[^\[\]\n]*)\])?(?![(\[:])"
)
_ANCHOR = re.compile(
    r"<a\s(?P<rest>[^<>]*)>(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_HREF = re.compile(r"""\bhref\s*=\s*["'](https?://[^"'\s()]+)["']""", re.IGNORECASE)
_RAW_BLOCK = re.compile(
    r"^<(?:div|table|p|ul|ol|dl|section|article|aside|figure|iframe|form|h[1-6]|blockquote|details|center)\b.*?(?:\n[ ]*\n|\Z)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def inline_links(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """The text with links in one style, and the labels that are gone from it.

    Code and blocks of raw HTML stay as they are, for no Markdown is read in them.
    """
    targets = {_folded(match["label"]): match for match in _DEFINITION.finditer(text)}
    labels: list[str] = []

    def anchor(match: re.Match[str]) -> str:
        address = _HREF.search(match["rest"])
        is_link = address and match["text"].strip() and "\n\n" not in match["text"]
        if not is_link or not address:
            return match[0]
        before, after = (" " if edge.isspace() else "" for edge in (match["text"][0], match["text"][-1]))
        return f"{before}[{match['text'].strip()}]({address[1]}){after}"

    def reference(match: re.Match[str]) -> str:
        target = targets.get(_folded(match["label"] or match["text"]))
        if target is None:
            return match[0]
        labels.append(match["label"] or "")
        return f"[{match['text']}]({target['url']})"

    changed = _outside_code(text, _ANCHOR, anchor) if "<a " in text or "<A " in text else text
    if not targets:
        return changed, ()
    changed = _outside_code(changed, _REFERENCE, reference)
    gone = [word for match in targets.values() for word in (match["label"], match["hint"] or "")]
    changed = _DEFINITION.sub("", changed)
    unused = [
        f"{match['label']} {match['url']}"
        for match in targets.values()
        if f"]({match['url']})" not in changed
    ]
    left = (LeftOut(" ".join([*labels, *gone]), "labels of links"),)
    return changed, (*left, *(LeftOut(one, "address of a link that the text does not use") for one in unused))


def _outside_code(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> str:
    blind = [*code_spans(text), *(match.span() for match in _RAW_BLOCK.finditer(text))]

    def seen(match: re.Match[str]) -> str:
        return match[0] if any(start <= match.start() < end for start, end in blind) else replace(match)

    return pattern.sub(seen, text)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
