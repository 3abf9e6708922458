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
