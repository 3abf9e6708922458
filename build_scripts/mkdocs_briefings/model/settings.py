"""What a desk decides in mkdocs.yml, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.model.vocabulary import Tlp


class CitationStyle(StrEnum):
    """How a citation looks in the text."""

    PRESS = "press"
    """(SB, January 27); the year only when it differs from the briefing's."""
    NUMERIC = "numeric"
    """[3]: the number of the entry under Sources."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that shapes the site besides its content."""

    root: Path
    """Folder of mkdocs.yml; paths in diagnostics are relative to it when they can be."""
    content: Path
    """Folder of the content, absolute."""
    audience: Tlp = Tlp.CLEAR
    """Highest TLP level this build may show."""
    drafts: bool = False
    """True to build drafts and briefings in review, marked as such."""
    at: dt.datetime | None = None
    """The moment the site is built for (with offset); None means now."""
    citation_style: CitationStyle = CitationStyle.PRESS
    """How a citation looks in the text."""
    language: str = "en"
    """Language of briefings that name none, BCP 47."""
    link_entities: bool = True
    """Whether the first mention of an entity in a body leads to its page."""
    latest: int = 10
    """How many briefings the home page shows."""
    feeds: int = 0
    """How many briefings a feed holds; 0 without feeds."""
    machine_copies: bool = False
    """Whether briefings are published as data too."""
    directory_urls: bool = True
    """True for `briefings/x/`, False for `briefings/x.html`."""
    fast: bool = True
    """False turns every speed-up off; the bytes are the same."""
    keep_going: bool = False
    """True to leave out briefings with errors instead of stopping."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Severity by rule, where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class RenderSettings:
    """The part of the settings that pages show; two equal ones give equal pages."""

    citation_style: CitationStyle = CitationStyle.PRESS
    language: str = "en"
    """The site's, BCP 47."""
    directory_urls: bool = True
    site_url: str = ""
    """Absolute address of the site with a slash at the end; empty when not known."""
    site_name: str = ""
    site_description: str = ""
    cite_as: tuple[str, ...] = ("Chicago", "APA")
    """Styles in which a page says how to cite it."""
    exports: bool = True
    """Whether there are files for reference managers."""
    source_style: str = ""
    """CSL style of the entries under Sources; empty for the house's own."""
    pdf: bool = False
    """Whether pages lead to their PDF."""
    cards: bool = False
    """Whether pages have a picture for where they are shared; only where the site's address is known."""
    alternate: str = "alternate"
    """Relation of a page to its feeds and data. With a blank after it where Material's script runs, which takes the plain
    word for a site in another language and asks for its sitemap."""
    machine_copies: bool = False
    """Whether there is an `index.json` beside each briefing."""
    paper: str = "a4"
    """Paper of the PDFs: `a4` or `letter`."""
    extensions: tuple[Any, ...] = ("toc", "tables", "fenced_code")
    """Python-Markdown extensions, as MkDocs has them."""
    extension_configs: Mapping[str, Mapping[str, Any]] | None = None
    """Their settings."""
