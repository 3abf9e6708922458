"""Names of authors, read into their parts: for marks, lists and exports alike.

What is not certain is never taken apart: such a name is shown whole. Family names are certain before a comma, and as the
last word of a name in Latin, Greek or Cyrillic letters, unless the words themselves say otherwise (`name_words.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from mkdocs_briefings.model.messages import IN_ENGLISH, Words
from mkdocs_briefings.model.name_words import (
    BODIES,
    BODY_ENDINGS,
    BODY_STEMS,
    CAPITAL_PARTICLES,
    DEGREES,
    DOUBLE_FAMILY,
    FAMILY_FIRST,
    GIVEN_LAST,
    LINKS,
    NOT_FIRST,
    PARTICLES,
    SUFFIXES,
    TITLES,
)
from mkdocs_briefings.model.safe_text import one_line

_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?){1,3}")
_ELIDED = re.compile(
    r"(?:[dDlL]|[dD]ell|[aA]ll)['’]|(?:al|el|as|ash|ad|an|ar|at|az|ul|ur)[-‑]|'t|’t|ʿ|ʻ|‘", re.UNICODE
)
"""Beginnings of a family name that are joined to it: `d'Arcy`, `al-Assad`."""
_SIGNS = re.compile(r"[\d@&/#_:+|]")
"""Signs that stand in no name of a person."""
_REMARK = re.compile(r"[()…\"]")
"""Signs of a name with a remark in it, which is not taken apart."""
_WITHOUT_CASE = re.compile(
    r"[\u0590-\u08ff\u0900-\u109f\u1100-\u11ff\u0e00-\u0fff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Letters of scripts in which capitals do not tell names from other words, and orders differ."""
_PATRONYMIC = re.compile(
    r"\w+(?:ович|евич|йович|авіч|эвіч|овна|евна|ична|івна|ївна|аўна|эўна|ovi[ch]h|evi[ch]h|ovna|evna|yivna)"
)
_SLAVIC_FAMILY = re.compile(
    r"\w+(?:ов|ев|ёв|ин|ын|ий|ой|ко|ук|юк|як|ова|ева|ина|ая|ov|ev|in|yn|sky|skiy|skyi|ko|uk|yuk|ova|eva|ina|aya)"
)
_JOINED_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""`Ki-moon`, `Jae-in`: given names of Korea."""
_MOST_WORDS = 7
_SHORTEST_ACRONYM = 2


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts: either `literal` alone, or `family` with the others."""

    family: str = ""
    given: str = ""
    particle: str = ""
    """`van`, `de la`: small words before the family name, which belong to it."""
    suffix: str = ""
    """`Jr.`, `III`."""
    title: str = ""
    """`Dr.`: words before the name that lists leave out."""
    degrees: str = ""
    """`PhD`: words after the name that lists leave out."""
    literal: str = ""
    """A name that is never turned round: of an organisation, of one word, or one whose order is not certain."""
    spoken: str = ""
    """The whole name in the order of speech, where that is not given name first: `Kim Jong Un`."""
    is_body: bool = False
    """Whether it is the name of an organisation."""

    @property
    def direct(self) -> str:
        """Name in the order of speech: `Ludwig van Beethoven`."""
        return self.literal or self.spoken or _joined(self.given, self.particle, self.family, self.suffix)

    @property
    def inverted(self) -> str:
        """Name with the family name first, as RIS writes it: `van Beethoven, Ludwig`, `King, Martin L., Jr.`."""
        return self.literal or ", ".join(filter(None, (self.short, self.given, self.suffix)))

    @property
    def short(self) -> str:
        """Name in a citation mark: the family name with its particle, or the whole of what has none."""
        glue = "" if self.particle.endswith(("'", "’")) else " "
        return self.literal or glue.join(filter(None, (self.particle, self.family)))

    @property
    def sort_key(self) -> str:
        """Text by which lists of names are sorted: the family name without particles first."""
        return self.literal or _joined(self.family, self.given, self.particle, self.suffix)


@lru_cache(maxsize=1 << 14)
def parse_name(written: str, bodies: frozenset[str] = frozenset()) -> PersonName:
    """Read a name that plainly is a person's; any other is returned whole, as `literal`.

    Args:
        written: a name in any order, with or without a comma.
        bodies: names of organisations that are known, in small letters.
    """
    text = one_line(written)
    if text.casefold() in bodies or _SIGNS.search(text) or _is_body(text.replace(",", " ").split()):
        return PersonName(literal=text, is_body=True)
    return parse_person(text)


def parse_person(written: str) -> PersonName:
    """Read the name of a person, whatever words it holds; one whose order is not certain is `literal`."""
    text = one_line(written)
    if _REMARK.search(text) or (_WITHOUT_CASE.search(text) and "," not in text):
        return PersonName(literal=text)
    name = _with_commas(text) if "," in text else _without_comma(text)
    return name or PersonName(literal=text)


def split_at_family(name: str, family: str) -> PersonName:
    """Return a name whose family name is told, and stands somewhere in it."""
    before, _, after = f" {name} ".partition(f" {family} ")
    given, particles = _split_particles(before.split())
    return PersonName(family, _joined(given, after.strip(" ,")), " ".join(particles), spoken=name)


def families(names: Sequence[PersonName], words: Words = IN_ENGLISH) -> str:
    """Return names as a mark gives them: one, two with `and`, the first of more with `et al.`."""
    match names:
        case [first, second]:
            # Translators: the two authors of a source, in a citation.
            return words("{first} and {second}", first=first.short, second=second.short)
        case [first, _, *_]:
            # Translators: the first of three or more authors of a source, in a citation.
            return words("{name} et al.", name=first.short)
        case _:
            return "".join(name.short for name in names)


def _with_commas(text: str) -> PersonName | None:
    """Return `Last, First`, `Last, First, Jr.` or `First Last, Jr., PhD`; None for anything else."""
    first, *rest = (part.strip() for part in text.split(","))
    degrees = list(takewhile(_is_degree, reversed(rest)))[::-1]
    rest = rest[: len(rest) - len(degrees)]
    suffix = rest.pop() if rest and _is_suffix(rest[-1]) else ""
    if not first or len(rest) > 1 or not all(rest):
        return None
    name = _inverted(first, rest[0]) if rest else _without_comma(first)
    if name is None or (suffix and name.suffix):
        return None
    return replace(name, suffix=suffix or name.suffix, degrees=", ".join(degrees))


def _inverted(family: str, given: str) -> PersonName | None:
    """Return the name of a person whose family name stood before a comma."""
    words, before = family.split(), given.split()
    suffix = words.pop() if len(words) > 1 and _is_suffix(words[-1]) else ""
    if not all(map(_may_be_name, (*words, *before))) or len(words) + len(before) > _MOST_WORDS:
        return None
    title = " ".join(takewhile(_is_title, before))
    first, dropped = _split_particles(before[len(title.split()) :])
    start = next((place for place, word in enumerate(words) if word not in PARTICLES), 0)
    particle = _joined(*dropped, *words[:start])
    return PersonName(" ".join(words[start:]), first, particle, suffix, title) if first else None


def _split_particles(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return given names, and the particles after them: those of `Gaulle, Charles de`."""
    after = list(takewhile(lambda word: word in PARTICLES, reversed(words)))[::-1]
    return " ".join(words[: len(words) - len(after)]), after


def _without_comma(text: str) -> PersonName | None:
    """Return the name of a person in the order of speech, or with initials last; None if it is not certain."""
    words = text.split()
    title = " ".join(takewhile(_is_title, words))
    words = words[len(title.split()) :]
    suffix = words.pop() if len(words) > 2 and _is_suffix(words[-1]) else ""  # noqa: PLR2004
    if not _is_person(words):
        return None
    start = _start_of_family(words)
    if start is None:
        family_first = _family_before_initials(words) or _family_before_patronymic(words)
        return replace(family_first, title=title, suffix=suffix) if family_first else None
    end = next((place for place in range(start, len(words)) if words[place] not in PARTICLES), start)
    return PersonName(
        " ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end]), suffix, title
    )


def _start_of_family(words: Sequence[str]) -> int | None:
    """Return where the family name begins in a name in the order of speech; None if that is not certain."""
    last = len(words) - 1
    if _INITIALS.fullmatch(words[last]) or len(words[last].strip(".")) == 1 or _is_patronymic_last(words):
        return None
    links = [place for place in range(2, last) if words[place] in LINKS]
    if links:
        return links[0] - 1
    start = next((place for place in range(1, last) if _begins_family(words[place])), last)
    folded = [word.casefold() for word in words]
    unsure = folded[0] in FAMILY_FIRST or (start == last and _is_given_last(words[last]))
    doubled = start == last and last > 1 and folded[last - 1] in DOUBLE_FAMILY
    return None if unsure or doubled else start


def _is_given_last(word: str) -> bool:
    """Return whether a last word is rather a given name: `Viktor`, `Ki-moon`."""
    return word.casefold() in GIVEN_LAST or bool(_JOINED_GIVEN.fullmatch(word))


def _family_before_initials(words: Sequence[str]) -> PersonName | None:
    """Return `Ivanov A. B.`; None where no two initials say so, for `Maria K.` may be a name made shorter."""
    first = next((place for place, word in enumerate(words) if _INITIALS.fullmatch(word)), 0)
    initials = words[first:]
    if first != 1 or not all(map(_INITIALS.fullmatch, initials)) or "".join(initials).count(".") < 2:  # noqa: PLR2004
        return None
    return PersonName(words[0], " ".join(initials))


def _family_before_patronymic(words: Sequence[str]) -> PersonName | None:
    """Return `Иванов Иван Иванович`; None for another order."""
    if not _is_patronymic_last(words) or not _SLAVIC_FAMILY.fullmatch(words[0].casefold()):
        return None
    return PersonName(words[0], " ".join(words[1:]))


def _is_patronymic_last(words: Sequence[str]) -> bool:
    folded = [word.casefold() for word in words]
    return len(words) == 3 and bool(_PATRONYMIC.fullmatch(folded[2])) and not _PATRONYMIC.fullmatch(folded[1])  # noqa: PLR2004


def _is_person(words: Sequence[str]) -> bool:
    """Return whether words without a comma may be the name of one person."""
    if not 1 < len(words) <= _MOST_WORDS or words[0].casefold() in NOT_FIRST or words[-1] in PARTICLES:
        return False
    return _may_be_given(words[0]) and all(map(_may_be_name, words)) and not any(map(_is_acronym, words))


def _may_be_name(word: str) -> bool:
    """Return whether a word may stand in the name of a person: its first letter is no small one."""
    letter = next((character for character in word if character.isalpha()), "")
    return word in PARTICLES or bool(_ELIDED.match(word)) or (bool(letter) and not letter.islower())


def _may_be_given(word: str) -> bool:
    return word not in PARTICLES and _may_be_name(word)


def _begins_family(word: str) -> bool:
    return word in PARTICLES or word in CAPITAL_PARTICLES


def _is_acronym(word: str) -> bool:
    """Return whether a word is in capitals throughout, but for initials and numerals."""
    letters = [character for character in word if character.isalpha()]
    return len(letters) >= _SHORTEST_ACRONYM and word.isupper() and "." not in word and not _is_suffix(word)


def _is_body(words: Sequence[str]) -> bool:
    """Return whether a name holds a word that only organisations have, or is an acronym alone."""
    folded = [word.strip(".«»“”„'’").casefold() for word in words]
    return (
        (len(words) == 1 and _is_acronym(words[0]))
        or bool(words and folded[0] == "the")
        or any(
            word in BODIES or word.startswith(BODY_STEMS) or word.endswith(BODY_ENDINGS) for word in folded
        )
    )


def _is_suffix(word: str) -> bool:
    return word.strip(".").casefold() in SUFFIXES


def _is_title(word: str) -> bool:
    return word.strip(".").casefold() in TITLES


def _is_degree(part: str) -> bool:
    return bool(part) and all(word.replace(".", "").casefold() in DEGREES for word in part.split())


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))
