"""Spellings of a registered name: those of its registry entry, and its native names in Latin letters.

Belarusian, Russian and Ukrainian names are romanised by each system that readers know. The Russian systems are those of
iuliia. The tables for Belarusian and Ukrainian follow BGN/PCGN (1979, 1965 and 2019), ISO 9:1995, and the national
systems: Belarus 2007 and Łacinka, Ukraine 2010. They leave out diacritics, which `spelling.py` drops anyway: without
them scholarly, ISO 9 and Łacinka spellings differ in a few letters only.
"""

from __future__ import annotations

from collections.abc import Iterator

import iuliia
from iuliia.schema import TranslitSchema

from mkdocs_briefings.model.by_language import names_by_tag
from mkdocs_briefings.model.content import Entity
from mkdocs_briefings.model.spelling import normalise_name
from mkdocs_briefings.model.vocabulary import EntityKind

_CONSONANTS = {
    "б": "b", "в": "v", "д": "d", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n", "п": "p", "р": "r", "с": "s",
    "т": "t", "ф": "f", "ґ": "g", "ь": "", "’": "", "'": "", "ʼ": "",
}  # fmt: skip
_VOWELS = {"а": "a", "о": "o", "у": "u", "ў": "w", "ы": "y", "э": "e", "е": "e", "і": "i", "и": "y"}
_ENGLISH = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"}
_SCHOLARLY = {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "й": "j"}
_BASE = {**_CONSONANTS, **_VOWELS}


def _after(preceding: str, letters: dict[str, str]) -> dict[str, str]:
    """Return the table for letters that follow one of the preceding characters; `^` is the start of a word."""
    starts = [before.replace("^", "") for before in preceding]
    return {start + letter: latin for start in starts for letter, latin in letters.items()}


def _schema(name: str, *tables: dict[str, str], after: dict[str, str] | None = None) -> TranslitSchema:
    mapping = {letter: latin for table in (_BASE, *tables) for letter, latin in table.items()}
    return TranslitSchema(name=name, mapping=mapping, prev_mapping=after)


_YE = {"е": "ye", "ё": "yo", "ю": "yu", "я": "ya"}
_IE = {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"}
_JE = {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"}
_START = "^аеёіоуыэюяў’'ь"
_BELARUSIAN = (
    _schema("BGN/PCGN 1979", _ENGLISH, {"г": "h", "й": "y"}, {**_YE, "ў": "w"}),
    _schema("Belarus 2007", _SCHOLARLY, {"г": "h", "ў": "u", "х": "ch"}, _IE, after=_after(_START, _JE)),
    _schema("passport", _ENGLISH, {"г": "h", "й": "i", "ў": "u"}, _IE, after=_after("^", _YE)),
    _schema("ISO 9", _SCHOLARLY, {"г": "g", "ў": "u"}, {"е": "e", "ё": "e", "ю": "u", "я": "a"}),
    _schema("scholarly", _SCHOLARLY, {"г": "h", "ў": "u", "х": "x"}, _JE),
)
_UKRAINIAN = (
    _schema(
        "Ukraine 2010, BGN/PCGN 2019",
        _ENGLISH,
        {"г": "h", "й": "i", "є": "ie", "ї": "i", "ю": "iu", "я": "ia"},
        after=_after("^", {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}),
    ),
    _schema("BGN/PCGN 1965", _ENGLISH, {"г": "h", "й": "y", "є": "ye", "ї": "yi", "ю": "yu", "я": "ya"}),
    _schema("ISO 9", _SCHOLARLY, {"г": "g", "є": "e", "и": "i", "ї": "i", "ю": "u", "я": "a"}),
    _schema("scholarly", _SCHOLARLY, {"г": "h", "х": "x", "є": "je", "ї": "ji", "ю": "ju", "я": "ja"}),
)
_RUSSIAN = (
    iuliia.BGN_PCGN, iuliia.BGN_PCGN_ALT, iuliia.ICAO_DOC_9303, iuliia.GOST_52290, iuliia.WIKIPEDIA, iuliia.ALA_LC,
    iuliia.GOST_779, iuliia.SCIENTIFIC, iuliia.BS_2979, iuliia.MVD_310_FR,
)  # fmt: skip
_CYRILLIC_LEFT_OVER = str.maketrans("ёЁ", "ëË")
"""Some tables of iuliia write a Cyrillic letter where the Latin one is meant."""
_SYSTEMS = {"be": _BELARUSIAN, "ru": _RUSSIAN, "uk": _UKRAINIAN}
_SHORTEST_FAMILY_NAME = 4
"""Letters. A shorter last word is too likely to mean something else."""


def romanised(name: str, language: str) -> Iterator[str]:
    """Yield a name in Latin letters, once for each system of its language; nothing for other languages.

    Args:
        name: in Cyrillic letters.
        language: BCP 47; script and region do not matter.
    """
    for system in _SYSTEMS.get(language.partition("-")[0].lower(), ()):
        yield system.translate(name).translate(_CYRILLIC_LEFT_OVER)


def romanised_for_ids(text: str, language: str) -> str:
    """Return a Belarusian, Russian or Ukrainian text as names of files write it: by the system that is mostly used."""
    system = {"be": _BELARUSIAN[0], "ru": iuliia.WIKIPEDIA, "uk": _UKRAINIAN[0]}[language]
    return system.translate(text)


def spellings(entity: Entity) -> tuple[str, ...]:
    """Return every spelling under which search finds an entity: normalised, in alphabetical order.

    A person is found by the last word of a name too, for that is how texts go on to call them.
    """
    names = {normalise_name(name) for name in _written_names(entity)}
    if entity.kind is EntityKind.PERSON:
        names |= {name.rpartition(" ")[2] for name in names if _has_family_name(name)}
    return tuple(sorted(names - {""}))


def display_names(entity: Entity) -> tuple[str, ...]:
    """Return the names that readers see: the desk's own first, each once."""
    return tuple(dict.fromkeys((entity.name, *entity.native_names.values(), *entity.aliases)))


def _written_names(entity: Entity) -> Iterator[str]:
    names = names_by_tag(entity.name, entity.native_names)
    yield from (entity.name, *entity.aliases, *names.values())
    for language, name in names.items():
        yield from romanised(name, language)


def _has_family_name(name: str) -> bool:
    return len(name.rpartition(" ")[2]) >= _SHORTEST_FAMILY_NAME and " " in name
