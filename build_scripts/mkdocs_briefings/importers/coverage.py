"""The proof, done at each import, that every word of the original is in the file or among those left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mkdocs_briefings.importers.article import LeftOut, count_words
from mkdocs_briefings.importers.draft import Draft
from mkdocs_briefings.importers.front_matter import PlainValue, read_mapping
from mkdocs_briefings.importers.write_yaml import LEFT_OUT_COMMENT

_COMMENT = re.compile(
    r"^\s*# TODO: not in [^:]*: (?P<new_names>.*)$|^\s*#.*$|\s\s# (?P<as_written>.*)$", re.MULTILINE
)


def missing_words(original: str, draft: Draft, yaml: str) -> Counter[str]:
    """Count the words of the original that neither the written file nor the list of words left out holds.

    The file is read back, so a fault of what writes it shows. A citation mark stands for the words it replaced
    only if its sources hold them.
    """
    data = read_mapping(yaml)
    fields = {key: value for key, value in data.items() if key not in ("sources", "imported")}
    comments = _COMMENT.finditer(yaml.rpartition(LEFT_OUT_COMMENT)[0] or yaml)
    texts = [
        *_texts(fields),
        *(comment["new_names"] or comment["as_written"] or "" for comment in comments),
        *(left.text for left in draft.left_out),
    ]
    held: Counter[str] = Counter()
    for text in texts:
        held.update(count_words(text))
    by_source = _words_by_source(data.get("sources"))
    for replaced in draft.replaced_words:
        kept = set().union(count_words(replaced.mark), *(by_source.get(id, set()) for id in replaced.ids))
        words = count_words(replaced.original)
        held.update({word: count for word, count in words.items() if word in kept})
    wanted = count_words(original)
    surplus = held - wanted
    missing = wanted - held
    return Counter({word: count for word, count in missing.items() if not _is_split(word, surplus)})


def _is_split(word: str, surplus: Counter[str]) -> bool:
    """Return whether the file has the word in two: a raised number that became a note, a word beside a mark."""
    return any(surplus[word[:at]] and surplus[word[at:]] for at in range(1, len(word)))


def unaccounted_words(original: str, draft: Draft, yaml: str) -> tuple[LeftOut, ...]:
    """Return the missing words as one entry of the report, or no entry when, as should be, none is missing."""
    missing = " ".join(sorted(missing_words(original, draft, yaml).elements()))
    return (LeftOut(missing, "lost on the way: a fault of the import"),) if missing else ()


def _words_by_source(sources: PlainValue) -> dict[str, set[str]]:
    """Return the words that each source holds besides its id."""
    rows = sources if isinstance(sources, list) else []
    return {
        str(row["id"]): set(
            count_words(" ".join(_texts({key: value for key, value in row.items() if key != "id"})))
        )
        for row in rows
        if isinstance(row, dict) and "id" in row
    }


def _texts(value: PlainValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _texts(child)
