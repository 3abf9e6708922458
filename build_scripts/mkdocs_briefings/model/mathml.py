"""LaTeX of a formula as MathML Core that pages may hold: a list of elements, no style, and the LaTeX beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from html.entities import html5
from typing import NamedTuple
from xml.etree import ElementTree

_ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle"
    " mpadded mphantom".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder depth display displaystyle form height largeop linethickness lspace mathvariant maxsize minsize"
    " movablelimits rspace scriptlevel stretchy symmetric voffset width".split()
)
_SIDE = re.compile(r"text-align: ?(left|right)")
_PLAIN_STYLE = re.compile(r"(?:(?:text-align|justify-items|padding-left|padding-right):[^;]*;)*")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z]+;)")
_NO_GLYPHS = dict.fromkeys(range(0xFE00, 0xFE10))
"""Selectors of a variant of the letter before them."""


class SetFormula(NamedTuple):
    """A formula as a page shows it."""

    html: str
    """MathML; empty if it cannot be set."""
    problem: str
    """Why it cannot be set, as the end of a sentence."""


@lru_cache(maxsize=1 << 10)
def set_formula(latex: str, *, is_display: bool) -> SetFormula:
    """Return a formula as MathML whose `alttext` is the LaTeX."""
    import math_core  # noqa: PLC0415 - few desks write formulas

    try:
        mathml = math_core.LatexToMathML(fancy_error=False).convert_with_local_state(
            latex, displaystyle=is_display
        )
    except math_core.LatexError as error:
        return SetFormula("", str(error).partition(": ")[2].rstrip("."))
    root = ElementTree.fromstring(_ENTITY.sub(lambda match: html5[match[1]], mathml))  # noqa: S314 - written above
    for element in list(root.iter()):
        if problem := _clean(element):
            return SetFormula("", problem)
    root.attrib = {"alttext": "", **({"display": "block"} if is_display else {})}
    html = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    return SetFormula(html.replace('alttext=""', f'alttext="{escape(latex)}"', 1), "")


def _clean(element: ElementTree.Element) -> str:
    """Leave an element only what is on the lists; return what it asks for that neither page nor print has."""
    if element.tag not in _ELEMENTS:
        return f"neither pages nor PDFs have '{element.get('notation') or element.tag}'"
    style = element.get("style", "")
    if not _PLAIN_STYLE.fullmatch(style.replace(" ", "") + ("" if style.endswith(";") or not style else ";")):
        return f"it asks for a style ({style.rstrip(';')})"
    side = _SIDE.search(style)
    kept = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    element.attrib = kept | ({"class": f"math-{side[1]}"} if side else {})
    element.text = (element.text or "").translate(_NO_GLYPHS)
    return ""
