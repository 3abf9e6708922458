"""Generated pages as Markdown documents in which Zensical finds nothing to act on."""

from __future__ import annotations

import re

from mkdocs_briefings.model.output import Page
from mkdocs_briefings.publish.pack.addresses import ADDRESSES
from mkdocs_briefings.render.document import front_matter, scalar

GUARD = "\x1a"
"""A sign that no page has otherwise, for `escape_markdown` removes it; templates take it out again."""
ROOTED = f"/{GUARD}"
"""Stands before every address of a page: Zensical leaves what begins at the root of the host as it is, and changes others."""
_ADDRESS = re.compile(rf"""(\s(?:{"|".join(sorted(ADDRESSES))})=["'])""", re.IGNORECASE)
_MARKDOWN_FILE = re.compile(r"\.(?=md\b)", re.IGNORECASE)
_IN_FRONT_MATTER = {"[": "\\u005b", "<": "\\u003c", ".md": ".\\u006dd"}
"""What makes a link, as JSON may write it: Zensical looks into front matter, too."""


def exported_document(page: Page) -> str:
    """Return front matter, then the HTML of a page as one block, with nothing in either that Zensical takes for a link."""
    lines = (f"{key}: {_guarded_value(value)}" for key, value in front_matter(page).items())
    return "\n".join(("---", *lines, "---", guarded(page.html)))


def guarded(html: str) -> str:
    """Write HTML so that Zensical, which looks for links before it looks for HTML, finds none to check or to change."""
    rooted = _ADDRESS.sub(rf"\1{ROOTED}", html.replace("[", "&#91;"))
    return _MARKDOWN_FILE.sub(f".{GUARD}", rooted)


def _guarded_value(value: object) -> str:
    text = scalar(value)
    if isinstance(value, str):
        for sign, escape in _IN_FRONT_MATTER.items():
            text = text.replace(sign, escape)
    return text
