"""The search index as scripts: a few dozen of its files in each, for browsers fetch no files from a disk."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator

from mkdocs_briefings.publish.search.texts import FOLDER, SUFFIX

_INDEX_FILE = re.compile(rf"(?:[a-z]{{2,3}}(?:-[a-z0-9]{{1,8}})*/)?{FOLDER}/.+{re.escape(SUFFIX)}")
"""A file of the index of the root, or of a further language in its folder."""
_LARGEST = 64_000
"""Bytes of files that a script holds, unless it is one larger file."""


def is_index_file(address: str) -> bool:
    """Return whether a file of the site is one of the search index."""
    return _INDEX_FILE.fullmatch(address) is not None


def index_scripts(addresses: Iterable[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Yield address and text of each script; the last says which file each of the others begins with.

    Args:
        addresses: of the files of the index, from the root of the site.
        read: returns a file of the site by its address.
    """
    by_folder: dict[str, list[str]] = {}
    for address in addresses:
        by_folder.setdefault(address.partition(f"{FOLDER}/")[0], []).append(address)
    for folder, own in sorted(by_folder.items()):
        for address, script in _scripts(own, read):
            yield folder + address, script


def _scripts(addresses: Iterable[str], read: Callable[[str], bytes]) -> Iterator[tuple[str, str]]:
    """Yield the scripts of one index."""
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
    return address.partition(f"{FOLDER}/")[2].removesuffix(SUFFIX)


def _script(name: str, content: object) -> tuple[str, str]:
    values = json.dumps(content, separators=(",", ":"))
    return f"{FOLDER}/index/{name}.js", f"briefingsPack({json.dumps(name)},{values});\n"
