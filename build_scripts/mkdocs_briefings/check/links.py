"""Find addresses in Markdown that nobody may be led to: of links, of pictures, of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from mkdocs_briefings.model.safe_text import TEXT_SCHEMES, address_problem

_LINK = re.compile(
    r"""\]\(\s*<?(?P<inline>(?:[^()>]|\([^()]*\))*)                  # [words](address "title")
    | ^[ ]{0,3}\[[^\[\]\n]*\]:[ \t]*\n?[ \t]*<?(?P<reference>\S+)  # [words]: address
    | <(?P<auto>(?:javascript|vbscript|data|file|ftp):[^<>\s]*)>""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:href|src|action|formaction|data|poster|background|cite|ping|longdesc|srcset|manifest|xlink:href)
    \s*=\s*(?:"(?P<double>[^"]*)|'(?P<single>[^']*)|(?P<plain>[^\s"'<>`}]+))
    | http-equiv\s*=[^>]*url\s*=\s*["']?(?P<refresh>[^\s"'>]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_CODE = re.compile(
    r"""^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)|\Z)  # fenced
    | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)     # in a line
    | (?:(?<=\n\n)|\A)(?:(?:[ ]{4}|\t)[^\n]*\n?)+                            # indented""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Refused:
    """An address in a text that nobody may be led to."""

    offset: int
    """Where it begins in the text."""
    address: str
    """As written."""
    problem: str
    """What is wrong with it."""

    @property
    def length(self) -> int:
        """How many characters it has."""
        return max(1, len(self.address))


def refused(text: str) -> Iterator[Refused]:
    """The dangerous addresses of a Markdown text, in order; code is left alone, for it leads nowhere."""
    found = sorted(_refused(text), key=lambda one: one.offset)
    code = [match.span() for match in _CODE.finditer(text)] if found else ()
    for one in found:
        if not any(start <= one.offset < end for start, end in code):
            yield one


def _refused(text: str) -> Iterator[Refused]:
    for form in (_LINK, _ATTRIBUTE):
        if form is _ATTRIBUTE and not ("=" in text and ("<" in text or "{" in text)):
            return
        for match in form.finditer(text):
            if match.lastgroup is None:
                continue
            address = match[match.lastgroup]
            if problem := address_problem(unescape(address), TEXT_SCHEMES):
                yield Refused(match.start(match.lastgroup), address.strip(), problem)
