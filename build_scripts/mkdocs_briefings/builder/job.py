"""What is to be built, and what a build needs of MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mkdocs_briefings.diagnostics.progress import Tell
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.render.shell import Segments, Shell


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built."""

    settings: Settings
    render: RenderSettings
    site: Path
    """Where the site goes."""
    cache: Path
    search: bool
    """Whether the site has a search bundle."""
    tell: Tell
    recipe: bytes
    """Digest of versions, templates and settings."""
    index: bool = True
    """False leaves the search bundle as it is, if there is one."""


class Theme(Protocol):
    """MkDocs with everything that a page needs of it."""

    @property
    def shells(self) -> Mapping[str, Shell]:
        """The shells proven so far."""

    @property
    def branches(self) -> frozenset[Segments]:
        """As in `Frame`."""

    def full(self, page: Page) -> str:
        """The page in the theme."""


class CacheLost(Exception):
    """A part of what the last build left is gone: this build must begin anew."""


class FrameNeeded(Exception):
    """A page has no shell yet: MkDocs must make the frame anew."""
