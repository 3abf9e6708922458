"""Briefings and sources as items of CSL 1.0.2, from which every other export is made.

Schema of CSL-JSON: https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mkdocs_briefings.model.content import Briefing, Notice, Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.marks import own_words
from mkdocs_briefings.model.messages import IN_ENGLISH, Words
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.site import LinkedBriefing, LinkedSource
from mkdocs_briefings.render import dates
from mkdocs_briefings.render.export.kinds import FORMS, SOURCE_FORMS, CslType, csl_type
from mkdocs_briefings.render.export.registry_entries import RegistryEntries
from mkdocs_briefings.render.sources import is_nameless, readable_at
from mkdocs_briefings.render.terms import AT_THE_START, NOTICES, in_row, inferred_note, outlet_unnamed


class TextField(NamedTuple):
    """A text of an item under the name that each format has for it; empty where a format has no place for it."""

    key: str
    """Attribute of `CslItem`, and key of a source that has it."""
    csl: str
    bibtex: str = ""
    ris: str = ""
    """Name that rispy gives the tag."""
    highwire: str = ""


TEXT_FIELDS = (
    TextField("place", "publisher-place", "address", "place_published"),
    TextField("volume", "volume", "volume", "volume", "volume"),
    TextField("issue", "issue", "number", "number", "issue"),
    TextField("issn", "ISSN", "issn", "issn", "issn"),
    TextField("doi", "DOI", "doi", "doi", "doi"),
    TextField("isbn", "ISBN", "isbn", "issn", "isbn"),
)
"""Texts that every format writes as they are; a further one needs a line here and a field of `CslItem`."""
_OF_SOURCES = tuple(field.key for field in TEXT_FIELDS if field.key in Source.model_fields)


class CslItem(NamedTuple):
    """A briefing or a source; fields that are not known are empty."""

    id: str
    type: CslType
    title: str = ""
    authors: tuple[PersonName, ...] = ()
    container: str = ""
    """Name of what the item appeared in: a series, a newspaper, a site."""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    place: str = ""
    """Where it was published."""
    issn: str = ""
    doi: str = ""
    """Without the address of its resolver."""
    isbn: str = ""
    genre: str = ""
    """What the item is, where the type does not say it: `Video`."""
    untitled: str = ""
    """What it is for readers, where it has no title: `untitled video`."""
    untitled_and_date: str = ""
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    """Address where the item can be read: of an archived copy when the original is dead."""
    language: str = ""
    """BCP 47."""
    note: str = ""

    @property
    def display_title(self) -> str:
        """Title, or `[untitled video, January 27, 2024]` for formats that demand one."""
        return self.title or f"[{self.untitled_and_date or FORMS[self.type].untitled}]"

    def texts(self, names: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Return the texts of `TEXT_FIELDS` that are known, by the name of each in a format.

        Args:
            names: attribute and name in the format, which is empty where that has no place for it.
        """
        written = ((name, getattr(self, key)) for key, name in names if name)
        return {name: text for name, text in written if text}


_IN_SERIES = {"issue": "number", "container-title": "collection-title"}
_OTHER_NAMES: Mapping[CslType, Mapping[str, str]] = {
    CslType.BOOK: {"issue": "collection-number", "container-title": "collection-title"},
    CslType.REPORT: _IN_SERIES,
    CslType.LEGAL_CASE: {"issue": "number"},
    CslType.DOCUMENT: {"issue": "number"},
}
"""Variables of CSL that some types have in the place of others."""
_OF_AUTHORITIES = frozenset({CslType.LEGAL_CASE, CslType.LEGISLATION})


def briefing_item(
    briefing: LinkedBriefing,
    url: str,
    site_name: str,
    registry: RegistryEntries,
    words: Words = IN_ENGLISH,
) -> CslItem:
    """Return a briefing as an item: an article of its series, or a page of the site outside any series.

    Args:
        briefing: the briefing.
        url: permanent address of the briefing; empty when not known.
        site_name: name of the site.
        registry: registry entries of what the briefing names.
        words: of the language of the briefing.
    """
    written, series = briefing.briefing, briefing.publication
    entry = registry.publication
    numbered = written.volume is not None or written.issue is not None
    in_series = CslType.ARTICLE_JOURNAL if numbered else CslType.ARTICLE_MAGAZINE
    desks = {site_name.casefold(), (entry.publisher or "").casefold() if entry else ""}
    return CslItem(
        id=briefing.id,
        type=in_series if series else CslType.WEBPAGE,
        title=whole_title(written),
        authors=tuple(_whole(name, desks) for name in briefing.author_names),
        container=one_line(series.name if series else site_name),
        publisher=one_line(entry.publisher if entry else None) or (site_name if series else ""),
        volume=str(written.volume or ""),
        issue=str(written.issue or ""),
        issn=(entry.issn if entry else None) or "",
        issued=written.date,
        url=url,
        language=briefing.language,
        note=_inferred_remark(words, written.date_inferred) if written.date_inferred else "",
    )


def whole_title(written: Briefing) -> str:
    """Return title and subtitle as bibliographies join them."""
    title, subtitle = one_line(written.title), one_line(written.subtitle)
    if not subtitle:
        return title
    return f"{title} {subtitle}" if title.endswith((".", "?", "!", ":", "…")) else f"{title}: {subtitle}"


def source_items(
    briefing: LinkedBriefing, registry: RegistryEntries, words: Words = IN_ENGLISH
) -> list[CslItem]:
    """Return the sources of a briefing as items, by number, with remarks in the words of its language."""
    return [_source(source, registry, words, briefing.language) for source in briefing.sources]


def csl_json(items: Iterable[CslItem]) -> str:
    """Return a CSL-JSON file: an array of items."""
    return json.dumps([csl_fields(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def csl_fields(item: CslItem) -> dict[str, Any]:
    """Return an item as CSL-JSON; empty fields are left out."""
    renamed = _OTHER_NAMES.get(item.type, {})
    texts = {"container-title": item.container, **item.texts((field.key, field.csl) for field in TEXT_FIELDS)}
    named: dict[str, Any] = {
        "id": item.id,
        "type": item.type.value,
        "title": item.title,
        "author": [_person(name) for name in item.authors],
        "publisher": item.publisher,
        "authority": item.publisher if item.type in _OF_AUTHORITIES else "",
        **{renamed.get(name, name): text for name, text in texts.items()},
        "page": item.page,
        "genre": item.genre,
        "issued": _date(item.issued),
        "accessed": _date(item.accessed),
        "URL": item.url,
        "language": item.language,
        "note": item.note,
    }
    return {key: value for key, value in named.items() if value}


def _source(linked: LinkedSource, registry: RegistryEntries, words: Words, language: str) -> CslItem:
    source, outlet = linked.source, one_line(linked.outlet.name if linked.outlet else None)
    type, url = csl_type(source, registry.outlet(linked.outlet)), readable_at(linked)[0]
    container, publisher = one_line(source.container), one_line(source.publisher)
    outlets = {outlet.casefold(), linked.outlet_short.casefold()}
    if FORMS[type].published:
        publisher = publisher or outlet
    elif not container:
        container = outlet
    elif container != outlet:
        publisher = publisher or outlet
    return CslItem(
        id=source.id,
        type=type,
        title=one_line(source.title),
        authors=tuple(_whole(name, outlets) for name in linked.authors),
        container=container,
        publisher=publisher,
        page=one_line(source.pages),
        genre=words(SOURCE_FORMS[source.kind].genre),
        **({} if source.title else _untitled(linked, type, words, language)),
        issued=source.date,
        accessed=source.accessed,
        url="" if url == source.doi_url else url,
        language=source.language or "",
        note=" ".join(_remarks(linked, words)),
        **{key: one_line(getattr(source, key)) for key in _OF_SOURCES},
    )


def _untitled(linked: LinkedSource, type: CslType, words: Words, language: str) -> dict[str, str]:
    """Return what stands for the title of a source that has none: where the source is shown, and as a title."""
    source = linked.source
    what = words(SOURCE_FORMS[source.kind].untitled or FORMS[type].untitled)
    unnamed = outlet_unnamed(words) if is_nameless(source) else ""
    day = dates.long(source.date, language) if source.date else ""
    return {"untitled": in_row(words, (what, unnamed)), "untitled_and_date": in_row(words, (what, day))}


def _remarks(linked: LinkedSource, words: Words) -> Iterator[str]:
    """Yield what readers must know who see a source outside its briefing."""
    source = linked.source
    url, archive = readable_at(linked)
    if source.as_cited:
        yield words("As cited: {text}.", text=one_line(source.as_cited))
    if is_nameless(source):
        yield words("Outlet unnamed in the original.")
    if own := own_words(source):
        yield words("{remark}.", remark=words(AT_THE_START[own]))
    if source.date_inferred:
        yield _inferred_remark(words, source.date_inferred)
    for notice in linked.notices:
        yield _notice_remark(notice, words)
    if source.url and url != source.url:
        yield words("Original address: {address}", address=source.url)
    if archive:
        yield words("Archived copy: {address}", address=archive)
    if source.note:
        yield one_line(source.note)


def _inferred_remark(words: Words, part: str) -> str:
    # Translators: {inferred} is "year inferred" or the like.
    return words("Date: {inferred}.", inferred=inferred_note(words, part))


def _notice_remark(notice: Notice, words: Words) -> str:
    when = f" ({notice.date})" if notice.date else ""
    # Translators: a remark of a few words, as a sentence.
    remark = words("{remark}.", remark=f"{words(AT_THE_START[NOTICES[notice.status]])}{when}")
    return f"{remark} {one_line(notice.note)}".rstrip()


def _whole(name: PersonName, bodies: set[str]) -> PersonName:
    """Return the name of an author; that of the outlet or the desk, too, is the name of a body."""
    text = name.direct
    return PersonName(literal=text, is_body=True) if text.casefold() in bodies else name


def _person(name: PersonName) -> dict[str, str]:
    named = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {key: value for key, value in named.items() if value}


def _date(date: PartialDate | None) -> dict[str, list[list[int]]]:
    if date is None:
        return {}
    return {"date-parts": [[date.year, date.month, date.day][: date.precision]]}
