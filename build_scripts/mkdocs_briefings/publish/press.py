"""The press of a process, which prints documents and draws cards and charts.

Typst and Vega run in workers alone: they leave threads behind, and keep the memory that they have used.
"""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Protocol

from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.output import Pdf, PrintDocument
from mkdocs_briefings.publish.executor.protocol import Executor, is_worker

PRELOAD = "mkdocs_briefings.publish.pdf"
"""Module that processes which print have in common."""


class Printer(Protocol):
    """A printer of documents."""

    def pdf(self, document: PrintDocument) -> Pdf:
        """Print a document."""

    def png(self, document: PrintDocument) -> bytes:
        """Draw a card."""

    def mail_logo(self, file: str) -> bytes:
        """Draw a logo as mails show it."""

    def drawings(self, chart: ChartWithData) -> dict[str, bytes]:
        """Draw a chart in every form."""


def press_for(content: Path, cache: Path, face: Face) -> Printer:
    """Return the press of this process, which in another than a worker is beside it.

    Args:
        content: the content folder; pictures outside of it cannot be reached.
        cache: folder for the fonts; may be deleted at any time.
        face: colours and families of the desk.
    """
    return _press(content, cache, face) if is_worker() else PressBeside(content, cache, face)


@dataclass(frozen=True, slots=True)
class PressBeside:
    """A press in a process of its own, which lasts as long as this one: the next build finds its fonts loaded."""

    content: Path
    cache: Path
    face: Face

    def pdf(self, document: PrintDocument) -> Pdf:
        """Print a document."""
        return _beside().submit(_pdf, self, document).result()

    def png(self, document: PrintDocument) -> bytes:
        """Draw a card."""
        return _beside().submit(_png, self, document).result()

    def mail_logo(self, file: str) -> bytes:
        """Draw a logo as mails show it."""
        return _beside().submit(_mail_logo, self, file).result()

    def drawings(self, chart: ChartWithData) -> dict[str, bytes]:
        """Draw a chart in every form."""
        return _beside().submit(_drawings, self, chart).result()


@cache
def _beside() -> Executor:
    from mkdocs_briefings.publish.executor.processes import Processes  # noqa: PLC0415 - workers do without

    executor = Processes(1, preload=(PRELOAD,))
    atexit.register(executor.close)
    return executor


@lru_cache(maxsize=1)
def _press(content: Path, cache: Path, face: Face) -> Printer:
    """Return a press, made once in a process: its fonts take longer to load than a page to print."""
    from mkdocs_briefings.publish.pdf import Press  # noqa: PLC0415 - Typst
    from mkdocs_briefings.publish.print_fonts import print_fonts  # noqa: PLC0415 - slow to import

    return Press(content, print_fonts(cache, face), partial(print_fonts, cache, face), face)


def _pdf(press: PressBeside, document: PrintDocument) -> Pdf:
    return _press(press.content, press.cache, press.face).pdf(document)


def _png(press: PressBeside, document: PrintDocument) -> bytes:
    return _press(press.content, press.cache, press.face).png(document)


def _mail_logo(press: PressBeside, file: str) -> bytes:
    return _press(press.content, press.cache, press.face).mail_logo(file)


def _drawings(press: PressBeside, chart: ChartWithData) -> dict[str, bytes]:
    return _press(press.content, press.cache, press.face).drawings(chart)
