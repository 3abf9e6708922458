"""Change of case as CSL 1.0.2 has it (Text-case)."""

from __future__ import annotations

import re
from typing import Any

from citeproc.string import String

_WORD = re.compile(r"[^\W_](?:[^\W_]|['’.](?=[^\W_]))*")
_SMALL = frozenset(
    "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet".split()
)


class TextCase:
    """Change of case for all texts; the library's fails on some of its own (Text-case)."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """The text in the case that the style asks for; titles are capitalised in English only."""
        case, text = self.get("text-case"), str(text)  # type: ignore[attr-defined]
        match case:
            case "lowercase":
                text = text.lower()
            case "uppercase":
                text = text.upper()
            case "capitalize-first" | "sentence":
                text = _WORD.sub(lambda word: _capital(word[0]), text, count=1)
            case "capitalize-all":
                text = _WORD.sub(lambda word: _capital(word[0]), text)
            case "title" if language == "en":
                text = _headline(text)
        return String(text)


def _capital(word: str) -> str:
    """With a capital, unless it has one already or is a name such as `security.txt`."""
    return word[0].upper() + word[1:] if word.islower() and "." not in word else word


def _headline(text: str) -> str:
    """Headline style: all words but the small ones, which get a capital first, last and after a colon or stop."""
    words = list(_WORD.finditer(text))

    def cased(match: re.Match[str]) -> str:
        word, before = match[0], text[: match.start()].rstrip(" “\"'‘(")
        if text[match.start() - 1 : match.start()] in ("/", ".", "@") or text[match.end() :][:1] == "/":
            return word
        edge = match.start() in (words[0].start(), words[-1].start()) or before.endswith(
            (":", ".", "?", "!", "—")
        )
        return word if word in _SMALL and not edge else _capital(word)

    return _WORD.sub(cased, text)
