"""Texts with line breaks or blanks where readers see none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from mkdocs_briefings.diagnostics.diagnostic import Finding, KeyPath, Place, Severity
from mkdocs_briefings.load.reader import PlainData
from mkdocs_briefings.model.text_forms import TextForm, form_at

CODE = "untidy-value"
"""Name of the rule."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def untidy_values(model: type[BaseModel], data: PlainData, place: Place) -> Iterator[Finding]:
    """Yield a warning for each line with a break in it, each paragraph that is several, and blanks around a value.

    Args:
        model: what the data is to be.
        data: as read from YAML.
        place: where it stands.
    """
    for keys, value in _uneven(data):
        form = form_at(model, keys)
        if form not in (TextForm.LINE, TextForm.SENTENCES):
            continue
        bare = value.removesuffix("\n")
        name = next(str(key) for key in reversed(keys) if isinstance(key, str))
        message, hint = "", "write it below `>-`, which joins lines, or on one line"
        if form is TextForm.LINE and "\n" in bare.strip():
            message = f"'{name}' has several lines, and readers see one"
        elif _PARAGRAPHS.search(bare.strip()):
            message = f"'{name}' has several paragraphs, and readers see one"
        elif bare != bare.strip():
            message, hint = f"'{name}' has blanks before or behind its words", "take them out"
        if message:
            yield Finding(Place(place.path, (*place.keys, *keys)), CODE, message, hint, Severity.WARNING)


def _uneven(data: PlainData, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield each text with a line break in it or blanks around it, and the keys that lead to it."""
    if isinstance(data, str):
        if "\n" in data or data != data.strip():
            yield keys, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _uneven(value, (*keys, key))
    elif data is not None:
        for number, value in enumerate(data):
            yield from _uneven(value, (*keys, number))
