"""The search index as scripts: a few dozen of its files in each, for browsers fetch no files from a disk."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator

from mkdocs_briefings.publish.search.texts import FOLDER, SUFFIX

_LARGEST = 64_000
"""Bytes of files that a script holds, unless it is one larger file."""


def is_index_file(address: str) -> bool:
    """Return whether a file of the site is one of the search index."""
    return address.startswith(f"{FOLDER}/") and address.endswith(SUFFIX)


def index_scripts(addresses: Iterable[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Yield address and text of each script; the last says which file each of the others begins with.

    Args:
        addresses: of the files of the index, from the root of the site.
        read: returns a file of the site by its address.
    """
    firsts: list[str] = []
    for files in _parted(addresses, read):
        name, firsts = str(len(firsts)), [*firsts, next(iter(files))]
        yield _script(name, {path: base64.b64encode(content).decode() for path, content in files.items()})
    if firsts:
        yield _script("firsts", firsts)


def _parted(addresses: Iterable[str], read: Callable[[str], bytes]) -> Iterator[dict[str, bytes]]:
    files: dict[str, bytes] = {}
    for path, address in sorted((_path(address), address) for address in addresses):
        content = read(address)
        if files and sum(map(len, files.values())) + len(content) > _LARGEST:
            yield files
            files = {}
        files[path] = content
    if files:
        yield files


def _path(address: str) -> str:
    """Return the address of a file as browsers ask for it."""
    return address.removeprefix(f"{FOLDER}/").removesuffix(SUFFIX)


def _script(name: str, content: object) -> tuple[str, str]:
    values = json.dumps(content, separators=(",", ":"))
    return f"{FOLDER}/index/{name}.js", f"briefingsPack({json.dumps(name)},{values});\n"
