"""The face of a desk: what its pages, PDFs, cards and mails have of its own."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.model.palette import PALETTE, Palette


def family_folder(package: str) -> Path | None:
    """Return the folder of a package of fonts; None where it is not installed. Nothing in it is run."""
    spec = find_spec(package.replace("-", "_"))
    folders = list(spec.submodule_search_locations or ()) if spec is not None else []
    return Path(folders[0]) if folders else None


class FooterLink(NamedTuple):
    """A link at the foot of pages, PDFs and mails."""

    title: str
    href: str
    """From the root of the site, or a whole address."""


class Family(NamedTuple):
    """A family of fonts that is installed."""

    package: str
    """Distribution: `fontpkg-lora`."""
    name: str
    """`Lora`."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands for the desk, by path from the content folder: PNG or SVG."""

    light: str
    """On light grounds: pages, PDFs, cards and mails."""
    dark: str = ""
    """On dark pages; where it is empty, `light` stands on a light ground there."""
    with_name: bool = False
    """Whether the name of the site stands beside it."""

    @property
    def files(self) -> tuple[str, ...]:
        """Files of both, each once."""
        return tuple(dict.fromkeys(filter(None, (self.light, self.dark))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """The colours, logo, families and imprint of a desk, by the setting `face`; without it those of the house."""

    palette: Palette = PALETTE
    logo: Logo | None = None
    serif: Family | None = None
    """Family of texts and titles; None for Source Serif 4."""
    sans: Family | None = None
    """Family of labels; None for Source Sans 3."""
    imprint: str = ""
    """Who publishes, in lines of plain text."""
    footer: tuple[FooterLink, ...] = ()
