"""The stages of an import: one file in, one draft out.

bytes         file_format                                   text
text          read_text, _markdown, _docx, _html or _pdf        RawArticle: blocks of Markdown, metadata, notes
RawArticle    structure                                     Article: title, labels, points and body told apart
Article       citations, infer_year, sources, draft         Draft: a briefing, and what a person should look at
Draft         write_yaml                                    YAML
YAML          missing_words                                 ImportResult: the file, and every word not in it

The last stage is a proof, done at each import: every word of the original is in the file or among those left out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mkdocs_briefings.importers import read_markdown, read_text
from mkdocs_briefings.importers.article import LeftOut, RawArticle, Refusal, count_words
from mkdocs_briefings.importers.draft import Draft, ImportOptions, make_draft
from mkdocs_briefings.importers.file_format import (
    MAX_BYTES,
    Format,
    UnreadableError,
    decode,
    detect_format,
    needs_extra,
)
from mkdocs_briefings.importers.front_matter import FIELD_KEYS, PlainValue, read_mapping
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.restrictions import restriction_in_front_matter
from mkdocs_briefings.importers.structure import structure_article
from mkdocs_briefings.importers.write_yaml import LEFT_OUT_COMMENT, write_draft


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An imported file."""

    name: str
    """Name of the original as given."""
    format: Format
    """Format of the original."""
    draft: Draft
    """The briefing with its remarks."""
    yaml: str
    """The text of the file to write."""
    left_out: tuple[LeftOut, ...]
    """Every word of the original that the file does not hold."""


def import_file(
    name: str, data: bytes, registry_index: RegistryIndex, options: ImportOptions
) -> ImportResult | Refusal:
    """Import one file.

    Args:
        name: its name as the user knows it.
        data: its bytes.
        registry_index: the names in the desk's registries.
        options: the decisions of the person who imports.

    Returns:
        The result, or one line that says why there is none.
    """
    if len(data) > MAX_BYTES:
        return Refusal(name, f"is larger than {MAX_BYTES // 1024 // 1024} MB; no article is, so split it")
    try:
        kind = detect_format(name, data)
        raw = _read(kind, data)
    except UnreadableError as error:
        return Refusal(name, str(error))
    if not any(block.strip() for block in raw.blocks) and not raw.metadata.title:
        return Refusal(name, "has no text in it")
    if kind in {Format.MARKDOWN, Format.TEXT}:
        limits = restriction_in_front_matter(decode(data), FIELD_KEYS)
        raw = replace(raw, metadata=replace(raw.metadata, restriction=limits))
    article = structure_article(raw, name, hashlib.sha256(data).hexdigest())
    draft = make_draft(article, registry_index, options)
    yaml = write_draft(draft)
    lost = " ".join(sorted(missing_words(raw.original, draft, yaml).elements()))
    faults = (LeftOut(lost, "lost on the way: a fault of the import"),) if lost else ()
    return ImportResult(name, kind, draft, yaml, (*draft.left_out, *faults))


def _read(kind: Format, data: bytes) -> RawArticle:
    """Read a file with the reader of its format; three of them load optional libraries, so they are imported here."""
    if kind is Format.DOCX:
        with needs_extra("to read DOCX"):
            from mkdocs_briefings.importers import read_docx  # noqa: PLC0415
        return read_docx.read(data)
    if kind is Format.PDF:
        with needs_extra("to read PDF"):
            from mkdocs_briefings.importers import read_pdf  # noqa: PLC0415
        return read_pdf.read(data)
    if kind is Format.HTML:
        with needs_extra("to read HTML"):
            from mkdocs_briefings.importers import read_html  # noqa: PLC0415
        return read_html.read(decode(data))
    if kind is Format.MARKDOWN:
        return read_markdown.read(decode(data))
    return read_text.read(decode(data))


_COMMENT = re.compile(
    r"^[ ]*# TODO: not in [^:\n]*: (?P<new_names>.*)$|^[ ]*#.*$|[ ]{2}# (?P<as_written>.*)$", re.MULTILINE
)


_RAISED = re.compile(r"</?su[bp]>")
"""Tags that part no words: H<sub>2</sub>O."""
_LONGEST_WORD = 200


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
        *(words.text for words in draft.left_out),
    ]
    held: Counter[str] = Counter()
    for text in texts:
        held.update(count_words(_RAISED.sub("", text)))
    by_source = _words_by_source(data.get("sources"))
    for replaced in draft.replaced_words:
        kept = [set(count_words(replaced.mark)), *(by_source.get(id, set()) for id in set(replaced.ids))]
        for word, count in count_words(replaced.original).items():
            held[word] += count * any(word in words for words in kept)
    wanted = count_words(_RAISED.sub("", original))
    surplus = held - wanted
    missing = wanted - held
    _join_torn(missing, surplus, wanted)
    _join_torn(missing, held if missing.total() else Counter(), missing)
    return Counter({word: count for word, count in missing.items() if count and not _is_split(word, surplus)})


def _join_torn(missing: Counter[str], surplus: Counter[str], wanted: Counter[str]) -> None:
    """Take words off the missing ones that the file has in one, for the end of a line tore them in two.

    One half alone may be missing: the file may have the other more often than the original, in a point put in.
    """
    for word, count in surplus.items():
        for at in range(1, len(word) if len(word) <= _LONGEST_WORD else 0):
            halves = word[:at], word[at:]
            torn = min(count, max(missing[half] for half in halves)) if all(map(wanted.get, halves)) else 0
            count -= torn  # noqa: PLW2901 - a word may be torn in several places
            for half in halves:
                missing[half] -= min(torn, missing[half])


def _is_split(word: str, surplus: Counter[str]) -> bool:
    """Return whether the file has the word in two: a raised number that became a note, a word beside a mark."""
    if len(word) > _LONGEST_WORD:
        return False
    return any(surplus[word[:at]] and surplus[word[at:]] for at in range(1, len(word)))


def _words_by_source(sources: PlainValue) -> dict[str, set[str]]:
    """Return the words that each source holds besides its id."""
    rows = sources if isinstance(sources, list) else []
    words: dict[str, set[str]] = {}
    for row in rows:
        if isinstance(row, dict) and "id" in row:
            others = {key: value for key, value in row.items() if key != "id"}
            words[str(row["id"])] = set(count_words(" ".join(_texts(others))))
    return words


def _texts(value: PlainValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _texts(child)
