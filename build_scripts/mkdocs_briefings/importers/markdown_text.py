"""Text and Markdown below the level of an article: characters, escaping, blocks, lines, sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x200E, 0x2010), *range(0x202A, 0x202F)])
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def normalise(text: str) -> str:
    r"""Return a text in NFC with `\n` line ends, plain spaces and only characters that YAML can hold.

    Soft hyphens go. Quotation marks, dashes and letters stay as the author wrote them.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNPRINTABLE.sub(" ", text.translate(_INVISIBLE | _SPACES))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return the text with every run of white space made one space."""
    return " ".join(text.split())


_ADDRESS = re.compile(r"https?://\S+")
_SIGNS = re.compile(
    r"[*`\\]|(?<!\w)_|_(?!\w)|<(?=[\w/!?])|&(?=#?\w+;)|\[(?!\^\w)(?=[^\[\]]*\][(:\[])|\[(?=[^\[\]]*@)"
    r"|~(?=~\S)|(?<=[\w)\]}])(?:~(?=[^\s~]{1,60}~)|\^(?=[^\s^]{1,60}\^))|\$(?=[^\s$](?:[^$\n]{0,300}[^\s$])?\$(?!\d)|\$)"
    r"|\{(?=:|[ ]*[#.])|\[(?=[ xX]\])"
)
"""What Markdown of briefings reads anywhere, and would take for more than it is (`render/features.py`)."""
_AT_START = re.compile(r"(?:#|[>=~+|:]|-(?=\s|-|$)|!!!|\?\?\?|///)|(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)")
_REFERENCES = {"&": "&amp;", "<": "&lt;", **{sign: f"&#{ord(sign)};" for sign in "=~|:?^$/"}}


def escape_line(text: str) -> str:
    """Return Markdown that reads as this plain line does; addresses stay whole."""
    return escape_line_start(escape_inline(text))


def escape_inline(text: str) -> str:
    """Escape the signs that Markdown reads anywhere in a line, outside addresses."""
    pieces: list[str] = []
    at = 0
    for address in _ADDRESS.finditer(text):
        pieces += [_escape_signs(text[at : address.start()]), address[0]]
        at = address.end()
    return "".join([*pieces, _escape_signs(text[at:])])


def escape_line_start(line: str) -> str:
    """Escape the sign that would make a line a heading, a list or a quotation.

    Python-Markdown takes `#word` for a heading, without a space.
    """
    start = _AT_START.match(line)
    if start is None:
        return line
    at = start.start("dot") if start["dot"] else 0
    return f"{line[:at]}{_escape_sign(line[at])}{line[at + 1 :]}"


def _escape_signs(text: str) -> str:
    return _SIGNS.sub(lambda match: _escape_sign(match[0]), text)


def _escape_sign(sign: str) -> str:
    """Escape with a character reference where Python-Markdown knows no backslash."""
    return _REFERENCES.get(sign) or f"\\{sign}"


_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"#{1,6}[ \t]")


def split_blocks(text: str) -> Iterator[str]:
    """Yield the blocks between blank lines; a heading is a block by itself, fenced code stays whole."""
    block: list[str] = []
    fence = ""
    for line in text.split("\n"):
        begins_heading = not fence and _HEADING.match(line) and not (block and block[0].startswith("<"))
        follows_heading = not fence and len(block) == 1 and _HEADING.match(block[0])
        if block and (begins_heading or follows_heading):
            yield "\n".join(block)
            block = []
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        if line.strip() or fence:
            block.append(line.rstrip() + ("  " if line.endswith("  ") else ""))
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def prose_flags(blocks: Sequence[str]) -> Iterator[bool]:
    """Yield for each block whether it is prose: an indented one is code, unless it continues a list item."""
    in_list = False
    for block in blocks:
        indented = block.startswith(("    ", "\t"))
        in_list = bool(_LIST_ITEM.match(block)) or (in_list and block.startswith((" ", "\t")))
        yield in_list or not indented


_WIDTH = 100
_ATOMS = re.compile(
    r"(?:`+[^`]*`+|!?\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])?"
    r"|<[^<>]*>|\{\{(?:(?!\{\{|\}\}).)*+\}\}|\S)+",
    re.DOTALL,
)
_SENTENCE_END = re.compile(r"[.!?…](?:[”\"’»)\]*_]*|[”\"’)]*\[@[^\[\]]*\])")
_LONGEST_END = 200
"""Characters of the longest end of a sentence, with a mark after it."""
_SENTENCE_START = re.compile(r"[“\"‘«(*_\[]*[A-ZА-ЯЁ0-9]")
_ABBREVIATION = re.compile(
    r"[(“\"*_]*(?:\d{1,2}\.|[A-ZА-Я]\.(?:[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|St|No|vs|etc|pp?|Vol|Fig|Inc|Ltd|Co"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf|al)\.)"
)
_LONGEST_ABBREVIATION = 40
_STOP = re.compile("[.!?…]")
_UNSAFE_START = re.compile(r"\*(?:$|\*\*)|[-+>#|=~:<{!?^]|\d{1,9}[.)]|`{3}|\[\^|\[[^\]]*\]:|\\")
_KEEPS_ITS_LINES = re.compile(
    r"^(?:[ ]{4}|\t|[ ]{0,3}(?:\*(?=[ *]*+$|\s)|[-+>#|=~:<{!]|\d{1,9}[.)]\s|`{3}|\[\^|\[[^\[\]]*\]:|\?\?\?|%))|[ ]{2}$|\\$"
    r"|\|",
    re.MULTILINE,
)


def wrap_block(block: str) -> str:
    """Break the lines of a plain paragraph anew; return any other block of Markdown as it is."""
    return block if _KEEPS_ITS_LINES.search(block) else "\n".join(wrap_lines(block))


def wrap_lines(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph, at most 100 characters where it can be; each sentence begins a line.

    Joined by spaces they are the paragraph again, but for white space. No line begins with a sign of Markdown.
    """
    line: list[str] = []
    width = 0
    broken = False
    for match in _ATOMS.finditer(text):
        atom = one_line(match[0])
        may_break = not _UNSAFE_START.match(atom)
        new_sentence = broken and bool(_SENTENCE_START.match(atom))
        if line and may_break and (new_sentence or width + 1 + len(atom) > _WIDTH):
            yield " ".join(line)
            line, width = [atom], len(atom)
        else:
            width += len(atom) + bool(line)
            line.append(atom)
        broken = _ends_sentence(atom) and not _ends_in_abbreviation(atom)
    if line:
        yield " ".join(line)


def _ends_sentence(atom: str) -> bool:
    """Return whether a full stop and what may follow it end an atom."""
    tail = atom[-_LONGEST_END:]
    return any(_SENTENCE_END.fullmatch(tail, at.start()) for at in _STOP.finditer(tail))


def _ends_in_abbreviation(text: str) -> bool:
    """Return whether the full stop at the end of a text belongs to its last word: `U.S.`, `Dr.`."""
    return _ABBREVIATION.fullmatch(text[-_LONGEST_ABBREVIATION:].rsplit(maxsplit=1)[-1]) is not None


_SENTENCE_BOUNDARY = re.compile(r"[.!?…][”\"’)\]]*(?=\s+[“\"‘(\[]?[A-ZА-ЯЁ])")
_SENTENCE = re.compile(r"[.!?…:][”\"’)\]*_]*(?:\s|$)")
_NO_SENTENCE = re.compile(
    r"[#|`>{!~]|\[\^|<(?!/?(?:span|em|i|b|strong|u|a|sup|sub|small|font)\b)|(?:[-*+]|\d+[.)])\s"
)
_EMPHASIS = re.compile(
    r"(?P<kept>\\.|`+[^`]*`+|\]\([^()]*\)|\[[^\[\]@]*+@[^\[\]]*\]|https?://\S+)"
    r"|(?<![\w*])[*_]+(?=\S)|(?<=\S)(?<![*_]{2})[*_]++(?!\w)|</?(?:span|em|i|b|strong|u|small|font)\b[^<>]*>"
)


def fallback_point(blocks: Sequence[str]) -> str:
    """Return the sentence that serves as executive point until somebody writes one; empty without any text.

    It is the first sentence of the first paragraph that has one, without emphasis. A line without a full stop,
    such as the caption of a picture, counts only when there is nothing else.
    """
    texts = [block for block in blocks if not _NO_SENTENCE.match(block.lstrip())]
    paragraph = next((text for text in texts if _SENTENCE.search(text)), next(iter(texts), ""))
    plain = _EMPHASIS.sub(lambda match: match["kept"] or "", one_line(paragraph))
    ends = (match.end() for match in _SENTENCE_BOUNDARY.finditer(plain))
    sentences = (end for end in ends if not _ends_in_abbreviation(plain[max(0, end - _LONGEST_END) : end]))
    return plain[: next(sentences, len(plain))]
