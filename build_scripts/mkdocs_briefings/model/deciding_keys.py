"""The keys that decide who sees a briefing, and how near another key is to one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SYNONYMS = {
    "tlp": "access audience caveat classification classified confidential confidentiality disclosure dissemination "
    "distribution handling hidden internal marking private public readers restricted restriction secret sensitive "
    "sensitivity visibility visible",
    "status": "approval approved draft live publish published ready review stage state unpublished wip workflow",
    "publish_at": "available embargo embargoed publishing release released schedule scheduled until",
}
DECIDING_KEYS: Mapping[str, frozenset[str]] = {
    key: frozenset(words.split()) for key, words in _SYNONYMS.items()
}
"""The keys that decide who sees a briefing, each with the words that people write for it elsewhere."""
_LONG_KEY, _LONG_SYNONYM = 6, 7
"""Letters from which a second slip of the pen is forgiven in a key, and one in a synonym."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def deciding_key(name: str, *, synonyms: bool = True) -> str:
    """Return the deciding key that an unknown key may stand for; empty when it is near to none.

    A key is near in any case and with any signs between its letters, with a slip of the pen (a letter more, less, other,
    or two swapped), or as a part of a longer word: `TLP`, `publish-at`, `tpl`, `tlp_level`. A synonym is near as a word
    of the key: `draft`, `embargo_until`, `isDraft`.

    Args:
        name: the unknown key.
        synonyms: False where other things may have a synonym as their name: `access` of a source.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", _HUMP.sub(" ", name)).casefold())
    whole = "".join(words)
    for key in DECIDING_KEYS:
        letters = key.replace("_", "")
        if letters in whole or is_within(1 + (len(letters) >= _LONG_KEY), whole, letters):
            return key
    for key, meanings in DECIDING_KEYS.items() if synonyms else ():
        slips = (is_within(1, whole, word) for word in meanings if len(word) >= _LONG_SYNONYM)
        if not meanings.isdisjoint(words) or any(slips):
            return key
    return ""


def is_within(edits: int, first: str, second: str) -> bool:
    """Return whether a word becomes another by at most so many letters added, left out, replaced or swapped."""
    if abs(len(first) - len(second)) > edits:
        return False
    while first and second and first[0] == second[0]:
        first, second = first[1:], second[1:]
    if not edits or not first or not second:
        return len(first) + len(second) <= edits
    swapped = first[:2] == second[1::-1] and is_within(edits - 1, first[2:], second[2:])
    return (
        swapped
        or is_within(edits - 1, first[1:], second[1:])
        or is_within(edits - 1, first[1:], second)
        or is_within(edits - 1, first, second[1:])
    )
