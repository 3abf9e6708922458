"""Links from a briefing to its versions in other languages, for readers and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.views import VersionLink

ANY_LANGUAGE = "x-default"
"""Value of `hreflang` for the version that readers of all other languages get."""


@lru_cache(maxsize=256)
def own_name(language: str) -> str:
    """Return the name of a language in itself, as CLDR has it, with a capital: `Русский`; the tag where CLDR has none."""
    locale = cldr_locale(language)
    is_its_own = locale.language == language.lower().partition("-")[0]
    name = (is_its_own and locale.get_display_name(locale)) or language
    return name[:1].upper() + name[1:]


def version_links(uri: str, briefing: LinkedBriefing, context: RenderContext) -> tuple[VersionLink, ...]:
    """Return a link to each version of a briefing, from a page; the one of that page has no address."""
    return tuple(
        VersionLink(
            own_name(version.language),
            ""
            if version.id == briefing.id
            else context.relative_url(uri, addresses.briefing_uri(version.id)),
            version.language,
            dates.direction(version.language),
            version.title,
            original=version.id == briefing.original,
        )
        for version in briefing.versions
    )


def version_tags(uri: str, briefing: LinkedBriefing, context: RenderContext) -> str:
    """Return the `<link>` elements that name all versions of a briefing in the head of a page."""
    addresses_by_language = [
        (version.language, addresses.briefing_uri(version.id)) for version in briefing.versions
    ]
    if addresses_by_language:
        addresses_by_language.append((ANY_LANGUAGE, addresses.briefing_uri(briefing.listed_version)))
    return "".join(
        f'<link rel="{context.settings.alternate}" hreflang="{language}" '
        f'href="{context.permanent_url(target) or context.relative_url(uri, target)}">\n'
        for language, target in addresses_by_language
    )


def sitemap_alternates(index: SiteIndex, *, directory_urls: bool) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for the URL of each briefing with other versions the language and the URL of all, and of the one for others."""
    urls = {
        id: addresses.url(addresses.briefing_uri(id), directory_urls=directory_urls) for id in index.versions
    }
    return {urls[id]: tuple(_alternates(id, index, urls)) for id in index.versions}


def _alternates(id: str, index: SiteIndex, urls: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((version.language, urls[version.id]) for version in index.versions_of(id))
    yield ANY_LANGUAGE, urls[index.version_for(id, index.language)]
