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

from mkdocs_briefings.importers import markdown, text
from mkdocs_briefings.importers.account import unaccounted
from mkdocs_briefings.importers.article import LeftOut, Raw, Refusal
from mkdocs_briefings.importers.decode import LARGEST, UnreadableError, decode
from mkdocs_briefings.importers.detect import Format, detect
from mkdocs_briefings.importers.draft import Draft, Options, draft
from mkdocs_briefings.importers.layout import Source, arrange
from mkdocs_briefings.importers.match import Roster
from mkdocs_briefings.importers.write_yaml import write


@dataclass(frozen=True, slots=True)
class Result:
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


def take(name: str, data: bytes, roster: Roster, options: Options) -> Result | Refusal:
    """Import one file.

    Args:
        name: its name as the user knows it; the ending tells the format, the bytes have the last word.
        data: its bytes.
        roster: the desk's registries.
        options: what the person who imports decides.

    Returns:
        The result, or one line saying why there is none.
    """
    if len(data) > LARGEST:
        return Refusal(name, f"is larger than {LARGEST // 1024 // 1024} MB; no article is, so split it")
    try:
        kind = detect(name, data)
        raw = _read(kind, data)
    except UnreadableError as error:
        return Refusal(name, str(error))
    if not any(block.strip() for block in raw.blocks) and not raw.metadata.title:
        return Refusal(name, "has no text in it")
    article = arrange(raw, Source(name, hashlib.sha256(data).hexdigest()))
    made = draft(article, roster, options)
    written = write(made)
    return Result(name, kind, made, written, (*made.left_out, *unaccounted(raw.original, made, written)))


def _read(kind: Format, data: bytes) -> Raw:
    """The two readers with large libraries are loaded when a file needs them."""
    if kind is Format.DOCX:
        from mkdocs_briefings.importers import docx  # noqa: PLC0415

        return docx.read(data)
    if kind is Format.HTML:
        from mkdocs_briefings.importers import html  # noqa: PLC0415

        return html.read(decode(data))
    if kind is Format.MARKDOWN:
        return markdown.read(decode(data))
    return text.read(decode(data))
