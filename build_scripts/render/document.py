"""A page as the Markdown document that MkDocs (or ProperDocs, or Zensical) is given."""

from __future__ import annotations

import json

from build_scripts.model.output import Page

TEMPLATE = "briefings/page.html"
_LINE_BREAKS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def front_matter(page: Page) -> dict[str, object]:
    """What the theme is told about the page; only what there is."""
    known = {"title": page.title, "description": page.description, "date": page.date}
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
    """JSON is YAML but for three line breaks that YAML would fold."""
    text = json.dumps(value, ensure_ascii=False)
    for character, escape in _LINE_BREAKS.items():
        text = text.replace(character, escape)
    return text
