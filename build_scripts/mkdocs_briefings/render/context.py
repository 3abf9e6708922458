"""What rendering needs besides the site: settings, a Markdown parser, the templates.

Of the stages, only this file imports jinja2.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

import jinja2
import jinja2.runtime
from markupsafe import Markup

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.languages import reads_from_right
from mkdocs_briefings.model.messages import Words, words_of
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import BriefingRef, Citation, CitedText, Ref
from mkdocs_briefings.model.versions import folder_of
from mkdocs_briefings.model.vocabulary import Status, Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.bidi import stands_apart, with_bdi
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.terms import DRAFTS, inferred_note, series_line
from mkdocs_briefings.render.typography import without_breaks
from mkdocs_briefings.render.views import DateView, Link, ListItem


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The context that every function that renders a page takes beside the page's inputs."""

    settings: RenderSettings
    renderer: MarkdownRenderer
    _words: dict[str, Words] = field(default_factory=dict, repr=False, compare=False)
    """By language: those of a desk with catalogues of its own take long to look up otherwise."""
    folder: str = ""
    """Folder of the pages of a further language, `de/`; empty in the root of the site."""
    _root: RenderContext | None = field(default=None, repr=False, compare=False)
    """Context of the root, in a folder."""

    @classmethod
    def from_settings(cls, settings: RenderSettings) -> RenderContext:
        """Make a context with a Markdown parser of its own."""
        configs = settings.extension_configs or {}
        return cls(settings, MarkdownRenderer(settings.extensions, configs, settings.features))

    def for_language(self, language: str) -> RenderContext:
        """Return the context of pages for readers of a language: in its folder if it has one, else in the root."""
        root, further = self._root or self, self.settings.further_languages
        folder = folder_of(language, (root.settings.language, *further)) if further else ""
        if folder == self.folder:
            return self
        if not folder:
            return root
        own = next(each for each in further if folder == f"{each.lower()}/")
        return RenderContext(replace(root.settings, language=own), self.renderer, {}, folder, root)

    @property
    def site_language(self) -> str:
        """Language of the root of the site."""
        return (self._root or self).settings.language

    def placed(self, uri: str) -> str:
        """Return the uri of a page as it is here, given as it is in the root."""
        return addresses.placed(uri, self.folder)

    def words(self, language: str = "") -> Words:
        """Return the words for a text in a language, BCP 47; those of the site without one."""
        if language not in self._words:
            site = self.settings
            self._words[language] = words_of(language or site.language, site.language, site.words)
        return self._words[language]

    def relative_url(self, origin: str, target: str) -> str:
        """Return the relative address from one page to another; both are uris, that of a list as it is in the root."""
        return addresses.relative_url(
            origin, self.placed(target), directory_urls=self.settings.directory_urls
        )

    def relative_file_url(self, origin: str, path: str) -> str:
        """Return the relative address from the page of a uri to a file given from the root of the site."""
        return addresses.relative_file_url(origin, path, directory_urls=self.settings.directory_urls)

    def relative_pdf_url(self, uri: str) -> str:
        """Return the relative address from a page to its PDF; empty when the site has no PDFs. Lists have one, in the root."""
        printed = addresses.pdf(uri.removeprefix(self.folder))
        return self.relative_file_url(uri, printed) if self.settings.pdf else ""

    def url(self, uri: str) -> str:
        """Return the address of a page from the root of the site."""
        return addresses.url(uri, directory_urls=self.settings.directory_urls)

    def permanent_url(self, uri: str) -> str:
        """Return the absolute address of a page; empty when the site's own is not known."""
        return self.absolute_url(uri) if self.settings.site_url else ""

    def permanent_pdf_url(self, uri: str) -> str:
        """Return the absolute address of a page's PDF; empty without PDFs or when the site's own is not known."""
        has_address = self.settings.pdf and self.settings.site_url
        return self.absolute_file_url(addresses.pdf(uri)) if has_address else ""

    def absolute_file_url(self, path: str) -> str:
        """Return the absolute address of a file of the site; from the root when the site's own is not known."""
        return self.settings.site_url + path

    def absolute_url(self, uri: str) -> str:
        """Return the absolute address of a page; from the root when the site's own is not known."""
        return self.absolute_file_url(self.url(uri))

    def first_url(self, uri: str) -> str:
        """Return the address that a page has in every version of the site."""
        return (self.settings.first_url or self.settings.site_url) + self.url(uri)

    def alternate(self, media_type: str, title: str, href: str) -> str:
        """Return the `<link>` in a page's head that leads to another form of it: a feed, a machine copy."""
        relation = self.settings.alternate
        return f'<link rel="{relation}" type="{media_type}" title="{escape(title)}" href="{href}">\n'

    def link(self, origin: str, ref: Ref, count: int = 0) -> Link:
        """Return a link from a page to a topic, an outlet ..."""
        return Link(ref.name, self.relative_url(origin, addresses.ref_uri(ref)), count)

    def guide_url(self, origin: str, anchor: str = "") -> str:
        """Return the relative address from a page to the part of the guide that explains something."""
        page = self.relative_url(origin, addresses.GUIDE)
        return f"{page}#{anchor}" if anchor else page

    def line_without_citations(self, text: CitedText, language: str) -> str:
        """Return a point or an event as HTML of a line, less citations and footnotes: for pages that list no sources."""
        page = PageTexts(language, listed=True)
        html = self.renderer.line(_without_citations(text), words_of_citation, {}, page).html
        return with_bdi(without_breaks(html, language), rtl=reads_from_right(language))

    def direction(self, language: str, within: str = "") -> str:
        """Return the direction of writing of a language, `ltr` or `rtl`; empty where it is that around it, or of the site."""
        own = dates.direction(language)
        return "" if own == dates.direction(within or self.settings.language) else own

    def list_item(
        self, origin: str, ref: BriefingRef, points: tuple[str, ...] = (), within: str = ""
    ) -> ListItem:
        """Return a briefing as a list on a page shows it.

        Args:
            origin: uri of the page.
            ref: the briefing.
            points: HTML of its executive points, where the list shows them.
            within: language of what is around the list, BCP 47; that of the site without one.
        """
        words = self.words(ref.language)
        mark = words(DRAFTS[Status.DRAFT]) if ref.draft else tlp_label(ref.tlp)
        return ListItem(
            title=ref.title,
            href=self.relative_url(origin, addresses.briefing_uri(ref.id)),
            when=optional_date_view(ref.date, ref.language, inferred_note(words, ref.date_inferred)),
            line=without_breaks(publication_line(ref, words), ref.language),
            summary=ref.summary,
            language="" if ref.language == (within or self.settings.language) else ref.language,
            direction=self.direction(ref.language, within),
            mark=mark,
            guide=self.guide_url(origin, "drafts" if ref.draft else "tlp") if mark else "",
            points=points,
            language_name=self._language_name(ref.language),
            page_language=self.settings.language,
        )

    def _language_name(self, language: str) -> str:
        """Return the name of a language for readers here; empty for their own, and on a site of one language."""
        own, further = self.settings.language, self.settings.further_languages
        foreign = further and folder_of(language, (own, language)) != ""
        return dates.language_name(language, own) if foreign else ""


def _without_citations(cited: CitedText) -> CitedText:
    """Cut out bracketed citations with the space before each; those in the sentence stay."""
    parts: list[str] = []
    staying: list[Citation] = []
    after = length = 0
    for citation in cited.citations:
        before = cited.text[after : citation.start]
        part = before if citation.words else before.rstrip()
        if citation.words:
            start = length + len(part)
            part += cited.text[citation.start : citation.end]
            staying.append(citation._replace(start=start, end=length + len(part)))
        parts.append(part)
        after, length = citation.end, length + len(part)
    return CitedText("".join((*parts, cited.text[after:])), tuple(staying))


def words_of_citation(citation: Citation) -> str:
    """Return HTML of what stands for a citation where no sources are listed: a name in the sentence, or nothing."""
    return escape(citation.words, quote=False)


def optional_date_view(date: PartialDate | None, language: str, note: str = "") -> DateView | None:
    """Return what `date_view` does; None for no date."""
    return None if date is None else date_view(date, language, note)


@lru_cache(maxsize=1 << 14)
def date_view(date: PartialDate, language: str, note: str = "") -> DateView:
    """Return a date as shown; the note says what the original does not give."""
    return DateView(dates.long(date, language), str(date), note)


def publication_line(ref: BriefingRef, words: Words) -> str:
    """Return `Eurasia Daily Monitor, Volume 21, Issue 19`; empty outside any series."""
    return series_line(words, ref.publication.name if ref.publication else "", ref.volume, ref.issue)


def tlp_label(tlp: str) -> str:
    """Return `TLP:AMBER+STRICT`, as FIRST TLP 2.0 writes it; empty for what everybody may read."""
    return "" if tlp == Tlp.CLEAR else f"TLP:{tlp.upper()}"


def fill_template(template: str, words: Words, **values: object) -> str:
    """Return the HTML of `templates/<template>.html.jinja`; a name in it without a value is an error.

    Templates say messages by `t`, those that are HTML by `th`, plurals by `tn`, and by `tc` with a context.
    """
    messages = {"t": words, "th": words.html, "term": words, "tn": words.plural, "tc": words.in_context}
    return _environment().get_template(f"{template}.html.jinja").render(values, **messages)


class _Context(jinja2.runtime.Context):
    """Calls macros as they are: none of the templates' functions asks for the context."""

    def call(
        self, function: Any, *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any
    ) -> Any:
        return function(*values, **named)


class _Environment(jinja2.Environment):
    """Takes attributes as Python does, for templates are given values with fields, no mappings."""

    context_class = _Context
    getattr = staticmethod(getattr)  # type: ignore[assignment]


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["apart"] = _apart
    return environment


def _apart(text: str, rtl: bool) -> str:  # noqa: FBT001 - templates say it by its place
    """Return a text for a line of a template, in a `<bdi>` if it has another direction than the line."""
    return Markup("<bdi>{}</bdi>").format(text) if stands_apart(text, rtl=rtl) else text
