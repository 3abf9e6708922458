"""The language of a text, told by its most common words; none where these do not tell with certainty."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from mkdocs_briefings.importers.language_words import languages

_SAMPLE = 4_000
"""Characters that are looked at."""
_NOT_PROSE = re.compile(r"`[^`]*`|\]\([^()\s]*\)|https?://\S+|<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_OTHER_SCRIPT = re.compile("[\u3041-\u30ff\uac00-\ud7af]")
"""Kana and Hangul: what has them is not Chinese."""

_SIMPLIFIED = frozenset(
    "这说们国对时会为发经过进还来么门问题长东车马见现战关开实业学习乐书买卖报员从众师务动劳历压厂广让认许"
)
_TRADITIONAL = (
    frozenset(
        "這說們國對時會為發經過進還來麼門問題長東車馬見現戰關開實業學習樂書買賣報員從眾師務動勞歷壓廠廣讓認許"
    )
    - _SIMPLIFIED
)
_LEAST_WORDS = 20
_LEAST_DIFFERENT = 4
"""Common words, each counted once, that a text of a language has at least."""
_LEAST_SHARE = 0.15
"""Share of a text's words that are common words of its language."""
_LEAD = 1.4
"""How many times more of them there are than of the next language, where a word of several counts in parts."""


def detect_language(texts: Iterable[str]) -> str:
    """Return the language of these texts as a BCP 47 tag; empty where it is not certain."""
    sample = _NOT_PROSE.sub(" ", " ".join(texts)[:_SAMPLE])
    han = 0 if sample.isascii() else len(_HAN.findall(sample))
    if han and han > sum(map(len, _WORD.findall(_HAN.sub(" ", sample)))):
        return _han_language(sample)
    words = _WORD.findall(sample.casefold())
    return _by_common_words(words) if len(words) >= _LEAST_WORDS else ""


def _han_language(sample: str) -> str:
    """Return simplified or traditional Chinese by the characters that only one of them has; no other language."""
    signs = Counter(sample)
    simplified = sum(signs[sign] for sign in _SIMPLIFIED)
    traditional = sum(signs[sign] for sign in _TRADITIONAL)
    if _OTHER_SCRIPT.search(sample) or min(simplified, traditional) * 4 >= max(simplified, traditional):
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    by_word: dict[str, list[str]] = defaultdict(list)
    for tag, words in languages().items():
        for word in words.get("common", ()):
            by_word[word].append(tag)
    return {word: tuple(tags) for word, tags in by_word.items()}


@cache
def _languages_by_letter() -> Mapping[str, str]:
    return {letter: tag for tag, words in languages().items() for letter in words.get("letters", ())}


def _by_letter(word: str) -> tuple[str, ...]:
    """Return the language that alone has a letter of this word."""
    tag = next((tag for letter, tag in _languages_by_letter().items() if letter in word), "")
    return (tag,) if tag else ()


def _by_common_words(words: list[str]) -> str:
    """Return the language whose common words stand in the text often, and far more often than those of others.

    One of which no more is listed is none: it may be a neighbour of itself, as Slovak is of Czech.
    """
    by_word = _languages_by_word()
    hits: Counter[str] = Counter()
    weights: defaultdict[str, float] = defaultdict(float)
    different: Counter[str] = Counter()
    for word, count in Counter(words).items():
        tags = by_word.get(word, ()) or (() if word.isascii() else _by_letter(word))
        for tag in tags:
            hits[tag] += count
            weights[tag] += count / len(tags)
            different[tag] += 1
    *_, second, best = ["", "", *sorted(weights, key=lambda tag: (weights[tag], tag))]
    is_certain = different[best] >= _LEAST_DIFFERENT and hits[best] >= _LEAST_SHARE * len(words)
    is_read = "title" in languages().get(best, {})
    return best if is_read and is_certain and weights[best] >= _LEAD * weights[second] else ""
