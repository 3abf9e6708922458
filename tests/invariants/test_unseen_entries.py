"""A registry entry that no briefing of the site uses changes no byte of it, whatever names it shares with others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render.search_records import search_entities
from mkdocs_briefings.render.sitemap import redirects

NAMES = {
    "name": "Ann Smith",
    "short": "AS",
    "aliases": ["Smith", "Annie Smith"],
    "native_names": {"ru": "Анна Смит"},
}
"""What an entry may be called; of each registry, the keys that it has."""
USES = {
    "publication": "seen",
    "authors": ["seen"],
    "topics": ["seen"],
    "regions": ["seen"],
    "entities": ["seen"],
}
TEXT = "Ann Smith, AS, Smith, Annie Smith, Анна Смит, Anna Smit [@x]."
SOURCE = {"id": "x", "outlet": "seen", "url": "https://example.org/x", "title": TEXT}
OPEN = {
    **USES, "volume": 1, "title": "Of Ann Smith", "executive_points": [TEXT], "body": TEXT, "sources": [SOURCE],
    "events": [{"date": "2024-02-05", "text": TEXT}], "summary": TEXT, "aliases": ["former"],
}  # fmt: skip
RENDER = RenderSettings(site_url="https://example.org/", machine_copies=True, exports=True)


def entry(kind: Kind, **more: object) -> dict[str, object]:
    """An entry of a registry that has all names."""
    fields = FACETS[kind].model.model_fields
    further = {"kind": "person"} if kind is Kind.ENTITY else {}
    return {key: value for key, value in NAMES.items() if key in fields} | further | more


def registries(kinds: set[Kind], unseen: str) -> dict[str, dict[str, object]]:
    """All registries; those of some facets have another entry with the same names, under an id that sorts anywhere."""
    content = {}
    for kind, facet in FACETS.items():
        name = f"{kind}/all" if facet.in_folder else str(kind)
        seen = {"seen": entry(kind)}
        other = (
            {unseen: entry(kind, **({"parent": "seen"} if facet.is_tree else {}))} if kind in kinds else {}
        )
        content[name] = other | seen if unseen < "seen" else seen | other
    return content


def published(settings) -> list[object]:
    """Everything that is made of the content: pages with their records and files, the names that search knows, redirects."""
    gathered = pipeline.gather(settings)
    assert gathered.publishable, gathered.diagnostics
    assert list(gathered.site.briefings) == ["open"]
    index = gathered.site.index
    pages = list(pipeline.render_pages(gathered.site, settings, RENDER))
    return [*pages, *search_entities(index, directory_urls=True), *redirects(index)]


@pytest.mark.parametrize("unseen", ["a-secret", "z-secret"])
@pytest.mark.parametrize("kind", Kind)
def test_an_entry_that_only_unseen_briefings_use_changes_nothing(
    tmp_path, write_content, kind: Kind, unseen: str
) -> None:
    plain = write_content({"briefings/2024/open": OPEN, **registries(set(), unseen)}, tmp_path / "plain")
    key = FACETS[kind].key
    used = (
        {key: [unseen] if FACETS[kind].many else unseen}
        if key
        else {"sources": [{**SOURCE, "outlet": unseen}]}
    )
    hidden = {**OPEN, "aliases": ["open-before"], "tlp": "red", **used}
    notices = [{"outlet": unseen, "status": "disputed", "note": "Secret"}] if kind is Kind.OUTLET else []
    content = {
        "briefings/2024/open": OPEN,
        "briefings/2024/hidden": hidden,
        **registries({kind}, unseen),
        "notices": notices,
    }
    desk = write_content(content, tmp_path / "with")
    settings = {"feeds": 5, "machine_copies": True, "fast": False}
    assert published(replace(desk, **settings)) == published(replace(plain, **settings))
