"""Which mentions of entities are linked: cases in entity_links.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.plain_words import plain_text

CASES = yaml.load(Path(__file__).with_name("entity_links.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
TARGETS = {
    "Minsk": "../minsk/",
    "Мінск": "../minsk/",
    "Minsk Region": "../minsk-region/",
    "Putin": "../putin/",
    "Vladimir Putin": "../putin/",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_mentions(case) -> None:
    renderer = MarkdownRenderer(("toc", "tables"), {})
    html = renderer.block(CitedText(case["text"]), lambda citation: "", {}, TARGETS).html
    marked = re.sub(r'<a class="mention" href="\.\./[^"]+">([^<]*)</a>', r"[\1]", html)
    assert plain_text(marked) == case["linked"]


def test_a_mention_leads_to_its_entity() -> None:
    html = MarkdownRenderer((), {}).block(CitedText("Мінск"), lambda citation: "", {}, TARGETS).html
    assert '<a class="mention" href="../minsk/">Мінск</a>' in html
