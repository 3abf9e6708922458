"""Every word of the original is in the file or in the list of what was left out: the proof, done at each import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mkdocs_briefings.importers.article import LeftOut, count_words
from mkdocs_briefings.importers.draft import Draft
from mkdocs_briefings.importers.front_matter import PlainValue, read_mapping

_COMMENT = re.compile(r"^\s*#(?! yaml-language-server| TODO)(.*)$|\s\s# (.*)$", re.MULTILINE)
_NEW_NAME = re.compile(r"^\s*# TODO: not in [^:]*: (.*)$", re.MULTILINE)


def missing_words(original: str, draft: Draft, yaml: str) -> Counter[str]:
    """Words of the original that neither the written file nor the list of words left out accounts for.

    The file is read back, so that a fault of the writer shows. A mark stands for its words only if its sources
    hold them.
    """
    data = read_mapping(yaml)
    found: Counter[str] = Counter()
    for key, value in data.items():
        if key not in ("sources", "imported"):
            for text in _texts(value):
                found.update(count_words(text))
    comments = (
        yaml[: yaml.rfind("# Left out by the import:")] if "# Left out by the import:" in yaml else yaml
    )
    for match in _NEW_NAME.finditer(comments):
        found.update(count_words(match[1]))
    for match in _COMMENT.finditer(comments):
        found.update(count_words(match[2] or ""))
    for one in draft.left_out:
        found.update(count_words(one.text))
    held = _held_by_sources(data.get("sources"))
    for placement in draft.replaced_words:
        kept = set().union(count_words(placement.mark), *(held.get(id, set()) for id in placement.ids))
        found.update({word: count for word, count in count_words(placement.original).items() if word in kept})
    said = count_words(original)
    surplus = found - said
    return Counter({word: count for word, count in (said - found).items() if not _parted(word, surplus)})


def _parted(word: str, surplus: Counter[str]) -> bool:
    """Whether the file has the word in two: a raised number that became a note, a word set off from a mark."""
    return any(surplus[word[:at]] and surplus[word[at:]] for at in range(1, len(word)))


def unaccounted_words(original: str, draft: Draft, yaml: str) -> tuple[LeftOut, ...]:
    """The missing words as an entry for the report; nothing when, as should be, none is missing."""
    rest = missing_words(original, draft, yaml)
    return (
        (LeftOut(" ".join(sorted(rest.elements())), "lost on the way: a fault of the import"),)
        if rest
        else ()
    )


def _held_by_sources(sources: PlainValue) -> dict[str, set[str]]:
    """The words each source keeps, by its id."""
    rows = sources if isinstance(sources, list) else []
    return {
        str(row["id"]): set(
            count_words(" ".join(_texts({key: val for key, val in row.items() if key != "id"})))
        )
        for row in rows
        if isinstance(row, dict) and "id" in row
    }


def _texts(value: PlainValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
