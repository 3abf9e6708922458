"""Characters: what looks the same becomes the same, and what cannot be seen goes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)])
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def normalise(text: str) -> str:
    r"""The text with `\n` line ends, plain spaces, no soft hyphens, and only characters YAML can hold.

    Quotes, dashes and letters stay as they are: they are the author's.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNPRINTABLE.sub(" ", text.translate(_INVISIBLE | _SPACES))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return " ".join(text.split())


_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t]")


def split_blocks(text: str) -> Iterator[str]:
    """Blocks between blank lines; a heading is one by itself, a fenced code stays whole."""
    block: list[str] = []
    fence = ""
    for line in text.split("\n"):
        heads = not fence and _HEADING.match(line) and not (block and block[0].startswith("<"))
        if block and (heads or (not fence and len(block) == 1 and _HEADING.match(block[0]))):
            yield "\n".join(block)
            block = []
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line.strip() or fence:
            block.append(line.rstrip() if not line.endswith("  ") else line.rstrip() + "  ")
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def prose_flags(blocks: Sequence[str]) -> Iterator[bool]:
    """Whether each block is prose: an indented block is code, unless it goes on with an item of a list."""
    in_list = False
    for block in blocks:
        indented = block.startswith(("    ", "\t"))
        in_list = bool(_ITEM.match(block)) or (in_list and block.startswith((" ", "\t")))
        yield in_list or not indented


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


def wrap_block(block: str) -> str:
    """A block of Markdown, its lines broken anew when it is a plain paragraph; any other block as it is."""
    return block if _KEPT.search(block) or "|" in block else "\n".join(wrap_lines(block))


def wrap_lines(text: str, width: int = WIDTH) -> Iterator[str]:
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
        broken = bool(_SENTENCE_END.fullmatch(atom)) and not ends_in_abbreviation(atom)
    if line:
        yield line


def ends_in_abbreviation(text: str) -> bool:
    """Whether the full stop at the end of a text belongs to its last word: `U.S.`, `Dr.`."""
    return _ABBREVIATION.fullmatch(text.rsplit(maxsplit=1)[-1]) is not None


_SENTENCE_BOUNDARY = re.compile(r"[.!?…][”\"’)\]]*(?=\s+[“\"‘(\[]?[A-ZА-ЯЁ])")
_SENTENCE = re.compile(r"[.!?…:][”\"’)\]*_]*(?:\s|$)")
_NO_SENTENCE = re.compile(
    r"[#|`>{!~]|\[\^|<(?!/?(?:span|em|i|b|strong|u|a|sup|sub|small|font)\b)|(?:[-*+]|\d+[.)])\s"
)
_EMPHASIS = re.compile(
    r"(?P<kept>\\.|`+[^`]*`+|\]\([^()]*\)|\[[^\[\]]*@[^\[\]]*\]|https?://\S+)"
    r"|(?<![\w*])[*_]+(?=\S)|(?<=\S)[*_]+(?![\w*])|</?(?:span|em|i|b|strong|u|small|font)\b[^<>]*>"
)


def fallback_point(blocks: Sequence[str]) -> str:
    """The first sentence of the first paragraph that has one, without emphasis; empty without any text.

    A line without a full stop, such as what stands below a picture, counts only when nothing else is there.
    """
    texts = [one for one in blocks if not _NO_SENTENCE.match(one.lstrip())]
    prose = next((one for one in texts if _SENTENCE.search(one)), next(iter(texts), ""))
    plain = _EMPHASIS.sub(lambda match: match["kept"] or "", one_line(prose))
    ends = (
        match.end()
        for match in _SENTENCE_BOUNDARY.finditer(plain)
        if not ends_in_abbreviation(plain[: match.end()])
    )
    return plain[: next(ends, len(plain))]
