"""Texts of a print: characters that PDF/A and PDF/UA allow, line breaks, addresses and language codes."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

from mkdocs_briefings.model.languages import normal_tag, script, territory
from mkdocs_briefings.model.spelling import RULES

_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160))) | dict.fromkeys((11, 12), " ")
_NONCHARACTERS = {0xFEFF: "\u2060", 0xFFFE: None, 0xFFFF: None}
"""U+FEFF inside a text joins words; Unicode now has U+2060 for that (The Unicode Standard, 23.8)."""
_TABLE = (
    _CONTROLS | _NONCHARACTERS | dict.fromkeys(range(0xFDD0, 0xFDF0)) | dict.fromkeys(range(0xD800, 0xE000))
)
_UNSPACED = RULES["unspaced"]
"""Scripts without spaces between words, where a line may end by their own rules."""
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ADDRESS_PART = re.compile(r"[^/?&=#._~+-]*[/?&=#._~+-]*")
"""A part of an address after which a line may end."""
_TIE = re.compile(r"(\b(?:[A-Z][a-z]+|pp?\.|art\.|no\.)) (?=[0-9]{1,3}(?![0-9]))")
_LONGEST_ADDRESS = 2000
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def strip_unprintable(text: str) -> str:
    """Return a text without what no font shows: controls, noncharacters, lone surrogates."""
    return text.translate(_TABLE)


def fold_spaces(text: str) -> str:
    """Return a printable text with each run of white space as one space, as HTML shows it."""
    return _SPACE.sub(" ", strip_unprintable(text))


def allow_breaks(text: str, longest: int) -> str:
    """Return a text with chances of a line break (U+200B) in words of more than `longest` characters.

    A line may end after the parts of an address, and anywhere in a part that is still too long.
    """
    if len(text) <= longest:
        return text
    letter = rf"[^\s{_UNSPACED}]"
    piece = re.compile(rf"{letter}{{{longest}}}(?={letter})")

    def split(word: re.Match[str]) -> str:
        parts = (part for part in _ADDRESS_PART.findall(word[0]) if part)
        return "\u200b".join(piece.sub(lambda match: match[0] + "\u200b", part) for part in parts)

    return re.sub(rf"{letter}{{{longest + 1},}}", split, text)


def has_long_word(text: str, longest: int) -> bool:
    """Return whether a text has a word of more than `longest` characters."""
    return re.search(rf"[^\s{_UNSPACED}]{{{longest + 1}}}", text) is not None


def tie_numbers(text: str) -> str:
    """Return a text with no line break before the number of a page, an article or a day (`January 27`, `p. 58`)."""
    return _TIE.sub("\\1\u00a0", text)


def absolute_url(href: str, base: str) -> str:
    """Return an `href` as an absolute address in ASCII: http, https or mailto; empty where it is none."""
    try:
        whole = urljoin(base, strip_unprintable(href).strip())
        scheme = urlsplit(whole).scheme
    except ValueError:
        return ""
    if scheme not in {"http", "https", "mailto"} or len(whole) > _LONGEST_ADDRESS:
        return ""
    return quote(whole, safe=_SAFE)


def language_codes(tag: str) -> tuple[str, str]:
    """Return language (ISO 639) and region (ISO 3166) of a BCP 47 tag; empty for a part that it lacks."""
    first, *rest = normal_tag(tag).split("-")
    if not re.fullmatch(r"[a-z]{2,3}", first):
        return "", ""
    named = next((part for part in rest if re.fullmatch(r"[A-Z]{2}", part)), "")
    region = named or (territory(tag) if script(tag) in rest else "")
    return first, region
