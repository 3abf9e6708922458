"""The headings of generated pages, as MkDocs tells other plugins of them: a search finds a section by its anchor."""

from __future__ import annotations

import re
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from mkdocs_briefings.host import MkDocsPage, TableOfContents, get_toc
from mkdocs_briefings.render.document import TEMPLATE

_HEADING = re.compile(r'<h([1-6])([^>]*?\sid="([^"]*)"[^>]*)>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def headings_of(html: str) -> TableOfContents:
    """Return the headings with an anchor, without those that searches are to leave out."""
    headings: list[Any] = [
        {"level": int(level), "id": id, "name": _TAG.sub("", inside).strip()}
        for level, attributes, id, inside in _HEADING.findall(html)
        if "data-search-exclude" not in attributes
    ]
    return get_toc(nest_toc_tokens(headings))


def hide_headings(page: MkDocsPage) -> None:
    """Take the headings from a generated page: its template shows them, and pages that differ in nothing else share a shell."""
    if page.meta.get("template") == TEMPLATE:
        page.toc = TableOfContents([])
