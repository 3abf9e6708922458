"""The sentence that stands in for the executive points until somebody writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_briefings.importers.tidy import one_line
from mkdocs_briefings.importers.wrap import is_abbreviation

_END = re.compile(r"[.!?…][”\"’)\]]*(?=\s+[“\"‘(\[]?[A-ZА-ЯЁ])")
_SENTENCE = re.compile(r"[.!?…:][”\"’)\]*_]*(?:\s|$)")
_NO_SENTENCE = re.compile(
    r"[#|`>{!~]|\[\^|<(?!/?(?:span|em|i|b|strong|u|a|sup|sub|small|font)\b)|(?:[-*+]|\d+[.)])\s"
)
_EMPHASIS = re.compile(
    r"(?P<kept>\\.|`+[^`]*`+|\]\([^()]*\)|\[[^\[\]]*@[^\[\]]*\]|https?://\S+)"
    r"|(?<![\w*])[*_]+(?=\S)|(?<=\S)[*_]+(?![\w*])|</?(?:span|em|i|b|strong|u|small|font)\b[^<>]*>"
)


def stand_in(blocks: Sequence[str]) -> str:
    """The first sentence of the first paragraph that has one, without emphasis; empty without any text.

    A line without a full stop, such as what stands below a picture, counts only when nothing else is there.
    """
    texts = [one for one in blocks if not _NO_SENTENCE.match(one.lstrip())]
    prose = next((one for one in texts if _SENTENCE.search(one)), next(iter(texts), ""))
    plain = _EMPHASIS.sub(lambda match: match["kept"] or "", one_line(prose))
    ends = (match.end() for match in _END.finditer(plain) if not is_abbreviation(plain[: match.end()]))
    return plain[: next(ends, len(plain))]
