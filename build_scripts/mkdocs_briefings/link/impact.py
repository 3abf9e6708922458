"""What rests on a source: the question to ask when an outlet turns out to be wrong or an item is withdrawn."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.facets import registered_names
from mkdocs_briefings.model.safe_text import address_key
from mkdocs_briefings.model.site import CitedText, LinkedBriefing, LinkedSource, Site


@dataclass(frozen=True, slots=True)
class Impact:
    """A briefing that cites what was asked about."""

    briefing: LinkedBriefing
    sources: tuple[LinkedSource, ...]
    """The sources that were asked about, by number."""
    points: tuple[int, ...]
    """Numbers of the executive points, from 1, that cite any of these sources."""
    points_resting_on_nothing_else: tuple[int, ...]
    """Numbers of the executive points that cite no other source."""


def impact(site: Site, registries: Registries, target: str) -> Iterator[Impact]:
    """Yield the briefings that rest on a source, newest first.

    Args:
        site: the briefings to look through.
        registries: the shared lists, which know outlets by further names.
        target: an address, an outlet (its id or any of its names), or the id of a source.
    """
    outlets = {id for id, names in _registered_outlets(registries) if target.casefold() in names}
    for briefing in site.briefings.values():
        sources = tuple(source for source in briefing.sources if _is_meant(source, target, outlets))
        if sources:
            ids = {source.source.id for source in sources}
            cited = [_cited(point.text) for point in briefing.points]
            points = [number for number, cited_ids in enumerate(cited, start=1) if cited_ids & ids]
            alone = [number for number in points if cited[number - 1] <= ids]
            yield Impact(briefing, sources, tuple(points), tuple(alone))


def is_registered(registries: Registries, target: str) -> bool:
    """Return whether the registries hold what is asked about, be it cited or not."""
    if _is_address(target):
        notices = (notice.value.url for notice in registries.notices)
        return any(url is not None and address_key(url) == address_key(target) for url in notices)
    return any(target.casefold() in names for _, names in _registered_outlets(registries))


def nearest(site: Site, registries: Registries, target: str) -> str:
    """Return the hint `did you mean 'x'?` for what neither a source nor a registry is called; empty when nothing is near."""
    sources = [linked for briefing in site.briefings.values() for linked in briefing.sources]
    if _is_address(target):
        return did_you_mean(target, dict.fromkeys(linked.source.url or "" for linked in sources))
    names = dict.fromkeys(name for _, names in _registered_outlets(registries) for name in names.values())
    names |= dict.fromkeys(linked.outlet.name for linked in sources if linked.outlet)
    names |= dict.fromkeys(linked.source.id for linked in sources)
    return did_you_mean(target, names)


def _registered_outlets(registries: Registries) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the id of each outlet with its id and names, by themselves in small letters."""
    for id, outlet in registries.outlets.items():
        yield id, {name.casefold(): name for name in (id, *registered_names(outlet.value))}


def _is_address(target: str) -> bool:
    return "://" in target


def _is_meant(linked: LinkedSource, target: str, outlets: Container[str]) -> bool:
    source = linked.source
    if _is_address(target):
        return source.url is not None and address_key(source.url) == address_key(target)
    names = {linked.outlet.id, linked.outlet.name, linked.outlet_short} if linked.outlet else set()
    by_registry = linked.outlet is not None and linked.outlet.id in outlets
    return by_registry or target.casefold() in {name.casefold() for name in (*names, source.id)}


def _cited(text: CitedText) -> set[str]:
    return {cite.source for citation in text.citations for cite in citation.cites}
