"""Faults in or near the keys that decide who sees a briefing: what cannot be read with certainty is never guessed.

Each becomes a finding of the rule `unclear-audience`, which no setting lowers, and the briefing is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mkdocs_briefings.diagnostics.diagnostic import Finding, KeyPath, Span
from mkdocs_briefings.load.reader import Fault, PlainData
from mkdocs_briefings.model.dates import parse_moment
from mkdocs_briefings.model.deciding_keys import DECIDING_KEYS, deciding_key
from mkdocs_briefings.model.vocabulary import Status, Tlp

CODE = "unclear-audience"
"""Name of the rule."""

_LINE_OF_TEXT = re.compile(
    rf"^[ \t]+[\"']?({'|'.join(DECIDING_KEYS)})[\"']?[ \t]*:[ \t]*[\"']?([^\s\"'#]+)",
    re.MULTILINE | re.IGNORECASE,
)


def marked_unclear(findings: Iterable[Finding], data: PlainData) -> Iterator[Finding]:
    """Yield the findings of a briefing; those that make it unclear who may see it are findings of that rule.

    Args:
        findings: what is wrong with the data.
        data: the briefing as read.
    """
    for finding in findings:
        if key := _unclear_key(finding, data):
            hint = f"did you mean '{key}'?" if finding.place.on_key else finding.hint
            yield finding._replace(code=CODE, hint=hint)
        else:
            yield finding


def is_deciding_fault(fault: Fault) -> bool:
    """Return whether a fault of the YAML makes it unclear who may see a briefing."""
    return fault.key in DECIDING_KEYS


def decisions_in_texts(text: str, data: PlainData, path: str) -> Iterator[tuple[Span, str, str]]:
    """Yield position, message and hint of each line of a text that withholds the briefing, if it is a key by a slip.

    A key under a block scalar that is indented like the scalar becomes a part of it. It counts as one, in capitals and
    quotes too, if the briefing does not give that key itself.

    Args:
        text: the file.
        data: the briefing as read from it.
        path: of the file, as the user would type it.
    """
    for match in _LINE_OF_TEXT.finditer(text):
        key, value = match[1].lower(), match[2]
        if isinstance(data, dict) and key not in data and _withholds(key, value):
            line = text.count("\n", 0, match.start(1)) + 1
            column = match.start(1) - text.rfind("\n", 0, match.start(1))
            message = (
                f"a line inside another value reads `{key}: {value}`, and the briefing has no key `{key}`"
            )
            hint = f"move it to the start of the line; if it is only a text, give the briefing a `{key}` of its own"
            yield Span(path, line, column, len(key)), message, hint


def _unclear_key(finding: Finding, data: PlainData) -> str:
    """Return the deciding key that a finding is about; empty for none."""
    keys = finding.place.keys
    if keys and keys[0] in DECIDING_KEYS:
        return str(keys[0])
    if finding.code != "unknown-key":
        return ""
    nested = len(keys) > 1
    return deciding_key(str(keys[-1]), synonyms=not nested) or next(
        filter(None, map(deciding_key, _keys_within(_value_at(data, keys)))), ""
    )


def _keys_within(value: PlainData) -> Iterator[str]:
    """Yield all keys in a value, at any depth."""
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys_within(inner)


def _value_at(data: Any, keys: KeyPath) -> PlainData:
    for key in keys:
        data = data[key]
    return data  # type: ignore[no-any-return]


def _withholds(key: str, value: str) -> bool:
    """Return whether a word is a value of a key that withholds a briefing from somebody."""
    if key == "tlp":
        return value.lower() in set(Tlp) - {Tlp.CLEAR}
    if key == "status":
        return value.lower() in set(Status) - {Status.PUBLISHED}
    return parse_moment(value) is not None
