"""The language of a page of the theme: that of the site, or of the folder of a further language (`de/`) that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import escape

from mkdocs_briefings.model.facets import FACETS
from mkdocs_briefings.model.messages import Words, message, words_of
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.versions import own_name

_TITLES: Mapping[str, str] = {
    addresses.HOME: message("Latest briefings"),
    addresses.ARCHIVE: message("Archive"),
    addresses.SEARCH: message("Search"),
    addresses.FEEDS: message("Feeds and data"),
    addresses.GUIDE: message("How to read this site"),
    **{addresses.catalogue_uri(kind): facet.title for kind, facet in FACETS.items()},
}
"""Pages that every language has at the same place below its folder, with their titles."""


class Place(NamedTuple):
    """A page that another one leads to."""

    address: str
    """URL from the root of the site."""
    title: str


class LanguageLink(NamedTuple):
    """The pages in a language."""

    name: str
    """Name of the language in itself."""
    language: str
    """BCP 47."""
    direction: str
    address: str
    """URL from the root of the site."""
    is_current: bool


@dataclass(frozen=True, slots=True)
class PageLanguages:
    """The words and the places of pages that templates ask for, in the language of the page that is rendered."""

    settings: RenderSettings
    material_language: Callable[[str], str]
    """Returns the language of Material's words that is nearest to one."""
    _titles: dict[str, str] = field(default_factory=dict)
    """Title of each page of `_TITLES`, by its URL in the root."""

    def __post_init__(self) -> None:
        self._titles.update({self._url(uri): title for uri, title in _TITLES.items()})

    def of_page(self, page: Any) -> dict[str, str]:
        """Return folder, language and direction of a page, and the language of Material's words there."""
        folder = self.folder(page)
        language = next((tag for tag in self._languages if _folder(tag) == folder), self.settings.language)
        return {
            "folder": folder,
            "language": language,
            "direction": dates.direction(language),
            "material": self.material_language(language),
        }

    def folder(self, page: Any) -> str:
        """Return the folder of a page's language; empty for that of the site, and for no page."""
        meta = (page and page.meta) or {}
        return str(meta.get("folder", "")) if meta.get("kind") else ""

    def words(self, page: Any) -> Words:
        """Return the words of a page."""
        language = self.of_page(page)["language"] if self._languages else self.settings.language
        return words_of(language, language, self.settings.words)

    def place(self, page: Any, address: str, title: str) -> Place:
        """Return where a link of the navigation leads from a page: to the page of its language, if there is one."""
        folder = self.folder(page)
        if not folder or address not in self._titles:
            return Place(address, title)
        return Place(self._in_folder(folder, address), str(escape(self.words(page)(self._titles[address]))))

    def links(self, page: Any) -> Iterator[LanguageLink]:
        """Yield a link to the pages of each language: to the same page where every language has it, else to its home."""
        own = self.folder(page)
        address = ((page and page.url) or "").removeprefix(own)
        for tag in (self.settings.language, *self._languages) if self._languages else ():
            folder = _folder(tag) if tag in self._languages else ""
            target = self._in_folder(folder, address if address in self._titles else "")
            yield LanguageLink(own_name(tag), tag, dates.direction(tag), target, folder == own)

    def urls(self) -> frozenset[str]:
        """Return the URLs to which links lead because of their language; none on a site of one."""
        folders = ("", *map(_folder, self._languages)) if self._languages else ()
        return frozenset(self._in_folder(folder, address) for folder in folders for address in self._titles)

    @property
    def everywhere(self) -> tuple[str, ...]:
        """URLs, in the root, of the pages that every language has at the same place below its folder."""
        return tuple(self._titles)

    @property
    def _languages(self) -> tuple[str, ...]:
        return self.settings.further_languages

    def _url(self, uri: str) -> str:
        return addresses.url(uri, directory_urls=self.settings.directory_urls)

    def _in_folder(self, folder: str, address: str) -> str:
        home = "" if self.settings.directory_urls or not folder else "index.html"
        return f"{folder}{address or home}"


def _folder(language: str) -> str:
    return f"{language.lower()}/"
