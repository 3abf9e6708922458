"""One file in, one draft out. The stages of an import.

bytes      detect, decode                     text
text       text | markdown | docx | html      Raw: blocks of Markdown, metadata, notes
Raw        arrange                            Article: title, labels, points, body told apart
Article    cite, infer years, match, draft    Draft: a briefing and what wants a person's eye
Draft      write                              YAML
YAML       account                            Result: the file, and every word that is not in it
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mkdocs_briefings.importers import read_markdown, read_text
from mkdocs_briefings.importers.article import LeftOut, RawArticle, Refusal
from mkdocs_briefings.importers.coverage import unaccounted_words
from mkdocs_briefings.importers.draft import Draft, ImportOptions, make_draft
from mkdocs_briefings.importers.file_format import MAX_BYTES, Format, UnreadableError, decode, detect_format
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.structure import OriginalFile, structure_article
from mkdocs_briefings.importers.write_yaml import write_draft


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An imported file."""

    name: str
    """Name of the file as given."""
    format: Format
    """What it was."""
    draft: Draft
    """The draft with its remarks."""
    yaml: str
    """The file to write."""
    left_out: tuple[LeftOut, ...]
    """Every word of the original that the file does not hold, with the reason."""


def import_file(
    name: str, data: bytes, registry_index: RegistryIndex, options: ImportOptions
) -> ImportResult | Refusal:
    """Import one file.

    Args:
        name: its name as the user knows it; the ending tells the format, the bytes have the last word.
        data: its bytes.
        registry_index: the desk's registries.
        options: what the person who imports decides.

    Returns:
        The result, or one line saying why there is none.
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
    made = make_draft(article, registry_index, options)
    written = write_draft(made)
    return ImportResult(
        name, kind, made, written, (*made.left_out, *unaccounted_words(raw.original, made, written))
    )


def _read(kind: Format, data: bytes) -> RawArticle:
    """The two readers with large libraries are loaded when a file needs them."""
    if kind is Format.DOCX:
        from mkdocs_briefings.importers import read_docx  # noqa: PLC0415

        return read_docx.read(data)
    if kind is Format.HTML:
        from mkdocs_briefings.importers import read_html  # noqa: PLC0415

        return read_html.read(decode(data))
    if kind is Format.MARKDOWN:
        return read_markdown.read(decode(data))
    return read_text.read(decode(data))
