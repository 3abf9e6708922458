"""No command ends in a traceback where a folder or a file of a desk cannot be read, listed or written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import hostile_desks as desks
import pytest
from click.testing import CliRunner

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="who has all rights gives them up as Linux does"),
]
HERE = Path(__file__)
RIGHTS = "-dac_override,-dac_read_search"
"""Rights of `root` to read and write whatever the mode of a file says."""
CONTENT = (
    "content", "content/briefings", "content/briefings/2024", "content/briefings/2024/sound.yaml", "content/topics.yaml",
    "content/entities", "content/entities/all.yaml", "content/files", "content/files/a.csv",
)  # fmt: skip
DOCS = (
    "docs",
    "docs/sub",
    "docs/sub/a.md",
    "overrides",
    "overrides/main.html",
    "hook.py",
    "site",
    "site/index.html",
)
KEPT = (
    ".cache",
    ".cache/briefings",
    *(f".cache/briefings/{name}" for name in ("builds", "kept", "leases", "locks")),
)
"""The cache, of which further folders and files are found on the disk."""
MODES = {"nothing": 0o000, "list": 0o444, "enter": 0o111, "write": 0o555}
"""What of a folder is allowed, or not allowed."""
BUILDS = ("build", "plain")
COMMANDS = {
    "check": ["check"],
    "new": ["new", "A title", "--date", "2024-02-05"],
    "import": ["import", "article.txt"],
    "source": ["source", "add", "refs.bib", "--to", "sound"],
    "schema": ["schema"],
    "digest": ["digest", "--since", "2024"],
    "pdf": ["pdf", "sound"],
    "build": ["build"],
    "plain": ["build", "--site-dir", "plain"],
}


def configure(folder: Path, *, search: bool) -> None:
    """Write the settings; to make a search index takes as long as all else of a build."""
    plugins = [{"briefings": {"cards": False, "pdf": False, "search": search}}]
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    config = {"site_name": "A desk", "site_url": "https://example.org/", "hooks": ["hook.py"]}
    text = json.dumps({**config, "theme": theme, "plugins": plugins})
    path = folder / "mkdocs.yml"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def write_desk(folder: Path) -> None:
    configure(folder, search=True)
    sound = {**desks.SOUND, "topics": ["t"], "entities": ["e"], "body": "[B](files/a.csv)"}
    for name, text in {
        "hook.py": "x = 1\n",
        "docs/about.md": "# About\n",
        "docs/sub/a.md": "# A\n",
        "overrides/main.html": '{% extends "base.html" %}\n',
        "content/briefings/2024/sound.yaml": json.dumps(sound),
        "content/topics.yaml": "t: {name: T}\n",
        "content/entities/all.yaml": "e: {name: E, kind: person}\n",
        "content/files/a.csv": "a,b\n",
        "refs.bib": "@book{a, title={T}, year={2024}}",
        "article.txt": "A title\n\nThey met (SB, January 27).\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def cases() -> Iterator[tuple[str, int, str]]:
    """Yield each place, its mode, and a command."""
    for place in CONTENT:
        yield from ((place, 0o000, name) for name in COMMANDS)
        yield from ((place, 0o444, name) for name in ("check", *BUILDS))
    for place in DOCS:
        yield from ((place, mode, name) for mode in (0o000, 0o111) for name in BUILDS)
    yield from (
        ("article.txt", 0o000, "import"),
        ("refs.bib", 0o000, "source"),
        (".", 0o555, "pdf"),
        (".", 0o555, "digest"),
    )
    for place in KEPT:
        yield from ((place, mode, "build") for mode in MODES.values())
        yield place, 0o000, "plain"
    kept = sorted(path for path in Path(".cache").rglob("*") if str(path) not in KEPT)
    seen = {(path.parent.parent if path.is_file() else path.parent, path.suffix): path for path in kept}
    yield from ((str(path), mode, "build") for path in seen.values() for mode in (0o000, 0o555))


@contextmanager
def changed(path: Path, mode: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


def walk() -> None:
    """Run every case in this process, which has no right to read what its owner may not."""
    from mkdocs.__main__ import cli as mkdocs  # noqa: PLC0415

    from mkdocs_briefings.cli.main import main  # noqa: PLC0415

    runner = CliRunner()
    for name in ("build", "plain", "digest", "import"):
        runner.invoke(mkdocs if name == "plain" else main, COMMANDS[name])
    told = 0
    for place, mode, name in cases():
        if not Path(place).exists():
            continue
        configure(Path(), search=place.startswith(("site", ".cache")))
        with changed(Path(place), mode):
            result = runner.invoke(mkdocs if name == "plain" else main, COMMANDS[name])
        fault = result.exception is not None and not isinstance(result.exception, SystemExit)
        if fault or "Traceback" in result.output or result.exit_code not in {0, 1, 2}:
            sys.stdout.write(f"Traceback {place} {mode:o} {name} {result.exception!r}\n")
        told += "ermission denied" in result.output
    sys.stdout.write(f"cases that were told: {told}\n")


def test_what_cannot_be_read_is_told_in_a_line(tmp_path) -> None:
    write_desk(tmp_path)
    without = ["setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}"] if os.geteuid() == 0 else []
    if without and not which("setpriv"):
        pytest.skip("nothing here takes rights from root")
    paths = os.pathsep.join(path for path in sys.path if path)
    ended = subprocess.run(
        [*without, sys.executable, HERE],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert ended.returncode == 0, ended.stderr
    *tracebacks, told = ended.stdout.splitlines()
    assert tracebacks == []
    assert int(told.rpartition(" ")[2]) > 60, "rights were taken"


if __name__ == "__main__":
    walk()
