"""Guesses from the words of a name alone: an outlet, a place, an event or a remark."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mkdocs_briefings.importers.language_words import alternatives, languages, words_of
from mkdocs_briefings.importers.markdown_text import one_line
from mkdocs_briefings.model.languages import cldr_locale

if TYPE_CHECKING:
    from mkdocs_briefings.importers.reference_list import References


def _capitals() -> str:
    """Return all capital letters of the Latin, Greek and Cyrillic scripts, for a set in a regular expression."""
    return "".join(letter for letter in map(chr, range(0x41, 0x530)) if letter.isupper())


CAPITAL = _capitals()
"""Capital letters, to stand between brackets in a regular expression."""


class NameShape(Enum):
    """The kind of thing that a name looks like."""

    KNOWN = auto()
    """An outlet of the registries, or one that this article cites beyond doubt."""
    STRONG = auto()
    """A name with a word of the press in it, or a web address: `Minsk radio`, `lenta.ru`."""
    WEAK = auto()
    """A proper name that may be an outlet: `Vesti`, `Krasnaya Zvezda`."""
    PERSON = auto()
    """Two or three capitalised words that may also name a person."""
    PLACE = auto()
    """A country or a city."""
    EVENT = auto()
    """A holiday, a meeting, a vote or a treaty, which has a date of its own."""
    PROSE = auto()
    """A phrase, not a name."""
    REMARK = auto()
    """Words that begin with a small letter or a figure: an ordinary parenthesis."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MEDIA = _set(
    """agency agencies agentstvo bulletin channel channels chronicle courier daily digest dispatch echo ekho express gazeta
    gazette gazeta.ru herald hour independent inform inquirer interview izvestia izvestiya journal kanal kommersant
    kurier kuryer lenta live magazine mail media mirror monitor monthly news newsletter newspaper newspapers
    newswire nachrichten novosti observer online outlook post pravda press radio record reporter review guardian
    economist spiegel welt monde figaro standard svaboda svoboda telegraph television televideniye telegram times
    today tribune tv vedomosti vesti vremya week weekly wire zeitung zerkalo zhurnal zvezda zvyazda youtube twitter
    facebook vkontakte website blog агентство вестник ведомости время газета звезда звязда известия комсомолец канал
    коммерсантъ лента новости обозрение правда радио свабода телеканал эхо журнал"""
)
_WIRES = _set(
    "afp ap reuters tass itar-tass interfax dpa upi xinhua kyodo yonhap pap ctk mti belta belapan unian ukrinform "
    "ria bbc cnn rfe/rl ort ntv rtr тасс интерфакс белта униан"
)
_BROADCAST = re.compile(r"radio|television|tv", re.IGNORECASE)
_EVENTS = _set(
    """anniversary assembly birthday ceremony christmas coup conference congress convention convocation cup day
    days deadline dialogue easter election elections eve exercise exercises exhibition festival final finals forum
    game games holiday marathon match meeting olympics parade plenum primaries race referendum revolution round
    season session summit talks tournament uprising vote war week-end weekend world-cup year
    accord accords act agreement agreements constitution decree declaration directive law memorandum order pact
    protocol protocols regulation resolution treaty"""
)
_DEEDS = _set("act battle case decree directive law operation order project protocol resolution siege treaty")
_PARTICLES = _set(
    """a al and an at by d' da das de dei del della den der des di du e el en et for from i il in into la las le les
    los na no o of on or para pod po pro s the to u und v vom von y z za и в на не"""
)
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zа-я]{2,12}(?:/\S*)?", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:al|el|an)-\w|l['’]\w")
_LEADING_ARTICLES = _set("le la les el los las der die das il")
_HAN = re.compile("[\u3400-\u9fff]")
_RUN = re.compile(rf"[{CAPITAL}][\w’'-]*(?:\s+(?:[{CAPITAL}][\w’'-]*|of|radio|television|tv))*")
_BEGINNINGS = re.compile(r"(?:(?:The|On|In|As|At|According|And|But|When|While)\s+)+")
_TITLES = _set("radio television tv gazeta gazette pravda times post journal herald tribune zvezda novosti")
_MOST_WORDS = 9
_MOST_ARABIC_WORDS = 4
_QUOTES = '«»„“”‹›"'
_KIND = re.compile(
    rf"(?:(?:le|la|l['’]|el|los|las|der|die|das|the)\s*)?(?:{alternatives('outlet_kind')})\s+|l['’](?=[A-Z])",
    re.IGNORECASE,
)
_AGENCY_AND_PLACE = re.compile("([\u3400-\u9fff]{1,3}社)([\u3400-\u9fff]{2,5})")
_PERSON_WORDS = (2, 3)
_LETTERS_IN_NAMES = {"e", "i", "y"}
_LONGEST_HAN_NAME = 4


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that are outlets beyond doubt, and names that are none; case folded but for `cited`."""

    outlets: frozenset[str] = frozenset()
    """Names, short names and aliases of outlets and of the desk's own series."""
    places: frozenset[str] = frozenset()
    """Places of the entity registry."""
    people: frozenset[str] = frozenset()
    """People of the entity registry."""
    cited: frozenset[str] = frozenset()
    """Outlets that this article cites beyond doubt, as written."""
    day_first: bool = False
    """Whether `3/5/2024` is a day in May in this article."""
    references: References = field(default_factory=dict, compare=False)
    """Entries of the article's list of references."""

    def is_outlet(self, name: str) -> bool:
        """Return whether the registries, the article or the list of wire services have an outlet of this name."""
        plain = one_line(name).casefold()
        return plain in self.outlets or plain in _WIRES or name in self.cited

    def spellings(self) -> Set[str]:
        """Return all names of outlets, case folded, to be looked for in a sentence."""
        return self.outlets | _WIRES | {name.casefold() for name in self.cited}


_FIRST_WORD = re.compile(r"\w*")
_WORD_IN_TEXT = re.compile(r"(?<![\w-])\w+")


@dataclass(frozen=True, slots=True)
class OutletsByFirstWord:
    """Names of outlets, case folded, by the letters and digits that they begin with."""

    names: Mapping[str, Sequence[str]]

    def named_in(self, folded: str) -> Iterator[str]:
        """Yield the names that a case-folded sentence may hold: those whose first word it has."""
        for word in {"", *_WORD_IN_TEXT.findall(folded)}:
            yield from self.names.get(word, ())


@lru_cache(maxsize=4)
def outlets_by_first_word(known_names: KnownNames) -> OutletsByFirstWord:
    """Return the spellings of all outlets, to be looked for in many sentences."""
    names: dict[str, list[str]] = {}
    for name in known_names.spellings():
        if first := _FIRST_WORD.match(name):
            names.setdefault(first[0], []).append(name)
    return OutletsByFirstWord(names)


def name_shape(name: str, known_names: KnownNames) -> NameShape:
    """Return what a name looks like, given the outlets, places and people that are known."""
    plain, parts = one_line(name).casefold(), name.split()
    last = parts[-1].casefold()
    checks = (
        (NameShape.KNOWN, known_names.is_outlet(name)),
        (NameShape.STRONG, bool(_DOMAIN.fullmatch(name)) or plain in words_of("outlets")),
        (NameShape.PLACE, plain in known_names.places or plain in _places()),
        (NameShape.REMARK, _is_remark(parts)),
        (NameShape.PERSON, plain in known_names.people),
        (NameShape.EVENT, last in _EVENTS or last.rstrip("s’'") in _EVENTS or _is_deed(parts)),
        (NameShape.EVENT, _is_event(plain)),
        (NameShape.PROSE, len(parts) > _MOST_WORDS or not all(map(_fits_in_name, parts))),
        (NameShape.STRONG, mentions_press(re.sub("[/-]", " ", name))),
        (NameShape.PROSE, len(parts) > _MOST_ARABIC_WORDS and not _has_case(name)),
        (NameShape.PERSON, is_han(name) and len(name) <= _LONGEST_HAN_NAME),
        (NameShape.PROSE, is_han(name)),
        (NameShape.PERSON, len(parts) in _PERSON_WORDS and all(part[0].isupper() for part in parts)),
    )
    return next((shape for shape, holds in checks if holds), NameShape.WEAK)


def mentions_press(name: str) -> bool:
    """Return whether a phrase has a word of the press in it: `the newspaper Vesti`, `local media`."""
    if is_han(name):
        return name.endswith(tuple(words_of("press", "press_ending")))
    return any(part.casefold().strip(".,:") in _press() for part in name.split())


@cache
def _press() -> frozenset[str]:
    return _MEDIA | _WIRES | words_of("press")


def is_han(name: str) -> bool:
    """Return whether a name is written in Chinese characters, between which no blanks stand."""
    return bool(_HAN.search(name))


def _has_case(name: str) -> bool:
    """Return whether the script of a name has capitals."""
    return name.lower() != name.upper()


def without_kind(name: str) -> str:
    """Return the name of an outlet without the words before it that say what it is: `quotidien Le Monde`.

    A word for what it is that is capitalised belongs to the name, unless the name stands in quotation marks.
    """
    match = _KIND.match(name)
    rest = name[match.end() :] if match else ""
    is_name = bool(rest) and not rest[0].islower() and (not name[0].isupper() or rest[0] in _QUOTES)
    return rest.strip(_QUOTES) if is_name else name


def without_place(name: str) -> tuple[str, str]:
    """Return the name of a Chinese agency and the place that stands after it: `新华社北京`."""
    match = _AGENCY_AND_PLACE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def titled_outlets(text: str) -> set[str]:
    """Return the names in a text that end as titles of papers and stations do: `Minsk radio`, `Novaya Gazeta`."""
    runs = (_BEGINNINGS.sub("", match[0]) for match in _RUN.finditer(text))
    return {run for run in runs if len(run.split()) > 1 and run.split()[-1].casefold() in _TITLES}


def split_names(names: str) -> tuple[str, ...]:
    """Return the names between commas, `and` and `&`, or the words for these in other languages.

    A single Latin letter may be a part of a name as well (`Ortega y Gasset`), so it has two words at least on both sides.
    """
    parts = (part.strip() for part in re.split(r"[,،，、;；]|\band\b|&", names))
    return tuple(name for part in parts for name in _split_at_joints(part) if name)


def _split_at_joints(names: str) -> Iterator[str]:
    words = names.split()
    start = 0
    for at, word in enumerate(words):
        sides = min(at - start, len(words) - at - 1)
        is_others = " ".join(words[at:]).rstrip(".") in words_of("et_al")
        if word in words_of("joint") and not is_others and sides >= (2 if word in _LETTERS_IN_NAMES else 1):
            yield " ".join(words[start:at])
            start = at + 1
    yield " ".join(words[start:])


def is_broadcaster(name: str) -> bool:
    """Return whether a name is that of a station, as `Minsk radio`: an outlet even without a date."""
    parts = name.split()
    is_name = len(parts) > 1 and parts[0][0].isupper()
    return is_name and bool(_BROADCAST.fullmatch(parts[-1])) and all(map(_fits_in_name, parts))


def _is_remark(parts: list[str]) -> bool:
    first = parts[0]
    if first[0].isdigit():
        return len(parts) == 1 or not parts[1][0].isupper() or parts[1] in ("KB", "MB", "GB", "K", "M")
    if not _has_case(first):
        return first in words_of("opening") or (
            is_han(first) and first.startswith(tuple(words_of("opening")))
        )
    if first in _LEADING_ARTICLES and len(parts) > 1:
        return parts[1][0].islower()
    return first[0].islower() and not _ARTICLE.match(first)


def _is_deed(parts: list[str]) -> bool:
    """Return whether a name is that of an operation, an order or a battle: `Operation Harbour`."""
    return parts[0].casefold() in _DEEDS and parts[0][0].isupper()


def _fits_in_name(word: str) -> bool:
    """Return whether a word can stand in a name: a capital, a figure, a particle, a word such as `radio`."""
    bare = word.strip("“”«»\"'’.,")
    return bool(bare) and (
        not bare[0].islower()
        or bool(_ARTICLE.match(bare))
        or bare.casefold() in _small_words()
        or "." in bare
    )


@cache
def _small_words() -> frozenset[str]:
    return _PARTICLES | _MEDIA | words_of("particle", "press")


def _is_event(name: str) -> bool:
    """Return whether a name begins or ends with the word for a meeting, a vote or a battle in another language."""
    words = name.split()
    events = words_of("event")
    return words[0] in events or words[-1] in events or (is_han(name) and name.endswith(tuple(events)))


@cache
def _places() -> frozenset[str]:
    """Return countries and cities in all languages (from CLDR): enough to notice most datelines."""
    locales = [cldr_locale(tag) for tag, words in languages().items() if "title" in words]
    abroad = {str(name).casefold() for locale in locales[1:] for name in locale.territories.values()}
    towns = {
        str(zone["city"]).casefold()
        for locale in locales
        for zone in locale.time_zones.values()
        if "city" in zone
    }
    return _english_places() | abroad | towns | words_of("place")


def _english_places() -> frozenset[str]:
    """Return countries and the cities that name time zones, in English."""
    countries = (str(name) for name in cldr_locale("en").territories.values())
    cities = (
        name.rsplit("/", 1)[-1].replace("_", " ") for name in zoneinfo.available_timezones() if "/" in name
    )
    others = ("Saint Petersburg", "St. Petersburg", "Washington", "Beijing", "Geneva", "Munich", "Strasbourg")
    return frozenset(name.casefold() for name in (*countries, *cities, *others) if name.isascii())
