"""Keep Markdown syntax out of finished HTML."""

from __future__ import annotations

import re

_ENTITIES = {"`": "&#96;", "{": "&#123;", "}": "&#125;", "~~~": "&#126;" * 3, "\t": "&#9;"}
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127)) | dict.fromkeys((11, 12, *range(28, 32)), " ")
"""Nothing that is seen; Markdown extensions mark their own work with them."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\n +(?=\n)")


def shield(html: str) -> str:
    """The same HTML, written so that no Markdown extension and no template plugin takes a part of it for its own.

    Code fences, attribute lists, template expressions and snippet markers are recognised before HTML is; a
    reference in their place shows the same character.
    """
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(html):  # rare, and translating takes a millisecond
        html = html.translate(_CONTROLS)
    for syntax, reference in _ENTITIES.items():
        html = html.replace(syntax, reference)
    return (_BLANKS.sub("\n", html) if "\n " in html else html).strip()
