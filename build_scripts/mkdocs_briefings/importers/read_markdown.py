"""The reader of Markdown: front matter, notes and blocks as the author wrote them, but in one style.

Links are written `[text](address)`, plain HTML becomes Markdown, and what editors on the web leave goes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from mkdocs_briefings.importers.article import Footnote, LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.front_matter import (
    NotYamlError,
    front_matter_words,
    read_mapping,
    read_metadata,
)
from mkdocs_briefings.importers.markdown_spans import replace_outside
from mkdocs_briefings.importers.markdown_text import normalise, one_line, split_blocks
from mkdocs_briefings.importers.non_prose import Spans, code_spans

_YAML = re.compile(r"\A\s*---[ ]*\n(?P<inside>.*?)\n?^(?:---|\.\.\.)[ ]*$\n?", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*(.*)", re.DOTALL)
_KEY_LINE = re.compile(r"^([\w-]+):[ ]*(\S[^\n]*)$", re.MULTILINE)
_NUMBERED_NOTE = re.compile(r"\n(?=\[\^[^\]\s]+\]:)")


def read(text: str) -> RawArticle:
    """Read metadata, blocks and footnotes of a Markdown file."""
    clean = normalise(text).replace("\f", "\n\n")
    match = _YAML.match(clean)
    metadata, left_out, front = _front_matter(match["inside"]) if match else (Metadata(), (), "")
    rest, link_labels = inline_links(clean_editor_markup(clean[match.end() :] if match else clean))
    pieces, tags = convert_raw_html(list(split_blocks(rest)))
    blocks: list[str] = []
    notes: list[Footnote] = []
    for block in pieces:
        if _NOTE.match(block):
            notes += [_note(part) for part in _NUMBERED_NOTE.split(block)]
        else:
            blocks.append(block)
    original = "\n".join([front, rest, *(words.text for words in link_labels)])
    return RawArticle(tuple(blocks), original, metadata, tuple(notes), (*left_out, *link_labels, *tags))


def _front_matter(inside: str) -> tuple[Metadata, tuple[LeftOut, ...], str]:
    """Read front matter, and all words in it; line by line if it is no YAML, as with a colon in a title."""
    try:
        data = read_mapping(inside)
        return *read_metadata(data), front_matter_words(data)
    except NotYamlError as error:
        pairs = {match[1]: match for match in reversed(list(_KEY_LINE.finditer(inside)))}
        values = {key: match[2].strip("\"' ") for key, match in reversed(pairs.items())}
        metadata, left_out = read_metadata(values)
        first = {match.start() for match in pairs.values()}
        others = _KEY_LINE.sub(lambda match: "" if match.start() in first else match[0], inside)
        reason = f"front matter is not valid YAML ({error})"
        return metadata, (*left_out, LeftOut(one_line(others), reason)), inside


def _note(block: str) -> Footnote:
    match = _NOTE.match(block)
    return Footnote(match[1], one_line(match[2])) if match else Footnote("", block)


_DEFINITION = re.compile(
    r"""^[ ]{0,3}\[(?P<label>[^\]^\n][^\]\n]*)\]:[ \t]*<?(?P<url>https?://[^\s<>]++)>?[ \t]*+
    (?:["'(](?P<hint>[^\n]*)["')])?[ \t]*+(?:\n|\Z)""",
    re.VERBOSE | re.MULTILINE,
)
_REFERENCE = re.compile(
    r"(?<![\]\\])\[(?P<text>[^\[\]\n]+(?:\n[^\[\]\n]+)*)\](?:[ ]?\[(?P<label>[^\[\]\n]*)\])?(?![(\[:])"
)
_ANCHOR = re.compile(
    r"<a\s(?P<rest>[^<>]*)>(?P<text>(?:(?!<a\s)[^\[\]]|\[[^\[\]]*\])*?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_TARGET = re.compile(r"\]\((https?://[^\s<>]{1,2000})")
_CLOSING = re.compile(r"\)")
_HREF = re.compile(r"""\bhref\s*=\s*["'](https?://[^"'\s()]+)["']""", re.IGNORECASE)
_RAW_BLOCK = re.compile(
    r"^<(?:div|table|p|ul|ol|dl|section|article|aside|figure|iframe|form|h[1-6]|blockquote|details|center)\b.*?(?:\n[ ]*\n|\Z)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def inline_links(text: str) -> tuple[str, tuple[LeftOut, ...]]:
    """Write `<a href>` in running text and `[text][label]` as `[text](address)`, and list the labels left out.

    Code and blocks of raw HTML stay as they are, for no Markdown is read in them.
    """
    targets = {_fold_label(match["label"]): match for match in _DEFINITION.finditer(text)}
    labels: list[str] = []

    def anchor(match: re.Match[str]) -> str:
        address, label = _HREF.search(match["rest"]), match["text"]
        if not address or not label.strip() or "\n\n" in label:
            return match[0]
        before, after = (" " if edge.isspace() else "" for edge in (label[0], label[-1]))
        return f"{before}[{label.strip()}]({address[1]}){after}"

    def reference(match: re.Match[str]) -> str:
        target = targets.get(_fold_label(match["label"] or match["text"]))
        if target is None:
            return match[0]
        labels.append(match["label"] or "")
        return f"[{match['text']}]({target['url']})"

    if "<a " in text or "<A " in text:
        text = replace_outside(_not_markdown(text), _ANCHOR, anchor, text)
    if not targets:
        return text, ()
    text = _DEFINITION.sub("", replace_outside(_not_markdown(text), _REFERENCE, reference, text))
    labels += [word for match in targets.values() for word in (match["label"], match["hint"] or "")]
    left_out = [LeftOut(" ".join(labels), "labels of links")]
    used = {
        match[1][: end.start()] for match in _TARGET.finditer(text) for end in _CLOSING.finditer(match[1])
    }
    for match in targets.values():
        if match["url"] not in used:
            words = f"{match['label']} {match['url']}"
            left_out.append(LeftOut(words, "address of a link that the text does not use"))
    return text, tuple(left_out)


def _not_markdown(text: str) -> Spans:
    return Spans.merged([*code_spans(text), *(match.span() for match in _RAW_BLOCK.finditer(text))])


def _fold_label(label: str) -> str:
    return one_line(label).casefold()


_TEXT_ELEMENTS = frozenset("ul ol p h1 h2 h3 h4 h5 h6 blockquote table dl div center".split())
_OPENING = re.compile(
    r"[ ]{0,3}<(ul|ol|p|h[1-6]|blockquote|table|dl|div|center|section|article|figure|main|header|footer|aside|nav|form"
    r"|fieldset|details|address|pre|iframe|video|audio|object|script|style|svg)\b[^<>]*>",
    re.IGNORECASE,
)
_MORE_THAN_TEXT = re.compile(
    r"<(?:script|style|iframe|form|svg|object|embed|video|audio|pre|details|input|button|nav|aside|footer|select)\b"
    r"|<img\b(?![^<>]*\bsrc=[\"']https?://)|=[\"']?\{\{|\]\(|\*\*|`|^(?:#{1,6}|[-*+]|\d+\.)[ ]"
    r"|\bhref=[\"'](?!https?://|mailto:|#)",
    re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--(?:(?!<!--).)*?-->", re.DOTALL)


def convert_raw_html(blocks: Sequence[str]) -> tuple[list[str], tuple[LeftOut, ...]]:
    """Convert HTML that only shows text to Markdown, so that its links are found, and list the tags left out.

    HTML stays when it does more than show text (a form, a film), leads somewhere within its own site, has Markdown
    in it, or does not end: Python-Markdown reads no Markdown in it either. Without the extra all HTML stays.
    """
    waiting = list(reversed(blocks))
    converted: list[str] = []
    left_out: list[LeftOut] = []
    while waiting:
        opening = _OPENING.match(waiting[-1])
        if opening is None:
            converted.append(waiting.pop())
            continue
        markup, rest = _take_element(waiting, opening[1])
        is_text = opening[1].casefold() in _TEXT_ELEMENTS and not _MORE_THAN_TEXT.search(markup)
        inner = _to_blocks(markup) if is_text else []
        if inner:
            left_out.append(LeftOut(" ".join(_TAG.findall(markup)), "tags of HTML that is Markdown now"))
        converted += inner or [markup]
        waiting += [rest] if rest.strip() else []
    return converted, tuple(left_out)


def _take_element(waiting: list[str], name: str) -> tuple[str, str]:
    """Take the element that begins the last block, through as many blocks as it runs, and the text after its end."""
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


def _to_blocks(markup: str) -> list[str]:
    """Return the markup as blocks of Markdown; nothing if a word would be lost or the extra is missing."""
    try:
        from mkdocs_briefings.importers.html_to_markdown import (  # noqa: PLC0415
            parse_html,
            to_markdown,
            visible_text,
        )

        page = parse_html(f"<div>{markup}</div>")
    except (ImportError, UnreadableError):
        return []
    body = page.find("body") if page is not None else None
    if body is None:
        return []
    element = to_markdown(body)
    lost = count_words(visible_text(body)) - count_words("\n".join(element.blocks))
    return [] if element.notes or element.left_out or lost else list(element.blocks)


_CHARACTER_REFERENCE = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SPAN_OF_LOOKS = re.compile(
    r"""<span(?:\s+(?:style|class)\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*\s*>|</span\s*>""", re.IGNORECASE
)
_MEANINGFUL = frozenset("<>&*_`\\[](){}#|~+-=.!:\"'")
"""Signs that somebody may have written as a reference to keep Markdown from reading them."""


def clean_editor_markup(text: str) -> str:
    """Replace references such as `&#8220;` by their letters, and drop spans that only change the look.

    Code stays as it is, and so do all spans if any of them does more.
    """
    if "&" in text:
        text = replace_outside(code_spans(text), _CHARACTER_REFERENCE, _letter, text)
    if "<span" not in text:
        return text
    bare = replace_outside(code_spans(text), _SPAN_OF_LOOKS, lambda _: "", text)
    return text if "<span" in bare else bare


def _letter(reference: re.Match[str]) -> str:
    letter = html.unescape(reference[0])
    if letter.isspace():
        return " "
    return letter if len(letter) == 1 and letter.isprintable() and letter not in _MEANINGFUL else reference[0]
