"""The machine copy of a briefing: `index.json`, taken from the very values that its page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.content_model import readable_name
from mkdocs_briefings.model.facets import FACETS, Kind
from mkdocs_briefings.model.machine_copy import (
    VERSION,
    CopiedAuthor,
    CopiedCite,
    CopiedDated,
    CopiedEntity,
    CopiedFile,
    CopiedLicense,
    CopiedLink,
    CopiedName,
    CopiedNotice,
    CopiedPicture,
    CopiedPoint,
    CopiedSource,
    CopiedText,
    CopiedVersion,
    MachineCopy,
)
from mkdocs_briefings.model.marks import own_words
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.settings import CitationStyle
from mkdocs_briefings.model.site import CitedText, LinkedBriefing, LinkedSource, Ref
from mkdocs_briefings.render import addresses, dates
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.licenses import license_link
from mkdocs_briefings.render.plain_words import BLOCK_TAGS, inline_text
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.render.views import BriefingView, DatedText, PictureView

_AS_WRITTEN = tuple(
    key
    for key, field in CopiedSource.model_fields.items()
    if key in Source.model_fields and field.default == "" and key != "own"
)
"""Keys of a source whose texts are copied as they are written; what `own` stands for is put into words."""
_MARK = re.compile(r'id="cite:(\d+)"')


def machine_copy(uri: str, inputs: BriefingInputs, view: BriefingView, context: RenderContext) -> MachineCopy:
    """Return the machine copy of a briefing.

    Args:
        uri: Markdown address of its page.
        inputs: what its page is made from.
        view: what its page shows.
        context: settings of the site.
    """
    briefing, registry = inputs.briefing, inputs.registry_entries
    return _Copier(uri, briefing, briefing.sources_by_id.keys(), registry, view, context).copy()


@dataclass(frozen=True, slots=True)
class _Copier:
    """Copies one briefing."""

    uri: str
    briefing: LinkedBriefing
    source_ids: Set[str]
    registry: RegistryEntries
    """Registry entries of what it names."""
    view: BriefingView
    context: RenderContext

    @property
    def base(self) -> str:
        """Address of the page; from the root of the site where the site does not know its own."""
        return self.context.absolute_url(self.uri)

    def copy(self) -> MachineCopy:
        briefing, view, written = self.briefing, self.view, self.briefing.briefing
        published, updated = (tell(written, briefing.as_of) for tell in (dates.published, dates.updated))
        return MachineCopy(
            **{"$schema": self.context.absolute_file_url(addresses.COPY_SCHEMA)},
            version=VERSION,
            id=briefing.id,
            stable_id=self.context.first_url(addresses.briefing_uri((*written.aliases, briefing.id)[0])),
            url=self.base,
            title=written.title,
            subtitle=view.subtitle,
            language=briefing.language,
            date=str(written.date) if written.date else None,
            date_inferred=written.date_inferred or "",
            published=dates.rfc3339(published) if published else None,
            updated=dates.rfc3339(updated) if updated else None,
            status=written.status,
            tlp=written.tlp,
            volume=written.volume,
            issue=written.issue,
            **self._facets(),
            summary=self._text(briefing.summary, view.summary) if view.summary else None,
            lead_image=self._picture(view.lead_image) if view.lead_image else None,
            executive_points=tuple(self._points()),
            corrections=tuple(self._dated(briefing.corrections, view.corrections)),
            body=self._text(briefing.body, view.body.html),
            events=tuple(self._dated((linked.text for linked in briefing.events), view.events)),
            sources=tuple(map(self._source, briefing.sources)),
            related=tuple(
                CopiedLink(
                    id=ref.id, title=ref.title, url=self.context.absolute_url(addresses.briefing_uri(ref.id))
                )
                for ref in briefing.related
            ),
            translation_of="" if briefing.original == briefing.id else briefing.original,
            translations=tuple(
                CopiedVersion(
                    id=version.id,
                    title=version.title,
                    url=self.context.absolute_url(addresses.briefing_uri(version.id)),
                    language=version.language,
                )
                for version in briefing.versions
                if version.id != briefing.id
            ),
            license=_license(written.license) if written.license else None,
            pdf=resolve_url(view.pdf, self.base),
            image=self.context.absolute_file_url(addresses.card(self.uri))
            if self.context.settings.cards
            else "",
            exports=tuple(self._exports()),
        )

    def _facets(self) -> dict[str, Any]:
        """Return what the briefing is filed under, by the keys that name it."""
        copied: dict[str, Any] = {}
        for facet in (facet for facet in FACETS.values() if facet.key):
            names = tuple(self._name(ref) for ref in self.briefing.facets[facet.kind] if ref.name.strip())
            copied[facet.key] = names if facet.many else next(iter(names), None)
        return copied

    def _picture(self, picture: PictureView) -> CopiedPicture:
        return CopiedPicture(
            url=resolve_url(picture.src, self.base),
            alt=picture.alt,
            width=picture.width or None,
            height=picture.height or None,
            caption=picture.caption,
            credit=picture.credit,
        )

    def _name(self, ref: Ref) -> CopiedName:
        url = self.context.absolute_url(addresses.ref_uri(ref))
        if ref.kind is Kind.AUTHOR:
            author = self.registry.authors.get(ref.id)
            return CopiedAuthor(
                id=ref.id, name=ref.name, url=url, role=one_line(author.role) if author else ""
            )
        if ref.kind is not Kind.ENTITY:
            return CopiedName(id=ref.id, name=ref.name, url=url)
        entity = self.registry.entities.get(ref.id)
        return CopiedEntity(id=ref.id, name=ref.name, url=url, kind=entity.kind if entity else "")

    def _text(self, cited: CitedText, html: str) -> CopiedText:
        return CopiedText(**self._forms(cited, html))

    def _forms(self, cited: CitedText, html: str) -> dict[str, object]:
        """Return words, HTML and citations of a text; what only looks like a citation, in code, is none."""
        numbers = {int(number) for number in _MARK.findall(html)}
        cites = (
            CopiedCite(
                source=cite.source,
                mark=mark.number,
                prefix=self._words(cite.prefix),
                locator=self._words(cite.locator),
                suffix=self._words(cite.suffix),
            )
            for mark in cited.citations
            if mark.number in numbers
            for cite in mark.cites
            if cite.source in self.source_ids
        )
        absolute = with_absolute_urls(html, self.base)
        return {"text": plain_paragraphs(absolute), "html": absolute, "cites": tuple(cites)}

    def _words(self, text: str) -> str:
        return inline_text(self.context.renderer.phrase(text))

    def _points(self) -> Iterator[CopiedPoint]:
        for linked, point in zip(self.briefing.points, self.view.points, strict=True):
            forms = self._forms(linked.text, point.html)
            yield CopiedPoint(**forms, likelihood=point.likelihood, confidence=point.confidence)

    def _dated(self, texts: Iterable[CitedText], views: Iterable[DatedText]) -> Iterator[CopiedDated]:
        for cited, view in zip(texts, views, strict=True):
            yield CopiedDated(**self._forms(cited, view.html), date=view.when.iso)

    def _source(self, linked: LinkedSource) -> CopiedSource:
        source = linked.source
        return CopiedSource(
            id=source.id,
            number=linked.number,
            kind=source.kind,
            outlet=self._name(linked.outlet) if linked.outlet else None,
            authors=tuple(map(readable_name, source.authors)),
            own=own_words(source),
            letter=linked.letter if self.context.settings.citation_style is CitationStyle.PRESS else "",
            **{key: getattr(source, key) or "" for key in _AS_WRITTEN},
            date=str(source.date) if source.date else None,
            accessed=str(source.accessed) if source.accessed else None,
            credibility=source.credibility,
            notices=tuple(
                CopiedNotice(
                    status=notice.status, date=str(notice.date or "") or None, note=notice.note or ""
                )
                for notice in linked.notices
            ),
        )

    def _exports(self) -> Iterator[CopiedFile]:
        for holds, links in self.view.exports:
            for link in links:
                yield CopiedFile(holds=holds, format=link.text, url=resolve_url(link.href, self.base))


def _license(written: str) -> CopiedLicense:
    link = license_link(written)
    return CopiedLicense(text=link.text, url=link.href)


_TAG = re.compile(r"<[a-z][^>]* (?:href|src|cite)=[^>]*>")
_ADDRESS = re.compile(r' (href|src|cite)="([^"]*)"')
_PERMALINK = re.compile(r'<a [^>]*class="permalink"[^>]*></a>')
_CELLS = re.compile(r"</t[dh]>\s*<t[dh][^>]*>")


def with_absolute_urls(html: str, base: str) -> str:
    """Return HTML with absolute addresses, and without permalinks.

    Args:
        html: clean HTML of a page.
        base: address of that page; from the root of the site where the site does not know its own.
    """

    def absolute(address: re.Match[str]) -> str:
        return f' {address[1]}="{_joined(base, address[2])}"'

    return _TAG.sub(lambda tag: _ADDRESS.sub(absolute, tag[0]), _PERMALINK.sub("", html))


def plain_paragraphs(html: str) -> str:
    """Return the words of clean HTML: an empty line between blocks, a bar between the cells of a row."""
    blocks = BLOCK_TAGS.split(_CELLS.sub(" | ", html))
    return "\n\n".join(filter(None, map(inline_text, blocks)))


def resolve_url(href: str, base: str) -> str:
    """Return the absolute address of a link on the page `base`; empty for an empty one."""
    return _joined(base, href) if href else ""


@lru_cache(maxsize=4096)
def _joined(base: str, href: str) -> str:
    return base + href if href.startswith("#") else urljoin(base, href)
