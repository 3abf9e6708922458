"""The stages of an import: one file in, one draft out.

bytes         file_format                                   text
text          read_text, _markdown, _docx or _html          RawArticle: blocks of Markdown, metadata, notes
RawArticle    structure                                     Article: title, labels, points and body told apart
Article       citations, infer_year, sources, draft         Draft: a briefing, and what a person should look at
Draft         write_yaml                                    YAML
YAML          coverage                                      ImportResult: the file, and every word not in it
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mkdocs_briefings.importers import read_markdown, read_text
from mkdocs_briefings.importers.article import LeftOut, RawArticle, Refusal
from mkdocs_briefings.importers.coverage import unaccounted_words
from mkdocs_briefings.importers.draft import Draft, ImportOptions, make_draft
from mkdocs_briefings.importers.file_format import (
    MAX_BYTES,
    Format,
    UnreadableError,
    decode,
    detect_format,
    needs_extra,
)
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.structure import OriginalFile, structure_article
from mkdocs_briefings.importers.write_yaml import write_draft


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

    Raises:
        UsageError: the file needs libraries that are not installed.
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
    article = structure_article(raw, OriginalFile(name, hashlib.sha256(data).hexdigest()))
    draft = make_draft(article, registry_index, options)
    yaml = write_draft(draft)
    left_out = (*draft.left_out, *unaccounted_words(raw.original, draft, yaml))
    return ImportResult(name, kind, draft, yaml, left_out)


def _read(kind: Format, data: bytes) -> RawArticle:
    """Read a file with the reader of its format; two of them load optional libraries, so they are imported here."""
    if kind is Format.DOCX:
        with needs_extra("DOCX"):
            from mkdocs_briefings.importers import read_docx  # noqa: PLC0415
        return read_docx.read(data)
    if kind is Format.HTML:
        with needs_extra("HTML"):
            from mkdocs_briefings.importers import read_html  # noqa: PLC0415
        return read_html.read(decode(data))
    if kind is Format.MARKDOWN:
        return read_markdown.read(decode(data))
    return read_text.read(decode(data))
