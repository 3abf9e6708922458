"""Names as search compares them: without case, diacritics, apostrophes and possessives.

`names.js` in the theme does the same to what a reader types; tests/search/spellings.yaml holds both to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w[\w\u0300-\u036f]*(?:['’ʼʹ′][\w\u0300-\u036f]+)*")
"""A word: letters with a full stop after each (`U.S.`), or letters and digits with apostrophes between."""
_POSSESSIVE = re.compile(r"['’]s$")
_SIGNS = re.compile(r"[.'’ʼʹ′ʺ″_]")
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
    | {"ь": "", "ъ": ""}
)
_ALPHABET = "bcdfghjkmnpqrtvwxz"
"""Consonants only: no stemmer takes an ending off such a word."""
_LENGTH = 8
TOKEN_PATTERN = rf"zq[{_ALPHABET}]{{{_LENGTH}}}q"
"""What a sign looks like: no word of a language does, and none begins with another."""


def fold_word(word: str) -> str:
    """A word as it is compared; empty where nothing of it counts."""
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKD", word).lower())
    letters = "".join(sign for sign in bare if unicodedata.category(sign)[0] != "M")
    return _SIGNS.sub("", letters.translate(_LETTERS))


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals: `UN`, `U.S.`, `18F`."""
    bare = _POSSESSIVE.sub("", word)
    return len(bare) > 1 and bare.isupper()


@lru_cache(maxsize=1 << 16)
def index_forms(word: str) -> tuple[str, ...]:
    """What a word of a text may be found under; one in capitals may be an acronym too, which keeps them."""
    lower = fold_word(word)
    return (lower, lower.upper()) if is_acronym(word) else (lower,)


def normalise_name(name: str) -> str:
    """A name as it is compared: its words folded. An acronym alone keeps its capitals, so that FIRST is not "first"."""
    words = WORD.findall(name)
    if len(words) == 1 and is_acronym(words[0]):
        return fold_word(words[0]).upper()
    return " ".join(filter(None, map(fold_word, words)))


def entity_token(entities: Iterable[str]) -> str:
    """The word that stands, in the index, for every spelling that may mean exactly these entities."""
    number = int.from_bytes(hashlib.sha256("+".join(sorted(entities)).encode()).digest()[:8])
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return f"zq{''.join(letters)}q"
