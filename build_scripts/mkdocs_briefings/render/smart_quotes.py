"""Quotation marks, apostrophes and dashes as a printer sets them, in the way of a text's language.

What could be meant otherwise stays as it is written: a mark between letters or digits, `--option`, all that is code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mkdocs_briefings.model.languages import with_parents
from mkdocs_briefings.model.spelling import RULES

_SIGNS = ("'", '"', "--", "...")
_SIGN = re.compile(r"""["']|-{2,}|\.{3,}""")
_WHOLE = "|".join(rf"<{name}\b.*?</{name}>" for name in ("code", "kbd", "math", "pre", "samp"))
_PIECE = re.compile(
    rf"""({_WHOLE}|<span class="citation".*?</span>|</?[a-z](?:[^<>"]|"[^"]*")*>)""", re.DOTALL
)
"""A tag, or an element whose words stay as they are."""
_IN_LINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|math|q|s|samp|small|span|strong|sub|sup|time|u"
    r"|var|wbr)\b"
)
"""Inside a line: a quotation may begin before such an element and end in it."""
_MAY_CLOSE = re.compile(r"(?<=[^\s(\[])'(?![^\W_])")
_OPENS_AFTER = frozenset(" \n\t\u00a0([{<–—-/“„«‘‚‹¿¡")
_CLOSES_BEFORE = frozenset(" \n\t\u00a0.,;:!?)]}<–—-/…”“’‘»›|&\"'")
_NO_START = _CLOSES_BEFORE - frozenset("–—…&“„«‘‚\"'")
_NO_BREAK_SPACE = "&nbsp;"


class Quotes(NamedTuple):
    """The quotation marks of a language."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_HIGH = Quotes("“", "”", "‘", "’")
_LOW = Quotes("„", "“", "‚", "‘")
_ANGLE = Quotes("«", "»", "“", "”")
_CYRILLIC = Quotes("«", "»", "„", "“")
_LIKE = {
    _HIGH: "en da nl pt tr id ms vi tl cy ga zh ko hi es-419 az gl eo sw th bn ta te ml kn mr gu pa ne si af mt mn tg ps km my lo fo",
    _LOW: "de cs sk sl bg is lt et lv mk lb hsb dsb",
    _ANGLE: "it es ca el pt-PT eu sq br kk",
    _CYRILLIC: "ru uk be ky",
    Quotes("«", "»", "‹", "›"): "de-CH de-LI fr-CH it-CH gsw rm fa am",
    Quotes("「", "」", "『", "』"): "ja zh-Hant",
    Quotes("”", "“", "’", "‘"): "ar ur",
    Quotes("«", "»", "«", "»"): "hy oc",
    Quotes("„", "“", "«", "»"): "ka",
    Quotes("„", "”", "‘", "’"): "bs",
    Quotes("“", "”", "’", "‘"): "uz",
    Quotes("«\u00a0", "\u00a0»", "“", "”"): "fr",
    Quotes("„", "”", "«", "»"): "pl ro",
    Quotes("„", "”", "‚", "’"): "hr sr",
    Quotes("„", "”", "»", "«"): "hu",
    Quotes("«", "»", "‘", "’"): "no nb nn",
    Quotes("”", "”", "’", "’"): "sv fi he",
}
"""CLDR 47, which Babel does not bring, but for Switzerland, Dutch, Latvian and the Spanish of Spain, where printers do otherwise."""
_BY_LANGUAGE = {language: quotes for quotes, languages in _LIKE.items() for language in languages.split()}
_UNSPACED = re.compile(f"[{RULES['unspaced']}]")
"""Letters of scripts without blanks, where a mark that opens looks like one that closes."""


def has_signs(text: str) -> bool:
    """Return whether a text has anything that could be set in another way."""
    return any(map(text.__contains__, _SIGNS))


def smart_quotes(html: str, language: str) -> str:
    """Return clean HTML with the quotation marks, apostrophes and dashes of a language.

    Args:
        html: clean HTML of a text.
        language: BCP 47; a text in a language whose marks are not listed stays as it is.
    """
    quotes = quotes_of(language)
    return _Setter(html, quotes).set() if quotes else html


def quotes_of(language: str) -> Quotes | None:
    """Return the quotation marks of a language, BCP 47; None where they are not listed."""
    return next((_BY_LANGUAGE[tag] for tag in with_parents(language) if tag in _BY_LANGUAGE), None)


class _Setter:
    """Walks through the texts between the tags of HTML."""

    def __init__(self, html: str, quotes: Quotes) -> None:
        self._pieces, self._quotes = _PIECE.split(html), quotes
        """Texts, and between them tags."""
        self._place = 0
        """Place of the text that is being set, among the pieces."""
        self._before = ""
        """The letter in front, seen through tags of the line; empty at the start of a block."""
        self._open = [0, 0]
        """Quotations that have begun in this block: with double marks, with single ones."""
        self._closing_at = (-1, -1)
        """Piece and offset of the next single mark that may close a quotation in this block, or where that ends."""

    def set(self) -> str:
        pieces, last = self._pieces, 0
        for place in range(0, len(pieces), 2):
            if _SIGN.search(pieces[place]):
                if not all(map(_IN_LINE.match, pieces[last + 1 : place : 2])):
                    self._open = [0, 0]
                self._place = last = place
                pieces[place] = self._text(pieces[place])
        return "".join(pieces)

    def _text(self, text: str) -> str:
        parts: list[str] = []
        after = 0
        for match in _SIGN.finditer(text):
            start, end = match.span()
            self._before = (
                _last(text[:start]) if start > after else parts[-1][-1] if parts else self._letter_before()
            )
            parts += [text[after:start], self._sign(match[0], text, end)]
            after = end
        return "".join((*parts, text[after:]))

    def _letter_before(self) -> str:
        for place in range(self._place - 1, 0, -2):
            tag, text = self._pieces[place], self._pieces[place - 1]
            if not _IN_LINE.match(tag):
                return ""
            if not tag.endswith(">") or "</" in tag[1:]:
                return "x"
            if text:
                return _last(text)
        return ""

    def _letter_at(self, text: str, end: int) -> str:
        """Return the next letter behind tags of the line; empty at the end of a block."""
        place = self._place
        while end == len(text) and place + 1 < len(self._pieces):
            tag = self._pieces[place + 1]
            if not _IN_LINE.match(tag):
                return ""
            if "</" in tag[1:]:
                return "x"
            place, end = place + 2, 0
            text = self._pieces[place]
        return "\u00a0" if text.startswith(_NO_BREAK_SPACE, end) else text[end : end + 1]

    def _sign(self, sign: str, text: str, end: int) -> str:
        after = self._letter_at(text, end)
        if sign[0] == ".":
            return "…" if sign == "..." else sign
        if sign[0] == "-":
            return self._dash(sign, after)
        single = sign == "'"
        closed = self._before in {self._quotes.closing, self._quotes.inner_closing}
        opens = not self._before or (self._before in _OPENS_AFTER and not closed)
        closes = not opens and (after in _CLOSES_BEFORE or not after)
        if not single and (_UNSPACED.match(self._before) or _UNSPACED.match(after)):
            opens, closes = not self._open[single], bool(self._open[single])
        if opens and after and after not in _NO_START:
            return self._opening(single=single, text=text, end=end)
        if closes or (single and self._before.isalpha() and after.isalpha()):
            return self._closing(single=single, within=not closes)
        return sign

    def _dash(self, sign: str, after: str) -> str:
        """Return an em dash for three hyphens and an en dash for two, but not for those before an option."""
        option = (not self._before or self._before in " \n\u00a0([") and after.isalnum()
        if option or after == "&" or self._before == ";":
            return sign
        return {"--": "–", "---": "—"}.get(sign, sign)

    def _opening(self, *, single: bool, text: str, end: int) -> str:
        if single and (text[end : end + 1].isdigit() or not self._closes_later(end)):
            return "’"
        self._open[single] += 1
        return self._quotes.inner_opening if single else self._quotes.opening

    def _closes_later(self, end: int) -> bool:
        """Return whether a single mark that may close a quotation follows in the block."""
        if self._closing_at < (self._place, end):
            self._closing_at = self._next_closing(end)
        place, at = self._closing_at
        return at < len(self._pieces[place])

    def _next_closing(self, end: int) -> tuple[int, int]:
        for place in range(self._place, len(self._pieces), 2):
            text = self._pieces[place]
            if match := _MAY_CLOSE.search(text, end if place == self._place else 0):
                return place, match.start()
            if place + 1 == len(self._pieces) or not _IN_LINE.match(self._pieces[place + 1]):
                break
        return place, len(self._pieces[place])

    def _closing(self, *, single: bool, within: bool) -> str:
        if within or (single and not self._open[single]):
            return "’"
        if not self._open[single] and self._before.isdigit():
            return '"'
        self._open[single] = max(0, self._open[single] - 1)
        return self._quotes.inner_closing if single else self._quotes.closing


def _last(text: str) -> str:
    return "\u00a0" if text.endswith((_NO_BREAK_SPACE, "&lt;")) else text[-1]
