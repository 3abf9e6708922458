"""The settings of the plugin in mkdocs.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs_briefings.attachments.read import refusals
from mkdocs_briefings.diagnostics.diagnostic import Severity
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import did_you_mean
from mkdocs_briefings.host import MkDocsConfig, Theme, base
from mkdocs_briefings.host import config_options as c
from mkdocs_briefings.mkdocs_plugin.csp import CspOption
from mkdocs_briefings.mkdocs_plugin.markdown_option import MarkdownOption
from mkdocs_briefings.mkdocs_plugin.wishes import Overrides, Switch, Wishes
from mkdocs_briefings.mkdocs_plugin.words_option import read_desk_words
from mkdocs_briefings.model.languages import SHORT_TAG, normal_tag
from mkdocs_briefings.model.settings import CitationStyle, RenderSettings, Settings
from mkdocs_briefings.model.vocabulary import RESERVED_NAMES, Tlp
from mkdocs_briefings.publish.folders import DeskFolders, Part
from mkdocs_briefings.render.features import missing_features
from mkdocs_briefings.render.headers import HEADERS

_FILE_READING = ("pymdownx.snippets", "markdown_include", "mdx_include")
"""Markdown extensions that read files: authors' texts must not choose which."""

_MOST_BRIEFINGS = 100_000
"""Number of briefings that a list may hold."""


class PluginSettings(base.Config):  # type: ignore[no-untyped-call]
    """The settings under `plugins: - briefings:` in mkdocs.yml."""

    content = c.Type(str, default="content")
    """Folder of the content, beside mkdocs.yml."""
    audience = c.Choice([level.value for level in Tlp], default=Tlp.CLEAR.value)
    """Highest TLP level the site may show."""
    drafts = Switch(default=False)
    """Build drafts and briefings in review too, marked as such."""
    at = c.Optional(c.Type((str, dt.datetime)))
    """Build the site as of this moment (ISO 8601 with an offset) instead of now."""
    citation_style = c.Choice([style.value for style in CitationStyle], default=CitationStyle.PRESS.value)
    """How citations look in the text."""
    language = c.Optional(c.Type(str))
    """Language of the site, and of briefings that name none; the theme's when left out."""
    languages = c.Type(list, default=[])
    """Languages with lists, feeds and words of their own: that of the site, which has the root, then others (`de/`)."""
    words = c.Type(dict, default={})
    """Words of pages, said otherwise: `executive_points: Key judgements`; for one language of several: `de: {...}`."""
    markdown = MarkdownOption()
    """What Markdown of briefings can do besides mkdocs.yml's extensions: all, nothing, or less what is false by name."""
    latest = c.Type(int, default=10)
    """How many briefings the home page shows."""
    whole_site = c.Optional(c.Type(bool))
    """Give hand-written pages the publication's look too. Left out: yes, unless the site uses MkDocs' own search."""
    csp = CspOption()
    """Content-Security-Policy of the pages: on, off, or on with further sources by directive."""
    link_entities = c.Type(bool, default=True)
    """Lead from the first mention of a briefing's entity in its body to the entity's page."""
    cite_as = c.Type(list, default=["Chicago", "APA"])
    """Styles in which a briefing says how to cite it: Chicago, APA, or with the extra `styles` any CSL style by name."""
    exports = c.Type(bool, default=True)
    """Put files for reference managers beside each briefing: BibTeX, RIS and CSL-JSON."""
    source_style = c.Optional(c.Type(str))
    """CSL style of the entries under Sources: `apa`, with the extra `styles` any other; the house's own when left out."""
    pdf = c.Type(bool, default=True)
    """A PDF of each briefing, each issue and each volume, linked from its page."""
    cards = c.Type(bool, default=True)
    """A picture of each briefing for where its address is shared, and one for all other pages; needs `site_url`."""
    paper = c.Choice(["a4", "letter"], default="a4")
    """Paper of the PDFs."""
    pdf_logo = c.Optional(c.Type(str))
    """Picture at the head of the PDFs, in place of the site's name: a PNG or SVG of the content folder, `files/logo.svg`."""
    pdf_imprint = c.Optional(c.Type(str))
    """Who publishes the PDFs and answers for them: plain text, a line or several, at their end."""
    pdf_author_notes = c.Type(bool, default=False)
    """Say at the end of a PDF who its authors are, as far as `authors.yaml` does."""
    machine_copies = c.Type(bool, default=True)
    """Publish each briefing as data too: `index.json` beside its page, and a table of all as JSON and CSV."""
    feeds = c.Type(bool, default=True)
    """Atom and JSON Feed of the site and of each topic, region, publication and entity. They need `site_url`."""
    feed_entries = c.Type(int, default=20)
    """How many briefings a feed holds, the newest."""
    headers = c.Type(bool, default=True)
    """Write `_headers`, by which Netlify and Cloudflare Pages send safe headers; a `docs/_headers` of yours goes before it."""
    search = c.Type(bool, default=True)
    """Build the search index."""
    fast = c.Type(bool, default=True)
    """False turns every speed-up off: the same bytes, slower."""
    keep_going = c.Type(bool, default=False)
    """Leave out briefings with errors instead of stopping."""
    reference = c.Type(bool, default=False)
    """Add reference pages for the people of the desk: content format, rules, settings, commands."""
    rules = c.Type(dict, default={})
    """Severity by rule: `long-title: off`."""
    cache = c.Type(str, default=".cache/briefings")
    """Folder for what a later build can use again; may be deleted at any time."""


def settings_of(config: MkDocsConfig, plugin: PluginSettings, overrides: Overrides) -> Settings:
    """Return the desk's settings as one value.

    Args:
        config: of MkDocs.
        plugin: the settings in mkdocs.yml.
        overrides: what the command line and, under it, the environment (`BRIEFINGS_...`) put over them.

    Raises:
        UsageError: a severity, the name of a rule, an audience or a moment is wrong, or two folders are in each other.
    """
    root = _root(config)
    desk_folders(config, plugin).check_settings()
    _check_values(config, plugin)
    wishes = Wishes.read(plugin, overrides)
    return Settings(
        root=root,
        content=root / plugin.content,
        audience=wishes.audience,
        drafts=wishes.drafts,
        at=wishes.at,
        citation_style=CitationStyle(plugin.citation_style),
        language=_site_language(config, plugin),
        further_languages=tuple(normal_tag(str(tag)) for tag in plugin.languages[1:]),
        link_entities=plugin.link_entities,
        latest=plugin.latest,
        feeds=_feeds(config, plugin),
        machine_copies=plugin.machine_copies,
        headers=plugin.headers and not Path(config.docs_dir, HEADERS).exists(),
        directory_urls=config.use_directory_urls,
        fast=plugin.fast,
        keep_going=plugin.keep_going,
        severities={str(rule): _severity(str(rule), word) for rule, word in plugin.rules.items()},
    )


def _site_language(config: MkDocsConfig, plugin: PluginSettings) -> str:
    return normal_tag(plugin.language or _language_of(config.theme))


def _language_problems(config: MkDocsConfig, plugin: PluginSettings) -> Iterator[str]:
    """Yield what is wrong with the languages; a folder is named after a tag, and none of ours has so short a name."""
    if plugin.language and not SHORT_TAG.fullmatch(plugin.language):
        yield f"language: {plugin.language!r} is no language tag, such as `en` or `zh-Hant`"
    tags, site = list(map(str, plugin.languages)), _site_language(config, plugin)
    for tag in tags:
        if tag == "False":
            yield "languages: YAML reads `no` as false; write it in quotes: 'no'"
        elif not SHORT_TAG.fullmatch(tag):
            yield f"languages: {tag!r} is no language tag, such as `de` or `zh-Hant`"
        elif RESERVED_NAMES.fullmatch(tag.lower()):
            yield f"languages: {tag!r} cannot be a folder on Windows"
    if tags and tags[0].lower() != site.lower():
        yield f"languages: the first must be that of the site, {site!r}, which has the root"
    if len({tag.lower() for tag in tags}) < len(tags):
        yield "languages: name each once"


def _language_of(theme: Theme) -> str:
    """Return the language of the theme: Material has a setting of its own; where that is the default, MkDocs' `locale`."""
    language = str(theme.get("language") or "en")
    return str(theme.locale).replace("_", "-") if language == "en" else language


def _check_values(config: MkDocsConfig, plugin: PluginSettings) -> None:
    """Refuse values of the right type that mean nothing.

    Raises:
        UsageError: names each.
    """
    problems = [
        f"{name}: {value} is not between 0 and {_MOST_BRIEFINGS:,}"
        for name, value in (("latest", plugin.latest), ("feed_entries", plugin.feed_entries))
        if not 0 <= value <= _MOST_BRIEFINGS
    ]
    problems += _language_problems(config, plugin)
    try:
        urlsplit(config.site_url or "").port  # noqa: B018 - reads it
    except ValueError as error:
        problems.append(f"site_url: {config.site_url!r} is no address ({error})")
    if problems:
        raise UsageError("; ".join(problems))


def settings_without_effect(config: MkDocsConfig, plugin: PluginSettings) -> tuple[str, ...]:
    """Return the settings that are on but have no effect, because `site_url` is not set."""
    return tuple(name for name in ("feeds", "cards") if plugin[name] and not config.site_url)


def whole_site(config: MkDocsConfig, plugin: PluginSettings) -> bool:
    """Return whether hand-written pages get the look of the publication: unless the site has a search of its own."""
    if plugin.whole_site is not None:
        return plugin.whole_site
    return not {"search", "material/search"} & set(config.plugins)


def desk_folders(config: MkDocsConfig, plugin: PluginSettings, site: Path | None = None) -> DeskFolders:
    """Return where the parts of the desk are; the site is that of the configuration unless another is named."""
    root = _root(config)
    parts = {
        Part.ROOT: root,
        Part.CONTENT: root / plugin.content,
        Part.CACHE: root / plugin.cache,
        Part.DOCS: Path(config.docs_dir),
        Part.SITE: site or Path(config.site_dir),
    }
    theme = {Part.THEME: Path(config.theme.custom_dir)} if config.theme.custom_dir else {}
    return DeskFolders({**parts, **theme})


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def render_settings_of(config: MkDocsConfig, plugin: PluginSettings, settings: Settings) -> RenderSettings:
    """Return the settings that change what pages show, with the Markdown extensions of mkdocs.yml."""
    url = config.site_url or ""
    extensions = tuple(name for name in config.markdown_extensions if name not in _FILE_READING)
    return RenderSettings(
        citation_style=settings.citation_style,
        language=settings.language,
        further_languages=settings.further_languages,
        words=read_desk_words(settings.root, settings.language, plugin.words),
        directory_urls=settings.directory_urls,
        site_name=config.site_name,
        site_description=config.site_description or "",
        alternate="alternate " if config.extra_javascript else "alternate",
        machine_copies=plugin.machine_copies,
        cite_as=tuple(map(str, plugin.cite_as)),
        exports=plugin.exports,
        source_style=plugin.source_style or "",
        pdf=plugin.pdf,
        cards=plugin.cards and bool(url),
        paper=plugin.paper,
        logo=_logo(plugin.pdf_logo or "", settings.content),
        imprint=plugin.pdf_imprint or "",
        author_notes=plugin.pdf_author_notes,
        site_url=url if not url or url.endswith("/") else f"{url}/",
        extensions=extensions,
        extension_configs={
            name: options for name, options in config.mdx_configs.items() if name not in _FILE_READING
        },
        features=missing_features(extensions, plugin.markdown),
    )


def _logo(name: str, content: Path) -> str:
    """Return the file of the logo of the PDFs, which lies below the content folder.

    Raises:
        UsageError: there is no such file, or it may not be shown.
    """
    path = content / name
    if not name:
        return ""
    if not name.lower().endswith((".png", ".svg")):
        raise UsageError(f"pdf_logo: {name!r} is no PNG and no SVG")
    if not path.is_file() or not path.resolve().is_relative_to(content.resolve()):
        raise UsageError(
            f"pdf_logo: {name!r} is no file of {content.name}/; name it from there: `files/logo.svg`"
        )
    if reasons := refusals(path, name):
        raise UsageError(f"pdf_logo: {name!r} {reasons[0].message}; {reasons[0].hint}")
    return name


def _feeds(config: MkDocsConfig, plugin: PluginSettings) -> int:
    """Return how many briefings a feed holds; 0, for no feeds, without `site_url`: ids are absolute (RFC 4287, 4.2.6)."""
    if not plugin.feeds or not config.site_url:
        return 0
    if not plugin.machine_copies:
        raise UsageError("feeds are made of the machine copies; set `feeds: false` too")
    if plugin.feed_entries < 1:
        raise UsageError("feed_entries: a feed holds at least one briefing; `feeds: false` turns feeds off")
    return int(plugin.feed_entries)


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
