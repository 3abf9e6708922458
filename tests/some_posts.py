"""Few posts that have all that many have: each kind of character, and each kind of line with each sign of markup in it."""

from __future__ import annotations

import importlib.util
import os
import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[1]
_POSTS = Path(os.environ.get("BRIEFINGS_CORPUS", _ROOT.parent / "shared" / "corpus"))

_HEAD = 1500
"""Letters of a body that take as long to print as all that is beside it."""
_LINE = re.compile(r" {4}|\s*(?:#{1,6}|>+|[*+-]|\d+[.)]|\||```|~~~|\[\^|:|!!!|<[a-zA-Z!/]\w*)|")
_SIGN = re.compile(
    r"\*{1,3}|_{1,2}|`+|~~|!\[|\]\(|\]\[|\[\^|</?\w+|&#?\w+;|https?:|\\.|\|  *$|  $|\{[:#.]", re.MULTILINE
)
_SYMBOLS = 0x2100
"""Below it each sign is a kind by itself."""


def write_some_posts(folder: Path, *, each: int) -> int:
    """Write a desk of the posts that cover each n-th of all, and return how many they are; skip the test without a corpus."""
    if not _POSTS.is_dir():
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    spec = importlib.util.spec_from_file_location("corpus", _ROOT / "benchmarks/corpus.py")
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(corpus)
    chosen = covering(list(corpus.posts(_POSTS))[::each])
    corpus.convert(chosen, folder)
    return len(chosen)


def covering(posts: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return posts that together have every feature of all, begun with those that have most for their length."""
    left = {number: set(_features(post)) for number, post in enumerate(posts)}
    chosen = []
    while any(left.values()):
        best = max(left, key=lambda number: len(left[number]) / (len(posts[number]["body"]) + _HEAD))
        chosen.append(posts[best])
        new = left.pop(best)
        left = {number: features - new for number, features in left.items()}
    return chosen


def _features(post: Mapping[str, Any]) -> Iterator[Hashable]:
    words = (post["title"], post["summary"] or "", *post["authors"], *post["topics"])
    yield from _kinds((*words, *(source["title"] or "" for source in post["sources"]), post["body"]))
    yield "sources", min(len(post["sources"]), 3)
    for line in post["body"].splitlines():
        beginning = re.sub(r"\d+", "1", _LINE.match(line)[0].expandtabs())
        yield (beginning,)
        yield from ((beginning, sign) for sign in _SIGN.findall(line))


def _kinds(texts: Iterable[str]) -> Iterator[Hashable]:
    """Yield the kind of each character: a letter goes by its script."""
    for character in set("".join(texts)):
        name = unicodedata.name(character, "")
        own = name.split(" ")[0] if character.isalpha() or ord(character) >= _SYMBOLS else character
        yield unicodedata.category(character), own
