"""MkDocs knows the places of generated pages: it warns of a link of a hand-written page to one that is not there."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import no_progress
from mkdocs_briefings.mkdocs_plugin import run

pytestmark = pytest.mark.slow
CONFIG = """
site_name: x
theme: {{name: material, font: false}}
validation: {{anchors: warn}}
plugins: [{{briefings: {{fast: {fast}, pdf: false, cards: false}}}}]
"""
BRIEFING = "title: A\ndate: 2024-02-05\nexecutive_points: ['One [@a].']\nbody: 'Talks.'\nsources: [{id: a, outlet: SB}]\n"
PLACES = ("source:a", "point:1", "p:1", "cite:1", "p:9")


@pytest.mark.parametrize("fast", ["true", "false"])
def test_only_what_is_missing_is_told(tmp_path, caplog, fast: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(fast=fast))
    (tmp_path / "docs/hand.md").write_text("\n".join(f"[x](briefings/a.md#{place})" for place in PLACES))
    briefing = tmp_path / "content/briefings/a.yaml"
    briefing.parent.mkdir(parents=True)
    briefing.write_text(BRIEFING)
    assert missing(tmp_path, caplog) == {"p:9"}
    briefing.write_text(BRIEFING.replace("id: a,", "id: b,").replace("@a", "@b"))
    assert missing(tmp_path, caplog) == {"p:9", "source:a"}


def missing(folder: Path, caplog: pytest.LogCaptureFixture) -> set[str]:
    """The places that a build misses."""
    caplog.clear()
    with caplog.at_level(logging.WARNING, "mkdocs"):
        run.build(str(folder / "mkdocs.yml"), run.Overrides(), no_progress)
    return set(re.findall(r"'briefings/a\.md#([^']+)'", caplog.text))
