"""Elements of HTML as blocks of Markdown and footnotes, for HTML files and for the HTML that mammoth makes of DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from markdownify import MarkdownConverter

from mkdocs_briefings.importers.article import Footnote, LeftOut
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.markdown_text import (
    escape_inline,
    escape_line_start,
    normalise,
    one_line,
    split_blocks,
)

_INVISIBLE = ("script", "style", "noscript", "template", "svg", "head", "object", "iframe", "canvas")
_NOT_ARTICLE = ("nav", "aside", "footer", "form", "button", "select", "dialog")
_LINE_MAKERS = frozenset(
    """address article aside blockquote br body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title
    tr ul""".split()
)
_DEEPEST = 120
_BACK = re.compile(r"^[\s↑↩⤴^︎️\[\]]*$|^(?:back|return)\b", re.IGNORECASE)
_CODE_OR_BAR = re.compile(r"`[^`]*`|(?<!\\)\|")
_LABEL = re.compile(r"[\[(\s]*(\w{1,4}|\*+|†|‡)[\])\s]*")


@dataclass(frozen=True, slots=True)
class ConvertedElement:
    """An element as Markdown."""

    blocks: tuple[str, ...]
    notes: tuple[Footnote, ...]
    left_out: tuple[LeftOut, ...]


class _Converter(MarkdownConverter):
    """Markdown in this project's style; markdownify calls a method named after each element."""

    def escape(self, text: str, parent_tags: object) -> str:
        """Escape as few signs as will do."""
        return escape_inline(text)

    def convert_p(self, el: object, text: str, parent_tags: Any) -> str:
        """Write a paragraph that begins as no other block does."""
        return str(super().convert_p(el, _paragraph(el, text), parent_tags))  # type: ignore[misc]

    def convert_br(self, el: object, text: str, parent_tags: Any) -> str:
        """Write a line end, within code without the two spaces that make a hard break."""
        return "\n" if "pre" in parent_tags else str(super().convert_br(el, text, parent_tags))  # type: ignore[misc]

    def convert_div(self, el: object, text: str, parent_tags: Any) -> str:
        """Write the content of a division; its own text is a paragraph."""
        return str(super().convert_div(el, _paragraph(el, text), parent_tags))  # type: ignore[misc]

    def convert_li(self, el: object, text: str, parent_tags: object) -> str:
        """Write a list item, with what belongs to it indented by four spaces, as Python-Markdown asks for."""
        first, *rest = super().convert_li(el, _paragraph(el, text), parent_tags).split("\n")  # type: ignore[misc]
        width = first.index(" ") + 1 if " " in first else 0
        return "\n".join([first, *(f"    {line[width:]}" if line.strip() else "" for line in rest)])

    def convert_td(self, el: object, text: str, parent_tags: object) -> str:
        """Write a cell, in which a bar opens no other."""
        return str(super().convert_td(el, _without_bars(text), parent_tags))  # type: ignore[misc]

    def convert_th(self, el: object, text: str, parent_tags: object) -> str:
        """Write a cell of the head, in which a bar opens no other."""
        return str(super().convert_th(el, _without_bars(text), parent_tags))  # type: ignore[misc]

    def convert_img(self, el: object, text: str, parent_tags: object) -> str:
        """Write a picture that is kept or on the web as Markdown, any other as its description alone."""
        alt = one_line(str(el.attrs.get("alt") or ""))  # type: ignore[attr-defined]
        source = str(el.attrs.get("src") or "")  # type: ignore[attr-defined]
        is_shown = source.startswith(("http://", "https://", "picture:"))
        return f"![{alt}]({source})" if is_shown else f" {alt} "


def _without_bars(text: str) -> str:
    """Escape the bars in a cell, but for those in code, which open no cell."""
    return _CODE_OR_BAR.sub(lambda match: match[0] if match[0].startswith("`") else r"\|", text)


def _paragraph(element: Any, text: str) -> str:
    """Return the text of an element, its beginning escaped when it begins with running text."""
    first = next((child for child in element.contents if str(child).strip()), None)
    if first is None or getattr(first, "name", None) in _LINE_MAKERS:
        return text
    head, *rest = text.strip().split("\n")
    return "\n".join([escape_line_start(head), *rest])


def _code_language(pre: Any) -> str:
    """Return the language of a block of code, as HTML 5 suggests writing it: `<code class="language-scss">`."""
    classes = [
        *pre.get("class", ()),
        *(name for code in pre.find_all("code") for name in code.get("class", ())),
    ]
    return next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")


def parse_html(text: str) -> HtmlElement | None:
    """Parse an HTML document; return None when it has no element.

    Raises:
        UnreadableError: its elements nest too deep for code that recurses.
    """
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        page = lxml.html.document_fromstring(without_declaration, parser=lxml.html.HTMLParser(huge_tree=True))
    except ParserError:
        return None
    if _is_deep(page):
        raise UnreadableError(f"nests its HTML deeper than {_DEEPEST} levels; save its text as Markdown")
    return page


def _is_deep(page: HtmlElement) -> bool:
    level = list(page)
    for _ in range(_DEEPEST):
        level = [child for parent in level for child in parent]
    return bool(level)


def visible_text(element: HtmlElement) -> str:
    """Return the words that a reader sees, with line ends around elements that stand on lines of their own."""
    return "".join(_visible(element))


def _visible(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _INVISIBLE:
        return
    line = "\n" if element.tag in _LINE_MAKERS else ""
    yield line
    yield element.text or ""
    if element.tag == "img":
        yield f" {element.get('alt') or ''} "
    for child in element:
        yield from _visible(child)
        yield child.tail or ""
    yield line


def to_markdown(element: HtmlElement) -> ConvertedElement:
    """Convert an element to Markdown, its footnotes apart, without navigation and forms."""
    copy = deepcopy(element)
    left_out = tuple(_drop_other_parts(copy))
    notes = tuple(_take_notes(copy))
    _join_emphasis(copy)
    blocks = split_blocks(normalise(_markdown(copy)))
    return ConvertedElement(
        tuple(block.strip("\n").rstrip() for block in blocks if block.strip()), notes, left_out
    )


def _markdown(element: HtmlElement) -> str:
    markup = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    converter = _Converter(
        heading_style="ATX",
        bullets="-",
        strip_document=None,
        wrap=True,
        wrap_width=None,
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        code_language_callback=_code_language,
    )
    return str(converter.convert(markup))


def _drop_other_parts(element: HtmlElement) -> Iterator[LeftOut]:
    """Drop navigation, forms and the like from an element, and yield their words."""
    for part in list(element.iter(*_INVISIBLE, *_NOT_ARTICLE)):
        if part.getparent() is None or part is element:
            continue
        if text := one_line(visible_text(part)):
            yield LeftOut(text, f"<{part.tag}> is no part of the article")
        part.drop_tree()


def _take_notes(element: HtmlElement) -> Iterator[Footnote]:
    """Take the footnotes out of an element, and put `[^label]` in place of the links to them.

    A link to a later element of the same text, whose own text is a number or a sign, refers to a footnote.
    """
    inner = [child for child in element.iter() if isinstance(child.tag, str)]
    targets = {child.get("id") or child.get("name"): child for child in inner}
    order = {child: at for at, child in enumerate(inner)}
    notes: dict[str, tuple[str, HtmlElement]] = {}
    labels: set[str] = set()
    for link in list(element.iter("a")):
        href, match = link.get("href") or "", _LABEL.fullmatch(link.text_content())
        target = targets.get(href[1:]) if href.startswith("#") and len(href) > 1 else None
        if target is None or match is None or target in link.iterancestors():
            continue
        if href not in notes:
            if order[target] < order[link]:
                continue
            label = match[1] if match[1] not in labels else f"{match[1]}-{len(labels) + 1}"
            labels.add(label)
            notes[href] = (label, _whole_note(target))
        _replace(link, f"[^{notes[href][0]}]")
    for label, note in notes.values():
        yield Footnote(label, _note_text(note, label))
    for _, note in notes.values():
        parent = note.getparent()
        if parent is not None:
            note.drop_tree()
            if parent.tag in ("ol", "ul", "section", "div") and not one_line(parent.text_content()):
                _drop(parent)


def _whole_note(anchor: HtmlElement) -> HtmlElement:
    """Return the list item or paragraph that an anchor begins."""
    while anchor.tag in ("a", "sup", "span", "b") and anchor.getparent() is not None:
        anchor = anchor.getparent()
    return anchor


def _replace(link: HtmlElement, text: str) -> None:
    """Put a text in the place of a link, and of the <sup> around it if there is one."""
    parent = link.getparent()
    whole = parent if parent is not None and parent.tag == "sup" and len(parent) == 1 else link
    whole.tail = text + (whole.tail or "")
    _drop(whole)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _note_text(note: HtmlElement, label: str) -> str:
    """Return the text of a note as Markdown, without its number and the link back."""
    copy = deepcopy(note)
    for link in list(copy.iter("a")):
        text = link.text_content()
        leads_back = _BACK.match(text) or one_line(text).strip("[]^.") == label
        if leads_back and (link.get("href") or "").startswith("#"):
            link.drop_tree()
    copy.tag = "div"
    copy.tail = None
    number = rf"^(?:\[{re.escape(label)}\]|{re.escape(label)}\\?[.)])\s*"
    return re.sub(number, "", one_line(normalise(_markdown(copy))))


_EMPHASIS = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}


def _join_emphasis(element: HtmlElement) -> None:
    """Join neighbouring emphasis of one kind, through links, and drop emphasis without a letter.

    Word and editors leave it in pieces, which Markdown cannot write:
    `<em>as the </em><a><em>office</em></a><em>.</em>` becomes `<em>as the <a>office</a>.</em>`.
    """
    for link in list(element.iter("a")):
        _turn_out(link)
    for emphasis in list(element.iter(*_EMPHASIS)):
        if emphasis.getparent() is not None:
            _take_neighbours(emphasis)
    for emphasis in list(element.iter(*_EMPHASIS)):
        if not any(map(str.isalnum, emphasis.text_content())) and emphasis.find(".//img") is None:
            emphasis.drop_tag()


def _turn_out(link: HtmlElement) -> None:
    """Put a link whose whole text is emphasised inside the emphasis."""
    while len(link) == 1 and link[0].tag in _EMPHASIS and not (link.text or "").strip():
        inner = link[0]
        parent = link.getparent()
        if (inner.tail or "").strip() or inner.find(".//a") is not None or parent is None:
            return
        outer = link.makeelement(_EMPHASIS[inner.tag])
        outer.tail, link.tail = link.tail, None
        parent.replace(link, outer)
        outer.append(link)
        inner.drop_tag()


def _take_neighbours(emphasis: HtmlElement) -> None:
    """Append the next elements to an emphasis while they are of its kind, and the blanks between them."""
    texts: list[str] = []
    while (after := emphasis.getnext()) is not None and isinstance(after.tag, str):
        if _EMPHASIS.get(after.tag) != _EMPHASIS[emphasis.tag] or (emphasis.tail or "").strip():
            break
        texts += [emphasis.tail or "", after.text or ""]
        emphasis.tail = after.tail
        after.tail = None
        after.getparent().remove(after)
        if len(after):
            _append_text(emphasis, "".join(texts))
            texts = []
            emphasis.extend(list(after))
    _append_text(emphasis, "".join(texts))


def _append_text(element: HtmlElement, text: str) -> None:
    if not text:
        return
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
