"""What follows from mkdocs.yml: the settings of the desk and of its pages, and where its folders are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.model.languages import SHORT_TAG, normal_tag
from mkdocs_briefings.model.settings import CitationStyle, RenderSettings, Settings
from mkdocs_briefings.model.vocabulary import RESERVED_NAMES
from mkdocs_briefings.publish.folders import DeskFolders, Part
from mkdocs_briefings.render.features import missing_features
from mkdocs_briefings.render.headers import HEADERS
from mkdocs_briefings.settings.face import logo_file, read_face
from mkdocs_briefings.settings.markdown_extensions import configs_for_briefings, for_briefings
from mkdocs_briefings.settings.site_config import Problems, SiteConfig
from mkdocs_briefings.settings.wishes import Overrides, Wishes
from mkdocs_briefings.settings.words import read_desk_words

_MOST_BRIEFINGS = 100_000
"""Number of briefings that a list may hold."""


def settings_of(site: SiteConfig, overrides: Overrides) -> Settings:
    """Return the desk's settings as one value.

    Args:
        site: what mkdocs.yml says.
        overrides: what the command line and, under it, the environment (`BRIEFINGS_...`) put over it.

    Raises:
        UsageError: a severity, the name of a rule, an audience or a moment is wrong, or two folders are in each other.
    """
    own, problems = site.own, Problems(site.places)
    _add_wrong_values(site, problems)
    with problems.gathered("content"):
        desk_folders(site).check_settings()
    with problems.gathered("feeds"):
        feeds = _feeds(site)
    severities: dict[str, Severity] = {}
    for rule, word in own.rules.items():
        with problems.gathered("rules", str(rule)):
            severities[str(rule)] = _severity(str(rule), word)
    problems.stop()
    wishes = Wishes.read(own, overrides)
    return Settings(
        root=site.root,
        content=site.root / own.content,
        config_name=site.config_name,
        audience=wishes.audience,
        drafts=wishes.drafts,
        at=wishes.at,
        citation_style=CitationStyle(own.citation_style),
        language=_site_language(site),
        further_languages=tuple(normal_tag(str(tag)) for tag in own.languages[1:]),
        link_entities=own.link_entities,
        latest=own.latest,
        feeds=feeds,
        machine_copies=own.machine_copies,
        headers=own.headers and not (site.docs_dir / HEADERS).exists(),
        directory_urls=site.directory_urls,
        fast=own.fast,
        keep_going=own.keep_going if overrides.keep_going is None else overrides.keep_going,
        severities=severities,
    )


def _site_language(site: SiteConfig) -> str:
    return normal_tag(site.own.language or site.theme_language)


def _add_wrong_values(site: SiteConfig, problems: Problems) -> None:
    """Add values of the right type that mean nothing."""
    own = site.own
    for name, value in (("latest", own.latest), ("feed_entries", own.feed_entries)):
        if not 0 <= value <= _MOST_BRIEFINGS:
            problems.add_own(f"{name}: {value} is not between 0 and {_MOST_BRIEFINGS:,}", name)
    if own.language and not SHORT_TAG.fullmatch(own.language):
        problems.add_own(
            f"language: {own.language!r} is no language tag, such as `en` or `zh-Hant`", "language"
        )
    for message in _wrong_languages(site):
        problems.add_own(f"languages: {message}", "languages")
    try:
        urlsplit(site.site_url).port  # noqa: B018 - reads it
    except ValueError:
        problems.add(f"site_url: {site.site_url!r} is no address; look at its host and its port", "site_url")


def _wrong_languages(site: SiteConfig) -> Iterator[str]:
    """Yield what is wrong with the languages; a folder is named after a tag, and none of ours has so short a name."""
    tags, language = list(map(str, site.own.languages)), _site_language(site)
    for tag in tags:
        if tag == "False":
            yield "YAML reads `no` as false; write it in quotes: 'no'"
        elif not SHORT_TAG.fullmatch(tag):
            yield f"{tag!r} is no language tag, such as `de` or `zh-Hant`"
        elif RESERVED_NAMES.fullmatch(tag.lower()):
            yield f"{tag!r} cannot be a folder on Windows"
    if tags and tags[0].lower() != language.lower():
        yield f"the first must be that of the site, {language!r}, which has the root"
    if len({tag.lower() for tag in tags}) < len(tags):
        yield "name each once"


def settings_without_effect(site: SiteConfig) -> tuple[str, ...]:
    """Return the settings that are on but have no effect, because `site_url` is not set."""
    on = {"feeds": site.own.feeds, "cards": site.own.cards}
    return tuple(name for name, value in on.items() if value and not site.site_url)


def desk_folders(site: SiteConfig, place: Path | None = None) -> DeskFolders:
    """Return where the parts of the desk are; the site is that of mkdocs.yml unless another `place` is named."""
    parts = {
        Part.ROOT: site.root,
        Part.CONTENT: site.root / site.own.content,
        Part.CACHE: cache_folder(site),
        Part.DOCS: site.docs_dir,
        Part.SITE: place or site.site_dir,
    }
    theme = {Part.THEME: site.custom_dir} if site.custom_dir else {}
    return DeskFolders({**parts, **theme})


def cache_folder(site: SiteConfig) -> Path:
    """Return the folder of what a later build can use again."""
    return site.root / site.own.cache


def render_settings_of(site: SiteConfig, settings: Settings) -> RenderSettings:
    """Return the settings that change what pages show, with the Markdown extensions of mkdocs.yml.

    Raises:
        UsageError: a word that the desk brings does not fit, or the logo may not be shown.
    """
    own, url, problems = site.own, site.site_url, Problems(site.places)
    with problems.gathered("words"):
        words = read_desk_words(settings.root, settings.language, own.words)
    with problems.gathered("pdf_logo"):
        logo = _pdf_logo(own.pdf_logo or "", settings.content)
    face = read_face(own.face, settings.content, problems)
    problems.stop()
    extensions = for_briefings(site.extensions)
    return RenderSettings(
        citation_style=settings.citation_style,
        language=settings.language,
        further_languages=settings.further_languages,
        words=words,
        directory_urls=settings.directory_urls,
        site_name=site.site_name,
        site_description=site.site_description,
        alternate="alternate " if site.material_script else "alternate",
        machine_copies=own.machine_copies,
        cite_as=tuple(map(str, own.cite_as)),
        exports=own.exports,
        source_style=own.source_style or "",
        pdf=own.pdf,
        cards=own.cards and bool(url),
        paper=own.paper,
        face=face,
        logo=logo or (face.logo.light if face.logo else ""),
        imprint=own.pdf_imprint or face.imprint,
        author_notes=own.pdf_author_notes,
        site_url=_as_folder(url),
        first_url=_as_folder(site.first_url or url),
        extensions=extensions,
        extension_configs=configs_for_briefings(site.extension_configs),
        features=missing_features(extensions, own.markdown),
    )


def _as_folder(url: str) -> str:
    """Return an address with a slash at its end."""
    return url if not url or url.endswith("/") else f"{url}/"


def _pdf_logo(name: str, content: Path) -> str:
    """Return the logo of the PDFs; empty without one of their own.

    Raises:
        UsageError: there is no such file, or it may not be shown.
    """
    try:
        return logo_file(name, content) if name else ""
    except UsageError as error:
        raise UsageError(f"pdf_logo: {error}") from None


def _feeds(site: SiteConfig) -> int:
    """Return how many briefings a feed holds; 0, for no feeds, without `site_url`: ids are absolute (RFC 4287, 4.2.6)."""
    if not site.own.feeds or not site.site_url:
        return 0
    if not site.own.machine_copies:
        raise UsageError("feeds are made of the machine copies; set `feeds: false` too")
    if site.own.feed_entries < 1:
        raise UsageError("feed_entries: a feed holds at least one briefing; `feeds: false` turns feeds off")
    return site.own.feed_entries


def _severity(rule: str, word: object) -> Severity:
    """Return the severity of a word in mkdocs.yml; YAML 1.1 reads a bare `off` as false."""
    from mkdocs_briefings.check.rules import RULES_BY_CODE  # noqa: PLC0415 - few desks change a rule, and they take a while

    if rule not in RULES_BY_CODE:
        hint = did_you_mean(rule, RULES_BY_CODE)
        raise UsageError(f"rules: there is no rule '{rule}'{f'; {hint}' if hint else ''}")
    name = "off" if word is False else str(word)
    if name not in set(Severity):
        raise UsageError(f"rules: '{rule}: {word}' is no severity; one of: {', '.join(Severity)}")
    return Severity(name)
