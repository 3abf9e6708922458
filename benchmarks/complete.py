"""Whether a built site holds what the job asks for, so that nobody is fast by leaving something out."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

from generate import SOURCES, written

from mkdocs_briefings.publish.search.texts import read_text

_ID = re.compile(r"briefing-\d{6}")


@dataclass(frozen=True, slots=True)
class Found:
    """How many briefings have what the job asks for."""

    pages: int
    by_year: int
    by_topic: int
    searchable: int


def found(site: Path, count: int) -> Found:
    """Look at a built site: each page has its title, the end of its text and links to its sources."""
    texts, pages, searchable = _search_texts(site), 0, 0
    for number, (id, fields) in enumerate(written(count)):
        end = " ".join(fields["body"].rsplit("[", 1)[0].split()[-6:])
        searchable += end in texts.get(id, "")
        page = site / f"briefings/{id}/index.html"
        html = page.read_text(encoding="utf-8") if page.is_file() else ""
        cited = all(f"/items/{number}/{one}" in html for one in range(SOURCES))
        pages += cited and end in html and fields["title"] in html
    return Found(pages, _listed(site, "years", "archive"), _listed(site, "topics"), searchable)


def _listed(site: Path, *folders: str) -> int:
    """Briefings that pages of these folders lead to."""
    pages = (page for folder in folders for page in (site / folder).rglob("index.html"))
    return len({id for page in pages for id in _ID.findall(page.read_text(encoding="utf-8"))})


def _search_texts(site: Path) -> dict[str, str]:
    """What search knows of each briefing."""
    texts: dict[str, str] = {}
    for path in site.glob("search/texts/*.bin"):
        text = read_text(path.read_bytes())
        _add(texts, text.url, " ".join(section for _, _, section in text.sections))
    for path in site.glob("pagefind/fragment/*.pf_fragment"):
        record = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        _add(texts, record["url"], record["content"])
    for name in ("search/search_index.json", "search.json"):
        if (site / name).is_file():
            index = json.loads((site / name).read_text(encoding="utf-8"))
            for item in index.get("docs") or index["items"]:
                _add(texts, item["location"], re.sub(r"<[^>]*>", "", item["text"]))
    return texts


def _add(texts: dict[str, str], address: str, text: str) -> None:
    if ids := _ID.findall(address):
        texts[ids[0]] = f"{texts.get(ids[0], '')} {text}"
