"""Two search indexes of the same records: ours, which this makes of the texts in FOLDER/site, and Pagefind's.

    python benchmarks/indexes.py FOLDER

Pagefind gets each record as a page that has nothing else: title, filters, headings, words.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mkdocs_briefings.publish.search.indexing import index_site
from mkdocs_briefings.publish.search.texts import Searched, Text, read_text

_TEXTS = "search/texts"


def copy_texts(built: Path, folder: Path) -> None:
    """Put the texts of a built site into FOLDER/site."""
    shutil.copytree(built / _TEXTS, folder / "site" / _TEXTS)


def write_pages(built: Path, folder: Path) -> None:
    """Write the texts of a built site as pages into FOLDER/site."""
    for _, text in _texts(built):
        page = folder / "site" / text.url / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(_lean(text), encoding="utf-8")


def _texts(site: Path) -> Iterator[tuple[str, Text]]:
    for path in sorted((site / _TEXTS).iterdir()):
        yield path.stem, read_text(path.read_bytes())


def _lean(text: Text) -> str:
    """A text as a page that has nothing else."""
    sections = "".join(
        f'<h2 id="{escape(anchor)}">{escape(title)}</h2><p>{escape(words)}</p>'
        for anchor, title, words in text.sections
    )
    filters = "".join(
        f'<b data-pagefind-filter="{escape(name)}">{escape(value)}</b>'
        for name, values in text.filters.items()
        for value in values
    )
    title = escape(text.title)
    return f'<!doctype html><html lang="{text.language}"><title>{title}</title><h1>{title}</h1>{filters}{sections}'


def main(folder: Path) -> None:
    """Make our index of the texts."""
    pages = tuple(
        Searched(text.url, f"{text.day}-00-00"[:10], name) for name, text in _texts(folder / "site")
    )
    index_site(folder / "site", folder / ".cache", pages, ())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
