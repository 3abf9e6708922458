"""Briefings as JSON-LD in the terms of schema.org: https://schema.org/AnalysisNewsArticle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from mkdocs_briefings.model.content import Author, Publication
from mkdocs_briefings.model.facets import FACETS, Facet, Kind
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import CitedText, LinkedBriefing, LinkedSource, Ref
from mkdocs_briefings.model.vocabulary import EntityKind
from mkdocs_briefings.render.context import words_of_citation
from mkdocs_briefings.render.dates import told_day
from mkdocs_briefings.render.export.csl import CslItem
from mkdocs_briefings.render.export.kinds import FORMS
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.licenses import license_link
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.page_texts import PageTexts
from mkdocs_briefings.render.plain_words import inline_text
from mkdocs_briefings.render.sources import readable_at
from mkdocs_briefings.render.views import PictureView

Thing = dict[str, Any]

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
    image: PictureView | None = None,
    *,
    renderer: MarkdownRenderer | None = None,
    url_of: Callable[[str], str] = lambda _: "",
) -> Thing:
    """Return a briefing as one node, with all that the briefing is connected to inside.

    Args:
        briefing: the briefing.
        item: the briefing as an item.
        sources: the sources of the briefing as items, by number.
        publisher: name of the publisher of the series or the site.
        registry: registry entries of what the briefing names.
        image: picture at its head, with its absolute address.
        renderer: has the Markdown of the site; without it texts are plain Markdown.
        url_of: returns the permanent address of a briefing by its id; empty when not known.
    """
    written = briefing.briefing

    def plain(text: CitedText) -> str:
        return _plain(text, briefing.language, renderer or _renderer())

    texts = (briefing.summary, *(point.text for point in briefing.points))
    corrected = filter(None, (told_day(each.date, briefing.as_of) for each in written.corrections))
    authors = [ref for ref in briefing.authors if one_line(ref.name)]
    works = [_work(*pair) for pair in zip(briefing.sources, sources, strict=True)]
    node = _node(
        "AnalysisNewsArticle",
        headline=one_line(written.title),
        alternativeHeadline=one_line(written.subtitle),
        image=_image(image) if image else {},
        license=_terms(written.license) if written.license else "",
        description=next(filter(None, map(plain, texts)), ""),
        author=[
            _author(name, registry.authors.get(ref.id))
            for name, ref in zip(item.authors, authors, strict=True)
        ],
        datePublished=str(item.issued or ""),
        dateModified=str(max(corrected, default="")),
        inLanguage=item.language,
        url=item.url,
        mainEntityOfPage=item.url,
        isAccessibleForFree=True,
        publisher=_node("Organization", name=publisher) if publisher else {},
        isPartOf=_part_of(briefing, registry.publication),
        about=list(_filed(briefing, registry)),
        citation=works,
        correction=_corrections(briefing, plain),
        **_versions(briefing, url_of),
    )
    return {"@context": "https://schema.org", **node}


def _versions(briefing: LinkedBriefing, url_of: Callable[[str], str]) -> dict[str, Any]:
    """Return the translations of an original, or the original of a translation."""
    nodes = {
        version.id: _node(
            "AnalysisNewsArticle",
            headline=one_line(version.title),
            inLanguage=version.language,
            url=url_of(version.id),
        )
        for version in briefing.versions
    }
    own = nodes.pop(briefing.id, None)
    if own is not None and briefing.original == briefing.id:
        return {"workTranslation": list(nodes.values())}
    return {"translationOfWork": nodes[briefing.original]} if briefing.original else {}


def _corrections(briefing: LinkedBriefing, plain: Callable[[CitedText], str]) -> list[Thing]:
    return [
        _node("CorrectionComment", text=plain(text), datePublished=str(correction.date))
        for correction, text in zip(briefing.briefing.corrections, briefing.corrections, strict=True)
    ]


@lru_cache(maxsize=1)
def _renderer() -> MarkdownRenderer:
    return MarkdownRenderer((), {})


def _plain(cited: CitedText, language: str, renderer: MarkdownRenderer) -> str:
    """Return the words of a Markdown text, without its citations and footnotes."""
    if not cited.text:
        return ""
    page = PageTexts(language, listed=True)
    words = inline_text(renderer.line(cited, words_of_citation, {}, page).html)
    return words.replace(" .", ".").replace(" ,", ",")


def _node(type: str, **values: Any) -> Thing:
    """Return a node with the values that are known."""
    return {"@type": type, **{name: value for name, value in values.items() if value}}


def _image(picture: PictureView) -> Thing:
    return _node(
        "ImageObject",
        url=picture.src,
        width=picture.width,
        height=picture.height,
        caption=picture.caption or picture.alt,
        creditText=picture.credit,
    )


def _terms(license: str) -> str | Thing:
    """Return the address of the terms of a license; a node with its words where there is none."""
    link = license_link(license)
    return link.href or _node("CreativeWork", name=link.text)


def _author(name: PersonName, entry: Author | None) -> Thing:
    """Return a person or an organisation, identified by ORCID where one is given."""
    return _node(
        "Organization" if name.is_body else "Person",
        name=name.direct,
        jobTitle=one_line(entry.role) if entry and not name.literal else "",
        url=entry.url if entry else "",
        sameAs=f"https://orcid.org/{entry.orcid}" if entry and entry.orcid else "",
    )


def _part_of(briefing: LinkedBriefing, entry: Publication | None) -> Thing:
    """Return the issue in the volume in the series, as far as they are known."""
    written, series = briefing.briefing, briefing.publication
    if series is None:
        return {}
    part = _node(
        "Periodical",
        name=series.name,
        alternateName=entry.short if entry else "",
        issn=entry.issn if entry else "",
        url=entry.url if entry else "",
    )
    if written.volume is not None:
        part = _node("PublicationVolume", volumeNumber=str(written.volume), isPartOf=part)
    if written.issue is not None:
        part = _node("PublicationIssue", issueNumber=str(written.issue), isPartOf=part)
    return part


def _filed(briefing: LinkedBriefing, registry: RegistryEntries) -> Iterator[Thing]:
    for facet in FACETS.values():
        yield from (_about(facet, ref, registry) for ref in briefing.facets[facet.kind] if facet.filed)


def _about(facet: Facet, ref: Ref, registry: RegistryEntries) -> Thing:
    entry = registry.entities.get(ref.id) if facet.kind is Kind.ENTITY else None
    if entry is None:
        return _node(facet.schema_type, name=ref.name)
    wikidata = f"https://www.wikidata.org/entity/{entry.wikidata}" if entry.wikidata else ""
    return _node(_ENTITIES[entry.kind], name=ref.name, sameAs=wikidata)


def _work(linked: LinkedSource, item: CslItem) -> Thing:
    source = linked.source
    outlet = item.publisher if source.container else item.container or item.publisher
    provider = linked.outlet.name if linked.outlet and source.container and source.publisher else ""
    return _node(
        FORMS[item.type].schema_org,
        name=item.title,
        author=[_author(name, None) for name in item.authors],
        publisher=_node("Organization", name=outlet) if outlet else {},
        provider=_node("Organization", name=provider) if provider else {},
        isPartOf=_node("CreativeWork", name=item.container) if source.container else {},
        volumeNumber=item.volume,
        issueNumber=item.issue,
        isbn=item.isbn,
        sameAs=source.doi_url,
        datePublished=str(item.issued or ""),
        url=item.url,
        archivedAt=readable_at(linked)[1],
        inLanguage=item.language,
    )
