"""Formulas on their way through Markdown: a sign of their own each, in whose place the MathML is put in the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from mkdocs_briefings.model.formulas import Formula, find_formulas
from mkdocs_briefings.model.mathml import set_formula

_FIRST, _LAST = 0x100000, 0x10EFFF
FORMULA_SIGNS = f"{chr(_FIRST)}-{chr(_LAST)}"
"""Characters for private use, one for each formula of a text: no letters, so no Markdown takes them apart."""
_SIGN = re.compile(f"[{FORMULA_SIGNS}]")
_MARKUP = re.compile(r"""(<(code|kbd|pre|samp)\b.*?</\2>|</?[a-z](?:[^<>"]|"[^"]*")*>)""", re.DOTALL)
_MATHML = re.compile(r'<math alttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)


def formulas_of(text: str) -> tuple[Formula, ...]:
    """Return the formulas of a text that can be set; what cannot be set stays as it is written."""
    return tuple(
        formula
        for formula in _all_of(text)
        if not set_formula(formula.latex, is_display=formula.is_display).problem
    )


def unset_formulas(text: str) -> list[tuple[Formula, str]]:
    """Return the formulas of a text that cannot be set, each with the reason."""
    problems = (
        (formula, set_formula(formula.latex, is_display=formula.is_display).problem)
        for formula in _all_of(text)
    )
    return [(formula, problem) for formula, problem in problems if problem]


def formula_sign(number: int) -> str:
    """Return the character that stands for a formula, by its number from 0."""
    return chr(_FIRST + number)


def without_formula_signs(text: str) -> str:
    """Replace the characters that stand for formulas where a text holds them itself."""
    return _SIGN.sub("\ufffd", text)


def with_formulas(html: str, formulas: Sequence[Formula], text: str) -> str:
    """Return HTML with MathML in the place of the signs; in code and attributes stands what was written.

    Args:
        html: clean HTML of a text.
        formulas: those of the text.
        text: its Markdown.
    """
    if not formulas:
        return html
    pieces = _MARKUP.split(html)
    mathml = [_html(formula) for formula in formulas]
    written = [escape(text[formula.start : formula.end]) for formula in formulas]
    pieces[::3] = (_put(piece, mathml) for piece in pieces[::3])
    pieces[1::3] = (_put(piece, written) for piece in pieces[1::3])
    del pieces[2::3]
    return "".join(pieces)


def with_latex(html: str) -> str:
    """Return clean HTML with the LaTeX of each formula in its place, for texts without markup."""
    return _MATHML.sub(r"\1", html) if "<math" in html else html


def _all_of(text: str) -> tuple[Formula, ...]:
    return tuple(find_formulas(text))[: _LAST - _FIRST] if "$" in text else ()


def _put(piece: str, texts: Sequence[str]) -> str:
    return _SIGN.sub(lambda sign: texts[ord(sign[0]) - _FIRST], piece)


def _html(formula: Formula) -> str:
    html = set_formula(formula.latex, is_display=formula.is_display).html
    return f'<span class="formula">{html}</span>' if formula.is_display else html
