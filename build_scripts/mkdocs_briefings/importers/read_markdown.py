"""Markdown with front matter to blocks; the Markdown itself stays as the author wrote it, raw HTML becomes Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from mkdocs_briefings.importers.article import Footnote, LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.front_matter import (
    NotYamlError,
    front_matter_words,
    read_mapping,
    read_metadata,
)
from mkdocs_briefings.importers.markdown_spans import code_spans
from mkdocs_briefings.importers.markdown_text import normalise, split_blocks

_YAML = re.compile(r"\A\s*---[ ]*\n(?P<inside>.*?)\n?^(?:---|\.\.\.)[ ]*$\n?", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)", re.DOTALL)
_NUMBERED_NOTE = re.compile(r"\n(?=\[\^[^\]\s]+\]:)")


def read(text: str) -> RawArticle:
    """Metadata, blocks and footnotes of a Markdown file."""
    clean = normalise(text).replace("\f", "\n\n")
    match = _YAML.match(clean)
    found, left, front = _front(match["inside"]) if match else (Metadata(), (), "")
    rest, resolved = inline_links(clean_editor_markup(clean[match.end() :] if match else clean))
    pieces, tags = convert_raw_html(list(split_blocks(rest)))
    blocks: list[str] = []
    notes: list[Footnote] = []
    for block in pieces:
        if _NOTE.match(block):
            notes += [_note(part) for part in _NUMBERED_NOTE.split(block)]
        else:
            blocks.append(block)
    original = "\n".join([front, rest, *(one.text for one in resolved)])
    return RawArticle(tuple(blocks), original, found, tuple(notes), (*left, *resolved, *tags))


def _front(inside: str) -> tuple[Metadata, tuple[LeftOut, ...], str]:
    """Front matter as YAML and the words in it, or line by line when it is no YAML (a colon in a title is the usual reason)."""
    try:
        data = read_mapping(inside)
        return *read_metadata(data), front_matter_words(data)
    except NotYamlError as error:
        pairs = re.findall(r"^([\w-]+):[ ]*(\S[^\n]*)$", inside, re.MULTILINE)
        found, left = read_metadata({key: value.strip("\"' ") for key, value in pairs})
        others = re.sub(r"^[\w-]+:[ ]*\S[^\n]*$", "", inside, flags=re.MULTILINE)
        why = f"front matter is not valid YAML ({error})"
        return found, (*left, LeftOut(" ".join(others.split()), why)), inside


def _note(block: str) -> Footnote:
    match = _NOTE.match(block)
    return Footnote(match[1], " ".join(match[2].split())) if match else Footnote("", block)


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


def convert_raw_html(blocks: Sequence[str]) -> tuple[list[str], tuple[LeftOut, ...]]:
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
    from mkdocs_briefings.importers.html_to_markdown import parse_html, to_markdown, visible_text  # noqa: PLC0415

    try:
        page = parse_html(f"<div>{markup}</div>")
    except UnreadableError:
        return []
    body = page.find("body") if page is not None else None
    if body is None:
        return []
    made = to_markdown(body)
    whole = (
        not made.notes
        and not made.left_out
        and not count_words(visible_text(body)) - count_words("\n".join(made.blocks))
    )
    return list(made.blocks) if whole else []


_CHARACTER_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LOOK = re.compile(
    r"""<span(?:\s+(?:style|class)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*>|</span\s*>""", re.IGNORECASE
)
_MEANT = frozenset("<>&*_`\\[](){}#|~+-=.!:\"'")
"""Signs that somebody may have written as a reference to keep Markdown from reading them."""


def clean_editor_markup(text: str) -> str:
    """Markdown with references made the letters they stand for, without spans that only change the look.

    Code stays as it is, and so do spans if any of them does more.
    """
    blind = code_spans(text)

    def outside(match: re.Match[str], instead: str) -> str:
        return match[0] if any(start <= match.start() < end for start, end in blind) else instead

    text = (
        _CHARACTER_REFERENCE.sub(lambda match: outside(match, _letter(match[0])), text)
        if "&" in text
        else text
    )
    if "<span" not in text:
        return text
    blind = code_spans(text)
    bare = _LOOK.sub(lambda match: outside(match, ""), text)
    return text if "<span" in bare else bare


def _letter(reference: str) -> str:
    letter = html.unescape(reference)
    if letter.isspace():
        return " "
    return letter if len(letter) == 1 and letter.isprintable() and letter not in _MEANT else reference
