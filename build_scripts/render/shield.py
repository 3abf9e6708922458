"""Keep Markdown syntax out of finished HTML."""

from __future__ import annotations

_ENTITIES = {"`": "&#96;", "{": "&#123;", "}": "&#125;", "~~~": "&#126;~~"}


def shield(html: str) -> str:
    """The same HTML, written so that no Markdown extension and no template plugin takes a part of it for its own.

    Code fences, attribute lists, template expressions and snippet markers are recognised before HTML is; a
    reference in their place shows the same character.
    """
    for syntax, reference in _ENTITIES.items():
        html = html.replace(syntax, reference)
    return html.strip()
