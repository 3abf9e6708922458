"""What the search index of a site holds."""

from __future__ import annotations

from pathlib import Path

from mkdocs_briefings.publish.search.texts import Text, read_text


def search_texts(site: Path) -> dict[str, Text]:
    """The text of each page that search knows, by its address."""
    texts = [read_text(path.read_bytes()) for path in (site / "search/texts").iterdir()]
    return {text.url: text for text in texts}
