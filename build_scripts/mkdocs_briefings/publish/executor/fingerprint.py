"""What has to be the same on all machines of a cluster, for pages to be the same wherever they are made."""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

Fingerprint = Mapping[str, str]
"""Versions by name: of Python, of zlib, of this package (a digest of its files), of packages that it needs, and of fonts."""

_PACKAGE = Path(__file__).parents[2]
_FONTS = "fontpkg-"
"""How the names of packages of fonts begin: a desk uses some, and a machine may have others besides."""
_NAME = re.compile(r"[\w.-]+")
_EXTRA = re.compile(r"extra\s*==")
_OWN_EXTRA = re.compile(r"extra\s*==\s*.(?:charts|styles)\b")
"""The extras that change what a site shows."""


@cache
def fingerprint() -> Fingerprint:
    """Return the versions of this machine."""
    whole = hashlib.sha256()
    for path in sorted(path for path in _PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        whole.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    fonts = {each.name: each.version for each in metadata.distributions() if each.name.startswith(_FONTS)}
    own = {"zlib": zlib.ZLIB_RUNTIME_VERSION, "mkdocs-briefings": whole.hexdigest()[:16]}
    return {"Python": sys.version.split()[0], **fonts, **_needed(), **own}


def differences(theirs: Fingerprint, ours: Fingerprint) -> str:
    """Return what differs elsewhere, for a message: `Python is 3.11.2, not 3.12.0`; empty if nothing does."""
    alike = {name for name in theirs.keys() | ours.keys() if not name.startswith(_FONTS)}
    return ", ".join(
        f"{name} is {theirs.get(name, 'missing')}, not {ours.get(name, 'missing')}"
        for name in sorted(alike | (theirs.keys() & ours.keys()))
        if theirs.get(name) != ours.get(name)
    )


def _needed() -> dict[str, str]:
    """Return the versions of all packages that this one needs, directly or not, as far as they are installed."""
    versions: dict[str, str] = {}
    waiting = ["mkdocs-briefings"]
    while waiting:
        name = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if distribution.name.lower() not in versions:
            versions[distribution.name.lower()] = distribution.version
            waiting += [
                match[0]
                for wish in distribution.requires or ()
                if (match := _NAME.match(wish)) and (not _EXTRA.search(wish) or _OWN_EXTRA.search(wish))
            ]
    return versions
