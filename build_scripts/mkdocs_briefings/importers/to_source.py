"""Items of a bibliography as sources of a briefing: with ids as imports make them, and all that no key holds told."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from mkdocs_briefings.importers.bibliography_item import BibliographyItem, Field
from mkdocs_briefings.importers.registry_index import RegistryIndex, host
from mkdocs_briefings.model.content import Source
from mkdocs_briefings.model.content_model import NameInParts
from mkdocs_briefings.model.person_names import PersonName, parse_name
from mkdocs_briefings.model.slugs import slug
from mkdocs_briefings.model.vocabulary import SourceKind

_LONGEST_ID = 48
_LONGEST_NOTE = 300
_PUBLISHED = frozenset(
    {
        SourceKind.BOOK,
        SourceKind.REPORT,
        SourceKind.DATASET,
        SourceKind.DOCUMENT,
        SourceKind.LAW,
        SourceKind.DECISION,
        SourceKind.VIDEO,
        SourceKind.WORKING_PAPER,
        SourceKind.SPEECH,
    }
)
"""Kinds whose outlet is their publisher; another appears in its outlet."""
_OWN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-\d{4}(?:-\d\d){0,2}[a-z]?(?:-\d{1,2})?")
"""Keys that are ids as imports make them."""
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)", re.IGNORECASE)
_LANGUAGES = {
    "arabic": "ar", "belarusian": "be", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr", "czech": "cs",
    "danish": "da", "dutch": "nl", "english": "en", "american": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "usenglish": "en-US", "estonian": "et", "finnish": "fi", "french": "fr", "german": "de", "ngerman": "de",
    "austrian": "de-AT", "naustrian": "de-AT", "nswissgerman": "de-CH", "greek": "el", "hebrew": "he", "hungarian": "hu",
    "icelandic": "is", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la",
    "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "romanian": "ro", "russian": "ru", "serbian": "sr",
    "slovak": "sk", "slovene": "sl", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
    "vietnamese": "vi", "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "rus": "ru", "spa": "es",
    "ita": "it", "pol": "pl", "ukr": "uk", "bel": "be", "chi": "zh", "zho": "zh", "ara": "ar",
}  # fmt: skip
"""Tags by the names that babel and polyglossia have for languages, and by the codes of ISO 639-2 in library records."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source made of an item."""

    item: BibliographyItem
    source: Source
    not_held: tuple[Field, ...]
    """What no key holds, by its name in the file."""


def to_source(item: BibliographyItem, index: RegistryIndex, language: str) -> ReadSource:
    """Return an item as a source.

    Args:
        item: the item.
        index: names of the registries.
        language: of the briefing; by it names become ids.
    """
    texts, not_held = dict(item.texts), list(item.not_held)
    not_held += _tidied(texts)
    outlet = _outlet(texts, item.kind, index)
    values: dict[str, Any] = {
        "kind": item.kind,
        "outlet": outlet,
        "date": item.date,
        "accessed": item.accessed,
    }
    for key, text in texts.items():
        if _is_sound(key, text):
            values[key] = text
        else:
            not_held.append((key, text))
    names = [name for name in item.authors if name.direct.strip()]
    authors = tuple(map(author_name, names))
    values["id"] = _id(item, names, outlet, texts, language)
    return ReadSource(item, Source(authors=authors, **values), tuple(not_held))


def author_name(name: PersonName) -> str | NameInParts:
    """Return a name as authors write it: plain where its parts are read from that, in parts where they are not."""
    written = name.direct
    parsed = parse_name(written)
    if name.literal or not name.family:
        return written if parsed.literal else NameInParts(literal=written)
    if _parts(parsed) == _parts(name):
        return written
    return NameInParts(**{key: text or None for key, text in _parts(name).items()})


def _parts(name: PersonName) -> dict[str, str]:
    return {"family": name.family, "given": name.given, "particle": name.particle, "suffix": name.suffix}


def unused_id(stem: str, taken: Collection[str]) -> str:
    """Return an id that no source of the briefing has: `hayek-1944`, `hayek-1944-2`."""
    number, id = 1, stem
    while id in taken:
        number += 1
        id = f"{stem}-{number}"
    return id


def _tidied(texts: dict[str, str]) -> list[Field]:
    """Bring texts into the form of their keys, and return what has none."""
    not_held: list[Field] = []
    if (match := _DOI_ADDRESS.fullmatch(texts.get("url", ""))) and texts.setdefault(
        "doi", unquote(match[1])
    ).casefold().endswith(unquote(match[1]).casefold()):
        del texts["url"]
    if "language" in texts:
        texts["language"] = _language(texts["language"])
    if "isbn" in texts:
        numbers = [part for part in re.split(r"[;,\s]+", texts["isbn"]) if part]
        sound = [number for number in numbers if _is_sound("isbn", number)] if len(numbers) > 1 else []
        if sound:
            texts["isbn"] = sound[0]
            not_held += [("isbn", number) for number in numbers if number != sound[0]]
    note = texts.get("note", "")
    if len(note) > _LONGEST_NOTE:
        not_held.append(("note", texts.pop("note")))
    return not_held


def _language(text: str) -> str:
    folded = text.casefold().strip()
    return _LANGUAGES.get(folded, text.replace("_", "-"))


def _is_sound(key: str, text: str) -> bool:
    """Return whether a key of a source takes a text."""
    field = Source.model_fields[key]
    try:
        TypeAdapter(field.rebuild_annotation()).validate_python(text)
    except ValidationError:
        return False
    return True


def _outlet(texts: dict[str, str], kind: SourceKind, index: RegistryIndex) -> str | None:
    """Take the outlet out of the texts, and return it: an id of the registry, else a name."""
    container, publisher = texts.get("container", ""), texts.get("publisher", "")
    of_publisher = kind in _PUBLISHED or not container
    if publisher and container and not of_publisher:
        of_publisher = _is_registered(publisher, index) and not _is_registered(container, index)
    name = texts.pop("publisher" if of_publisher else "container", "")
    if texts.get("publisher") == name:
        del texts["publisher"]
    if not name:
        return index.hosts.get(host(texts.get("url", ""))) if kind not in _PUBLISHED else None
    return index.resolve_outlet(name)


def _is_registered(name: str, index: RegistryIndex) -> bool:
    return index.resolve_outlet(name) in index.registries.outlets


def _id(
    item: BibliographyItem,
    authors: Sequence[PersonName],
    outlet: str | None,
    texts: dict[str, str],
    language: str,
) -> str:
    """Return `hayek-1944`, `sb-2024-01-27`, or the words of the title: as imports make ids, or the key, if it is such a one."""
    if _OWN_ID.fullmatch(item.key):
        return item.key
    if authors:
        name, day = authors[0].short, f"{item.date.year:04}" if item.date else ""
    else:
        name, day = outlet or "", str(item.date or "")
    title = "" if name and day else texts.get("title", "")
    stem = slug(f"{name} {title}", language, _LONGEST_ID - len(day))
    return "-".join(filter(None, (stem, day))) or "source"
