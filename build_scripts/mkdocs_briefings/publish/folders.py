"""The folders of a desk: none may be, hold or lie in another if one of the two is replaced or copied into the site.

Folders are compared by where links lead and by what the disk says they are (device and inode), so neither a symbolic
link, a mount nor another spelling on a disk that ignores case hides that two are the same.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.publish.atomic import publish_errors, write_atomically
from mkdocs_briefings.publish.staging import (
    CNAME,
    EXPORT_MARKER,
    MARKER,
    MARKER_TEXT,
    PACK_MARKER,
    REPOSITORY,
    Staging,
    foreign_files,
    stat_files,
)

Identity = tuple[object, ...]
"""Device and inode of a folder; of one that is not there, those of the nearest above it, and the names below."""


class Relation(StrEnum):
    """The relation of one folder to another: the same, around it, or inside it."""

    IS = "is"
    HOLDS = "holds"
    LIES_IN = "lies in"


class Part(StrEnum):
    """A folder of a desk, in the words of messages."""

    SITE = "the site"
    CONTENT = "the content folder"
    DOCS = "the docs folder"
    CACHE = "the cache"
    THEME = "the custom_dir of the theme"
    ROOT = "the folder of the settings file"
    PACK = "the pack"
    EXPORT = "the export"


Pairs = Mapping[tuple[Part, Part], frozenset[Relation]]
"""How one folder must not lie to another."""
_ANY = frozenset(Relation)
_SETTINGS: Pairs = {
    (Part.CONTENT, Part.DOCS): _ANY,  # MkDocs would copy drafts into the site
    (Part.CONTENT, Part.THEME): _ANY,
    (Part.CACHE, Part.CONTENT): _ANY,
    (Part.CACHE, Part.DOCS): _ANY,
    (Part.CACHE, Part.THEME): _ANY,
    (Part.CACHE, Part.ROOT): frozenset({Relation.IS, Relation.HOLDS}),  # it may be deleted at any time
}
_SITE: Pairs = {
    (Part.SITE, Part.CONTENT): _ANY,
    (Part.SITE, Part.DOCS): _ANY,
    (Part.SITE, Part.CACHE): _ANY,
    (Part.SITE, Part.THEME): _ANY,
    (Part.SITE, Part.ROOT): frozenset({Relation.IS, Relation.HOLDS}),
}
_PACK: Pairs = {
    (Part.PACK, Part.SITE): _ANY,  # each replaces what lies in its folder
    **{(Part.PACK, other): refused for (_, other), refused in _SITE.items()},
}
_EXPORT: Pairs = {
    (Part.EXPORT, Part.PACK): _ANY,
    **{(Part.EXPORT, other): refused for (_, other), refused in _PACK.items()},
}
REFUSED = {**_SETTINGS, **_SITE, **_PACK, **_EXPORT}
"""What no folder may be to another. In all other pairs none is replaced, and both are public or neither is."""
_OF_OUTPUTS = frozenset({Relation.IS, Relation.LIES_IN})


@dataclass(frozen=True, slots=True)
class DeskFolders:
    """The folders of a desk, by the part that each holds."""

    parts: Mapping[Part, Path]

    def check_settings(self) -> None:
        """Refuse settings under which content or cache would be published, or content be lost with the cache.

        Raises:
            UsageError: says which folder is, holds or lies in which, or cannot be one.
        """
        parts = (Part.CONTENT, Part.CACHE)
        if problems := [f"{part} {problem}" for part in parts if (problem := _problem(self.parts[part]))]:
            raise UsageError("; ".join(problems))
        _keep_apart(_SETTINGS, self.parts)

    def check_site(self, *, force: bool = False) -> None:
        """Refuse a site in whose place a build would remove what it has not written.

        Args:
            force: replace files that no build has written, unless they are a part of the desk or of a repository.

        Raises:
            UsageError: says what is in the way; nothing was touched.
            PublishError: a folder in the site is a repository.
        """
        hint = "remove it, name another folder, or let `briefings build --force` replace it"
        self._check_replaceable(Part.SITE, _SITE, MARKER, f"no build has written; {hint}", force=force)

    def check_pack(self) -> None:
        """Refuse a pack in whose place something else would be removed.

        Raises:
            UsageError: says what is in the way; nothing was touched.
            PublishError: a folder in the pack is a repository.
        """
        hint = "`briefings pack` has not written; remove it, or name another folder"
        self._check_replaceable(Part.PACK, _PACK, PACK_MARKER, hint, force=False)

    def check_export(self) -> None:
        """Refuse an export in whose place something else would be removed.

        Raises:
            UsageError: says what is in the way; nothing was touched.
            PublishError: a folder in the export is a repository.
        """
        hint = "`briefings export` has not written; remove it, or name another folder"
        self._check_replaceable(Part.EXPORT, _EXPORT, EXPORT_MARKER, hint, force=False)

    def _check_replaceable(self, part: Part, pairs: Pairs, marker: str, foreign: str, *, force: bool) -> None:
        place = self.parts[part]
        if problem := _problem(place):
            raise UsageError(f"{part} {problem}; name another")
        _keep_apart(pairs, self.parts)
        _keep_apart(pairs, {**self.parts, part: Staging(place, None).folder})
        if REPOSITORY in Path(os.path.realpath(place)).parts:
            raise UsageError(f"{part} ({place}) lies in a folder {REPOSITORY}; name another")
        if os.path.lexists(place / marker) or not _has_files(place):
            return
        if (place / REPOSITORY).is_dir():
            hint = "remove its files first, or name another folder"
            raise UsageError(f"{part} ({place}) is a repository that holds something else; {hint}")
        if not force:
            raise UsageError(f"{part} ({place}) holds what {foreign}")
        stat_files(place)

    def claim_site(self) -> dict[str, bytes]:
        """Mark a site that is written in place, file by file, as one that builds may replace.

        Returns:
            The files in it that are no build's, for `restore_files`.

        Raises:
            PublishError: the site cannot be written, or a link or repository inside of it leads elsewhere.
        """
        site = self.parts[Part.SITE]
        for address in stat_files(site):
            if (site / address).is_symlink() and (site / address).is_dir():
                raise PublishError(
                    f"{site / address} is a link to a folder, which a build would write into; remove it"
                )
        write_atomically(site / MARKER, MARKER_TEXT)
        return foreign_files(site)

    def check_output(self, path: Path) -> None:
        """Refuse a file or folder for prints and mails that lies where the next build would remove it.

        Raises:
            UsageError: says where it lies.
        """
        for part in (Part.SITE, Part.CACHE):
            if (related := relation(path, self.parts[part])) in _OF_OUTPUTS:
                hint = "which builds replace; name another place"
                raise UsageError(f"{path} {related} {part} ({self.parts[part]}), {hint}")


def relation(folder: Path, other: Path) -> Relation | None:
    """Return how a folder lies to another; None if they have nothing in common."""
    own, others = list(_identities(folder)), list(_identities(other))
    if own[0] == others[0]:
        return Relation.IS
    if own[0] in others:
        return Relation.HOLDS
    return Relation.LIES_IN if others[0] in own else None


def _problem(path: Path) -> str:
    """Return why a path cannot be a folder; empty if it is one, or could be made."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"({path}) cannot be read: {error.strerror}"
    except ValueError:
        return f"({str(path)!r}) is no path"
    return "" if stat.S_ISDIR(mode) else f"({path}) is a file, not a folder"


def _keep_apart(pairs: Pairs, parts: Mapping[Part, Path]) -> None:
    problems = [
        f"{part} ({parts[part]}) {related} {other} ({parts[other]})"
        for (part, other), refused in pairs.items()
        if part in parts and other in parts
        if (related := relation(parts[part], parts[other])) in refused
    ]
    if problems:
        raise UsageError(f"{'; '.join(problems)}: name folders that are apart")


def _identities(folder: Path) -> Iterator[Identity]:
    """Yield the identity of a folder, then those of all folders above it."""
    path = Path(os.path.realpath(folder))
    for inner in (path, *path.parents):
        missing: list[str] = []
        for existing in (inner, *inner.parents):
            try:
                status = existing.stat()
            except OSError:
                missing.append(unicodedata.normalize("NFC", existing.name).casefold())
                continue
            yield (status.st_dev, status.st_ino, *missing)
            break


def _has_files(site: Path) -> bool:
    """Return whether a folder holds something that a build would replace."""
    with publish_errors(f"cannot read {site}"):
        names = [path.name for path in site.iterdir()] if site.exists() else []
    return any(name != CNAME and not name.startswith(".") for name in names)
