"""All but the content that shapes a site, as one digest: another recipe makes another site."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from mkdocs_briefings.model.settings import RenderSettings, Settings
from mkdocs_briefings.model.values import digest, digest_of

PACKAGE = Path(__file__).parent.parent


def recipe(settings: Settings, render: RenderSettings, *further: object) -> bytes:
    """Digest of this program, the libraries and the settings."""
    chosen = [
        (name, repr(getattr(settings, name)))
        for name in Settings.__slots__
        if name not in {"at", "root", "content", "severities"}
    ]
    severities = tuple(sorted((name, str(level)) for name, level in settings.severities.items()))
    said = repr((chosen, severities, _readable(render), further)).encode()
    return digest_of(said, sys.version.encode(), _libraries(), _sources())


def _readable(render: RenderSettings) -> str:
    """The settings as text; functions among them by name, not by their place in memory."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(render))


def _libraries() -> bytes:
    """Digest of the names of installed distributions, which hold their versions."""
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return digest(tuple(names))


def _sources() -> bytes:
    """Digest of this package, templates and theme included."""
    paths = sorted(
        path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".pyo"}
    )
    return digest_of(
        *(part for path in paths for part in (str(path.relative_to(PACKAGE)).encode(), path.read_bytes()))
    )
