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

BUILD = [sys.executable, "-m", "mkdocs_briefings", "build"]
FONTS = """
import sys
from pathlib import Path
from mkdocs_briefings.publish.print_fonts import print_fonts
folder = print_fonts(Path(sys.argv[1]))
print(len([font.read_bytes() for font in folder.glob("*.ttf")]))
"""


def build(folder: Path, *options: str) -> None:
    subprocess.run([*BUILD, *options], cwd=folder, check=True, capture_output=True)


def test_two_builds_of_one_site(site, files_of) -> None:
    folder = site("minimal", pdf=False)
    for number in range(20):
        (folder / f"content/briefings/draft-{number}.yaml").write_text(draft(number), encoding="utf-8")
    possible = []
    for number, options in enumerate(([], ["--drafts"])):
        build(folder, "--site-dir", f"alone-{number}", *options)
        possible.append(files_of(folder / f"alone-{number}"))
    for _ in range(2):
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda options: build(folder, *options), ([], ["--drafts"])))
        assert files_of(folder / "site") in possible


def draft(number: int) -> str:
    return f"title: Ships {number}\ndate: 2024-02-05\nstatus: draft\nexecutive_points: [They left.]\nbody: Talks.\n"


def test_a_build_waits_for_another_and_says_so(lean_site) -> None:
    folder = lean_site("minimal")
    build(folder)
    (site,) = folder.glob(".cache/briefings/builds/*")
    lock = folder / ".cache/briefings/locks" / site.name
    with FileLock(lock):
        second = subprocess.Popen(
            BUILD, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert second.stderr is not None
        assert "another build is writing this site" in second.stderr.readline()
        assert second.poll() is None
    assert "Built" in second.communicate(timeout=60)[0]
    assert second.returncode == 0


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
