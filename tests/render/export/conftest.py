"""Fixtures that make items of briefings and sources, as a page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render.export.csl import CslItem, briefing_item, source_items
from mkdocs_briefings.render.export.registry_entries import RegistryEntries, registry_entries

URL = "https://example.org/briefings/a/"
REGISTRIES = {
    "outlets": {
        "moscow-times": {"name": "The Moscow Times", "kind": "newspaper"},
        "sb": {"name": "SB. Belarus Segodnya", "short": "SB", "kind": "newspaper"},
        "svaboda": {"name": "Radio Svaboda", "kind": "broadcaster"},
        "youtube": {"name": "YouTube", "kind": "platform"},
        "18f": {"name": "18F Blog", "short": "18F", "kind": "government"},
        "who": {"name": "World Health Organization", "kind": "international-organisation"},
        "un": {"name": "United Nations", "kind": "international-organisation"},
        "weekly": {"name": "The Weekly", "kind": "magazine"},
    },
    "publications": {
        "edm": {
            "name": "Eurasia Daily Monitor",
            "short": "EDM",
            "publisher": "The Jamestown Foundation",
            "issn": "1234-567X",
            "url": "https://example.org/edm",
        }
    },
    "topics": {"history": {"name": "History policy"}},
    "authors": {"ioffe": {"name": "Grigory Ioffe", "orcid": "0000-0001-2345-6789"}},
    "entities/all": {
        "putin": {"name": "Vladimir Putin", "kind": "person", "wikidata": "Q7747"},
        "minsk": {"name": "Minsk", "kind": "place"},
    },
}


@pytest.fixture
def briefing_with_entries(linked) -> Callable[..., tuple[LinkedBriefing, RegistryEntries]]:
    """Links a briefing given as data; returns it with its registry entries."""

    def briefing_with_entries(
        fields: dict[str, Any], **registries: Any
    ) -> tuple[LinkedBriefing, RegistryEntries]:
        site = linked({**REGISTRIES, **registries, "briefings/2024/a": fields})
        briefing = site.briefings["a"]
        return briefing, registry_entries(briefing, site.entry)

    return briefing_with_entries


@pytest.fixture
def source(briefing_with_entries) -> Callable[..., CslItem]:
    """Makes the item of a source given as data."""

    def source(fields: dict[str, Any], **registries: Any) -> CslItem:
        [item] = source_items(*briefing_with_entries({"sources": [{"id": "x", **fields}]}, **registries))
        return item

    return source


@pytest.fixture
def item_of_briefing(briefing_with_entries) -> Callable[..., CslItem]:
    """Makes the item of a briefing given as data."""

    def item_of_briefing(fields: dict[str, Any]) -> CslItem:
        briefing, entries = briefing_with_entries(fields)
        return briefing_item(briefing, URL, "Briefings", entries)

    return item_of_briefing
