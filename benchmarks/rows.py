"""What is measured: each row of the tables, how its site is written and how one of its builds begins."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import indexes
import measure
from desks import NEEDED, SETTINGS, edit, off, rare_words, write_desk
from peers import PAGEFIND, PEERS, Peer, pagefind

BASE = "briefings"
"""The row that all others are compared with."""
_INDEX, _PAGEFIND = "our index", "pagefind"
_ASIDE = ".aside"
_BUILD = [str(Path(sys.executable).parent / "briefings"), "build"]
_UV = Path(sys.executable).parent / "uv"


class Table(StrEnum):
    """The table that a row stands in."""

    JOB = "Cold build, the same job"
    INDEX = "Search index of the same records"
    FURTHER = "Ours further"


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of build."""

    name: str
    folder: Path
    commands: list[list[str]]
    output: str
    """Folder of the site in `folder`."""
    begin: Callable[[int], None]
    """Called before the build of each round with its number."""
    table: Table = Table.FURTHER
    done: Callable[[int], bool] = lambda _: True
    """Asked after the build of a round: whether the site shows what `begin` did."""


def rows(out: Path, count: int, names: list[str]) -> list[Row]:
    """The rows of these names, all if there are none, with their sites written."""
    makers = {BASE: _ours(out, BASE, {}, registries=False, table=Table.JOB)}
    makers |= {peer.name: _theirs(out, peer) for peer in PEERS}
    makers |= {_INDEX: _our_index(out), _PAGEFIND: _pagefind_index(out)}
    for name in off():
        makers[f"with {name}"] = _ours(out, f"with {name}", _on(name), registries=False)
    makers["with outlets and people"] = _ours(out, "with outlets and people", {}, registries=True)
    makers["with everything"] = _ours(out, "with everything", _on(*off()), registries=True)
    makers["nothing edited"] = _warm(out, "nothing edited", _on(*off()), _leave)
    makers["one edited"] = _warm(out, "one edited", _on(*off()), _edit)
    makers["one edited (no search)"] = _warm(
        out, "one edited (no search)", {**_on(*off()), "search": False}, _edit
    )
    if unknown := set(names) - set(makers):
        sys.exit(f"no such row: {', '.join(sorted(unknown))}; there are: {', '.join(makers)}")
    wanted = {BASE, *(names or makers), *([_INDEX] if _PAGEFIND in names else [])}
    return [make(count) for name, make in makers.items() if name in wanted]


def _theirs(out: Path, peer: Peer) -> Callable[[int], Row]:
    def make(count: int) -> Row:
        folder = out / peer.name
        place = peer.install(out.parent / "peers", _UV)
        _fresh(folder)
        peer.write(folder, count)
        begin = _cold(folder, peer.output, *peer.leftovers)
        return Row(peer.name, folder, peer.commands(place), peer.output, begin, Table.JOB)

    return make


def _our_index(out: Path) -> Callable[[int], Row]:
    def make(_: int) -> Row:
        folder = _fresh(out / "our-index")
        command = [sys.executable, str(Path(indexes.__file__)), str(folder)]
        return _index(out, Row(_INDEX, folder, [command], "site/search", _leave_all), indexes.copy_texts)

    return make


def _pagefind_index(out: Path) -> Callable[[int], Row]:
    def make(_: int) -> Row:
        folder = _fresh(out / _PAGEFIND)
        peer = Peer(_PAGEFIND, (PAGEFIND,), lambda *_: None, lambda place: [pagefind(place, "site")], "")
        commands = peer.commands(peer.install(out.parent / "peers", _UV))
        return _index(out, Row(_PAGEFIND, folder, commands, "site/pagefind", _leave_all), indexes.write_pages)

    return make


def _index(out: Path, row: Row, write: Callable[[Path, Path], None]) -> Row:
    """An index of the records of our bare site, which the row before has built."""
    cold = _cold(row.folder, "site", ".cache")

    def begin(round: int) -> None:
        cold(round)
        write(out / BASE / "site", row.folder)

    return replace(row, begin=begin, table=Table.INDEX)


def _ours(
    out: Path, name: str, settings: dict[str, object], *, registries: bool, table: Table = Table.FURTHER
) -> Callable[[int], Row]:
    def make(count: int) -> Row:
        folder = _fresh(out / name.replace(" ", "-"))
        write_desk(folder, count, {**off(), **settings}, registries=registries)
        return Row(name, folder, [_BUILD], "site", _cold(folder, "site", ".cache"), table)

    return make


def _warm(
    out: Path, name: str, settings: dict[str, object], change: Callable[[Path, int], None]
) -> Callable[[int], Row]:
    """A build after a build of the same desk."""
    cold = _ours(out, name, settings, registries=True)

    def make(count: int) -> Row:
        row = cold(count)

        def begin(round: int) -> None:
            if round == 0:
                measure.run(row.commands, row.folder)
            change(row.folder, round)

        def done(round: int) -> bool:
            return change is _leave or _shows(row.folder, round)

        return replace(row, begin=begin, done=done)

    return make


def _leave(folder: Path, round: int) -> None:
    """Edit nothing."""


def _leave_all(round: int) -> None:
    """Begin without any change."""


def _edit(folder: Path, round: int) -> None:
    """Another briefing in each round, with other words."""
    edit(folder, _edited(round), _words(round))


def _shows(folder: Path, round: int) -> bool:
    page = folder / f"site/briefings/briefing-{_edited(round):06}/index.html"
    return _words(round) in page.read_text(encoding="utf-8")


def _edited(round: int) -> int:
    return 3 + round


def _words(round: int) -> str:
    return " ".join(rare_words(3 + round))


def _on(*names: str) -> dict[str, object]:
    """These extras as a desk that wants them has them."""
    every = (one for name in names for one in (*NEEDED.get(name, ()), name))
    return {name: SETTINGS[name].default or True for name in every}


def _cold(folder: Path, *built: str) -> Callable[[int], None]:
    """Put aside what was built, and remove it when all is measured.

    A disk (ext4) that has just removed thousands of files makes new ones several times slower, for half a minute.
    """

    def begin(round: int) -> None:
        for name in filter(lambda name: (folder / name).exists(), built):
            aside = folder.parent / _ASIDE / f"{folder.name}-{name}-{round}"
            aside.parent.mkdir(exist_ok=True)
            (folder / name).rename(aside)

    return begin


def clear_aside(out: Path) -> None:
    """Remove what the rounds have built."""
    shutil.rmtree(out / _ASIDE, ignore_errors=True)


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
