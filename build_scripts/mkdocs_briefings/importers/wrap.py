"""Paragraphs as lines somebody likes to edit: each sentence begins a line, long ones are wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDTH = 100
_ATOMS = re.compile(
    r"(?:`+[^`]*`+|!?\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])?"
    r"|<[^<>]*>|\{\{.*?\}\}|\S)+",
    re.DOTALL,
)
_SENTENCE_END = re.compile(r".*[.!?…][”\"’»)\]*_]*|.*[.!?…][”\"’)]*\[@[^\]]*\]", re.DOTALL)
_SENTENCE_START = re.compile(r"[“\"‘«(*_\[]*[A-ZА-ЯЁ0-9]")
_ABBREVIATION = re.compile(
    r"[(“\"*_]*(?:\d{1,2}\.|[A-ZА-Я]\.(?:[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|No|vs|etc|pp?|Vol|Fig|Inc|Ltd|Co"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf|al)\.)"
)
_UNSAFE_START = re.compile(r"\*(?:$|\*\*)|[-+>#|=~:<{!?^]|\d{1,9}[.)]|`{3}|\[\^|\[[^\]]*\]:|\\")
_KEPT = re.compile(
    r"^(?:[ ]{4}|\t|[ ]{0,3}(?:\*(?=[\s*]*$|\s)|[-+>#|=~:<{!]|\d{1,9}[.)]\s|`{3}|\[\^|\[[^\]]*\]:|\?\?\?|%))|[ ]{2}$|\\$",
    re.MULTILINE,
)


def wrapped(block: str) -> str:
    """A block of Markdown, its lines broken anew when it is a plain paragraph; any other block as it is."""
    return block if _KEPT.search(block) or "|" in block else "\n".join(lines(block))


def lines(text: str, width: int = WIDTH) -> Iterator[str]:
    """Lines of a paragraph. Joined by spaces they are the paragraph again, white space apart."""
    line = ""
    broken = False
    for match in _ATOMS.finditer(text):
        atom = " ".join(match[0].split())
        may_break = not _UNSAFE_START.match(atom)
        new_sentence = broken and bool(_SENTENCE_START.match(atom))
        if line and may_break and (new_sentence or len(line) + 1 + len(atom) > width):
            yield line
            line = atom
        else:
            line = f"{line} {atom}" if line else atom
        broken = bool(_SENTENCE_END.fullmatch(atom)) and not is_abbreviation(atom)
    if line:
        yield line


def is_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of a text belongs to its last word: `U.S.`, `Dr.`."""
    return _ABBREVIATION.fullmatch(text.rsplit(maxsplit=1)[-1]) is not None
