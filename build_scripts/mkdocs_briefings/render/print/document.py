"""A tree of plain data as a document to print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_briefings.model.printing import PrintDocument
from mkdocs_briefings.render.print.tree import settled


def document(title: str, values: Mapping[str, Any], pictures: Iterable[str]) -> PrintDocument:
    """The document of what a print shows, its anchors and the ways to them in agreement."""
    tree, places = settled(dict(values))
    text = json.dumps(tree | {"places": places}, ensure_ascii=False, separators=(",", ":"))
    return PrintDocument(title, text, tuple(pictures))
