"""Names of authors, parsed for formats that keep family and given names apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_PARTICLES = frozenset(
    "af al am av ben bin bint da dal dalla das de dei del della den der des di do dos du el la las le lo los "
    "ten ter uit van von zu zum zur".split()
)
_SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,3}\.|[^\W\d_]")
_NOT_A_PERSON = re.compile(r"[\d@&/()#_:+|]")
_BODIES = frozenset(
    "academy administration affairs agency alliance archive archives army assembly association authority bank "
    "board bureau center centre church college command commission committee company congress consortium "
    "cooperation corporation council court department desk directorate division editorial editors embassy "
    "federation forces forum foundation fund government group house inc institute institution intergroup "
    "international journal league ltd media ministry mission monitor movement national network news newspaper "
    "observatory office organisation organization parliament party platform police post press programme "
    "project publications radio red redaktion rédaction reporters republic research review school secretariat "
    "senate service services society staff state states studies task team television think times tribune tv "
    "union united university watch world агентство комитет министерство правительство редакция союз "
    "університет університети міністерство рэдакцыя".split()
)
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class PersonName:
    """A parsed name: either `literal` alone, or `family` with the other parts."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """`van`, `de la`: lower-case words before the family name."""
    suffix: str = ""
    """`Jr.`, `III`."""
    literal: str = ""
    """A name that is never inverted: of an organisation, a desk, or a single word."""

    @property
    def direct(self) -> str:
        """Name in the order of speech: `Ludwig van Beethoven`."""
        return self.literal or _joined(self.given, self.particle, self.family, self.suffix)

    @property
    def inverted(self) -> str:
        """Name with the family name first, as RIS writes it: `van Beethoven, Ludwig`, `King, Martin L., Jr.`."""
        parts = (_joined(self.particle, self.family), self.given, self.suffix)
        return self.literal or ", ".join(filter(None, parts))


def parse_name(written: str) -> PersonName:
    """Parse a name that plainly is a person's; any other is returned whole, as `literal`.

    The family name is what stands before a comma (`Xi, Jinping`), without one the last word, but not if initials
    stand there (`Ivanov A. B.`).
    """
    text = " ".join(written.split())
    if "," in text:
        return _with_comma(text)
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004
    if not _is_person(words):
        return PersonName(literal=text)
    if _INITIALS.fullmatch(words[-1]):
        first = next(place for place, word in enumerate(words) if _INITIALS.fullmatch(word))
        return (
            PersonName(" ".join(words[:first]), " ".join(words[first:]))
            if first
            else PersonName(literal=text)
        )
    start = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
    end = len(words) - 1
    return PersonName(words[end], " ".join(words[:start]), " ".join(words[start:end]), suffix)


def _with_comma(text: str) -> PersonName:
    parts = [part.strip() for part in text.split(",")]
    family, given, *rest = parts
    suffix = rest[0] if rest else ""
    if given and _SUFFIX.fullmatch(given) and not rest:
        name = parse_name(family)
        return PersonName(literal=text) if name.literal else replace(name, suffix=given)
    described = len(rest) > 1 or (suffix and not _SUFFIX.fullmatch(suffix))
    if described or not given or not family or _NOT_A_PERSON.search(text) or _is_body(family.split()):
        return PersonName(literal=text)
    words = family.split()
    start = next((place for place, word in enumerate(words) if word not in _PARTICLES), 0)
    return PersonName(" ".join(words[start:]), given, " ".join(words[:start]), suffix)


def _is_person(words: list[str]) -> bool:
    if not 1 < len(words) <= _MOST_WORDS or _NOT_A_PERSON.search(" ".join(words)) or _is_body(words):
        return False
    return words[-1] not in _PARTICLES and all(_is_name(word) for word in words if word not in _PARTICLES)


def _is_name(word: str) -> bool:
    """Return whether a word may be part of a person's name: its first letter is no small one."""
    letter = next((character for character in word if character.isalpha()), "")
    return bool(letter) and not letter.islower()


def _is_body(words: list[str]) -> bool:
    return words[0].casefold() == "the" or any(word.strip(".").casefold() in _BODIES for word in words)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
