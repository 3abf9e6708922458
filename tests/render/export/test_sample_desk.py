"""Every briefing of the sample desk comes out of every export, the same each time, and is read back."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.site import Site
from mkdocs_briefings.render.export.bibtex import bibtex
from mkdocs_briefings.render.export.csl import briefing_item, csl_json, source_items
from mkdocs_briefings.render.export.head import head_html
from mkdocs_briefings.render.export.registry_entries import registry_entries
from mkdocs_briefings.render.export.ris import ris
from mkdocs_briefings.render.export.styles import STYLES, bibliography, cite_as

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def desk() -> Site:
    return pipeline.gather(Settings(ROOT, ROOT / "content")).site


@pytest.mark.slow
def test_every_briefing(desk: Site) -> None:
    assert len(desk.briefings) >= 12
    for briefing in desk.briefings.values():
        entries = registry_entries(briefing, desk.entry)
        url = f"https://example.org/{briefing.id}/"
        items = [briefing_item(briefing, url, "Briefings", entries), *source_items(briefing, entries)]
        ids = [briefing.id, *(source.source.id for source in briefing.sources)]
        assert list(parse_string(bibtex(items), "bibtex").entries) == ids
        assert [entry["id"] for entry in rispy.loads(ris(items).replace("\r\n", "\n"))] == ids
        assert [item["id"] for item in json.loads(csl_json(items))] == ids
        head = head_html(briefing, items[0], items[1:], "Briefings", registry=entries)
        node = json.loads(re.findall(r"<script[^>]*>(.*)</script>", head)[0])
        assert len(node["citation"]) == len(briefing.sources)
        assert head == head_html(briefing, items[0], items[1:], "Briefings", registry=entries)
        for style in STYLES:
            citation = unescape(re.sub("<[^>]*>", "", cite_as(items[0], style)))
            assert url in citation
            lines = bibliography(items, style)
            assert len(lines) == len(ids)
            assert not [
                line for line in lines if re.search(r"Edition\.|\.\.|\s[.,](?!\w)|\[\]|\(\)|None", line)
            ]
            for item, line in zip(items, lines, strict=True):
                title = item.title.replace('"', "").casefold()
                plain = re.sub('<[^>]*>|[“”‘’"]', "", unescape(line)).casefold()
                assert plain.count(title) == 1 or not title or item.container.casefold() == title
