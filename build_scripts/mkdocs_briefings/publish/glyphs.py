"""What the fonts at hand show of a text, and what is printed in place of the rest.

Fonts are asked for *clusters*: a letter with the marks that it carries. Fonts of Arabic, Hebrew, Devanagari or Thai shape a
mark on a letter of their own script, and many have no other letters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_OF_A_SCRIPT = re.compile(r"Noto (Serif|Naskh|Sans) [A-Z]\w+( [A-Z]{2})?")
"""`Noto Serif Thai`, `Noto Naskh Arabic`, `Noto Sans CJK JP`."""
_NO_SCRIPT = re.compile(r"Noto \w+ (?:Display|Mono|Math|Symbols\d?|Emoji|Music|Adlam Unjoined)\b")


@dataclass(frozen=True, slots=True)
class Substitute:
    """A substitute that is printed in place of a cluster of letters."""

    text: str
    """As it stands in JSON."""
    characters: tuple[str, ...]
    """Characters of the cluster that no font shows."""


@dataclass(slots=True)
class Glyphs:
    """The letters that the fonts at hand can show; each cluster is looked up once."""

    shows: Callable[[Sequence[str]], bool]
    """Function that says whether the fonts show all of some texts."""
    _with_font: set[str] = field(default_factory=lambda: set(map(chr, range(0x20, 0x7F))))
    _substitutes: dict[str, Substitute] = field(default_factory=dict)

    def substitutes(self, text: str) -> dict[str, Substitute]:
        """Return what is printed in place of those clusters of a text that no font shows."""
        wanted = clusters(text)
        self._look_up(wanted - self._with_font - self._substitutes.keys())
        return {cluster: self._substitutes[cluster] for cluster in sorted(wanted & self._substitutes.keys())}

    def _look_up(self, wanted: Iterable[str]) -> None:
        """Find out which clusters have a font: all at once, and by halves where one has none."""
        waiting = [sorted(wanted)]
        while waiting:
            some = waiting.pop()
            if not some:
                continue
            if self.shows(some):
                self._with_font |= set(some)
            elif len(some) == 1:
                self._substitutes[some[0]] = self._substitute(*some)
            else:
                waiting += [some[: len(some) // 2], some[len(some) // 2 :]]

    def _substitute(self, cluster: str) -> Substitute:
        """Return as much of a cluster as the fonts show, and something in place of the rest."""
        printable, lacking = "", ""
        for character in cluster:
            on_nothing = lacking and not printable
            if on_nothing or not self.shows([printable + character]):
                lacking += character
            else:
                printable += character
        return Substitute(printable + "".join(map(_in_json, lacking)), tuple(lacking))


def clusters(text: str) -> set[str]:
    """Return the characters of a text; one that carries combining marks comes together with them."""
    characters = set(text)
    marks = "".join(sorted(filter(combining, characters)))
    if not marks:
        return characters
    return (characters - set(marks)) | set(re.findall(f"[^{marks}]?[{marks}]+", text))


def with_substitutes(text: str, substitutes: Mapping[str, Substitute]) -> str:
    """Return a document in JSON with something in place of each cluster that no font shows."""
    if not substitutes:
        return text
    marks = "".join(sorted(filter(combining, set(text))))
    whole = f"(?![{marks}])" if marks else ""
    longest_first = sorted(substitutes, key=len, reverse=True)
    lacking = (re.escape(each) + ("" if combining(each) else whole) for each in longest_first)
    return re.sub("|".join(lacking), lambda cluster: substitutes[cluster[0]].text, text)


def substitute(character: str) -> Substitute:
    """Return what is printed in place of a character that could not be shown where it stood."""
    return Substitute(_in_json(character), (character,))


def _in_json(character: str) -> str:
    return json.dumps(replacement_text(character))[1:-1]


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
    """Return whether a character is drawn over the one before it; false for a cluster."""
    return len(character) == 1 and unicodedata.category(character).startswith("M")


def script_fonts(families: Iterable[str]) -> dict[str, list[str]]:
    """Return the fonts of Noto for one script each, as print templates ask for them: with serifs first, or without first.

    Typst by itself takes any font that has a letter: for Arabic one made for screens, for Japanese one of Chinese.
    """
    of_scripts = sorted(
        name for name in set(families) if _OF_A_SCRIPT.fullmatch(name) and not _NO_SCRIPT.match(name)
    )
    plain = [name for name in of_scripts if name.startswith("Noto Sans ")]
    with_serifs = [name for name in of_scripts if name not in plain]
    return {"serif": with_serifs + plain, "sans": plain + with_serifs}
