"""A small desk that is written anew for each case: as it is with one change, then without, or the other way round."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from test_incremental import Desk, changed, pages_of

Files = Mapping[str, bytes]
"""The files of a built site, by address."""
WriteContent = Callable[[Mapping[str, Any], Path], object]
CONFIG: dict[str, Any] = {
    "site_name": "A desk",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False},
    "nav": [{"Briefings": "index.md"}, {"Feeds": "feeds.md"}, {"About": "about.md"}],
}
"""Settings of MkDocs. The feeds page has no shell outside the navigation, so MkDocs would run for each new feed."""
PLUGIN: dict[str, Any] = {
    "search": False,
    "audience": "red",
    "drafts": True,
    "at": "2024-06-01T00:00:00Z",
    "feed_entries": 9,
}
"""Settings of the plugin. Search is off: its bundle is not compared byte by byte, and takes as long as all else."""


_CLEAN: dict[str, Files] = {}
"""Clean sites, by a digest of what they are made from."""


@dataclass(frozen=True)
class SmallDesk:
    """A folder in which desks are written and built, and put back to how they were."""

    folder: Path
    write_content: WriteContent

    def write(self, content: Mapping[str, Any]) -> None:
        """Write the content folder, with nothing that was in it before."""
        shutil.rmtree(self.folder / "content", ignore_errors=True)
        self.write_content(content, self.folder)

    def write_file(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @contextlib.contextmanager
    def edited(self, name: str, text: str | None) -> Iterator[None]:
        """Let a file have another text, or none, for a while; afterwards it is as it was, at a new time."""
        path = self.folder / name
        before = path.read_bytes() if path.exists() else None
        if text is None:
            path.unlink()
        else:
            self.write_file(name, text)
        try:
            yield
        finally:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)

    def configure(
        self, plugin: Mapping[str, Any], *, further_plugins: Sequence[object] = (), **mkdocs: Any
    ) -> None:
        """Write mkdocs.yml."""
        plugins = [*further_plugins, {"briefings": {**PLUGIN, **plugin}}]
        settings = {**CONFIG, "plugins": plugins, **mkdocs}
        self.write_file("mkdocs.yml", json.dumps(settings))

    def build(self, site: str = "site") -> Files:
        """Build, and return what was built."""
        desk = Desk(self.folder)
        desk.audience = desk.at = None
        desk.build(site)
        return pages_of(self.folder / site)

    def build_clean(self) -> Files:
        """Return what a build into a new folder makes with an empty cache; what was built before goes, and the cache.

        Desks of the same files have the same site, so it is built for the first of them alone.
        """
        self.clear()
        key = self._digest()
        if key not in _CLEAN:
            _CLEAN[key] = self.build("clean")
            self.clear()
        return _CLEAN[key]

    def _digest(self) -> str:
        """Return a digest of all files, and of where links lead."""
        read = sha256()
        for path in sorted(self.folder.rglob("*")):
            held = str(path.readlink()).encode() if path.is_symlink() else b""
            held = path.read_bytes() if path.is_file() else held
            read.update(f"{path.relative_to(self.folder)} {len(held)} ".encode() + held)
        return read.hexdigest()

    def clear(self) -> None:
        """Remove what was built, and the cache."""
        for name in ("site", "clean", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)


__all__ = ["CONFIG", "PLUGIN", "Files", "SmallDesk", "changed", "pages_of"]
