"""What Markdown of the desk holds beyond Markdown: citations, and addresses of briefings and files.

Citations are written as Pandoc writes them (pandoc.org/MANUAL.html, section "Citation syntax").
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import repeat

from mkdocs_briefings.link.cites import CITED_ID, read_bracket_after, read_cites
from mkdocs_briefings.model.code_ends import CodeEnds
from mkdocs_briefings.model.field_types import SLUG_PATTERN
from mkdocs_briefings.model.site import Citation, Cite, CitedText

_TOKEN = re.compile(
    rf"""(?:
      (?P<ticks>`+)                                   # code, in a line or fenced
    | (?P<waves>~{{3,}})                              # code fenced with tildes
    | <[^<>\n]*>                                      # a tag or an address
    | \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)         # where a link leads
    | (?:(?<![^\n])|(?<=\n[ ]{{1}})|(?<=\n[ ]{{2}})|(?<=\n[ ]{{3}}))
      \[(?!\^)[^\[\]\n]*\]:[ \t]*\S+[ \t]*(?:["'(][^\n]*)?(?=\n|\Z)  # where a link by reference leads
    | \\.
    | \[-?@[^\[\]]*\](?=\(|\[(?!-?@))                 # the words of a link
    | \[(?P<group>[^\[\]@]*+@[^\[\]]*+)\](?!\(|\[(?!-?@))
    | (?<![\w/.+@-])-?@(?:\{{(?P<braced>{CITED_ID})\}}|(?P<bare>{CITED_ID}))
    )""",
    re.VERBOSE | re.DOTALL,
)
_FIRST_SIGN = re.compile(r"[`~<\]\\\[@-]")
"""Begins each token; to look for it alone is several times faster."""
_AFTER_ID = re.compile(r"[ \t]{0,9}\n?[ \t]{0,9}\[(?!\^)([^\[\]]*)\](?!\(|\[(?!-?@)|:[ \t]*\S*/)")
"""A bracket after `@id` in the sentence: `@id [p. 33]`."""
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
    end = 0
    for match in _tokens(text):
        read = _read(text, match, source_ids) if match.start() >= end else None
        if read is not None:
            cites, end = read
            bare = match["group"] is None
            citations.append(Citation(match.start(), end, cites, bare, next(numbers)))
    return CitedText(text, tuple(citations))


def _read(text: str, match: re.Match[str], source_ids: Container[str]) -> tuple[tuple[Cite, ...], int] | None:
    """Return the sources of a token and where it ends, with a bracket that says where in the source; None for none."""
    if match["group"] is not None:
        cites = read_cites(match["group"])
        return (cites, match.end()) if cites else None
    id = match["bare"] or match["braced"]
    if not id or id not in source_ids:
        return None
    cite = Cite(id, nameless=match[0].startswith("-"))
    after = _AFTER_ID.match(text, match.end())
    with_bracket = read_bracket_after(cite, after[1]) if after else ()
    return (with_bracket, after.end()) if after and with_bracket else ((cite,), match.end())


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a citation and what is none, without what stands in code."""
    ends = CodeEnds(text)
    at = 0
    while begin := _FIRST_SIGN.search(text, at):
        match = _TOKEN.match(text, begin.start())
        at = match.end() if match else begin.end()
        if match is None:
            continue
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
