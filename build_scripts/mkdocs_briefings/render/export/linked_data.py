"""A briefing in the terms of schema.org, as JSON-LD: https://schema.org/AnalysisNewsArticle."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from mkdocs_briefings.model.content import Author
from mkdocs_briefings.model.facets import FACETS, Facet, Kind
from mkdocs_briefings.model.site import Citation, CitedText, LinkedBriefing, LinkedSource, Ref
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.render.export.csl import CslItem, CslType, one_line
from mkdocs_briefings.render.export.people import PersonName
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.markdown import MarkdownRenderer, inline_text
from mkdocs_briefings.render.sources import readable_at

Thing = dict[str, Any]

_WORKS = {
    CslType.ARTICLE_JOURNAL: "Article",
    CslType.ARTICLE_MAGAZINE: "Article",
    CslType.ARTICLE_NEWSPAPER: "NewsArticle",
    CslType.BOOK: "Book",
    CslType.POST: "SocialMediaPosting",
    CslType.REPORT: "Report",
    CslType.WEBPAGE: "WebPage",
}
_ENTITIES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.PLACE: "Place",
}


def linked_data(
    briefing: LinkedBriefing,
    item: CslItem,
    sources: Iterable[CslItem],
    publisher: str,
    registry: RegistryEntries,
) -> Thing:
    """The briefing as one node with everything it is connected to.

    Args:
        briefing: the briefing.
        item: itself as an item.
        sources: its sources as items, by number.
        publisher: who stands behind the site or the series.
        registry: what the registries say.
    """
    plain = _plain()
    written = briefing.briefing
    texts = (briefing.summary, *(point.text for point in briefing.points))
    corrections = [
        _filled("CorrectionComment", text=plain(text), datePublished=str(one.date))
        for one, text in zip(written.corrections, briefing.corrections, strict=True)
    ]
    named = [ref for ref in briefing.authors if one_line(ref.name)]
    works = [_work(*pair) for pair in zip(briefing.sources, sources, strict=True)]
    node = _filled(
        "AnalysisNewsArticle",
        headline=item.title,
        description=next(filter(None, map(plain, texts)), ""),
        author=[
            _author(name, registry.authors.get(ref.id)) for name, ref in zip(item.authors, named, strict=True)
        ],
        datePublished=str(item.issued or ""),
        dateModified=str(max((one.date for one in written.corrections), default="")),
        inLanguage=item.language,
        url=item.url,
        mainEntityOfPage=item.url,
        isAccessibleForFree=True,
        publisher=_filled("Organization", name=publisher) if publisher else {},
        isPartOf=_part_of(briefing, registry),
        about=[
            _about(facet, ref, registry)
            for facet in FACETS.values()
            if facet.filed
            for ref in briefing.facets[facet.kind]
        ],
        citation=works,
        correction=corrections,
    )
    return {"@context": "https://schema.org", **node}


class _Plain:
    """Words of a Markdown text without its citations."""

    def __init__(self) -> None:
        self._renderer = MarkdownRenderer((), {})

    def __call__(self, cited: CitedText) -> str:
        if not cited.text:
            return ""
        words = inline_text(self._renderer.short(cited, _nothing, {}).html)
        return words.replace(" .", ".").replace(" ,", ",")


@lru_cache(maxsize=1)
def _plain() -> _Plain:
    """One parser for all briefings of this process."""
    return _Plain()


def _nothing(citation: Citation) -> str:
    return ""


def _filled(type: str, **values: Any) -> Thing:
    """A node with what is known."""
    return {"@type": type, **{name: value for name, value in values.items() if value}}


def _author(name: PersonName, entry: Author | None) -> Thing:
    """A person, or a desk; by ORCID where one is given."""
    return _filled(
        "Organization" if name.literal else "Person",
        name=name.direct,
        url=entry.url if entry else "",
        sameAs=f"https://orcid.org/{entry.orcid}" if entry and entry.orcid else "",
    )


def _part_of(briefing: LinkedBriefing, known: RegistryEntries) -> Thing:
    """Issue in volume in series, as far as they are known."""
    written, series, entry = briefing.briefing, briefing.publication, known.publication
    if series is None:
        return {}
    whole = _filled(
        "Periodical",
        name=series.name,
        alternateName=entry.short if entry else "",
        issn=entry.issn if entry else "",
        url=entry.url if entry else "",
    )
    if written.volume is not None:
        whole = _filled("PublicationVolume", volumeNumber=str(written.volume), isPartOf=whole)
    if written.issue is not None:
        whole = _filled("PublicationIssue", issueNumber=str(written.issue), isPartOf=whole)
    return whole


def _about(facet: Facet, ref: Ref, known: RegistryEntries) -> Thing:
    entry = known.entities.get(ref.id) if facet.kind is Kind.ENTITY else None
    if entry is None:
        return _filled(facet.schema_type, name=ref.name)
    wikidata = f"https://www.wikidata.org/entity/{entry.wikidata}" if entry.wikidata else ""
    return _filled(_ENTITIES[entry.kind], name=ref.name, sameAs=wikidata)


def _work(linked: LinkedSource, item: CslItem) -> Thing:
    outlet = item.container or item.publisher
    return _filled(
        _WORKS.get(item.type, "CreativeWork"),
        name=item.title,
        author=[_author(name, None) for name in item.authors],
        publisher=_filled("Organization", name=outlet) if outlet else {},
        datePublished=str(item.issued or ""),
        url=item.url,
        archivedAt=readable_at(linked)[1],
        inLanguage=item.language,
    )
