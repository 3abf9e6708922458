"""What rendering needs besides the site: settings that reach a page, and a Markdown parser."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import BriefingRef, CitedText, Ref
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.views import DateView, Link, ListItem


@dataclass(frozen=True, slots=True)
class RenderContext:
    """What every maker of a page takes beside the values it shows."""

    settings: RenderSettings
    renderer: MarkdownRenderer

    @classmethod
    def from_settings(cls, settings: RenderSettings) -> RenderContext:
        """A context with a Markdown parser of its own."""
        return cls(settings, MarkdownRenderer(settings.extensions, settings.extension_configs or {}))

    def relative_url(self, origin: str, target: str) -> str:
        """Relative address from one page to another."""
        return addresses.relative_url(origin, target, directory_urls=self.settings.directory_urls)

    def url(self, uri: str) -> str:
        """Address of a page from the root."""
        return addresses.url(uri, directory_urls=self.settings.directory_urls)

    def relative_pdf_url(self, uri: str) -> str:
        """The way from a page to its PDF; empty when the site has none."""
        if not self.settings.pdf:
            return ""
        urls = self.settings.directory_urls
        return addresses.relative_file_url(uri, addresses.pdf(uri), directory_urls=urls)

    def permanent_url(self, uri: str) -> str:
        """Absolute address of a page; empty when the site's own is not known."""
        return self.settings.site_url + self.url(uri) if self.settings.site_url else ""

    def permanent_pdf_url(self, uri: str) -> str:
        """Absolute address of a page's PDF; empty when there is none, or the site's own address is not known."""
        there = self.settings.pdf and self.settings.site_url
        return self.settings.site_url + addresses.pdf(uri) if there else ""

    def absolute_file_url(self, path: str) -> str:
        """Absolute address of a file of the site; from its root when the site's own is not known."""
        return self.settings.site_url + path

    def absolute_url(self, uri: str) -> str:
        """The same of a page."""
        return self.absolute_file_url(self.url(uri))

    def link(self, origin: str, ref: Ref, count: int = 0) -> Link:
        """A link to a topic, an outlet ... from a page."""
        uri = addresses.ref_uri(ref)
        return Link(ref.name, self.relative_url(origin, uri) if uri else "", count)

    def line_without_citations(self, text: CitedText) -> str:
        """A point or an event as HTML of a line, without its citations: for pages that list no sources."""
        return self.renderer.line(_without_citations(text), lambda citation: "", {}).html

    def list_item(self, origin: str, ref: BriefingRef, points: tuple[str, ...] = ()) -> ListItem:
        """A briefing as a list on a page shows it."""
        return ListItem(
            title=ref.title,
            href=self.relative_url(origin, addresses.briefing_uri(ref.id)),
            when=optional_date_view(ref.date, ref.language, inferred=ref.date_inferred),
            line=publication_line(ref),
            summary=ref.summary,
            language="" if ref.language == self.settings.language else ref.language,
            mark=_mark(ref),
            points=points,
        )


def _without_citations(cited: CitedText) -> CitedText:
    """The text less its bracketed citations and the space before each; `@a` in the sentence keeps its id."""
    parts, after = [], 0
    for citation in cited.citations:
        before = cited.text[after : citation.start]
        parts.append(before + citation.cites[0].source if citation.bare else before.rstrip())
        after = citation.end
    return CitedText("".join((*parts, cited.text[after:])))


def optional_date_view(date: PartialDate | None, language: str, *, inferred: str = "") -> DateView | None:
    """A date as shown; `inferred` names the part that the original does not give."""
    return None if date is None else date_view(date, language, inferred=inferred)


@lru_cache(maxsize=1 << 14)
def date_view(date: PartialDate, language: str, *, inferred: str = "") -> DateView:
    """The same for a date that is there."""
    return DateView(dates.long(date, language), str(date), f"{inferred} inferred" if inferred else "")


def publication_line(ref: BriefingRef) -> str:
    """`Eurasia Daily Monitor, Volume 21, Issue 19`; empty outside any series."""
    parts = [ref.publication.name] if ref.publication else []
    parts += [f"Volume {ref.volume}"] if ref.volume else []
    parts += [f"Issue {ref.issue}"] if ref.issue else []
    return ", ".join(parts)


def tlp_label(tlp: str) -> str:
    """`TLP:AMBER+STRICT` as FIRST TLP 2.0 writes it; empty for what everybody may read."""
    return "" if tlp == Tlp.CLEAR else f"TLP:{tlp.upper()}"


def _mark(ref: BriefingRef) -> str:
    return "Draft" if ref.draft else tlp_label(ref.tlp)


TEMPLATES_FOLDER = Path(__file__).parent.parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def fill_template(template: str, **values: object) -> str:
    """HTML of `templates/<template>.html.jinja`; a name the template asks for and does not get is an error."""
    return _environment().get_template(f"{template}.html.jinja").render(**values)
