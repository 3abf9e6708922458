"""Names as search compares them: without case, diacritics, apostrophes and possessives.

`names.js` in the theme treats what a reader types in the same way; tests/search/spellings.yaml holds both to it.
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
_PUNCTUATION = re.compile(r"[.'’ʼʹ′ʺ″_]")
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
    | {"ь": "", "ъ": ""}
)
_CONSONANTS = "bcdfghjkmnpqrtvwxz"
"""Letters of a token: no stemmer takes an ending off a word without vowels."""
_LENGTH = 8
TOKEN_PATTERN = rf"zq[{_CONSONANTS}]{{{_LENGTH}}}q"
"""Shape of the tokens: no word of a language has it, and no token begins with another."""


def fold_word(word: str) -> str:
    """Return a word as search compares it; empty for one of punctuation and modifier letters only."""
    bare = _POSSESSIVE.sub("", unicodedata.normalize("NFKD", word).lower())
    letters = "".join(letter for letter in bare if unicodedata.category(letter)[0] != "M")
    return _PUNCTUATION.sub("", letters.translate(_LETTERS))


def is_acronym(word: str) -> bool:
    """Return whether a word is written in capitals: `UN`, `U.S.`, `18F`."""
    bare = _POSSESSIVE.sub("", word)
    return len(bare) > 1 and bare.isupper()


@lru_cache(maxsize=1 << 16)
def index_forms(word: str) -> tuple[str, ...]:
    """Return the forms under which search finds a word: folded, and one in capitals as an acronym too."""
    folded = fold_word(word)
    return (folded, folded.upper()) if is_acronym(word) else (folded,)


def normalise_name(name: str) -> str:
    """Return a name with its words folded. An acronym alone keeps its capitals, so that FIRST is not "first"."""
    words = WORD.findall(name)
    if len(words) == 1 and is_acronym(words[0]):
        return fold_word(words[0]).upper()
    return " ".join(filter(None, map(fold_word, words)))


def entity_token(entities: Iterable[str]) -> str:
    """Return the word of the index that stands for every spelling that may mean exactly the entities with these ids."""
    number = int.from_bytes(hashlib.sha256("+".join(sorted(entities)).encode()).digest()[:8])
    letters = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_CONSONANTS))
        letters.append(_CONSONANTS[place])
    return f"zq{''.join(letters)}q"
