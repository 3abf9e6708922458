"""Paragraphs of plain prose, which Markdown leaves as they are: most points, summaries and analyses are no more.

To parse such a paragraph takes Python-Markdown's two dozen patterns; to see that it is one takes a single match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_HARMLESS = frozenset(
    "abbr admonition attr_list codehilite def_list fenced_code footnotes md_in_html sane_lists tables toc"
    " mkdocs_briefings.render.raised"
    " pymdownx.betterem pymdownx.blocks.caption pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys"
    " pymdownx.mark pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde".split()
)
"""Extensions that act only on characters that plain prose lacks, or on lines that begin with no letter."""
_PREFIX = "markdown.extensions."
_BETWEEN = re.compile(r"\n{2,}")


def extensions_keep_prose(extensions: Iterable[Any], configs: Mapping[str, Mapping[str, Any]]) -> bool:
    """Return whether none of some Python-Markdown extensions would change a line of plain prose."""
    if any("glossary" in configs.get(name, ()) for name in ("abbr", f"{_PREFIX}abbr")):
        return False
    return all(isinstance(name, str) and name.removeprefix(_PREFIX) in _HARMLESS for name in extensions)


def has_abbreviations(extensions: Iterable[Any]) -> bool:
    """Return whether a text may say of a word in its plain lines that it is an abbreviation."""
    return any(str(name).removeprefix(_PREFIX) == "abbr" for name in extensions)


class PlainProse:
    """Tells plain prose from other text.

    Each of its lines begins with a letter, for a digit may begin a list, and holds letters, digits, single spaces and
    punctuation that neither Markdown, HTML nor an extension reads. None ends in a space, which may break the line.
    """

    def __init__(self, signs: str) -> None:
        """Take the signs that stand around citations; they may be anywhere but at the start of a line."""
        inside = re.compile(rf"""[\w\n ,;:.?!%()/'"’‘“”„«»–—…№§€£$°{signs}-]*+""")
        self._inside, self._plain_bytes = (
            inside,
            bytes(filter(lambda byte: inside.fullmatch(chr(byte)), range(128))),
        )

    def paragraphs(self, text: str) -> list[str]:
        """Return the paragraphs of a text that is plain prose throughout; an empty list for any other."""
        text = text.strip("\n")
        if not text or not self.is_plain_line(text):
            return []
        return _BETWEEN.split(text) if all(map(_begins_with_letter, filter(None, text.split("\n")))) else []

    def is_plain_line(self, text: str) -> bool:
        """Return whether no inline pattern of Markdown would find anything in a text."""
        return _even(text) and self._inside.fullmatch(self._other_signs(text)) is not None

    def _other_signs(self, text: str) -> str:
        """Return a text without the plain signs of ASCII: bytes are deleted ten times as fast as a pattern matches them."""
        raw = text.encode(errors="surrogatepass").translate(None, self._plain_bytes)
        return raw.decode(errors="surrogatepass")


def _begins_with_letter(line: str) -> bool:
    return line[0].isalnum() and not line[0].isdecimal()


def _even(text: str) -> bool:
    """Return whether a text has single spaces only, none at the end of a line, and nothing underlined."""
    return not ("_" in text or "  " in text or " \n" in text or text.endswith(" "))
