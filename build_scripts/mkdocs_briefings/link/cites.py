"""The inside of a citation: `see @a, pp. iv and *passim*; -@b {ii, A} with a suffix` (pandoc.org/MANUAL.html, "Citation syntax")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_briefings.model.field_types import SOURCE_ID_PATTERN
from mkdocs_briefings.model.site import Cite

CITED_ID = SOURCE_ID_PATTERN.strip("^$")
_CITE = re.compile(
    rf"(?P<prefix>(?:[^@]|(?<=\w)@)*?)(?<!\w)(?P<minus>-?)@(?:\{{(?P<braced>{CITED_ID})\}}|(?P<id>{CITED_ID}))(?P<rest>.*)",
    re.DOTALL,
)
_ID_ALONE = re.compile(f"@{CITED_ID}")
_LOCATOR = re.compile(
    r"[\d§¶]|[ivxlc]+\b|(?:pp?|pages?|pg|ff?|chaps?|chapters?|chs?|secs?|sections?|paras?|paragraphs?|parts?|pts?|vols?|volumes?|"
    r"nos?|numbers?|notes?|nn?|lines?|ll?|verses?|vv?|vs|cols?|columns?|figs?|figures?|tables?|art|articles?|arts|bk|books?|"
    r"fols?|folios?|ops?|opus|apps?|appendix|at|min|sc|scene|act|slides?|s|ss|st|seiten?|kap|kapitel|abschn|bd|nr|rn|tz|"
    r"с|сс|стр|гл|г|ч|ст|п|разд|табл|рис|т|раздел|págs?|págin?as?|caps?|s\.v)(?:\.|(?=[ \d]))",
    re.IGNORECASE,
)
"""What begins a locator that no comma stands before: a number, or a word for a part of a text."""


def read_cites(inside: str) -> tuple[Cite, ...]:
    """Return the sources of one bracket; none for an ordinary bracket with an @ in it."""
    if _ID_ALONE.fullmatch(inside):
        return (Cite(inside[1:]),)
    cites: list[Cite] = []
    before = ""
    for item in _items(inside):
        match = _CITE.fullmatch(item.strip())
        if match is not None:
            prefix = " ".join(f"{before}{match['prefix']}".split())
            locator, suffix = read_locator(match["rest"])
            id = match["id"] or match["braced"]
            cites.append(Cite(id, prefix, locator, suffix, bool(match["minus"])))
            before = ""
        elif cites:
            cites.append(_with_more(cites.pop(), item.strip()))
        elif item.strip():
            before += f"{item.strip()}; "
    return tuple(cites)


def read_locator(written: str) -> tuple[str, str]:
    """Return where in a source and the words after it, as they follow the id of a source.

    A locator stands after a comma, begins with a number or a word such as `p.`, or stands in braces: `{ii, A} and on`.
    All other words are a suffix.
    """
    text = " ".join(written.split())
    body = text.lstrip(",: ")
    if body.startswith("{") and (end := body.find("}")) > 0:
        return body[1:end].strip(), body[end + 1 :].strip()
    if text[:1] in (",", ":") or _LOCATOR.match(body):
        return body.strip(), ""
    return "", body.strip()


def read_bracket_after(cite: Cite, inside: str) -> tuple[Cite, ...]:
    """Return the sources of `@a [p. 33; see @b]` or `@a [see @b]`; none where the bracket is empty.

    Args:
        cite: the source in the sentence.
        inside: what stands in the bracket after it.
    """
    first, *others = _items(inside)
    if not inside.strip():
        return ()
    if read_cites(first):
        return (cite, *read_cites(inside))
    locator, suffix = read_locator(first)
    cite = cite._replace(locator=locator, suffix=suffix)
    further = read_cites(";".join(others)) if others else ()
    if others and not further:
        return (_with_more(cite, ";".join(others).strip()),)
    return (cite, *further)


def _items(inside: str) -> Iterator[str]:
    """Yield what stands between semicolons, but for those in braces."""
    start, depth = 0, 0
    for place, sign in enumerate(inside):
        if sign == ";" and not depth:
            yield inside[start:place]
            start = place + 1
        elif sign == "{":
            depth = 1
        elif sign == "}":
            depth = 0
    yield inside[start:]


def _with_more(cite: Cite, words: str) -> Cite:
    """Return a cite with words after a semicolon that name no source."""
    if cite.suffix:
        return cite._replace(suffix=f"{cite.suffix}; {words}")
    return cite._replace(locator=f"{cite.locator}; {words}".lstrip("; "))
