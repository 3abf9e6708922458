"""Characters: what looks the same becomes the same, and what cannot be seen goes."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)])
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    r"""The text with `\n` line ends, plain spaces, no soft hyphens, and only characters YAML can hold.

    Quotes, dashes and letters stay as they are: they are the author's.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNPRINTABLE.sub(" ", text.translate(_INVISIBLE | _SPACES))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())
