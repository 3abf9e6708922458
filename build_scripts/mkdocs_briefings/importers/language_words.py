"""The words of each language by which documents name their parts and write citations: `languages.yaml`, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("languages.yaml")


@cache
def languages() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the words of each language by field, as they are written; the file says what the fields mean."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {
        tag: {field: tuple(word.strip() for word in words.split("|")) for field, words in fields.items()}
        for tag, fields in data.items()
    }


@cache
def words_of(*fields: str) -> frozenset[str]:
    """Return the words of all languages in these fields, case folded."""
    rows = (by_field.get(field, ()) for by_field in languages().values() for field in fields)
    return frozenset(word.casefold() for words in rows for word in words)


@cache
def alternatives(*fields: str) -> str:
    """Return a part of a regular expression that matches any word of these fields, the longest first."""
    words = sorted(words_of(*fields), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
