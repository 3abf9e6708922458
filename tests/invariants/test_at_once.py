"""Two processes at once: a site has the bytes of one build or of the other, a folder of the cache is read when it is whole."""

from __future__ import annotations

import subprocess
import sys
import time
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


def command(*options: str, plain: bool = False) -> list[str]:
    return [sys.executable, "-m", "mkdocs" if plain else "mkdocs_briefings", "build", *options]


def build(folder: Path, *commands: list[str]) -> None:
    """Run builds, all at once."""
    running = [
        subprocess.Popen(each, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for each in commands
    ]
    for process in running:
        output, _ = process.communicate()
        assert process.returncode == 0, output


def test_builds_at_once(lean_site, files_of) -> None:
    """Two sites of a desk, for two audiences, are as if each was built alone; one site is that of one of its builds."""
    folder = lean_site("minimal")
    write_drafts(folder)
    to_other = command("--site-dir", "other", plain=True)
    build(folder, command(), command("--drafts", "--site-dir", "drafts"), to_other)
    site, drafts, other = (files_of(folder / name) for name in ("site", "drafts", "other"))
    assert site == other
    assert len(drafts) > len(site)
    build(folder, command(), command("--drafts"), command(plain=True))
    assert files_of(folder / "site") in (site, drafts)
    assert not list(folder.glob(".*building"))


def write_drafts(folder: Path) -> None:
    for number in range(20):
        (folder / f"content/briefings/draft-{number}.yaml").write_text(draft(number), encoding="utf-8")


def draft(number: int) -> str:
    return f"title: Ships {number}\ndate: 2024-02-05\nstatus: draft\nexecutive_points: [They left.]\nbody: Talks.\n"


def test_a_build_waits_for_another_and_says_so(lean_site) -> None:
    folder = lean_site("minimal")
    build(folder, command())
    (site,) = folder.glob(".cache/briefings/builds/*")
    lock = folder / ".cache/briefings/locks" / site.name
    with FileLock(lock):
        waiting = [
            subprocess.Popen(
                command(plain=plain), cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for plain in (False, True)
        ]
        for process in waiting:
            assert process.stderr is not None
            assert any("another build is writing this site" in line for line in process.stderr)
            assert process.poll() is None
    for process in waiting:
        process.communicate(timeout=60)
        assert process.returncode == 0


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
