"""Characters that a font may lack: what kind they are, and what is printed in their place."""

from __future__ import annotations

import unicodedata


def replacement_text(character: str) -> str:
    """Return what is printed for a character without a font.

    That is its plain form, else the name of a symbol, else the number of a letter; nothing for an invisible one.
    """
    if invisible(character):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if plain.isascii():
        return plain
    name = unicodedata.name(character, "")
    is_symbol = name and unicodedata.category(character)[0] in "SP"
    return f"[{name.lower()}]" if is_symbol else f"[U+{ord(character):04X}]"


def invisible(character: str) -> bool:
    """Return whether a character shows nothing of its own: joiners, marks of direction, selectors of a variant."""
    return unicodedata.category(character) in {"Cf", "Cc"} or 0xFE00 <= ord(character) <= 0xFE0F  # noqa: PLR2004


def combining(character: str) -> bool:
    """Return whether a character is drawn over the one before it."""
    return unicodedata.category(character).startswith("M")
