"""Find citations in Markdown, as Pandoc writes them (pandoc.org, section "Citation syntax")."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import repeat

from mkdocs_briefings.model.content import SOURCE_ID_PATTERN
from mkdocs_briefings.model.site import Citation, Cite, CitedText

_ID = SOURCE_ID_PATTERN.strip("^$")
_TOKEN = re.compile(
    rf"""(?=[`~<\]\\\[@])(?:
      (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)      # code, in a line or fenced
    | (?P<waves>~{{3,}}).+?(?P=waves)                 # code fenced with tildes
    | <[^<>\n]*>                                      # a tag or an address
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)         # where a link leads
    | (?:(?<![^\n])|(?<=\n[ ]{{1}})|(?<=\n[ ]{{2}})|(?<=\n[ ]{{3}}))
      \[(?!\^)[^\[\]\n]*\]:[ \t]*\S+[ \t]*(?:["'(][^\n]*)?(?=\n|\Z)  # the same, by reference
    | \\.
    | \[-?@[^\[\]]*\](?=\(|\[(?!-?@))                 # the words of a link
    | \[(?P<group>[^\[\]]*@[^\[\]]*)\](?!\(|\[(?!-?@))
    | (?<![\w/.+@-])@(?P<bare>{_ID})
    )""",
    re.VERBOSE | re.DOTALL,
)
_CITE = re.compile(rf"(?P<prefix>(?:[^@]|(?<=\w)@)*?)(?<!\w)-?@(?P<id>{_ID})(?P<rest>.*)", re.DOTALL)


def find_citations(text: str, known: Container[str], numbers: Iterator[int] | None = None) -> CitedText:
    """The text with its citations.

    Args:
        text: Markdown.
        known: ids of the briefing's sources. `@name` without brackets is a citation only if it is one of them,
            because names of people on social networks look the same.
        numbers: running numbers for the citations; without them all have 0.
    """
    if "@" not in text:
        return CitedText(text)
    found: list[Citation] = []
    numbers = numbers or repeat(0)
    for match in _TOKEN.finditer(text):
        if match["group"] is not None and (cites := _group(match["group"])):
            found.append(Citation(match.start(), match.end(), cites, number=next(numbers)))
        elif match["bare"] is not None and match["bare"] in known:
            bare = (Cite(match["bare"]),)
            found.append(Citation(match.start(), match.end(), bare, bare=True, number=next(numbers)))
    return CitedText(text, tuple(found))


def _group(inside: str) -> tuple[Cite, ...]:
    """The sources of one bracket; empty when it is an ordinary bracket with an @ in it."""
    cites: list[Cite] = []
    for item in inside.split(";"):
        match = _CITE.fullmatch(item.strip())
        if match is not None:
            prefix, locator = (" ".join(match[part].split()) for part in ("prefix", "rest"))
            cites.append(Cite(match["id"], prefix, locator.lstrip(",: ").strip()))
        elif cites:
            last = cites.pop()
            cites.append(Cite(last.source, last.prefix, f"{last.locator}; {item.strip()}".lstrip("; ")))
        else:
            return ()
    return tuple(cites)
