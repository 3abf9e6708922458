"""Elements of HTML to blocks of Markdown and footnotes; used for HTML files and for what mammoth makes of DOCX."""

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

_SILENT = ("script", "style", "noscript", "template", "svg", "head", "object", "iframe", "canvas")
_APART = ("nav", "aside", "footer", "form", "button", "select", "dialog")
_BLOCKS = """address article aside blockquote br body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody td tfoot th thead title
    tr ul"""
_LINE_MAKERS = frozenset(re.findall(r"\w+", _BLOCKS))
_DEEPEST = 120
_BACK = re.compile(r"^[\s↑↩⤴^︎️\[\]]*$|^(?:back|return)\b", re.IGNORECASE)
_LABEL = re.compile(r"[\[(\s]*(\w{1,4}|\*+|†|‡)[\])\s]*")


@dataclass(frozen=True, slots=True)
class ConvertedElement:
    """What an element says, in Markdown."""

    blocks: tuple[str, ...]
    notes: tuple[Footnote, ...]
    left_out: tuple[LeftOut, ...]


class _Converter(MarkdownConverter):
    """Markdown in this project's manner; the library's hooks are named after elements."""

    def escape(self, text: str, parent_tags: object) -> str:
        """Text as Markdown that reads the same, and as few signs in it as will do."""
        return escape_inline(text)

    def convert_p(self, el: object, text: str, parent_tags: Any) -> str:
        """A paragraph, none of whose lines begins as something else."""
        return str(super().convert_p(el, _paragraph(el, text), parent_tags))  # type: ignore[misc]

    def convert_br(self, el: object, text: str, parent_tags: Any) -> str:
        """A line end; within code without the two spaces that make a hard break."""
        return "\n" if "pre" in parent_tags else str(super().convert_br(el, text, parent_tags))  # type: ignore[misc]

    def convert_div(self, el: object, text: str, parent_tags: Any) -> str:
        """What stands in a division; its own text is a paragraph."""
        return str(super().convert_div(el, _paragraph(el, text), parent_tags))  # type: ignore[misc]

    def convert_li(self, el: object, text: str, parent_tags: object) -> str:
        """An item; what belongs to it is indented by four, which Python-Markdown asks for."""
        first, *rest = super().convert_li(el, _paragraph(el, text), parent_tags).split("\n")  # type: ignore[misc]
        width = first.index(" ") + 1 if " " in first else 0
        return "\n".join([first, *(f"    {line[width:]}" if line.strip() else "" for line in rest)])

    def convert_img(self, el: object, text: str, parent_tags: object) -> str:
        """A picture becomes its description; one that is part of the file cannot be linked."""
        alt = one_line(str(el.attrs.get("alt") or ""))  # type: ignore[attr-defined]
        source = str(el.attrs.get("src") or "")  # type: ignore[attr-defined]
        return f"![{alt}]({source})" if source.startswith(("http://", "https://")) else f" {alt} "


def _paragraph(element: Any, text: str) -> str:
    """Text of an element with the beginning of its lines escaped, when it begins with running text itself."""
    first = next((one for one in element.contents if str(one).strip()), None)
    if first is None or getattr(first, "name", None) in _LINE_MAKERS:
        return text
    head, *rest = text.strip().split("\n")
    return "\n".join([escape_line_start(head), *rest])


def _code_language(pre: Any) -> str:
    """The language of a block of code, as HTML5 suggests writing it: `<code class="language-scss">`."""
    classes = [
        *pre.get("class", ()),
        *(name for code in pre.find_all("code") for name in code.get("class", ())),
    ]
    return next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")


def parse_html(text: str) -> HtmlElement | None:
    """The document; None when there is no element in it.

    Raises:
        UnreadableError: its elements nest deeper than any page's do.
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
        level = [child for one in level for child in one]
    return bool(level)


def visible_text(element: HtmlElement) -> str:
    """The words a reader sees, elements that begin a line parted by line ends."""
    return "".join(_visible(element))


def _visible(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
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
    """The element as Markdown, footnotes apart, without navigation and forms."""
    copy = deepcopy(element)
    left = list(_take_apart(copy))
    notes = tuple(_take_notes(copy))
    join_emphasis(copy)
    blocks = split_blocks(normalise(_written(copy)))
    return ConvertedElement(tuple(_clean(block) for block in blocks if block.strip()), notes, tuple(left))


def _written(element: HtmlElement) -> str:
    markup = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    converter = _Converter(
        heading_style="ATX",
        bullets="-",
        strip_document=None,
        wrap=True,
        wrap_width=None,
        code_language_callback=_code_language,
    )
    return str(converter.convert(markup))


def _clean(block: str) -> str:
    """A block without white space at its ends; hard breaks between lines stay."""
    return block.strip("\n").rstrip()


def _take_apart(element: HtmlElement) -> Iterator[LeftOut]:
    for found in list(element.iter(*_SILENT, *_APART)):
        text = one_line(visible_text(found))
        if found.getparent() is None or found is element:
            continue
        if text:
            yield LeftOut(text, f"<{found.tag}> is no part of the article")
        found.drop_tree()


def _take_notes(element: HtmlElement) -> Iterator[Footnote]:
    """Footnotes: a link to an element of the same text, mostly raised, whose text is a number."""
    targets = {one.get("id") or one.get("name"): one for one in element.iter() if isinstance(one.tag, str)}
    found: dict[str, tuple[str, HtmlElement]] = {}
    labels: set[str] = set()
    for link in list(element.iter("a")):
        href, match = link.get("href") or "", _LABEL.fullmatch(link.text_content())
        target = targets.get(href[1:]) if href.startswith("#") and len(href) > 1 else None
        if target is None or match is None or link in set(target.iterdescendants()):
            continue
        if href not in found:
            if _is_backward(link, target):
                continue
            label = match[1] if match[1] not in labels else f"{match[1]}-{len(labels) + 1}"
            labels.add(label)
            found[href] = (label, _whole_note(target))
        _replace(link, f"[^{found[href][0]}]")
    for label, target in found.values():
        yield Footnote(label, _note_text(target, label))
    for _, target in found.values():
        parent = target.getparent()
        if parent is not None:
            target.drop_tree()
            if parent.tag in ("ol", "ul", "section", "div") and not one_line(parent.text_content()):
                _drop(parent)


def _is_backward(link: HtmlElement, target: HtmlElement) -> bool:
    """Whether the link leads back up, from a note to the text."""
    order = {id(one): at for at, one in enumerate(link.getroottree().iter())}
    return order.get(id(target), 0) < order.get(id(link), 0)


def _whole_note(target: HtmlElement) -> HtmlElement:
    """The item or paragraph that an anchor begins."""
    holder = target
    while holder.tag in ("a", "sup", "span", "b") and holder.getparent() is not None:
        holder = holder.getparent()
    return holder


def _replace(link: HtmlElement, text: str) -> None:
    """Text in place of a link and of the <sup> around it."""
    parent = link.getparent()
    whole = parent if parent is not None and parent.tag == "sup" and len(parent) == 1 else link
    whole.tail = text + (whole.tail or "")
    _drop(whole)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _note_text(target: HtmlElement, label: str) -> str:
    copy = deepcopy(target)
    for link in list(copy.iter("a")):
        href = link.get("href") or ""
        if href.startswith("#") and (
            _BACK.match(link.text_content()) or one_line(link.text_content()).strip("[]^.") == label
        ):
            link.drop_tree()
    copy.tag = "div"
    copy.tail = None
    return re.sub(
        rf"^(?:\[{re.escape(label)}\]|{re.escape(label)}\\?[.)])\s*", "", one_line(normalise(_written(copy)))
    )


_KINDS = {"em": "em", "i": "em", "strong": "strong", "b": "strong"}


def join_emphasis(element: HtmlElement) -> None:
    """Join neighbouring emphasis of one kind, through links, and drop what emphasises no letter."""
    for link in list(element.iter("a")):
        _turn_out(link)
    for one in list(element.iter(*_KINDS)):
        if one.getparent() is not None:
            _take_neighbours(one)
    for one in list(element.iter(*_KINDS)):
        if not any(letter.isalnum() for letter in one.text_content()) and one.find(".//img") is None:
            one.drop_tag()


def _turn_out(link: HtmlElement) -> None:
    """A link whose whole text is emphasised becomes an emphasised link."""
    while len(link) == 1 and link[0].tag in _KINDS and not (link.text or "").strip():
        inner = link[0]
        if (inner.tail or "").strip() or inner.find(".//a") is not None:
            return
        outer = link.makeelement(_KINDS[inner.tag])
        outer.tail, link.tail = link.tail, None
        parent = link.getparent()
        if parent is None:
            return
        parent.replace(link, outer)
        outer.append(link)
        inner.drop_tag()


def _take_neighbours(one: HtmlElement) -> None:
    """Put what follows in emphasis of the same kind at the end of this one, blanks between them too."""
    while (after := one.getnext()) is not None and isinstance(after.tag, str):
        if _KINDS.get(after.tag) != _KINDS[one.tag] or (one.tail or "").strip():
            return
        _append_text(one, f"{one.tail or ''}{after.text or ''}")
        one.tail = after.tail
        parent = after.getparent()
        if parent is not None:
            after.tail = None
            parent.remove(after)
        one.extend(list(after))


def _append_text(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}{text}"
    else:
        element.text = f"{element.text or ''}{text}"
