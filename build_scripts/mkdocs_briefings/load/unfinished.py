"""Texts that were to be replaced before a briefing is published: those of `new`, and the remarks of an import."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.load.reader import PlainData, texts_in
from mkdocs_briefings.model.new_draft import PLACEHOLDERS

CODE = "unfinished"
"""Name of the rule."""

_PLACEHOLDER = re.compile(
    "|".join(re.escape(text).replace(r"\ ", r"\s+").replace(r":\s+", r":\s+[\"']?") for text in PLACEHOLDERS)
)
_REMARK = re.compile(r"(?<!\S)# TODO\b.*")


def unfinished(text: str, data: PlainData, path: str) -> Iterator[Diagnostic]:
    """Yield an error for each of these in a briefing that is published.

    Args:
        text: the file.
        data: what was read from it.
        path: of the file, as the user would type it.
    """
    for match in _PLACEHOLDER.finditer(text):
        message = f"a text of a new draft is still there: '{' '.join(match[0].split())}'"
        yield _error(text, match, path, message, "write your own, or set `status: draft`")
    remarks = list(_REMARK.finditer(text)) if "# TODO" in text else []
    contents = " ".join(" ".join(value.split()) for value in texts_in(data)) if remarks else ""
    for match in remarks:
        if " ".join(match[0].split()) not in contents:
            message = "something is still to do here, as the comment says"
            yield _error(text, match, path, message, "do it and remove the comment, or set `status: draft`")


def _error(text: str, match: re.Match[str], path: str, message: str, hint: str) -> Diagnostic:
    start = match.start()
    line = text.count("\n", 0, start) + 1
    column = start - text.rfind("\n", 0, start)
    length = len(match[0].partition("\n")[0].rstrip())
    return Diagnostic(Span(path, line, column, length), Severity.ERROR, CODE, message, hint)
