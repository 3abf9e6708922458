"""The sources of a briefing: one for each item cited, with an id, a date and the words that cite it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_briefings.importers.article import ListedSource, count_words
from mkdocs_briefings.importers.cited_item import CitedItem
from mkdocs_briefings.importers.infer_year import ResolvedDate, YearContext, resolve_date
from mkdocs_briefings.importers.reference_list import Reference
from mkdocs_briefings.importers.registry_index import RegistryIndex, fold_name, host
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.person_names import parse_name
from mkdocs_briefings.model.slugs import slug
from mkdocs_briefings.model.vocabulary import OutletKind, SourceKind

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(https?://.+)")
_LONGEST_ID = 48
_SOCIAL = {"telegram", "twitter", "x", "facebook", "vk", "vkontakte", "instagram", "tiktok", "truth social"}

Key = tuple[object, ...]
"""What two citations of one source have in common."""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source, and the remarks of the import on it."""

    source: Source
    new_outlet: bool = False
    """Whether its outlet is in no registry."""
    remark: str = ""
    """What a person should look at; empty when nothing is odd."""


@dataclass(slots=True)
class _CitedSource:
    """A source while the text is read: a text may cite it thousands of times."""

    source: Source
    new_outlet: bool
    remark: str
    title_from_list: bool = False
    """Whether its title comes from a list of sources rather than from a link."""
    _more: list[str] = field(default_factory=list)
    """Sentences for its note."""
    _held: Counter[str] = field(default_factory=Counter)
    """The words that the source holds."""

    def __post_init__(self) -> None:
        texts = (self.source.as_cited, self.source.title, self.source.url)
        self._held = count_words(" ".join(filter(None, texts)))

    def cite_again(self, item: CitedItem, as_cited: str) -> None:
        """Note other words that cite the source, if they say more than page and lead."""
        held = count_words(f"{item.locator} {item.lead}")
        texts = [
            text
            for text in (as_cited, item.url)
            if any(count > self._held[word] + held[word] for word, count in count_words(text).items())
        ]
        if texts:
            self._more.append(f"Also cited as {' '.join(texts)}")
            self._held.update(count_words(" ".join(texts)))

    def list_again(self, title: str, url: str) -> None:
        """Take the title that a list gives the source; note a second one."""
        held = count_words(f"{self.source.title} {self.source.url}")
        texts = (title if self.title_from_list else "", url)
        if more := " ".join(text for text in texts if count_words(text) - held):
            self._more.append(f"Also listed as {more}")
        if title and not self.title_from_list:
            self.source = self.source.model_copy(update={"title": title})
        self.title_from_list = True

    def draft(self) -> SourceDraft:
        """Return the source as it is now."""
        note = " ".join(filter(None, (self.source.note, *self._more)))
        source = self.source.model_copy(update={"note": note or None})
        return SourceDraft(source, self.new_outlet, self.remark)


@dataclass(slots=True)
class Ledger:
    """The sources of one briefing while its text is read."""

    registry_index: RegistryIndex
    context: YearContext
    language: str = "en"
    """Of the briefing, BCP 47: by it names become ids."""
    _cited: dict[Key, _CitedSource] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    """The highest number that ids of one beginning have."""
    _ids: set[str] = field(default_factory=set)
    _lost: int = 0

    def cite(self, items: Sequence[CitedItem], original: str) -> tuple[str, ...]:
        """Return the id of the source of each item, which is made if it is new.

        Args:
            items: the items that one place cites.
            original: all the words of that place.
        """
        inside = original[1:-1] if original.startswith("(") else original
        clauses = {(item.start, item.end) for item in items}
        return tuple(
            self._id(item, original if len(clauses) == 1 else inside[item.start : item.end].strip())
            for item in items
        )

    def add_listed(self, listed: ListedSource) -> str:
        """Return the id of a source that the article lists beside its text; one that the text cites gets the title."""
        key = _url_key(listed.url)
        if listed.url and (cited := self._cited.get(key)):
            cited.list_again(listed.title, listed.url)
            return cited.source.id
        item = CitedItem(listed.outlet or None, None, 0, 0, title=listed.title, url=listed.url)
        return self._id(item, "", ResolvedDate(listed.date))

    def sources(self) -> tuple[SourceDraft, ...]:
        """Return all sources in the order in which they were first cited."""
        return tuple(cited.draft() for cited in self._cited.values())

    def _id(self, item: CitedItem, as_cited: str, date: ResolvedDate | None = None) -> str:
        if item.reference:
            return self._of_reference(item, item.reference, as_cited)
        date = date or (resolve_date(item.date, self.context) if item.date else ResolvedDate(None))
        outlet = self._outlet(item)
        key = self._key(item, outlet, date)
        if cited := self._cited.get(key):
            cited.cite_again(item, as_cited)
            return cited.source.id
        url, archive = _split_archived(item.url)
        source = Source(
            id=self._unused_id(_id_stem(item, outlet, date, self.language)),
            outlet=outlet,
            kind=self._kind(item, outlet),
            title=item.title or None,
            authors=item.authors,
            url=url or None,
            archive_url=archive or None,
            date=date.date,
            date_inferred=date.inferred,
            as_cited=as_cited or None,
            note=_note(item, date),
        )
        is_new = item.outlet is not None and outlet not in self.registry_index.registries.outlets
        self._cited[key] = _CitedSource(source, is_new, date.remark)
        return source.id

    def _of_reference(self, item: CitedItem, reference: Reference, as_cited: str) -> str:
        """Return the id of the source that an entry of the list of references describes."""
        key: Key = ("reference", reference.text)
        if key not in self._cited:
            stem = slug(
                f"{parse_name(reference.authors[0]).short} {reference.year}{reference.letter}", self.language
            )
            fields = ("title", "container", "volume", "issue", "pages", "place", "publisher", "url")
            source = Source(
                id=self._unused_id(stem),
                kind=reference.kind,
                authors=reference.authors,
                date=PartialDate(reference.year),
                as_cited=reference.text,
                doi=reference.doi or None,
                **{name: getattr(reference, name) or None for name in fields},
            )
            self._cited[key] = _CitedSource(source, new_outlet=False, remark="")
        self._cited[key].cite_again(item, as_cited)
        return self._cited[key].source.id

    def _outlet(self, item: CitedItem) -> str | None:
        """Return the outlet that is named, or else the one to which the address belongs, or the host."""
        if item.outlet is not None:
            return self.registry_index.resolve_outlet(item.outlet, item.remark)
        address = "" if item.book else host(_split_archived(item.url)[0])
        return self.registry_index.hosts.get(address, address) or None

    def _key(self, item: CitedItem, outlet: str | None, date: ResolvedDate) -> Key:
        """Return what makes two citations one source; an item without outlet, author and title is always another."""
        if item.url:
            return _url_key(item.url)
        if outlet is None and not item.authors and not item.title:
            self._lost += 1
            return ("lost", self._lost)
        names = (fold_name(outlet or ""), fold_name(item.remark), fold_name(item.title), item.authors)
        return (*names, date.date or item.date)

    def _kind(self, item: CitedItem, outlet: str | None) -> SourceKind:
        if item.book:
            return SourceKind.ARTICLE if item.has_others else SourceKind.BOOK
        name = (item.outlet or outlet or "").casefold()
        if "youtube" in name:
            return SourceKind.VIDEO
        if name in _SOCIAL:
            return SourceKind.SOCIAL
        registered = self.registry_index.registries.outlets.get(outlet or "")
        is_station = registered is not None and registered.value.kind is OutletKind.BROADCASTER
        if is_station or (re.search(r"\b(?:radio|television|tv)\b", name) and "." not in name):
            return SourceKind.BROADCAST
        return SourceKind.ARTICLE

    def _unused_id(self, stem: str) -> str:
        id, number = stem, self._numbers.get(stem, 1)
        while id in self._ids:
            number += 1
            id = f"{stem}-{number}"
        self._numbers[stem] = number
        self._ids.add(id)
        return id


def is_unnamed(source: Source) -> bool:
    """Return whether the original names neither outlet nor author nor title of a source."""
    return source.outlet is None and not source.authors and not source.title


def _split_archived(url: str) -> tuple[str, str]:
    """Return the address of an item, and that of its archived copy when the link leads to the copy."""
    match = _ARCHIVED.fullmatch(url)
    return (match[1], url) if match else (url, "")


def _url_key(url: str) -> Key:
    """Return the key of an address, without scheme, `www.` and the last slash."""
    return ("url", re.sub(r"^https?://(?:www\.)?", "", _split_archived(url)[0]).rstrip("/"))


def _id_stem(item: CitedItem, outlet: str | None, date: ResolvedDate, language: str) -> str:
    """Return an id such as `sb-2024-01-27`, `unnamed-2024-01-27`, `ioffe-2008`, `govtech-com-ten-tips`."""
    name = parse_name(item.authors[0]).short if item.book and item.authors else outlet or ""
    day = str(date.date) if date.date else ""
    if not day and item.date:
        day = f"{item.date.month:02}-{item.date.day:02}" if item.date.day else f"{item.date.month:02}"
    if not name and not item.url:
        name = item.title or "unnamed"
    title = "" if day or name == item.title else item.title
    stem = slug(f"{name} {title}", language, _LONGEST_ID - len(day))
    return "-".join(filter(None, (stem, day))) or "source"


def _note(item: CitedItem, date: ResolvedDate) -> str | None:
    undated = "no date in the original" if item.date is None and item.outlet and not item.url else ""
    others = "further authors are not named in the original" if item.has_others else ""
    text = "; ".join(filter(None, (date.note, undated, others)))
    return f"{text[0].upper()}{text[1:]}." if text else None
