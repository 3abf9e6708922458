"""A file of a reference manager: its format is told by its content, and its items are read."""

from __future__ import annotations

import re

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.diagnostics.messages import not_utf8
from mkdocs_briefings.importers.bibliography_item import BibliographyItem

_RIS = re.compile(r"^[A-Z][A-Z0-9]  -", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_FORMATS = "BibTeX (.bib), RIS (.ris) or CSL-JSON (.json)"


def read_bibliography(content: bytes, path: str) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the items of a file, and what is wrong with it.

    Args:
        content: its bytes.
        path: its path, as the user would type it.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        return [], [_fault(path, not_utf8(error), "save or export it as UTF-8")]
    if not text.strip():
        return [], [_fault(path, "the file is empty", f"export as {_FORMATS}")]
    # Only what a file needs is imported: pybtex takes a while.
    if text.lstrip()[0] in "[{":
        from mkdocs_briefings.importers.read_csl import read_csl  # noqa: PLC0415

        return _or_none(path, *read_csl(text, path))
    if _BIBTEX.search(text):
        from mkdocs_briefings.importers.read_bibtex import read_bibtex  # noqa: PLC0415

        return _or_none(path, *read_bibtex(text, path))
    if _RIS.search(text):
        from mkdocs_briefings.importers.read_ris import read_ris  # noqa: PLC0415

        return _or_none(path, *read_ris(text, path))
    return [], [_fault(path, "neither BibTeX nor RIS nor CSL-JSON", f"export as {_FORMATS}")]


def _or_none(
    path: str, items: list[BibliographyItem], problems: list[Diagnostic]
) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return items and problems; a file without either is a problem."""
    if not items and not problems:
        problems = [_fault(path, "no item in the file", f"export as {_FORMATS}")]
    return items, problems


def _fault(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Span(path), Severity.ERROR, "invalid-bibliography", message, hint)
