"""Change of case as CSL 1.0.2 defines it (Text-case)."""

from __future__ import annotations

import re
from typing import Any

from citeproc.string import String

_WORD = re.compile(r"[^\W_](?:[^\W_]|['’.](?=[^\W_]))*")
_SMALL = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up v via vs with yet".split()
)


class TextCase:
    """Mixin for elements with a text; that of citeproc-py fails on some of its own texts."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """Return a text in the case that the style asks for; titles are capitalised in English only."""
        case, text = self.get("text-case"), str(text)  # type: ignore[attr-defined]
        match case:
            case "lowercase":
                text = text.lower()
            case "uppercase":
                text = text.upper()
            case "capitalize-first" | "sentence":
                text = _WORD.sub(lambda match: _capitalised(match[0]), text, count=1)
            case "capitalize-all":
                text = _WORD.sub(lambda match: _capitalised(match[0]), text)
            case "title" if language == "en":
                text = _headline(text)
        return String(text)


def _capitalised(word: str) -> str:
    """Return a word with a capital first, unless it has a capital already or is a name such as `security.txt`."""
    return word[0].upper() + word[1:] if word.islower() and "." not in word else word


def _headline(text: str) -> str:
    """Capitalise all words of a title; small words only if first, last or after a colon or full stop."""
    words = list(_WORD.finditer(text))

    def cased(match: re.Match[str]) -> str:
        word, before = match[0], text[: match.start()].rstrip(" “\"'‘(")
        if text[match.start() - 1 : match.start()] in ("/", ".", "@") or text[match.end() :][:1] == "/":
            return word
        first_or_last = match.start() in (words[0].start(), words[-1].start())
        edge = first_or_last or before.endswith((":", ".", "?", "!", "—"))
        return word if word in _SMALL and not edge else _capitalised(word)

    return _WORD.sub(cased, text)
