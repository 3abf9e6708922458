"""MathML of a page as nodes of a print, which `templates/print/formula.typ` sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mkdocs_briefings.render.print.text import strip_unprintable
from mkdocs_briefings.render.print.tree import Element, Node

_FENCES = frozenset("()[]{}|‖⌊⌋⌈⌉⟨⟩⟮⟯/∣∥.")
_ACCENTS = {
    "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "¯": "macron", "˙": "dot", "¨": "diaer", "ˇ": "caron",
    "˘": "breve", "´": "acute", "`": "grave", "˚": "ring", "→": "arrow", "⃗": "arrow",
}  # fmt: skip
"""Names of the accents, for a print replaces a character that no font of its texts has."""
_LINES = frozenset("¯‾_̲̅—―")
_INVISIBLE = dict.fromkeys((*range(0x2061, 0x2065), 0x200B))
_LARGE = frozenset("∑∏∐⋃⋂⋁⋀⨁⨂∫∬∭∮")
_EMS = re.compile(r"(-?[0-9.]+)em")


def formula_node(element: Element) -> Node:
    """Return a `math` element as a node: whether it stands by itself, its LaTeX, its parts."""
    latex = strip_unprintable(element.get("alttext", ""))
    return "math", element.get("display") == "block", latex, _row(element)


def _parts(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _node(element: Element) -> Node:
    return _READERS.get(str(element.tag), _row)(element)


def _row(element: Element) -> Node:
    parts = _parts(element)
    nodes = [node for node in map(_node, parts) if node != ("row", [])]
    if len(nodes) == 1:
        return nodes[0]
    stretched = any(
        part.tag == "mo" and part.get("stretchy") != "false" and _text(part) in _FENCES
        for part in (*parts[:1], *parts[-1:])
    )
    return ("fenced" if stretched and element.tag == "mrow" else "row"), nodes


def _text(element: Element) -> str:
    return strip_unprintable("".join(map(str, element.itertext()))).translate(_INVISIBLE)


def _letters(element: Element) -> Node:
    text = _text(element)
    if not text:
        return "row", []
    return ("letter" if len(text) == 1 else "word"), text


def _words(element: Element) -> Node:
    return "text", _text(element)


def _sign(element: Element) -> Node:
    text = _text(element)
    if len(text) > 1:
        return "word", text
    return ("letter", text) if text.strip() else ("row", [])


def _gap(element: Element) -> Node:
    width = _EMS.fullmatch(element.get("width", ""))
    return ("gap", float(width[1])) if width else ("row", [])


def _fraction(element: Element) -> Node:
    above, below = map(_node, _parts(element)[:2])
    return ("stack" if element.get("linethickness") == "0" else "over"), above, below


def _root(element: Element) -> Node:
    if element.tag == "msqrt":
        return "root", _row(element), None
    inside, index = map(_node, _parts(element)[:2])
    return "root", inside, index


def _scripts(element: Element) -> Node:
    base, *others = map(_node, _parts(element))
    tag = str(element.tag)
    limits = _limits(_parts(element)[0]) if tag.startswith(("munder", "mover")) else ""
    if tag in {"msub", "munder"}:
        return "scripts", base, others[0], None, limits
    if tag in {"msup", "mover"}:
        return "scripts", base, None, others[0], limits
    return "scripts", base, others[0], others[1], limits


def _limits(base: Element) -> str:
    """Return when scripts stand above and below: `display` for names such as lim; sums and the like know it themselves."""
    inner = [part for part in base.iter() if part.tag in {"mi", "mo"}]
    text = "".join(map(_text, inner))
    if len(text) > 1:
        return "display"
    return "" if text in _LARGE else "always"


def _with_mark(element: Element) -> Node:
    """Return a base with something above or below it: an accent, a line, a brace, or else a script."""
    base, mark = _parts(element)[:2]
    sign, above = (_text(mark) if mark.tag == "mo" else ""), element.tag == "mover"
    if sign in {"⏟", "⏞"}:
        return ("brace-above" if above else "brace-below"), _node(base)
    if sign in _LINES and mark.get("stretchy") != "false":
        return ("line-above" if above else "line-below"), _node(base)
    if above and sign in _ACCENTS and element.get("accent") == "true":
        return "mark", _node(base), _ACCENTS[sign]
    return _scripts(element)


def _table(element: Element) -> Node:
    rows = [[_row(cell) for cell in _parts(row)] for row in _parts(element)]
    first = next((cell.get("class", "") for row in _parts(element) for cell in _parts(row)), "")
    sides = [cell.get("class", "") for row in _parts(element)[:1] for cell in _parts(row)]
    if sides[:2] == ["math-right", "math-left"]:
        return "lines", rows
    return "grid", first.removeprefix("math-"), rows


def _hidden(element: Element) -> Node:
    return "hidden", _row(element)


_READERS: Mapping[str, Callable[[Element], Node]] = {
    "mi": _letters,
    "mn": _words,
    "mo": _sign,
    "mtext": _words,
    "mspace": _gap,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _with_mark,
    "mover": _with_mark,
    "munderover": _scripts,
    "mtable": _table,
    "mphantom": _hidden,
}
