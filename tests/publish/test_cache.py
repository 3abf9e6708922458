"""What builds keep: read as it was written or not at all, and removed when no build needs it."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest
from damages import DAMAGES

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.model.packing import NotPackedError, pack, unpack
from mkdocs_briefings.publish.cache import Cache
from mkdocs_briefings.publish.sealed import read_piece, seal, unseal

A_DAY = 24 * 3600


def test_a_piece_is_whole_or_nothing() -> None:
    piece = seal(b"some words", b"a purpose")
    assert unseal(piece, b"a purpose") == b"some words"
    assert unseal(piece, b"another") is None
    for place in range(len(piece)):
        assert unseal(piece[:place], b"a purpose") is None
        for bit in range(8):
            flipped = piece[:place] + bytes([piece[place] ^ 1 << bit]) + piece[place + 1 :]
            assert unseal(flipped, b"a purpose") is None
    assert unseal(piece + b"more", b"a purpose") is None


def test_every_site_has_its_folder_whatever_its_name(tmp_path) -> None:
    names = {Cache(tmp_path).site_folder(tmp_path / name) for name in ("a", "a\udcff", "a\udcfe", "ä", "a\n")}
    assert len(names) == 5


def test_pieces_of_a_file_are_read_in_turn(tmp_path) -> None:
    path = tmp_path / "file"
    path.write_bytes(seal(b"head", b"1") + seal(b"", b"2") + seal(b"rest", b"3"))
    with path.open("rb") as file:
        assert [read_piece(file, name) for name in (b"1", b"2", b"3", b"4")] == [b"head", b"", b"rest", None]


def test_packed_values_come_back_as_they_were() -> None:
    value = {"a": (Diagnostic(Span("a.yaml", 2), Severity.ERROR, "code", "message"), frozenset({b"1"}), 0.5)}
    assert unpack(pack(value)) == value


@dataclass
class Call:
    """A value that, read as a pickle, calls something."""

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self):
        return self.function, self.arguments


FORGED = {
    "a function": pickle.dumps(Call(os.mkdir, ("forged",))),
    "a type of others": pickle.dumps(HTTPStatus.OK),
    "a built-in": pickle.dumps(Call(eval, ("open('forged', 'w')",))),
    "a function of ours": b"cmkdocs_briefings.publish.leases\nremove\n(S'forged'\ntR.",
    "a way through a type": b"\x80\x04\x8c(mkdocs_briefings.diagnostics.diagnostic\x8c\rSpan.__init__\x93.",
    "a type that is no value": b"cmkdocs_briefings.model.digests\n_Pickler\n.",
    "a module that nobody imported": b"cmkdocs_briefings.publish.search.program\nindex\n.",
    "an unknown name": b"cmkdocs_briefings.model.site\nNothing\n.",
    "no pickle": b"words",
    "nothing": b"",
    "a value that no type takes": b"cmkdocs_briefings.diagnostics.diagnostic\nSeverity\n(S'forged'\ntR.",
    "another format": b"\x80\xff.",
}


@pytest.mark.parametrize("packed", FORGED.values(), ids=FORGED)
def test_forged_values_run_nothing(tmp_path, monkeypatch, packed) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    imported = set(sys.modules)
    with pytest.raises(NotPackedError):
        unpack(packed)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert set(sys.modules) == imported


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_none(tmp_path, damage) -> None:
    cache = Cache(tmp_path / "cache")
    cache.write("sort", "a", b"one")
    assert cache.read("sort", "a") == b"one"
    damage(cache.path("sort", "a"))
    assert cache.read("sort", "a") is None
    cache.write("sort", "a", b"two")
    assert cache.read("sort", "a") == b"two"


def test_a_file_of_another_name_is_none(tmp_path) -> None:
    cache = Cache(tmp_path)
    cache.write("sort", "a", b"one")
    shutil.copyfile(cache.path("sort", "a"), cache.path("sort", "b"))
    assert cache.read("sort", "b") is None


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("name", ["one", "deep/two", ".files"])
def test_a_damaged_folder_is_made_again(tmp_path, name: str, damage) -> None:
    cache, folder = Cache(tmp_path / "cache"), fill(tmp_path / "cache")
    damage(folder / name)
    assert fill(cache.folder) == folder
    assert {path.name: path.read_text() for path in (folder / "one", folder / "deep/two")} == {
        "one": "1",
        "two": "2",
    }
    assert sorted(path.name for path in folder.iterdir()) == [".files", "deep", "one"]


def test_what_nobody_put_into_a_folder_is_not_in_it(tmp_path) -> None:
    folder = fill(tmp_path)
    (folder / "deep/more").write_text("3", encoding="utf-8")
    before = (folder / "one").stat().st_ino
    assert not (fill(tmp_path) / "deep/more").exists()
    assert (folder / "one").stat().st_ino != before
    before = (folder / "one").stat().st_ino
    fill(tmp_path)
    assert (folder / "one").stat().st_ino == before


def fill(cache: Path) -> Path:
    def make(folder: Path) -> None:
        (folder / "deep").mkdir()
        (folder / "one").write_text("1", encoding="utf-8")
        (folder / "deep/two").write_text("2", encoding="utf-8")

    return Cache(cache).folder_with("sort", "a", make)


@pytest.mark.parametrize("place", ["kept", "kept/sort", "leases", "locks"])
def test_a_file_where_a_folder_of_the_cache_has_to_be(tmp_path, place: str) -> None:
    fill(tmp_path)
    shutil.rmtree(tmp_path / place)
    (tmp_path / place).write_text("a file", encoding="utf-8")
    assert (fill(tmp_path) / "one").read_text(encoding="utf-8") == "1"


def test_other_programs_pass_it_over(tmp_path) -> None:
    with Cache(tmp_path).lease():
        assert (
            (tmp_path / "CACHEDIR.TAG")
            .read_text()
            .startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
        )
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    status = subprocess.run(
        ["git", "-C", tmp_path, "status", "--porcelain"], check=True, capture_output=True, text=True
    )
    assert status.stdout == ""


def age(path: Path, seconds: int) -> None:
    time = path.stat().st_mtime - seconds
    os.utime(path, (time, time))


def names(cache: Cache, kind: str = "sort") -> list[str]:
    return sorted(path.name for path in cache.path(kind, "any").parent.iterdir())


def test_what_was_not_used_for_long_goes(tmp_path) -> None:
    cache = Cache(tmp_path)
    for kind in ("sort", "other"):
        for name in ("a", "b", "c"):
            cache.write(kind, name, b"one")
    for name, days in (("a", 3), ("b", 3), ("c", 2)):
        age(cache.path("sort", name), days * A_DAY + 60)
    with cache.lease():
        assert cache.read("sort", "a") == b"one"
    assert names(cache) == ["a"]
    assert names(cache, "other") == ["a", "b", "c"]


def test_nothing_goes_because_nobody_built(tmp_path) -> None:
    cache = Cache(tmp_path)
    for name in ("a", "b"):
        cache.write("sort", name, b"one")
        age(cache.path("sort", name), 30 * A_DAY)
    with cache.lease():
        pass
    assert names(cache) == ["a", "b"]


def test_of_many_entries_the_last_used_stay(tmp_path) -> None:
    """An edit may leave an entry, and a server sees a hundred edits in an hour."""
    cache = Cache(tmp_path)
    for number in range(30):
        cache.write("sort", f"{number:02}", b"one")
        age(cache.path("sort", f"{number:02}"), 60 * (30 - number))
    with cache.lease():
        pass
    assert names(cache) == [f"{number:02}" for number in range(14, 30)]


def test_it_may_be_deleted_at_any_time(tmp_path) -> None:
    cache = Cache(tmp_path / "cache")
    with cache.lease():
        shutil.rmtree(cache.folder)
    with cache.lease():
        cache.write("sort", "a", b"one")
        assert cache.read("sort", "a") == b"one"


def test_what_was_left_half_written_goes_at_once(tmp_path) -> None:
    cache = Cache(tmp_path)
    cache.write("sort", "a", b"one")
    cache.path("sort", ".0a.part").mkdir()
    cache.path("sort", ".0b.part").write_text("one", encoding="utf-8")
    with cache.lease():
        pass
    assert names(cache) == ["a"]


LEASE = """
import sys
from pathlib import Path
from mkdocs_briefings.publish.cache import Cache
cache = Cache(Path(sys.argv[1]))
with cache.lease():
    cache.read("sort", "used")
    cache.path("sort", ".0a.part").write_text("in the making")
    print("begun", flush=True)
    sys.stdin.read()
"""


def test_a_lease_ends_with_its_process(tmp_path) -> None:
    """What a running build uses stays, however much later others use something; what a killed one left goes at once."""
    cache = Cache(tmp_path)
    cache.write("sort", "used", b"one")
    with subprocess.Popen(
        [sys.executable, "-c", LEASE, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"begun\n"
        cache.write("sort", "later", b"one")
        age(cache.path("sort", "later"), -3 * A_DAY)
        with cache.lease():
            pass
        assert names(cache) == [".0a.part", "later", "used"]
        other.kill()
    with cache.lease():
        pass
    assert names(cache) == ["later"]
    assert list((tmp_path / "leases").iterdir()) == []
