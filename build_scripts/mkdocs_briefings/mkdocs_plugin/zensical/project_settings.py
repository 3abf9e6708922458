"""The settings of an export: what of the desk's mkdocs.yml Zensical has to know, and what it cannot take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_briefings.host import MkDocsConfig, Navigation, Theme
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.mkdocs_plugin.zensical.settings_file import is_writable

_SITE = ("site_name", "site_url", "site_description", "site_author", "copyright", "use_directory_urls")
_EXTRA = ("footer", "homepage", "generator", "alternate")
"""What our templates ask of `extra`; the rest stays at home, for it may be nobody's business."""
_FAVICON = "assets/briefings/icon.svg"
_FENCES, _OTHER_FENCES = "fenced_code", "pymdownx.superfences"


def project_settings(
    config: MkDocsConfig, nav: list[object], frame: Mapping[str, object]
) -> dict[str, object]:
    """Return the settings of an export.

    Args:
        config: of the host.
        nav: as `navigation` returns it.
        frame: what templates ask for.
    """
    extra = {name: config.extra[name] for name in _EXTRA if name in config.extra}
    return {
        **{name: config[name] for name in _SITE if config[name] is not None},
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": _theme(config.theme, config.docs_dir),
        "nav": nav,
        "plugins": {"search": {"enabled": False}},
        "markdown_extensions": _extensions(config),
        "extra_css": list(config.extra_css),
        "extra_javascript": [_script(script) for script in config.extra_javascript],
        "extra": {**extra, "briefings": frame},
    }


def left_behind(config: MkDocsConfig) -> Iterator[str]:
    """Yield what of the desk's mkdocs.yml an export does without, in words for a terminal."""
    plugins = sorted(set(config.plugins) - {"briefings", "search", "material/search"})
    if plugins:
        yield f"plugins: {', '.join(plugins)}"
    if config.hooks:
        yield f"hooks: {', '.join(map(str, config.hooks))}"
    if config.extra_templates:
        yield f"extra_templates: {', '.join(config.extra_templates)}"
    options = [
        f"{name}: {key}"
        for name, values in config.mdx_configs.items()
        for key, value in values.items()
        if not is_writable(value)
    ]
    if options:
        yield f"options of Markdown extensions that are code: {', '.join(options)}"


def _theme(theme: Theme, docs_dir: str) -> dict[str, object]:
    """Return the settings of the theme: all of its templates and files are in the export."""
    places = (Path(docs_dir), *filter(None, [Path(theme.custom_dir) if theme.custom_dir else None]))
    favicon = theme.get("favicon") or _FAVICON
    is_own = any((place / favicon).is_file() for place in places)
    return {
        "name": None,
        "custom_dir": "overrides",
        "font": False,
        "language": theme.get("language") or "en",
        "favicon": favicon if is_own else _FAVICON,
        **{name: theme[name] for name in ("logo", "direction") if theme.get(name)},
    }


def _extensions(config: MkDocsConfig) -> list[object]:
    """Return the Markdown extensions with their options.

    Zensical has code blocks made by an extension of its own choice unless that stands before the usual one.
    """
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    if _FENCES in names and _OTHER_FENCES not in names:
        names.insert(0, _OTHER_FENCES)
    options = {name: _writable(config.mdx_configs.get(name) or {}) for name in names}
    return [{name: options[name]} if options[name] else name for name in names]


def _writable(options: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if is_writable(value)}


def _script(script: Any) -> object:
    """Return an entry of `extra_javascript`, an address or one with what its element has besides."""
    if isinstance(script, str):
        return script
    return {
        "path": script.path,
        "type": script.type,
        "async": getattr(script, "async"),
        "defer": script.defer,
    }


def navigation(nav: Navigation, *, by_index: bool) -> list[object]:
    """Return the navigation of a site as mkdocs.yml has it, with what the host has found out where it has none.

    Args:
        nav: of the host.
        by_index: give a section the title of its generated index, not of its folder.
    """
    return [_nav_entry(item, by_index=by_index) for item in nav.items]


def _nav_entry(item: Any, *, by_index: bool) -> object:
    """Return an entry of the navigation; a title that the page brings itself is left to it."""
    if item.is_section:
        children = [_nav_entry(child, by_index=by_index) for child in item.children]
        return {_section_title(item) if by_index else item.title: children}
    if item.is_link:
        return {item.title or item.url: item.url}
    title = vars(item).get("title")
    return {title: item.file.src_uri} if title else item.file.src_uri


def _section_title(section: Any) -> str:
    index = section.children[0] if section.children else None
    return index.generated.title if isinstance(index, GeneratedPage) else str(section.title)
