"""The story: read which files a site has, write each as a disk needs it, put the folder in place when all are there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import ProgressCallback, PublishError
from mkdocs_briefings.publish.atomic import publish_errors, write_new
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.publish.pack.addresses import SiteFiles, page_on_disk
from mkdocs_briefings.publish.pack.archive import archive
from mkdocs_briefings.publish.pack.index import index_scripts, is_index_file
from mkdocs_briefings.publish.pack.modules import FIRST, FOLDER, Bundle, bundle
from mkdocs_briefings.publish.staging import CNAME, PACK_MARKER, Staging, stat_files

_FOR_HOSTS = frozenset({CNAME, "_headers"})
"""Files that only a host reads."""
_PAGES = (".html", ".htm")
_BUNDLE = f"{FOLDER}/{FIRST}"


@dataclass(frozen=True, slots=True)
class PackRequest:
    """A site to be packed."""

    site: Path
    """Folder of the built site."""
    target: Path
    """Folder of the pack."""
    archive: Path | None
    """Where a zip of it goes, too; None for nowhere."""
    site_url: str
    """Address of the site on the web; empty if it has none."""


@dataclass(frozen=True, slots=True)
class PackReport:
    """A report on what was packed."""

    files: int
    pages: int
    size: int
    """Bytes of all files."""
    unloadable: tuple[str, ...]
    """Addresses of modules that no browser loads from a disk."""


@dataclass(frozen=True, slots=True)
class _Work:
    """The values that every worker of a pack needs."""

    site: Path
    folder: Path
    files: SiteFiles


def pack_site(request: PackRequest, progress: ProgressCallback) -> PackReport:
    """Write a site as a folder, and a zip if asked to; what is in their places is replaced when all is ready.

    Args:
        request: what is to be packed; that its target may be replaced was looked at before.
        progress: called as the pack comes along.

    Raises:
        PublishError: the pack cannot be written, or the site has what cannot be packed.
    """
    addresses = _files_of(request.site)
    modules = (
        bundle(lambda address: _text(request.site, address))
        if _BUNDLE in addresses
        else Bundle("", frozenset())
    )
    site = SiteFiles(frozenset(addresses), request.site_url, _BUNDLE)
    with (
        Staging(request.target, None, PACK_MARKER) as staging,
        publish_errors(f"cannot write {request.target}"),
    ):
        work = _Work(request.site, staging.folder, site)
        _write_scripts(work, modules)
        copied = [
            address for address in addresses if not is_index_file(address) and address not in modules.modules
        ]
        unloadable = _copy(copied, work, progress)
        written = stat_files(staging.folder)
        with _archived(request, staging.folder, list(written), progress):
            staging.replace(b"")
    pages = sum(address.endswith(_PAGES) for address in written)
    return PackReport(len(written), pages, sum(size for size, *_ in written.values()), unloadable)


def _files_of(site: Path) -> list[str]:
    """Return the addresses of what is packed of a site, in order.

    Raises:
        PublishError: a file of the site is a link, which may lead to what is none of it.
    """
    addresses = sorted(stat_files(site).keys() - _FOR_HOSTS)
    for address in addresses:
        if (site / address).is_symlink():
            raise PublishError(
                f"{site / address} is a link; a site of a build has none: remove it, and build again"
            )
    return addresses


def _text(site: Path, address: str) -> str:
    try:
        return (site / address).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PublishError(f"the site has no script {address} that can be read; build it again") from error


def _write_scripts(work: _Work, modules: Bundle) -> None:
    if modules.modules:
        write_new(work.folder / _BUNDLE, modules.script.encode())
    index = filter(is_index_file, work.files.files)
    for address, script in index_scripts(index, lambda address: (work.site / address).read_bytes()):
        write_new(work.folder / address, script.encode())


def _copy(addresses: list[str], work: _Work, progress: ProgressCallback) -> tuple[str, ...]:
    """Write all files that stay what they are, and return which modules in pages cannot be loaded."""
    unloadable: dict[str, None] = {}
    with open_executor(len(addresses), preload=(__name__,)) as executor:
        answers = map_in_order(executor, _write, addresses, executor.share(work))
        for done, modules in enumerate(answers, start=1):
            progress("pack", done, len(addresses))
            unloadable.update(dict.fromkeys(modules))
    return tuple(sorted(unloadable))


def _write(address: str, work: _Work) -> tuple[str, ...]:
    target = work.folder / address
    if not address.endswith(_PAGES):
        _copy_file(work.site / address, target)
        return ()
    html = (work.site / address).read_bytes().decode("utf-8", "surrogateescape")
    page = page_on_disk(html, address, work.files)
    write_new(target, page.html.encode("utf-8", "surrogateescape"))
    return page.unloadable


def _copy_file(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


@contextlib.contextmanager
def _archived(
    request: PackRequest, folder: Path, addresses: list[str], progress: ProgressCallback
) -> Iterator[None]:
    """Write the zip beside its place, and put it there after the block."""
    if request.archive is None:
        yield
        return
    beside = request.archive.with_name(f".{request.archive.name}.part")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        for done, _ in enumerate(archive(beside, folder, addresses, request.target.name), start=1):
            progress("zip", done, len(addresses))
        yield
        os.replace(beside, request.archive)
    finally:
        beside.unlink(missing_ok=True)
