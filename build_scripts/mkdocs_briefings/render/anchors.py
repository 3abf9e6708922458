"""The ids on the page of a briefing, to which links can lead."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.citations import source_anchor
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.texts import BriefingInputs, briefing_texts

_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_HEADING_OF_PAGE = re.compile(r'id="(head:\w+)"')


def page_anchors(briefing: LinkedBriefing, context: RenderContext) -> frozenset[str]:
    """Return the ids on the page of a briefing; those of its own headings whether or not it has what stands under them."""
    inputs = BriefingInputs(briefing, {}, {}, RegistryEntries())
    texts = briefing_texts(addresses.briefing_uri(briefing.id), inputs, context)
    html = "".join((*texts.corrections, texts.summary, *texts.points, texts.body.html, *texts.events))
    points = (f"point:{number}" for number in range(1, len(briefing.points) + 1))
    sources = (source_anchor(linked.source) for linked in briefing.sources)
    return frozenset((*_ID.findall(html), *points, *sources, *_headings_of_page()))


@lru_cache(maxsize=1)
def _headings_of_page() -> tuple[str, ...]:
    template = Path(__file__).parent.parent / "templates" / "briefing.html.jinja"
    return tuple(_HEADING_OF_PAGE.findall(template.read_text(encoding="utf-8")))
