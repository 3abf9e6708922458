"""What citations cite becomes sources: one for each item, with an id, a date and the words it was found in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from slugify import slugify

from mkdocs_briefings.importers.article import GivenSource, words
from mkdocs_briefings.importers.judge import Item
from mkdocs_briefings.importers.match import Roster, folded, host
from mkdocs_briefings.importers.years import Context, Placed, place
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.vocabulary import OutletKind, SourceKind

_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(https?://.+)")
_LONGEST_ID = 48
_SOCIAL = {"telegram", "twitter", "x", "facebook", "vk", "vkontakte", "instagram", "tiktok", "truth social"}
_KINDS = {OutletKind.BROADCASTER: SourceKind.BROADCAST}

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A source with what the import has to say about it."""

    source: Source
    """The source itself."""
    new_outlet: bool = False
    """Whether its outlet is in no registry."""
    look: str = ""
    """What a person should look at; empty when nothing is odd."""
    also: tuple[str, ...] = ()
    """Other words it is cited with."""
    listed: bool = False
    """Whether its title comes from a list of sources rather than from a link."""


@dataclass(slots=True)
class Ledger:
    """The sources of one briefing while its text is read."""

    roster: Roster
    context: Context
    _found: dict[Key, Found] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)
    _lost: int = 0

    def cite(self, items: Sequence[Item], original: str) -> tuple[str, ...]:
        """Ids of what a mark cites; `original` is the whole of the words the mark replaces."""
        inside = original[1:-1] if original.startswith("(") else original
        spans = {(item.start, item.end) for item in items}
        return tuple(
            self._id(item, original if len(spans) == 1 else inside[item.start : item.end].strip())
            for item in items
        )

    def give(self, given: GivenSource) -> str:
        """The id of a source the article lists beside its text."""
        for key, one in self._found.items():
            if given.url and key == ("url", alike(_address(given.url)[0])):
                self._found[key] = _with_title(one, given.title, given.url)
                return one.source.id
        item = Item(given.outlet or None, None, 0, 0, title=given.title, url=given.url)
        return self._id(item, "", Placed(given.date))

    def sources(self) -> tuple[Found, ...]:
        """All sources, in the order they were cited first."""
        return tuple(self._found.values())

    def _id(self, item: Item, as_cited: str, placed: Placed | None = None) -> str:
        placed = placed or (place(item.when, self.context) if item.when else Placed(None))
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
        new = item.outlet is not None and outlet not in self.roster.registries.outlets
        self._found[key] = Found(source, new, placed.look)
        return source.id

    def _outlet(self, item: Item) -> str | None:
        if item.outlet is not None:
            return self.roster.outlet(item.outlet, item.remark)
        address = host(_address(item.url)[0])
        return (self.roster.hosts.get(address, address) or None) if not item.book else None

    def _key(self, item: Item, outlet: str | None, placed: Placed) -> Key:
        """What makes two citations one source. Nothing does when the outlet was lost."""
        if item.url:
            return ("url", alike(_address(item.url)[0]))
        if outlet is None and not item.authors and not item.title:
            self._lost += 1
            return ("lost", self._lost)
        date = placed.date or item.when
        return (folded(outlet or ""), folded(item.remark), date, folded(item.title), item.authors)

    def _kind(self, item: Item, outlet: str | None) -> SourceKind:
        if item.book:
            return SourceKind.BOOK
        name = (item.outlet or outlet or "").casefold()
        entry = self.roster.registries.outlets.get(outlet or "")
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


def alike(url: str) -> str:
    """An address as it is compared: without scheme, `www.` and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _stem(item: Item, outlet: str | None, placed: Placed) -> str:
    """An id such as `sb-2024-01-27`, `unnamed-2024-01-27`, `ioffe-2008`, `govtech-com-ten-tips`."""
    name = item.authors[0].split()[-1] if item.book and item.authors else outlet or ""
    date = str(placed.date) if placed.date else ""
    if not date and item.when:
        date = f"{item.when.month:02}-{item.when.day:02}" if item.when.day else f"{item.when.month:02}"
    if not name and not item.url:
        name = "unnamed" if not item.title else item.title
    title = "" if date else item.title if name != item.title else ""
    stem = slugify(f"{name} {title}", max_length=_LONGEST_ID - len(date), word_boundary=True)
    return "-".join(part for part in (stem, date) if part) or "source"


def _note(item: Item, placed: Placed) -> str | None:
    undated = "no date in the original" if item.when is None and item.outlet and not item.url else ""
    text = "; ".join(filter(None, (placed.note, undated)))
    return f"{text[0].upper()}{text[1:]}." if text else None


def _with_title(known: Found, title: str, url: str) -> Found:
    """The source with the title a list gives it; a second title is kept beside the first."""
    one = known.source
    more = " ".join(
        text for text in (title if known.listed else "", url) if words(text) - words(f"{one.title} {one.url}")
    )
    note = f"{one.note or ''} Also listed as {more}".strip() if more else one.note
    named = one.title if known.listed else title or one.title
    return replace(known, source=one.model_copy(update={"title": named, "note": note}), listed=True)


def _with_words(known: Found, item: Item, as_cited: str) -> Found:
    """The source with other words it is cited with, where they say more than page and lead."""
    one = known.source
    held = words(
        " ".join(filter(None, (one.as_cited, one.title, one.url, item.locator, item.lead, *known.also)))
    )
    said = " ".join(text for text in (as_cited, item.url) if words(text) - held)
    if not said:
        return known
    note = f"{one.note or ''} Also cited as {said}".strip()
    return replace(known, source=one.model_copy(update={"note": note}), also=(*known.also, said))
