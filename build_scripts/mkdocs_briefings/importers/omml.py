"""Formulas of Word (Office Math, ISO/IEC 29500-1, 22.1) as LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from mkdocs_briefings.importers.markdown_text import normalise

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPECIAL = {sign: f"\\{sign}" for sign in "%#&_{}$"} | {"\\": "\\backslash ", "~": "\\sim ", "^": "\\hat{}"}
_OPERATORS = {
    "∑": "\\sum",
    "∏": "\\prod",
    "∫": "\\int",
    "∬": "\\iint",
    "∮": "\\oint",
    "⋃": "\\bigcup",
    "⋂": "\\bigcap",
}
_ACCENTS = {
    "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "overline", "\u0307": "dot", "\u0308": "ddot", "\u20d7": "vec",
}  # fmt: skip
_FUNCTIONS = frozenset(
    "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln exp lim max min sup inf det gcd arg".split()
)


def latex_of(element: etree._Element) -> str:
    """Return a formula, or a part of one, as LaTeX; what is not known comes as its inner parts."""
    name = element.tag.removeprefix(_M) if isinstance(element.tag, str) else ""
    if name.endswith("Pr"):
        return ""
    write = _WRITERS.get(name)
    return write(element) if write else "".join(map(latex_of, element))


def _part(element: etree._Element, name: str) -> str:
    child = element.find(f"{_M}{name}")
    return "" if child is None else latex_of(child)


def _property(element: etree._Element, name: str, default: str) -> str:
    """Return a property of a structure: the value of `<m:dPr><m:begChr m:val="["/></m:dPr>`."""
    properties = next((child for child in element if str(child.tag).endswith("Pr")), None)
    given = properties.find(f"{_M}{name}") if properties is not None else None
    return default if given is None else given.get(f"{_M}val") or ""


def _text(element: etree._Element) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in normalise(element.text or ""))


def _fraction(element: etree._Element) -> str:
    return f"\\frac{{{_part(element, 'num')}}}{{{_part(element, 'den')}}}"


def _scripts(element: etree._Element) -> str:
    base, below, above = (_part(element, name) for name in ("e", "sub", "sup"))
    raised = (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")
    return f"{{{base}}}{raised}"


def _before(element: etree._Element) -> str:
    return f"{{}}_{{{_part(element, 'sub')}}}^{{{_part(element, 'sup')}}}{_part(element, 'e')}"


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    return f"\\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e')}}}"


def _delimited(element: etree._Element) -> str:
    opening, closing = _property(element, "begChr", "("), _property(element, "endChr", ")")
    between = _property(element, "sepChr", "|")
    inner = f" {between} ".join(latex_of(child) for child in element.findall(f"{_M}e"))
    return f"\\left{_delimiter(opening)} {inner} \\right{_delimiter(closing)}"


def _delimiter(sign: str) -> str:
    return f"\\{sign}" if sign in "{}" and sign else sign or "."


def _n_ary(element: etree._Element) -> str:
    sign = _property(element, "chr", "∫")
    below, above = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")
    return f"{_OPERATORS.get(sign, sign)}{limits} {_part(element, 'e')}"


def _function(element: etree._Element) -> str:
    return f"{_named(_part(element, 'fName'))} {_part(element, 'e')}"


def _named(name: str) -> str:
    """Return the name of a function, upright where LaTeX knows it."""
    return f"\\{name}" if name in _FUNCTIONS else name


def _accent(element: etree._Element) -> str:
    return f"\\{_ACCENTS.get(_property(element, 'chr', chr(0x302)), 'hat')}{{{_part(element, 'e')}}}"


def _bar(element: etree._Element) -> str:
    name = "overline" if _property(element, "pos", "bot") == "top" else "underline"
    return f"\\{name}{{{_part(element, 'e')}}}"


def _below(element: etree._Element) -> str:
    return f"{_named(_part(element, 'e'))}_{{{_part(element, 'lim')}}}"


def _above(element: etree._Element) -> str:
    return f"\\overset{{{_part(element, 'lim')}}}{{{_part(element, 'e')}}}"


def _matrix(element: etree._Element) -> str:
    rows = (" & ".join(map(latex_of, row.findall(f"{_M}e"))) for row in element.findall(f"{_M}mr"))
    return _environment("matrix", rows)


def _equations(element: etree._Element) -> str:
    return _environment("aligned", map(latex_of, element.findall(f"{_M}e")))


def _environment(name: str, rows: Iterable[str]) -> str:
    inner = " \\\\ ".join(rows)
    return f"\\begin{{{name}}} {inner} \\end{{{name}}}"


_WRITERS: Mapping[str, Callable[[etree._Element], str]] = {
    "t": _text,
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _before,
    "rad": _root,
    "d": _delimited,
    "nary": _n_ary,
    "func": _function,
    "acc": _accent,
    "bar": _bar,
    "limLow": _below,
    "limUpp": _above,
    "m": _matrix,
    "eqArr": _equations,
}
"""How each structure is written, by its name."""
