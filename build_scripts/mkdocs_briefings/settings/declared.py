"""The settings under `plugins: - briefings:`, declared once: hosts, readers and reference pages take them from here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from types import MappingProxyType
from typing import Any

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.settings.csp import ContentSecurityPolicy
from mkdocs_briefings.settings.kinds import (
    BOOLEAN,
    KEYS,
    LISTING,
    NUMBER,
    TEXT,
    Choice,
    Kind,
    Markdown,
    Moment,
    Policy,
    Switch,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared setting: the values that it takes, its default, what it means."""

    kind: Kind
    default: Any
    """As it would stand in mkdocs.yml; None for nothing."""

    def read(self, value: object) -> Any:
        """Return what a value of mkdocs.yml means; an empty one means the default.

        Raises:
            UsageError: it is of another kind.
        """
        written = self.default if value is None else value
        return None if written is None else self.kind.read(written)


def _setting(kind: Kind, default: object = None) -> Any:
    """Declare a setting.

    Args:
        kind: what it takes.
        default: as it would stand in mkdocs.yml; None for nothing.
    """
    setting = Setting(kind, default)
    return field(default_factory=partial(setting.read, None), metadata={"setting": setting})


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """The settings under `plugins: - briefings:` in mkdocs.yml, by their names there."""

    content: str = _setting(TEXT, "content")
    """Folder of the content, beside mkdocs.yml."""
    audience: str = _setting(Choice(tuple(level.value for level in Tlp)), Tlp.CLEAR.value)
    """Highest TLP level the site may show."""
    drafts: bool = _setting(Switch(), default=False)
    """Build drafts and briefings in review too, marked as such."""
    at: str | dt.datetime | None = _setting(Moment())
    """Build the site as of this moment (ISO 8601 with an offset) instead of now."""
    citation_style: str = _setting(
        Choice(tuple(style.value for style in CitationStyle)), CitationStyle.PRESS.value
    )
    """How citations look in the text."""
    language: str | None = _setting(TEXT)
    """Language of the site, and of briefings that name none; the theme's when left out."""
    languages: list[object] = _setting(LISTING, [])
    """Languages with lists, feeds and words of their own: that of the site, which has the root, then others (`de/`)."""
    words: Mapping[str, Any] = _setting(KEYS, {})
    """Words of pages, said otherwise: `executive_points: Key judgements`; for one language of several: `de: {...}`."""
    markdown: tuple[str, ...] = _setting(Markdown(), default=True)
    """What Markdown of briefings can do besides mkdocs.yml's extensions: all, nothing, or less what is false by name."""
    latest: int = _setting(NUMBER, 10)
    """How many briefings the home page shows."""
    whole_site: bool | None = _setting(BOOLEAN)
    """Give every page the publication's look; false leaves Material's own frame. Left out: hand-written pages keep it with MkDocs' search."""
    csp: ContentSecurityPolicy = _setting(Policy(), default=True)
    """Content-Security-Policy of the pages: on, off, or on with further sources by directive."""
    link_entities: bool = _setting(BOOLEAN, default=True)
    """Lead from the first mention of a briefing's entity in its body to the entity's page."""
    cite_as: list[object] = _setting(LISTING, ["Chicago", "APA"])
    """Styles in which a briefing says how to cite it: Chicago, APA, or with the extra `styles` any CSL style by name."""
    exports: bool = _setting(BOOLEAN, default=True)
    """Put files for reference managers beside each briefing: BibTeX, RIS and CSL-JSON."""
    source_style: str | None = _setting(TEXT)
    """CSL style of the entries under Sources: `apa`, with the extra `styles` any other; the house's own when left out."""
    pdf: bool = _setting(BOOLEAN, default=True)
    """A PDF of each briefing, each issue and each volume, linked from its page."""
    cards: bool = _setting(BOOLEAN, default=True)
    """A picture of each briefing for where its address is shared, and one for all other pages; needs `site_url`."""
    paper: str = _setting(Choice(("a4", "letter")), "a4")
    """Paper of the PDFs."""
    face: Mapping[str, Any] = _setting(KEYS, {})
    """The desk's own face, on pages, PDFs, cards and in mails: `accent`, `logo`, `serif`, `sans`, `imprint`, `footer`."""
    pdf_logo: str | None = _setting(TEXT)
    """Another logo at the head of the PDFs than that of `face`: a PNG or SVG of the content folder, `files/logo.svg`."""
    pdf_imprint: str | None = _setting(TEXT)
    """Another imprint at the end of the PDFs than that of `face`: plain text, a line or several."""
    pdf_author_notes: bool = _setting(BOOLEAN, default=False)
    """Say at the end of a PDF who its authors are, as far as `authors.yaml` does."""
    machine_copies: bool = _setting(BOOLEAN, default=True)
    """Publish each briefing as data too: `index.json` beside its page, and a table of all as JSON and CSV."""
    feeds: bool = _setting(BOOLEAN, default=True)
    """Atom and JSON Feed of the site and of each topic, region, publication and entity. They need `site_url`."""
    feed_entries: int = _setting(NUMBER, 20)
    """How many briefings a feed holds, the newest."""
    headers: bool = _setting(BOOLEAN, default=True)
    """Write `_headers`, by which Netlify and Cloudflare Pages send safe headers; a `docs/_headers` of yours goes before it."""
    search: bool = _setting(BOOLEAN, default=True)
    """Build the search index."""
    fast: bool = _setting(BOOLEAN, default=True)
    """False turns every speed-up off: the same bytes, slower."""
    keep_going: bool = _setting(BOOLEAN, default=False)
    """Leave out briefings with errors instead of stopping."""
    reference: bool = _setting(BOOLEAN, default=False)
    """Add reference pages for the people of the desk: content format, rules, settings, commands."""
    rules: Mapping[object, object] = _setting(KEYS, {})
    """Severity by rule: `long-title: off`."""
    cache: str = _setting(TEXT, ".cache/briefings")
    """Folder for what a later build can use again; may be deleted at any time."""


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {field.name: field.metadata["setting"] for field in fields(OwnSettings)}
)
"""Each setting by its name."""


def read_values(written: Mapping[Any, object]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of the settings that can be read, and why each other cannot.

    Args:
        written: what stands under `briefings:`; names that no setting has are passed over.
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, setting in SETTINGS.items():
        try:
            values[name] = setting.read(written.get(name))
        except UsageError as error:
            problems[name] = str(error)
    return values, problems


def unknown_names(written: Mapping[Any, object]) -> Iterator[tuple[str, str]]:
    """Yield each name that no setting has, and what to say of it."""
    for name in written:
        if name not in SETTINGS:
            hint = did_you_mean(str(name), SETTINGS) or "the handbook lists all"
            yield str(name), f"there is no setting '{name}'; {hint}"
