"""Links from a briefing to its versions in other languages, for readers and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mkdocs_briefings.model.languages import cldr_locale
from mkdocs_briefings.model.site import LinkedBriefing
from mkdocs_briefings.model.site_index import SiteIndex
from mkdocs_briefings.model.versions import folder_of
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
    targets = [(version.language, addresses.briefing_uri(version.id)) for version in briefing.versions]
    if targets:
        targets.append((ANY_LANGUAGE, addresses.briefing_uri(briefing.listed_version)))
    return "".join(_tag(uri, *target, context) for target in targets)


def list_tags(uri: str, context: RenderContext) -> str:
    """Return the `<link>` elements that name a list in all languages; none for one that only some of them may have."""
    root = uri.removeprefix(context.folder)
    languages = (context.site_language, *context.settings.further_languages)
    if len(languages) == 1 or not _is_in_all(root):
        return ""
    targets = [(language, _in_folder(root, language, languages)) for language in languages]
    return "".join(_tag(uri, *target, context) for target in (*targets, (ANY_LANGUAGE, root)))


def _is_in_all(uri: str) -> bool:
    """Return whether all languages have a list; years and periods may have briefings in one alone."""
    return uri == addresses.ARCHIVE or not (uri.startswith("archive/") or "/in/" in uri)


def _in_folder(uri: str, language: str, languages: Sequence[str]) -> str:
    return addresses.placed(uri, folder_of(language, languages))


def _tag(origin: str, language: str, target: str, context: RenderContext) -> str:
    href = context.permanent_url(target) or addresses.relative_url(
        origin, target, directory_urls=context.settings.directory_urls
    )
    return f'<link rel="{context.settings.alternate}" hreflang="{language}" href="{href}">\n'


def sitemap_alternates(
    index: SiteIndex, languages: Sequence[str], pages: Iterable[str], *, directory_urls: bool
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return for the URL of each page that there is in several languages the language and the URL of all, and of the one for others.

    Args:
        index: of the site.
        languages: of the site, then those that have a folder each.
        pages: URLs of all pages.
        directory_urls: whether addresses of pages end in a slash.
    """
    urls = {
        id: addresses.url(addresses.briefing_uri(id), directory_urls=directory_urls) for id in index.versions
    }
    briefings = {urls[id]: tuple(_alternates(id, index, urls)) for id in index.versions}
    return {**briefings, **dict(_lists_in_all(languages, frozenset(pages)))}


def _lists_in_all(
    languages: Sequence[str], pages: frozenset[str]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    folders = {language: folder_of(language, languages) for language in languages if len(languages) > 1}
    for url in pages:
        links = tuple((language, folder + url) for language, folder in folders.items())
        if links and all(target in pages for _, target in links):
            yield from ((target, (*links, (ANY_LANGUAGE, url))) for _, target in links)


def _alternates(id: str, index: SiteIndex, urls: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((version.language, urls[version.id]) for version in index.versions_of(id))
    yield ANY_LANGUAGE, urls[index.version_for(id, index.language)]
