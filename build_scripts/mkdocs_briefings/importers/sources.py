"""What citations cite becomes sources: one for each item, with an id, a date and the words it was found in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from slugify import slugify

from mkdocs_briefings.importers.article import ListedSource, count_words
from mkdocs_briefings.importers.classify import CitedItem
from mkdocs_briefings.importers.infer_year import ResolvedDate, YearContext, resolve_date
from mkdocs_briefings.importers.registry_index import RegistryIndex, fold_name, host
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.vocabulary import OutletKind, SourceKind

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(https?://.+)")
_LONGEST_ID = 48
_SOCIAL = {"telegram", "twitter", "x", "facebook", "vk", "vkontakte", "instagram", "tiktok", "truth social"}
_KINDS = {OutletKind.BROADCASTER: SourceKind.BROADCAST}

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source with what the import has to say about it."""

    source: Source
    """The source itself."""
    new_outlet: bool = False
    """Whether its outlet is in no registry."""
    remark: str = ""
    """What a person should look at; empty when nothing is odd."""
    other_citations: tuple[str, ...] = ()
    """Other words it is cited with."""
    title_from_list: bool = False
    """Whether its title comes from a list of sources rather than from a link."""


@dataclass(slots=True)
class Ledger:
    """The sources of one briefing while its text is read."""

    registry_index: RegistryIndex
    context: YearContext
    _found: dict[Key, SourceDraft] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _lost: int = 0

    def cite(self, items: Sequence[CitedItem], original: str) -> tuple[str, ...]:
        """Ids of what a mark cites; `original` is the whole of the words the mark replaces."""
        inside = original[1:-1] if original.startswith("(") else original
        spans = {(item.start, item.end) for item in items}
        return tuple(
            self._id(item, original if len(spans) == 1 else inside[item.start : item.end].strip())
            for item in items
        )

    def add_listed(self, given: ListedSource) -> str:
        """The id of a source the article lists beside its text."""
        for key, one in self._found.items():
            if given.url and key == ("url", comparable_url(_address(given.url)[0])):
                self._found[key] = _with_title(one, given.title, given.url)
                return one.source.id
        item = CitedItem(given.outlet or None, None, 0, 0, title=given.title, url=given.url)
        return self._id(item, "", ResolvedDate(given.date))

    def sources(self) -> tuple[SourceDraft, ...]:
        """All sources, in the order they were cited first."""
        return tuple(self._found.values())

    def _id(self, item: CitedItem, as_cited: str, placed: ResolvedDate | None = None) -> str:
        placed = placed or (resolve_date(item.date, self.context) if item.date else ResolvedDate(None))
        outlet = self._outlet(item)
        key = self._key(item, outlet, placed)
        if (known := self._found.get(key)) is not None:
            self._found[key] = _with_words(known, item, as_cited)
            return known.source.id
        url, archive = _address(item.url)
        source = Source(
            id=self._unused(_stem(item, outlet, placed)),
            outlet=outlet,
            kind=self._kind(item, outlet),
            title=item.title or None,
            authors=item.authors,
            url=url or None,
            archive_url=archive or None,
            date=placed.date,
            date_inferred=placed.inferred,
            as_cited=as_cited or None,
            note=_note(item, placed),
        )
        new = item.outlet is not None and outlet not in self.registry_index.registries.outlets
        self._found[key] = SourceDraft(source, new, placed.remark)
        return source.id

    def _outlet(self, item: CitedItem) -> str | None:
        if item.outlet is not None:
            return self.registry_index.resolve_outlet(item.outlet, item.remark)
        address = host(_address(item.url)[0])
        return (self.registry_index.hosts.get(address, address) or None) if not item.book else None

    def _key(self, item: CitedItem, outlet: str | None, placed: ResolvedDate) -> Key:
        """What makes two citations one source. Nothing does when the outlet was lost."""
        if item.url:
            return ("url", comparable_url(_address(item.url)[0]))
        if outlet is None and not item.authors and not item.title:
            self._lost += 1
            return ("lost", self._lost)
        date = placed.date or item.date
        return (fold_name(outlet or ""), fold_name(item.remark), date, fold_name(item.title), item.authors)

    def _kind(self, item: CitedItem, outlet: str | None) -> SourceKind:
        if item.book:
            return SourceKind.BOOK
        name = (item.outlet or outlet or "").casefold()
        entry = self.registry_index.registries.outlets.get(outlet or "")
        if "youtube" in name:
            return SourceKind.VIDEO
        if name in _SOCIAL:
            return SourceKind.SOCIAL
        if re.search(r"\b(?:radio|television|tv)\b", name) and "." not in name:
            return SourceKind.BROADCAST
        return (
            _KINDS.get(entry.value.kind, SourceKind.ARTICLE)
            if entry and entry.value.kind
            else SourceKind.ARTICLE
        )

    def _unused(self, stem: str) -> str:
        id, number = stem, 1
        while id in self._ids:
            number += 1
            id = f"{stem}-{number}"
        self._ids.add(id)
        return id


def _address(url: str) -> tuple[str, str]:
    """The address of the item and that of its archived copy, when the link leads to the copy."""
    match = _ARCHIVED.fullmatch(url)
    return (match[1], url) if match else (url, "")


def comparable_url(url: str) -> str:
    """An address as it is compared: without scheme, `www.` and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _stem(item: CitedItem, outlet: str | None, placed: ResolvedDate) -> str:
    """An id such as `sb-2024-01-27`, `unnamed-2024-01-27`, `ioffe-2008`, `govtech-com-ten-tips`."""
    name = item.authors[0].split()[-1] if item.book and item.authors else outlet or ""
    date = str(placed.date) if placed.date else ""
    if not date and item.date:
        date = f"{item.date.month:02}-{item.date.day:02}" if item.date.day else f"{item.date.month:02}"
    if not name and not item.url:
        name = "unnamed" if not item.title else item.title
    title = "" if date else item.title if name != item.title else ""
    stem = slugify(f"{name} {title}", max_length=_LONGEST_ID - len(date), word_boundary=True)
    return "-".join(part for part in (stem, date) if part) or "source"


def _note(item: CitedItem, placed: ResolvedDate) -> str | None:
    undated = "no date in the original" if item.date is None and item.outlet and not item.url else ""
    text = "; ".join(filter(None, (placed.note, undated)))
    return f"{text[0].upper()}{text[1:]}." if text else None


def _with_title(known: SourceDraft, title: str, url: str) -> SourceDraft:
    """The source with the title a list gives it; a second title is kept beside the first."""
    one = known.source
    more = " ".join(
        text
        for text in (title if known.title_from_list else "", url)
        if count_words(text) - count_words(f"{one.title} {one.url}")
    )
    note = f"{one.note or ''} Also listed as {more}".strip() if more else one.note
    named = one.title if known.title_from_list else title or one.title
    return replace(known, source=one.model_copy(update={"title": named, "note": note}), title_from_list=True)


def _with_words(known: SourceDraft, item: CitedItem, as_cited: str) -> SourceDraft:
    """The source with other words it is cited with, where they say more than page and lead."""
    one = known.source
    held = count_words(
        " ".join(
            filter(None, (one.as_cited, one.title, one.url, item.locator, item.lead, *known.other_citations))
        )
    )
    said = " ".join(text for text in (as_cited, item.url) if count_words(text) - held)
    if not said:
        return known
    note = f"{one.note or ''} Also cited as {said}".strip()
    return replace(
        known, source=one.model_copy(update={"note": note}), other_citations=(*known.other_citations, said)
    )
