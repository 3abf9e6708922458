"""What Markdown of the desk holds beyond Markdown: citations, and addresses of briefings and files.

Citations are written as Pandoc writes them (pandoc.org/MANUAL.html, section "Citation syntax").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import repeat

from mkdocs_briefings.model.code_ends import CodeEnds
from mkdocs_briefings.model.field_types import SLUG_PATTERN, SOURCE_ID_PATTERN
from mkdocs_briefings.model.site import Citation, Cite, CitedText

_ID = SOURCE_ID_PATTERN.strip("^$")
_TOKEN = re.compile(
    rf"""(?=[`~<\]\\\[@])(?:
      (?P<ticks>`+)                                   # code, in a line or fenced
    | (?P<waves>~{{3,}})                              # code fenced with tildes
    | <[^<>\n]*>                                      # a tag or an address
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)         # where a link leads
    | (?:(?<![^\n])|(?<=\n[ ]{{1}})|(?<=\n[ ]{{2}})|(?<=\n[ ]{{3}}))
      \[(?!\^)[^\[\]\n]*\]:[ \t]*\S+[ \t]*(?:["'(][^\n]*)?(?=\n|\Z)  # where a link by reference leads
    | \\.
    | \[-?@[^\[\]]*\](?=\(|\[(?!-?@))                 # the words of a link
    | \[(?P<group>[^\[\]@]*+@[^\[\]]*+)\](?!\(|\[(?!-?@))
    | (?<![\w/.+@-])@(?P<bare>{_ID})
    )""",
    re.VERBOSE | re.DOTALL,
)
_CITE = re.compile(rf"(?P<prefix>(?:[^@]|(?<=\w)@)*?)(?<!\w)-?@(?P<id>{_ID})(?P<rest>.*)", re.DOTALL)
_DESK_ADDRESS = re.compile(
    rf"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)=[\"'])"
    rf"(?:briefing:(?P<id>{SLUG_PATTERN.strip('^$')})|(?P<file>files/[^\s)\"'>#]+))"
)


def find_citations(text: str, source_ids: Container[str], numbers: Iterator[int] | None = None) -> CitedText:
    """Return the text with its citations.

    Args:
        text: Markdown.
        source_ids: ids of the briefing's sources. `@name` without brackets is a citation only if it is one of them,
            because names of people on social networks look the same.
        numbers: running numbers for the citations; without them every citation has 0.
    """
    if "@" not in text:
        return CitedText(text)
    citations: list[Citation] = []
    numbers = numbers or repeat(0)
    for match in _tokens(text):
        if match["group"] is not None and (cites := _group(match["group"])):
            citations.append(Citation(match.start(), match.end(), cites, number=next(numbers)))
        elif match["bare"] is not None and match["bare"] in source_ids:
            bare = (Cite(match["bare"]),)
            citations.append(Citation(match.start(), match.end(), bare, bare=True, number=next(numbers)))
    return CitedText(text, tuple(citations))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a citation and what is none, without what stands in code."""
    ends = CodeEnds(text)
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["ticks"] or match["waves"]:
            code = ends.after_ticks(*match.span()) if match["ticks"] else ends.after_waves(*match.span())
            at = code[1] if code else at
        else:
            yield match


def desk_addresses(texts: Iterable[CitedText]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of briefings and the files that texts lead to, each once, in order of appearance.

    They are written as addresses of links and pictures: `briefing:<id>`, `files/<name>`.
    """
    matches = [
        match
        for cited in texts
        if "files/" in cited.text or "briefing:" in cited.text
        for match in _DESK_ADDRESS.finditer(cited.text)
    ]
    ids, files = (
        dict.fromkeys(match[group] for match in matches if match[group]) for group in ("id", "file")
    )
    return tuple(ids), tuple(files)


def _group(inside: str) -> tuple[Cite, ...]:
    """Return the sources of one bracket; none for an ordinary bracket with an @ in it."""
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
