"""Two processes at once: a site has the bytes of one build or of the other, a folder of the cache is read when it is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

pytestmark = pytest.mark.slow

FONTS = """
import sys
from pathlib import Path
from mkdocs_briefings.publish.print_fonts import print_fonts
folder = print_fonts(Path(sys.argv[1]))
print(len([font.read_bytes() for font in folder.glob("*.ttf")]))
"""


BUILD = ("briefings", "build")
PLAIN = ("mkdocs", "build")


@pytest.fixture
def build(start) -> Callable[..., None]:
    """Run builds, all at once."""

    def build(folder: Path | Sequence[Path], *commands: tuple[str, ...]) -> None:
        folders = [folder] * len(commands) if isinstance(folder, Path) else folder
        with tempfile.TemporaryFile() as out:
            running = [
                start(*command, cwd=cwd, out=out) for cwd, command in zip(folders, commands, strict=True)
            ]
            ended = [process.wait() for process in running]
            out.seek(0)
            assert set(ended) == {0}, out.read().decode()

    return build


def test_builds_at_once(lean_site, files_of, build) -> None:
    """Two sites of a desk, for two audiences, are as if each was built alone; one site is that of one of its builds."""
    folder = lean_site("minimal")
    write_drafts(folder)
    build(folder, BUILD, (*BUILD, "--drafts", "--site-dir", "drafts"), (*PLAIN, "--site-dir", "other"))
    site, drafts, other = (files_of(folder / name) for name in ("site", "drafts", "other"))
    assert site == other
    assert len(drafts) > len(site)
    build(folder, BUILD, (*BUILD, "--drafts"), PLAIN)
    assert files_of(folder / "site") in (site, drafts)
    assert not list(folder.glob(".*building"))


def test_two_checkouts_that_build_into_one_folder(lean_site, files_of, build, tmp_path) -> None:
    """Each has a cache of its own, so only the folder of the site can keep them apart."""
    first = lean_site("minimal")
    second = Path(shutil.copytree(first, tmp_path / "second"))
    write_drafts(second)
    commands = [BUILD, (*BUILD, "--drafts")]
    build([first, second], *commands)
    each = [files_of(folder / "site") for folder in (first, second)]
    site = tmp_path / "shared"
    for _ in range(2):
        build([first, second], *((*command, "--site-dir", str(site)) for command in commands))
        assert files_of(site) in each
    assert not list(tmp_path.glob(".*building"))


def write_drafts(folder: Path) -> None:
    for number in range(20):
        (folder / f"content/briefings/draft-{number}.yaml").write_text(draft(number), encoding="utf-8")


def draft(number: int) -> str:
    return f"title: Ships {number}\ndate: 2024-02-05\nstatus: draft\nexecutive_points: [They left.]\nbody: Talks.\n"


def test_a_build_waits_for_another_and_says_so(lean_site, build, start) -> None:
    folder = lean_site("minimal")
    build(folder, BUILD)
    (site,) = folder.glob(".cache/briefings/builds/*")
    lock = folder / ".cache/briefings/locks" / site.name
    written = [folder / "briefings.log", folder / "mkdocs.log"]
    with written[0].open("wb") as ours, written[1].open("wb") as plain, FileLock(lock):
        waiting = [start(*BUILD, cwd=folder, out=ours), start(*PLAIN, cwd=folder, out=plain)]
        for file in written:
            until = time.monotonic() + 60
            while "another build is writing this site" not in file.read_text(encoding="utf-8"):
                assert time.monotonic() < until
                time.sleep(0.01)
        assert not any(process.ended for process in waiting)
    assert [process.wait() for process in waiting] == [0, 0]


def test_print_fonts_made_by_several(tmp_path) -> None:
    """Each process reads all fonts, whichever process made them."""

    def count(number: int) -> str:
        time.sleep(number / 8)
        ended = subprocess.run(
            [sys.executable, "-c", FONTS, str(tmp_path)], check=True, capture_output=True, text=True
        )
        return ended.stdout.strip()

    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(count, range(4))) == {"9"}
