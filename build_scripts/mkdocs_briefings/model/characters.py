"""Characters that outputs may hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile("[\x0b\x0c\x1c-\x1f]")


def writable(text: str) -> str:
    """The text without what XML 1.0 forbids (section 2.2) and nobody sees; separators among it become blanks."""
    if not _FORBIDDEN.search(text):
        return text
    return _FORBIDDEN.sub("", _BLANK.sub(" ", text))
