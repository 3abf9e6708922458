"""What is exported comes back by `briefings source add`: the sources that it makes are exported as the first ones were."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from mkdocs_briefings.importers.bibliography import read_bibliography
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.to_source import to_source
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.vocabulary import SourceKind
from mkdocs_briefings.pipeline import gather
from mkdocs_briefings.render.export.bibtex import bibtex
from mkdocs_briefings.render.export.csl import CslItem, csl_fields, csl_json, source_items
from mkdocs_briefings.render.export.registry_entries import registry_entries
from mkdocs_briefings.render.export.ris import ris

FULL = {
    "title": 'Über <100 %> & more_less #1 {a} $x$ ~ ^ "q" -- `s` é Ж “q” – 中: \\textbf',
    "authors": [
        "Ada Lovelace",
        "Ludwig van Beethoven",
        {"family": "Kim", "given": "Jong Un"},
        {"literal": "Doctors of the World"},
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
        "World Health Organization",
    ],
    "volume": "21",
    "issue": "19a",
    "place": "Minsk & Riga",
    "url": "https://example.org/a_b?c=%20&d=e#f;g",
    "doi": "10.1000/abc_d(e)",
    "isbn": "978-0-306-40615-7",
    "date": "2024-01-27",
    "accessed": "2024-02",
    "pages": "12–34",
    "language": "pt-BR",
    "note": "Seen in print.",
}
SOURCES: list[dict[str, Any]] = [
    *({"kind": kind.value, "outlet": "sb", **FULL} for kind in SourceKind),
    *({"kind": kind.value, "outlet": "A press", "title": "T", "date": "1944"} for kind in SourceKind),
    *({"kind": kind.value, "outlet": "sb", "container": "C & D", "title": "T", "date": "1944-03"} for kind in SourceKind),
    {"kind": "article", "outlet": "who", "container": "Bulletin", "publisher": "Press", "title": "T", "date": "1944"},
    {"kind": "article", "outlet": "Journal of Things", "publisher": "Press", "title": "T", "date": "1944"},
    {"kind": "article", "outlet": "sb", "date": "2024-01-27"},
    {"kind": "article", "outlet": "sb", "date": "2024-01-27", "pages": "4"},
    {"kind": "book", "authors": ["Friedrich Hayek"], "title": "No outlet", "date": "1944"},
]  # fmt: skip
NO_TYPE_OF_THEIR_OWN = {
    bibtex: {"document", "legal_case", "legislation", "webpage"},
    ris: set(),
    csl_json: set(),
}
"""Types of CSL that a format writes as it writes others, without a word for them."""
FORMATS = (bibtex, ris, csl_json)


@pytest.fixture
def exported(write_desk) -> Callable[..., tuple[list[CslItem], RegistryIndex]]:
    """Items of sources given as data, as a page exports them, and the registries."""

    def exported(sources: Iterable[dict[str, Any]]) -> tuple[list[CslItem], RegistryIndex]:
        outlets = {
            "sb": {"name": "SB. Belarus Segodnya", "short": "SB", "kind": "newspaper"},
            "who": {"name": "World Health Organization"},
        }
        settings = write_desk({"outlets": outlets, "briefings/2024/a": {"sources": list(sources)}})
        site = gather(settings).site
        briefing = site.briefings["a"]
        items = source_items(briefing, registry_entries(briefing, site.entry))
        return items, RegistryIndex.from_registries(load(settings).desk.registries)

    return exported


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_every_kind_and_every_field(exported, write: Callable[[Iterable[CslItem]], str]) -> None:
    first, index = exported({"id": f"source-{number + 2000}", **each} for number, each in enumerate(SOURCES))
    items, problems = read_bibliography(write(first).encode(), "x")
    assert problems == []
    read = [to_source(item, index, "en") for item in items]
    assert [each.not_held for each in read if each.not_held] == []
    second, _ = exported(each.source.model_dump(mode="json", exclude_defaults=True) for each in read)
    for before, after in zip(map(csl_fields, first), map(csl_fields, second), strict=True):
        if before["type"] in NO_TYPE_OF_THEIR_OWN[write]:
            assert after.get("title") == before.get("title")
        else:
            assert after == before


def test_names_in_parts_where_they_would_be_read_otherwise(exported) -> None:
    first, index = exported([{"id": "a-2024", "outlet": "sb", **FULL}])
    (item,), _ = read_bibliography(ris(first).encode(), "x")
    authors = to_source(item, index, "en").source.model_dump(mode="json", exclude_none=True)["authors"]
    assert [author for author in authors if isinstance(author, str)] == [
        "Ada Lovelace", "Ludwig van Beethoven", "Jong Un Kim", "Doctors of the World", "Martin L. King Jr.", "World Health Organization",
    ]  # fmt: skip
