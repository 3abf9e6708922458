"""The formats that readers download citations in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mkdocs_briefings.render.export.bibtex import bibtex
from mkdocs_briefings.render.export.csl import CslItem, csl_json
from mkdocs_briefings.render.export.ris import ris

FORMATS: Sequence[tuple[str, str, Callable[[list[CslItem]], str]]] = (
    ("BibTeX", "bib", bibtex),
    ("RIS", "ris", ris),
    ("CSL-JSON", "json", csl_json),
)
"""Name, ending, and what writes items."""
