"""The templates of the publication's look, for a program that renders them without the plugin.

They keep to what Jinja and MiniJinja share. What they ask the plugin for is listed here, with what stands for it; a call
that is not listed would stop Zensical, and a test looks for such.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from markupsafe import escape

from mkdocs_briefings.mkdocs_plugin.zensical.documents import GUARD, ROOTED

_PACKAGE = Path(__file__).parents[2]
_FOLDERS = tuple(_PACKAGE / name for name in ("own_theme", "theme", "theme/everywhere", "theme/exported"))
"""Folders of templates, each over those before."""
_NAMES = (
    "main.html", "404.html", "base.html", "partials/content.html", "partials/javascripts/base.html",
    "briefings/base.html", "briefings/page.html", "briefings/head.html", "briefings/header.html", "briefings/footer.html",
    "briefings/nav.html", "briefings/logo.html", "briefings/host.html", "briefings/promises.html",
)  # fmt: skip
_HOST = "briefings/host.html"
_IMPORT = (
    f'{{%- import "{_HOST}" as host with context -%}}'
    f'{{%- from "{_HOST}" import t, face, host_name, theme_name, site_locale, says_english with context -%}}'
)
_STANDS_FOR: Mapping[str, str] = {
    "page_language(page)": "host.own",
    "language_links(page)": "host.links",
    "place(page, address, tree.title(item))": "(host.own.places[address] or {'address': address, 'title': tree.title(item)})",
    'config.plugins["briefings"]': "host.site",
    '"briefings" in config.plugins': "true",
    '"rss" in config.plugins': "false",
    'config.theme.name == "briefings"': "true",
    'config.theme.name != "briefings"': "false",
    "{%- if page and written %}": "{%- if page.url is defined and written %}",
    "config.theme.palette": "host.site.palette",
    "config.extra.scope | d(base_url)": "(base_url ~ '/') | replace('//', '/')",
    '<meta charset="utf-8">': '<meta charset="utf-8">\n{%- include "briefings/promises.html" %}',
    "with_formulas(page.content)": "page.content",
    "{{ page.content }}": f"{{{{ page.content | replace({json.dumps(ROOTED)}, '') | replace({json.dumps(GUARD)}, '') }}}}",
}
"""What templates ask of the plugin and of its host, and what stands for it in the export."""
_EXTENDS = re.compile(r"\{%-? extends [^%]* %\}")
_MESSAGE = re.compile(r"""\bt\(("|')(.*?)\1""")


def exported_templates() -> dict[str, str]:
    """Return the templates by name."""
    return {name: _adapted(_source(name), name) for name in _NAMES}


def said_in(templates: Mapping[str, str], say: Callable[[str], str]) -> dict[str, str]:
    """Return how a language says each message of the templates, as HTML."""
    return {text: str(escape(say(text))) for text in sorted(set(_messages(templates)))}


def _messages(templates: Mapping[str, str]) -> Iterator[str]:
    for source in templates.values():
        yield from (text for _, text in _MESSAGE.findall(source))


def _source(name: str) -> str:
    return next(path for folder in reversed(_FOLDERS) if (path := folder / name).is_file()).read_text(
        encoding="utf-8"
    )


def _adapted(source: str, name: str) -> str:
    """Return a template with the import of what stands for the plugin, behind the name of the template that it extends."""
    if name == _HOST:
        return source
    for asked, answer in _STANDS_FOR.items():
        source = source.replace(asked, answer)
    parent = _EXTENDS.search(source)
    at = parent.end() if parent else 0
    return f"{source[:at]}{_IMPORT}{source[at:]}"
