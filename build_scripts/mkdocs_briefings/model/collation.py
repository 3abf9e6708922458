"""Alphabetical order by language: what a text is sorted by, as the Unicode Collation Algorithm and CLDR have it.

A text is compared by its letters first, then by their accents, then by capitals (UTS #10). What counts as a letter, and in
which order, is data: `collation/orders.json` has CLDR's root order and how each language differs from it; files of their
own have the order of Chinese characters. `build_scripts/make_collation.py` writes them from ICU. Signs count, too (CLDR's
"non-ignorable"). The same everywhere: nothing is asked of the system.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from mkdocs_briefings.model.languages import script

Item = TypeVar("Item")
SortKey = tuple[tuple[int, ...], tuple[int, ...], str, str]
"""Letters, accents, capitals; the text itself, for what is the same in all of these."""

Element = tuple[tuple[int, ...], tuple[int, ...]]
"""Places of a letter, and which of the letters at each place it is."""
FOLDER = Path(__file__).parent.parent / "collation"
_AFTER_ALL = 1 << 20
"""Where letters that no order names begin; they go by their code points."""
_BEFORE_CONSONANT = re.compile("([เ-ไເ-ໄ])([ก-ฮກ-ຮ])")
"""Thai and Lao write some vowels before the consonant that they follow."""


def in_order(items: Iterable[Item], name: Callable[[Item], str], language: str) -> list[Item]:
    """Return items in the alphabetical order of their names in a language; those of one name stay as they are.

    Names of plain Latin letters alone need no tables in a language that has no order of its own for these.

    Args:
        items: what is sorted.
        name: returns the name of an item.
        language: BCP 47.
    """
    named = [(name(item), item) for item in items]
    if not _sorts_ascii_itself(language) and all(text.isascii() for text, _ in named):
        return [item for _, item in sorted(named, key=lambda pair: pair[0].casefold())]
    key = collation(language).key
    return [item for _, item in sorted(named, key=lambda pair: key(pair[0]))]


@dataclass(frozen=True, slots=True)
class Collation:
    """The alphabetical order of one language."""

    elements: Mapping[str, Element]
    """By letter; æ has two places, an accent none."""
    letters: re.Pattern[str]
    """Finds letters of several characters, such as the Czech ch; else a character."""
    small: Mapping[int, str]
    """Small letters of capitals where the language has others: the Turkish ı of I."""
    capitals_first: bool
    backwards: bool
    """Whether accents are compared from the end, as in Canada's French."""

    def key(self, text: str) -> SortKey:
        """Return what a text is sorted by."""
        folded = unicodedata.normalize("NFKD", text.translate(self.small).casefold())
        places, accents = list[int](), list[int]()
        for letter in self.letters.findall(_BEFORE_CONSONANT.sub(r"\2\1", folded)):
            own = self.elements.get(letter) or _elsewhere(letter)
            places += own[0]
            accents += own[1]
        if self.backwards:
            accents.reverse()
        return tuple(places), tuple(accents), text if self.capitals_first else text.swapcase(), text


def _elsewhere(letter: str) -> Element:
    """Return the place of a letter that no order names: after all others, by its code point; controls have none."""
    return ((), ()) if unicodedata.category(letter) in {"Cf", "Cc"} else ((_AFTER_ALL + ord(letter),), (0,))


@lru_cache(maxsize=8)
def collation(language: str) -> Collation:
    """Return the order of a language, BCP 47; CLDR's root order where the language has none of its own."""
    data, own = _data(), _own(language)
    first = own.get("first", "").split()
    groups = _with_han(_tailored(_by_script(data["scripts"], first), own), language, first)
    elements: dict[str, Element] = {
        letter: ((place,), (n,)) for place, group in enumerate(groups) for n, letter in enumerate(group)
    }
    as_several = {letter: text for letter, text in data["as"].items() if letter not in elements} | own.get(
        "as", {}
    )
    letters = _letters({*as_several, *elements})
    for letter, text in as_several.items():
        parts = [elements[part] for part in letters.findall(text)]
        elements[letter] = tuple(place for part in parts for place in part[0]), tuple(1 for _ in parts)
    marks = enumerate(own.get("marks", data["marks"]), start=max(map(len, groups)))
    return Collation(
        elements | {mark: ((), (place,)) for place, mark in marks},
        letters,
        str.maketrans(own.get("small", {})),
        own.get("capitals_first", False),
        own.get("backwards", False),
    )


def _letters(letters: Iterable[str]) -> re.Pattern[str]:
    several = sorted((text for text in letters if len(text) > 1), key=lambda text: (-len(text), text))
    begin = "".join(sorted({text[0] for text in several}))
    return re.compile(f"(?=[{re.escape(begin)}])(?:{'|'.join(map(re.escape, several))})|.", re.DOTALL)


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / "orders.json").read_bytes())
    return data


def _own(language: str) -> dict[str, Any]:
    """Return how the order of a language, or of the tag cut at its end, differs from the root order."""
    subtags = language.split("-")
    if subtags[0].lower() == "zh":
        subtags = ["zh", "Hant"] if script(language) == "Hant" else ["zh"]
    names = {name.lower(): values for name, values in _data()["languages"].items()}
    tags = ("-".join(subtags[:length]).lower() for length in range(len(subtags), 0, -1))
    return next((names[tag] for tag in tags if tag in names), {})


@lru_cache(maxsize=64)
def _sorts_ascii_itself(language: str) -> bool:
    if language.partition("-")[0].lower() == "en":
        return False
    own = _own(language)
    letters = " ".join((*own.get("after", {}).values(), *own.get("with", {}).values(), *own.get("as", {})))
    return own.get("capitals_first", False) or any(
        group.isascii() for group in letters.replace("|", " ").split()
    )


def _by_script(scripts: Iterable[tuple[str, str]], first: list[str]) -> list[list[str]]:
    """Return the groups of letters, those of some scripts before all others but after signs and digits."""
    signs, *letters = scripts
    letters.sort(key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first))
    return [[" "], *(_group(group) for _, groups in (signs, *letters) for group in groups.split())]


def _group(text: str) -> list[str]:
    return text.split("|") if text != "|" else ["|"]


def _tailored(groups: list[list[str]], own: Mapping[str, Any]) -> list[list[str]]:
    """Return the groups with the letters of a language at their places."""
    after = {anchor: list(map(_group, new.split())) for anchor, new in own.get("after", {}).items()}
    joined = {anchor: _group(text) for anchor, text in own.get("with", {}).items()}
    moved = {letter for new in (*after.values(), joined.values()) for group in new for letter in group}
    moved |= own.get("as", {}).keys()
    tailored: list[list[str]] = []
    for group in groups:
        kept = [letter for letter in group if letter not in moved]
        anchors = set(group)
        more = [letter for anchor, letters in joined.items() if anchor in anchors for letter in letters]
        tailored += [[*kept, *more]] if kept or more else []
        tailored += [new for anchor in group if anchor in after for new in after[anchor]]
    return tailored


def _with_han(groups: list[list[str]], language: str, first: list[str]) -> list[list[str]]:
    """Return the groups with Chinese characters: by pinyin, strokes, or in the order of Japan's standard (JIS)."""
    name = {"zh": "han-zh-Hant" if script(language) == "Hant" else "han-zh", "ja": "han-ja"}
    file = name.get(language.partition("-")[0].lower())
    if file is None:
        return groups
    han = [[character] for character in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").strip()]
    before = {"zh": "a", "ja": "α"}[language.partition("-")[0].lower()]
    place = next(place for place, group in enumerate(groups) if before in group)
    return [*groups[:place], *han, *groups[place:]]
