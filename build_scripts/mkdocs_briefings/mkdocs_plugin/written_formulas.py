"""Formulas of hand-written pages, which pymdownx.arithmatex leaves for a script: the theme `briefings` sets them as MathML."""

from __future__ import annotations

import re
from html import unescape

from mkdocs_briefings.model.mathml import set_formula

_GENERIC = re.compile(r'<(span|div) class="arithmatex">\\([(\[])(.*?)\\[)\]]</\1>', re.DOTALL)
"""A formula between the signs that KaTeX and MathJax look for (`generic: true`)."""
_PREVIEW = r'(?:<(?:span|div) class="MathJax_Preview">.*?</(?:span|div)>\s*)?'
_IN_SCRIPT = re.compile(
    rf'<(span|div) class="arithmatex">\s*{_PREVIEW}<script type="math/tex(; mode=display)?">(.*?)</script>\s*</\1>',
    re.DOTALL,
)
"""A formula as the extension writes it when it is not told otherwise, after a preview."""


def with_written_formulas(html: str) -> str:
    """Return a page's HTML with MathML in the place of formulas; one that cannot be set stays as it is written."""
    if 'class="arithmatex"' not in html:
        return html
    return _IN_SCRIPT.sub(_set, _GENERIC.sub(_set, html))


def _set(match: re.Match[str]) -> str:
    element, kind, latex = match.groups()
    is_display = kind in {"[", "; mode=display"}
    mathml = set_formula(unescape(latex).strip(), is_display=is_display).html
    shown_as = "arithmatex formula" if is_display else "arithmatex"
    return f'<{element} class="{shown_as}">{mathml}</{element}>' if mathml else match[0]
