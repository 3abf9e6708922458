"""What the templates of an export ask for: `extra.briefings` of its mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from mkdocs_briefings.host import MkDocsConfig
from mkdocs_briefings.mkdocs_plugin.page_language import LanguageLink, PageLanguages
from mkdocs_briefings.mkdocs_plugin.zensical.templates import said_in
from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render.face_view import face_view
from mkdocs_briefings.render.sharing import open_graph_locale
from mkdocs_briefings.settings.csp import ContentSecurityPolicy


def frame_values(
    config: MkDocsConfig,
    csp: ContentSecurityPolicy,
    settings: Settings,
    render: RenderSettings,
    templates: Mapping[str, str],
) -> dict[str, object]:
    """Return what the frame of a page says besides the page, for all pages.

    Args:
        config: of the host.
        csp: the policy of the site.
        settings: of the desk.
        render: of its pages.
        templates: by name; their messages come in each language of the site.
    """
    languages, face = PageLanguages(render, str), face_view(render)
    folders = [folder_of(language, settings.languages) for language in settings.languages]
    return {
        "host": "Zensical",
        "face": {**face._asdict(), "footer": [link._asdict() for link in face.footer]},
        "settings": {"feeds": settings.feeds, "machine_copies": settings.machine_copies},
        "config": {"cards": render.cards},
        "palette": _palette(config.theme.get("palette") or []),
        "hidden": settings.drafts or settings.audience is not Tlp.CLEAR,
        "locale": open_graph_locale(settings.language),
        "home": "" if settings.directory_urls else "index.html",
        "policies": _policies(config, csp),
        "everywhere": languages.everywhere,
        "links": [_link(link, folder) for link, folder in zip(languages.links(None), folders, strict=False)],
        "editions": {folder: _edition(languages, folder, templates) for folder in folders},
    }


def _palette(palette: Any) -> object:
    """Return the schemes that readers switch between, or the only one; Zensical makes a list of either."""
    if isinstance(palette, Mapping):
        return {key: palette[key] for key in ("media", "scheme") if key in palette}
    return [_palette(scheme) for scheme in palette]


def _policies(config: MkDocsConfig, csp: ContentSecurityPolicy) -> dict[str, str]:
    """Return the policy of generated pages and of hand-written ones; nothing of the frame runs inside a page."""
    elsewhere = config.extra_javascript, config.extra_css
    return {
        "generated": csp.text("", *elsewhere, written=False),
        "written": csp.text("", *elsewhere, written=True),
    }


def _link(link: LanguageLink, folder: str) -> dict[str, str]:
    return {"name": link.name, "language": link.language, "direction": link.direction, "folder": folder}


def _edition(languages: PageLanguages, folder: str, templates: Mapping[str, str]) -> dict[str, object]:
    """Return what a frame says in the language of a folder, and where links lead there."""
    page = SimpleNamespace(meta={"kind": "any", "folder": folder})
    places = (
        {address: languages.place(page, address, "") for address in languages.everywhere} if folder else {}
    )
    return {
        **languages.of_page(page),
        "places": {address: place._asdict() for address, place in places.items()},
        "words": said_in(templates, languages.words(page)),
    }
