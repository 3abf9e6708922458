"""The settings of a desk, from mkdocs.yml and the command line, as frozen values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.host import CONFIG_FILES
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.messages import DeskWords
from mkdocs_briefings.model.vocabulary import Tlp


class CitationStyle(StrEnum):
    """How citations look in a text."""

    PRESS = "press"
    """(SB, January 27); the year only when it differs from the briefing's."""
    NUMERIC = "numeric"
    """[3]: the number of the entry under Sources."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything besides the content that shapes the site."""

    root: Path
    """Folder of mkdocs.yml; paths in diagnostics are relative to it when they can be."""
    content: Path
    """Content folder, absolute."""
    audience: Tlp = Tlp.CLEAR
    """Highest TLP level this build may show."""
    drafts: bool = False
    """True to build drafts and briefings in review, marked as such."""
    at: dt.datetime | None = None
    """The moment the site is built for (with offset); None means now."""
    citation_style: CitationStyle = CitationStyle.PRESS
    language: str = "en"
    """Language of briefings that name none, BCP 47."""
    further_languages: tuple[str, ...] = ()
    """Those that have lists and pages of their own, in a folder each (`de/`)."""
    link_entities: bool = True
    """Whether the first mention of an entity in a body links to the page of the entity."""
    latest: int = 10
    """Number of briefings on the home page."""
    feeds: int = 0
    """Number of briefings in a feed; 0 for no feeds."""
    machine_copies: bool = False
    """Whether briefings are also published as data, in an `index.json` beside each page."""
    headers: bool = False
    """Whether the site has a file that tells web hosts which headers to send."""
    directory_urls: bool = True
    """True for `briefings/x/`, False for `briefings/x.html`."""
    fast: bool = True
    """False turns every speed-up off; the bytes are the same."""
    keep_going: bool = False
    """True to leave out briefings with errors instead of stopping."""
    config_name: str = CONFIG_FILES[0]
    """Name of the settings file, which is in `root`."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Severity by name of the rule, for rules whose own severity is overridden."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Language of the site, which has the root, then the further ones."""
        return (self.language, *self.further_languages)

    def holds_briefing(self, path: str) -> bool:
        """Return whether a file holds a briefing, by its path from `root`."""
        return (self.root / path).is_relative_to(self.content / "briefings")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderSettings:
    """The settings that reach pages; equal settings give equal pages."""

    citation_style: CitationStyle = CitationStyle.PRESS
    language: str = "en"
    """Language of the site, BCP 47; in a folder of a further language, that."""
    further_languages: tuple[str, ...] = ()
    """Those that have lists and pages of their own, in a folder each (`de/`)."""
    directory_urls: bool = True
    site_url: str = ""
    """Absolute address of the site with a slash at the end; empty when not known."""
    first_url: str = ""
    """What ids of entries in feeds begin with: the address of the site without that of a version (`mike`)."""
    site_name: str = ""
    site_description: str = ""
    cite_as: tuple[str, ...] = ("Chicago", "APA")
    """Styles in which a page says how to cite it."""
    exports: bool = True
    """Whether there are files for reference managers."""
    source_style: str = ""
    """CSL style of the entries under Sources; empty for the project's own."""
    pdf: bool = False
    """Whether pages link to their PDF."""
    cards: bool = False
    """Whether pages have a picture for previews where they are shared; needs `site_url`."""
    alternate: str = "alternate"
    """Value of `rel` in links from a page to its feeds and data. It ends in a blank where Material's script runs, which
    takes the plain word for a site in another language and asks for a sitemap there."""
    machine_copies: bool = False
    """Whether there is an `index.json` beside each briefing."""
    paper: str = "a4"
    """Paper of the PDFs: `a4` or `letter`."""
    face: Face = field(default_factory=Face)
    """Colours, logo, families, imprint and links of the desk."""
    logo: str = ""
    """File at the head of the PDFs, by path from the content folder; empty for the site's name in words."""
    imprint: str = ""
    """Plain text at the end of the PDFs."""
    author_notes: bool = False
    """Whether PDFs end with a few words on their authors."""
    extensions: tuple[Any, ...] = ("toc", "tables", "fenced_code")
    """Python-Markdown extensions of mkdocs.yml and those that briefings have besides: names or objects."""
    extension_configs: Mapping[str, Mapping[str, Any]] | None = None
    """Settings by name of the extension."""
    features: tuple[str, ...] = ()
    """Features of Markdown that the renderer makes itself, by name (`render/features.py`)."""
    words: DeskWords = field(default_factory=DeskWords)
    """Words that the desk brings."""
