"""Prints of desks: what each is made from, and its PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefings import pipeline, prints
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.render.briefing import BriefingInputs
from mkdocs_briefings.render.context import RenderContext, RenderSettings

from printed import RENDER  # isort: skip

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Shop:
    """A desk, and a press to print it."""

    settings: Settings
    shown: Mapping[str, BriefingInputs]
    context: RenderContext
    press: Press
    collections: Mapping[str, prints.Collection]
    """Volumes and issues, by the address of their page."""

    def pdf(self, id: str) -> bytes:
        """The PDF of a briefing."""
        return prints.briefing_pdf(self.shown[id], self.context, self.press).content

    def collection(self, uri: str) -> bytes:
        """The PDF of a volume or an issue."""
        shown = prints.collection_inputs(self.collections[uri], self.shown)
        return prints.collection_pdf(shown, self.context, self.press).content


@pytest.fixture(scope="session")
def print_cache(shared) -> Path:
    return shared / "print-cache"


@pytest.fixture(scope="session")
def shop_of(print_cache) -> Callable[..., Shop]:
    """A shop for a desk on the disk."""

    def shop(settings: Settings, render: RenderSettings = RENDER) -> Shop:
        gathered = pipeline.gather(settings)
        shown = prints.briefing_inputs(gathered.site, settings, gathered.site.briefings)
        return Shop(
            settings,
            shown,
            RenderContext.from_settings(render),
            prints.press_for(settings.content, print_cache),
            {one.uri: one for one in prints.issues(gathered.site.index.summaries.values())},
        )

    return shop


@pytest.fixture(scope="session")
def sample_shop(shop_of) -> Shop:
    """The sample desk of this repository."""
    return shop_of(Settings(ROOT, ROOT / "content", drafts=True))


@pytest.fixture(scope="session")
def sample_pdfs(sample_shop) -> Mapping[str, bytes]:
    """The PDF of every sample briefing, by id."""
    return {id: sample_shop.pdf(id) for id in sample_shop.shown}


@pytest.fixture(scope="session")
def sample_volumes(sample_shop) -> Mapping[str, bytes]:
    """The PDF of every sample volume and issue, by the address of its page."""
    return {uri: sample_shop.collection(uri) for uri in sample_shop.collections}


@pytest.fixture
def print_one(write_desk, shop_of) -> Callable[..., bytes]:
    """The PDF of a briefing given as data."""

    def pdf(briefing: Mapping[str, Any], render: RenderSettings = RENDER, **more: Any) -> bytes:
        content = {"briefings/2024/x": briefing, **more}
        return shop_of(write_desk(content, drafts=True), render).pdf("x")

    return pdf
