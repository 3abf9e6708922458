"""Files that may be put beside the pages: of kinds and names that can do no harm on the site's own host.

`refusals` says why a file is not published, `published_bytes` gives what is: both judge the same bytes in the same way.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from mkdocs_briefings.attachments.kinds import HEAD, KINDS, LARGEST_DRAWING, mismatch
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.vocabulary import RESERVED_NAMES

ATTACHMENT_ENDINGS = KINDS | {"svg"}
"""Kinds of files that briefings may show or link to, by ending."""
_RUN_BY_HOSTS = frozenset(
    "asp aspx cgi css htm html js jsp mhtml mjs phar php phtml pl py shtml svg svgz swf wasm xht xhtml xml xsl xslt".split()
)
"""Endings that hosts such as Apache act on in the midst of a name as well: `x.html.gz`."""
_PART = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_LONGEST = 120


class Refusal(NamedTuple):
    """A reason why a file is not published."""

    message: str
    """What is wrong, as it goes on after "the file"."""
    hint: str
    """What to do about it."""
    line: int = 1
    """Line, from 1."""


def refusals(path: Path, name: str) -> tuple[Refusal, ...]:
    """Return why a file may not be published; nothing for one that may.

    Args:
        path: the file.
        name: as briefings name it: `files/chart.png`.
    """
    if reason := _refused_name(name):
        return (reason,)
    try:
        return _refused_content(_beginning(path), _ending(name))
    except OSError as error:
        return (Refusal(f"cannot be read: {error.strerror}", "see to its permissions"),)


def published_bytes(content: Path, name: str) -> bytes:
    """Return the bytes of a file as they are published: those on the disk, of a drawing what was understood of it.

    Args:
        content: the content folder.
        name: as briefings name it: `files/chart.svg`.

    Raises:
        PublishError: it cannot be read, or has changed since it was judged and may not be published any more.
    """
    try:
        read = (content / name).read_bytes()
    except OSError as error:
        raise PublishError(f"{name} cannot be read: {error.strerror}") from error
    if reasons := _refused_content(read, _ending(name)):
        raise PublishError(f"{name} has changed meanwhile: it {reasons[0].message}; build again")
    if _ending(name) != "svg":
        return read
    from mkdocs_briefings.attachments.svg import clean_drawing  # noqa: PLC0415 - few desks have drawings

    return clean_drawing(read)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _beginning(path: Path) -> bytes:
    """Return as much of a file as is judged: of a drawing all, and of a large one enough to see that it is."""
    with path.open("rb") as file:
        return file.read(LARGEST_DRAWING + 1 if _ending(path.name) == "svg" else HEAD)


def _refused_name(name: str) -> Refusal | None:
    for part in name.split("/"):
        if len(part) > _LONGEST or not _PART.fullmatch(part):
            hint = f"use up to {_LONGEST} letters from A to Z, digits, dots, hyphens and underscores"
            return Refusal(f"has a name that is no good address: {part[:_LONGEST]!r}", hint)
        if RESERVED_NAMES.fullmatch(part.partition(".")[0].lower()):
            return Refusal(f"has a name that Windows keeps for a device: '{part}'", "rename it")
    ending = _ending(name)
    if ending not in ATTACHMENT_ENDINGS:
        kinds = ", ".join(sorted(ATTACHMENT_ENDINGS))
        return Refusal(f"is of a kind that is not shown: '.{ending}'", f"one of: {kinds}")
    inner = set(name.rpartition("/")[2].lower().split(".")[1:-1]) & _RUN_BY_HOSTS
    if inner:
        return Refusal(f"has '.{min(inner)}' in its name, which some web hosts act on", "rename it")
    return None


def _refused_content(content: bytes, ending: str) -> tuple[Refusal, ...]:
    """Return what is wrong with the content of a file, or with as much of it as is judged."""
    if ending == "svg":
        from mkdocs_briefings.attachments.svg import UnusableDrawing, clean_drawing  # noqa: PLC0415

        try:
            clean_drawing(content)
        except UnusableDrawing as error:
            return tuple(Refusal(problem.message, problem.hint, problem.line) for problem in error.problems)
        return ()
    reason = mismatch(content[:HEAD], ending)
    if not reason:
        return ()
    is_text = ending not in KINDS or "page" in reason
    hint = (
        "begin it with a line of words" if is_text else "give it the ending of what it is, or export it again"
    )
    return (Refusal(reason, hint),)
