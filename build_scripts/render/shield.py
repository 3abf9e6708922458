"""Keep Markdown syntax out of finished HTML."""

from __future__ import annotations

import re

_ENTITIES = {"`": "&#96;", "{": "&#123;", "}": "&#125;", "~~~": "&#126;~~", "\t": "&#9;"}
_ODD = str.maketrans({"\x02": None, "\x03": None})
"""Python-Markdown keeps these for itself."""
_BLANKS = re.compile(r"(?<=\n) +(?=\n)")


def shield(html: str) -> str:
    """The same HTML, written so that no Markdown extension and no template plugin takes a part of it for its own.

    Code fences, attribute lists, template expressions and snippet markers are recognised before HTML is; a
    reference in their place shows the same character.
    """
    html = html.replace("\r\n", "\n").replace("\r", "\n").translate(_ODD)
    for syntax, reference in _ENTITIES.items():
        html = html.replace(syntax, reference)
    return _BLANKS.sub("", html).strip()
