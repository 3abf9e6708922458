"""Formulas in Markdown: `$...$` in a line, `$$...$$` by themselves, as Pandoc reads them, and never money.

No blank stands inside the dollars at the ends of a formula in a line, no letter or digit outside, and no empty line in it.
What reads like prose or an amount is no formula, so `$5 and $6` and `US$5-US$6` stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_briefings.model.code_ends import CodeEnds

_TOKEN = re.compile(
    r"""(?P<ticks>`+)
    | (?P<waves>~{3,})
    | <[^<>\n]*>                                      # a tag or an address
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)         # where a link leads
    | (?:https?://|www\.)\S+
    | \\.
    | (?P<display>(?<![\w$])\$\$(?!\$))
    | (?P<inline>(?<![\w$])\$(?![\s$]))
    | \$+""",
    re.VERBOSE | re.DOTALL,
)
_END = {
    "display": re.compile(r"((?:[^$\\\n]|\\.|\n(?![ \t]*\n))*+)\$\$(?![\w$])", re.DOTALL),
    "inline": re.compile(r"((?:[^$\\\n]|\\.|\n(?![ \t]*\n))*+)(?<!\s)\$(?![\w$])", re.DOTALL),
}
_LONGEST = 2000
_COMMAND = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})?")
_PROSE = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}[,;:.)]*\s+[(]*[^\W\d_]{2,}")
_MATHS = re.compile(r"\\[A-Za-z]|[\^=]|_[{\w]")
_AMOUNT = re.compile(r"[0-9][0-9.,]*\s*(?:k|m|mn|bn?|tn|million|billion|trillion|dollars?)?\W*")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a text."""

    start: int
    """Offset of its first dollar."""
    end: int
    """Offset after its last."""
    latex: str
    """What stands between the dollars."""
    is_display: bool
    """Whether it stands by itself."""


def find_formulas(text: str) -> Iterator[Formula]:
    """Yield the formulas of a Markdown text, in order; code, links and addresses hold none."""
    if text.count("$") < 2:  # noqa: PLR2004 - one at each end
        return
    ends, at = CodeEnds(text), 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["ticks"] or match["waves"]:
            code = ends.after_ticks(*match.span()) if match["ticks"] else ends.after_waves(*match.span())
            at = code[1] if code else at
        elif match.lastgroup in _END:
            end = _END[match.lastgroup].match(text, at, at + _LONGEST)
            if end and _is_formula(end[1]):
                yield Formula(match.start(), end.end(), end[1].strip(), match.lastgroup == "display")
                at = end.end()


def _is_formula(inside: str) -> bool:
    if not inside.strip() or _AMOUNT.fullmatch(inside):
        return False
    return _MATHS.search(inside) is not None or not _PROSE.search(_COMMAND.sub(" ", inside))
