"""A page as the Markdown document that MkDocs (or ProperDocs, or Zensical) is given."""

from __future__ import annotations

import json
import re
from html import escape

from mkdocs_briefings.model.output import Page

TEMPLATE = "briefings/page.html"
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON may hold as it is and YAML may not, or would fold."""


def front_matter(page: Page) -> dict[str, object]:
    """What the theme is told about the page: only what there is, escaped, for themes of MkDocs escape nothing."""
    title, description = escape(page.title), escape(page.description)
    known = {"title": title, "description": description, "date": page.date, "head": page.head}
    return {
        **{key: value for key, value in known.items() if value},
        "template": TEMPLATE,
        "kind": page.kind.value,
        "language": page.language,
        "hide": ["navigation", "toc"],
        **page.meta,
    }


def document(page: Page) -> str:
    """Front matter, then the page's HTML as one block that Python-Markdown passes on letter for letter."""
    lines = (f"{key}: {_scalar(value)}" for key, value in front_matter(page).items())
    return "\n".join(("---", *lines, "---", page.html))


def _scalar(value: object) -> str:
    """JSON is YAML but for a few characters."""
    return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


_ENTITIES = {"`": "&#96;", "{": "&#123;", "}": "&#125;", "~~~": "&#126;" * 3, "\t": "&#9;"}
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127)) | dict.fromkeys((11, 12, *range(28, 32)), " ")
"""Nothing that is seen; Markdown extensions mark their own work with them."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANKS = re.compile(r"\n +(?=\n)")


def escape_markdown(html: str) -> str:
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
