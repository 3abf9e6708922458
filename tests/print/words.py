"""The words of a page and the words of its PDF, for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pypdfium2
from lxml import html as lxml_html

_SCREEN = (
    "//nav",  # the contents of a long analysis, whose words stand over its parts
    "//*[contains(@class, 'permalink')]",
    "//*[contains(@class, 'footnote-backref')]",
    "//section[contains(@class, 'cite-this')]//p",  # files to download
    "//p[contains(@class, 'notices')]/a",
    "//*[contains(@class, 'dateline-pdf')]",
    "//*[contains(@class, 'dateline-share')]",
    "//*[@data-copy]",
    "//section[contains(@class, 'permanent')]//p[contains(@class, 'mail')]",
)
"""Elements that only a screen has a use for."""
_BLOCKS = frozenset(
    "article b blockquote br caption cite dd details div dt h1 h2 h3 h4 h5 h6 li p pre section span strong summary "
    "td th time tr".split()
)
_APART = frozenset({"likelihood", "confidence"})
"""Classes of elements in a line that a style sheet parts from one another."""
_TOP, _BOTTOM = 27 / 25.4 * 72, 28 / 25.4 * 72
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u00ad\ufeff\u2060\u200d\u200c\u200e\u200f\u202c\u2066\u2067\u2068\u2069")
)


def lost(page: str, pdf: bytes) -> list[str]:
    """Words that the PDF has less often than the page; case is ignored, for the page has hosts in small letters."""
    shown, printed = page_text(page).casefold(), pdf_text(pdf).casefold()
    missing = Counter(shown.split()) - Counter(printed.split())
    shown, printed = _squashed(shown), _squashed(printed)
    return [word for word in missing if printed.count(_squashed(word)) < shown.count(_squashed(word))]


def page_text(html: str) -> str:
    """The text of a page without what only a screen has a use for."""
    root = lxml_html.document_fromstring(f"<html><body>{html}</body></html>")
    for path in _SCREEN:
        for element in root.xpath(path):
            element.drop_tree()
    for quoted in root.iter("q"):
        quoted.text = "“" + (quoted.text or "")
        quoted.append(quoted.makeelement("i"))
        quoted[-1].text = "”"
    return _normal(_spaced(root.find("body")))


def pdf_text(pdf: bytes) -> str:
    """The text of a PDF without running heads and feet."""
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded(bottom=_BOTTOM, top=page.get_height() - _TOP))
    return _normal("\n".join(pages).translate({2: "-", 0xFFFE: "-"}))


def _spaced(element) -> str:
    inside = "".join([element.text or "", *(_spaced(child) + (child.tail or "") for child in element)])
    if not isinstance(element.tag, str):
        return ""
    is_apart = element.tag in _BLOCKS or element.get("class", "") in _APART
    return f" {inside} " if is_apart else inside


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE)


def _squashed(text: str) -> str:
    return re.sub(r"[\s\-‐]", "", text)
