"""Fixtures that print desks, and what the prints are made from."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mkdocs_briefings import pipeline, prints
from mkdocs_briefings.model.output import Pdf
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.render.briefing import BriefingInputs
from mkdocs_briefings.render.context import RenderContext, RenderSettings

from printed import RENDER  # isort: skip

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class DeskPrinter:
    """A desk with a press to print it."""

    settings: Settings
    inputs: Mapping[str, BriefingInputs]
    context: RenderContext
    press: Press
    collections: Mapping[str, prints.Collection]
    """Volumes and issues, by the address of their page."""

    def print(self, id: str) -> Pdf:
        """The print of a briefing."""
        return prints.briefing_pdf(self.inputs[id], self.context, self.press)

    def pdf(self, id: str) -> bytes:
        """The PDF of a briefing."""
        return self.print(id).content

    def collection(self, uri: str) -> bytes:
        """The PDF of a volume or an issue."""
        collected = prints.collection_inputs(self.collections[uri], self.inputs)
        return prints.collection_pdf(collected, self.context, self.press).content


@pytest.fixture(scope="session")
def print_cache(shared) -> Path:
    return shared / "print-cache"


@pytest.fixture(scope="session")
def printer_for(print_cache) -> Callable[..., DeskPrinter]:
    """Makes the printer of a desk on the disk."""

    def printer(settings: Settings, render: RenderSettings = RENDER) -> DeskPrinter:
        gathered = pipeline.gather(settings)
        inputs = prints.briefing_inputs(gathered.site, settings, gathered.site.briefings)
        return DeskPrinter(
            settings,
            inputs,
            RenderContext.from_settings(render),
            prints.press_for(settings.content, print_cache, render.face),
            {collection.uri: collection for collection in prints.issues(gathered.site.index)},
        )

    return printer


@pytest.fixture(scope="session")
def sample_printer(printer_for) -> DeskPrinter:
    """The sample desk of this repository."""
    return printer_for(Settings(ROOT, ROOT / "content", drafts=True))


@pytest.fixture(scope="session")
def sample_prints(once, sample_printer) -> Mapping[str, Pdf]:
    """The print of every sample briefing, by id."""
    return _made_once(once, "sample-prints", sample_printer.inputs, sample_printer.print)


@pytest.fixture(scope="session")
def sample_pdfs(sample_prints) -> Mapping[str, bytes]:
    """The PDF of every sample briefing, by id."""
    return {id: pdf.content for id, pdf in sample_prints.items()}


@pytest.fixture(scope="session")
def sample_volumes(once, sample_printer) -> Mapping[str, bytes]:
    """The PDF of every sample volume and issue, by the address of its page."""
    return _made_once(once, "sample-volumes", sample_printer.collections, sample_printer.collection)


def _made_once(once, name: str, ids: Iterable[str], make: Callable[[str], Any]) -> Any:
    """Return what is made of each id, by the first worker that asks for it."""

    def fill(folder: Path) -> None:
        folder.mkdir()
        (folder / "made").write_bytes(pickle.dumps({id: make(id) for id in ids}))

    return pickle.loads((once(name, fill) / "made").read_bytes())  # noqa: S301 - the bytes are this run's own


@pytest.fixture
def print_one(write_desk, printer_for) -> Callable[..., bytes]:
    """Prints a briefing given as data."""

    def pdf(briefing: Mapping[str, Any], render: RenderSettings = RENDER, **more: Any) -> bytes:
        content = {"briefings/2024/x": briefing, **more}
        return printer_for(write_desk(content, drafts=True), render).pdf("x")

    return pdf
