"""Characters of a print: nothing but text that PDF/A and PDF/UA let stand."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160))) | dict.fromkeys((11, 12), " ")
_STRAYS = {0xFEFF: "\u2060", 0xFFFE: None, 0xFFFF: None}
"""A byte order mark inside a text joins words, for which Unicode now has U+2060 (The Unicode Standard, 23.8)."""
_TABLE = _CONTROLS | _STRAYS | dict.fromkeys(range(0xFDD0, 0xFDF0)) | dict.fromkeys(range(0xD800, 0xE000))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PART = re.compile(r"[^/?&=#._~+-]*[/?&=#._~+-]*")
"""What an address may be parted after."""
_TIE = re.compile(r"(\b(?:[A-Z][a-z]+|pp?\.|art\.|no\.)) (?=[0-9]{1,3}(?![0-9]))")
_LONGEST_ADDRESS = 2000
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def strip_unprintable(text: str) -> str:
    """The text without what no font shows: controls, noncharacters, lone surrogates."""
    return text.translate(_TABLE)


def fold_spaces(text: str) -> str:
    """The same with white space folded as HTML folds it."""
    return _SPACE.sub(" ", strip_unprintable(text))


def allow_breaks(text: str, longest: int) -> str:
    """The text with chances of a line break (U+200B) in words that are longer than a line has room for.

    They are parted where an address may be, and where that leaves too much in one piece, anywhere.
    """
    if len(text) <= longest:
        return text
    piece = re.compile(rf"\S{{{longest}}}(?=\S)")

    def parted(word: re.Match[str]) -> str:
        parts = (part for part in _PART.findall(word[0]) if part)
        return "\u200b".join(piece.sub(lambda found: found[0] + "\u200b", part) for part in parts)

    return re.sub(rf"\S{{{longest + 1},}}", parted, text)


def tie_numbers(text: str) -> str:
    """The text with no line break before the number of a page, an article, or a day (`January 27`, `p. 58`)."""
    return _TIE.sub("\\1\u00a0", text)


def absolute_url(href: str, base: str) -> str:
    """An absolute address in ASCII; empty when it is none, or relative with nothing to relate it to."""
    try:
        whole = urljoin(base, strip_unprintable(href).strip())
        scheme = urlsplit(whole).scheme
    except ValueError:
        return ""
    if scheme not in {"http", "https", "mailto"} or len(whole) > _LONGEST_ADDRESS:
        return ""
    return quote(whole, safe=_SAFE)


def language_codes(tag: str) -> tuple[str, str]:
    """Language and region of a BCP 47 tag as ISO 639 and ISO 3166 codes; empty where it has none."""
    first, *rest = tag.split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", first):
        return "", ""
    region = next((part for part in rest if re.fullmatch(r"[A-Za-z]{2}", part)), "")
    return first.lower(), region.upper()
