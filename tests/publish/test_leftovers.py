"""What a killed process leaves is removed by the next one, and nothing that is in use."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import hostile_desks as desks
import pytest
from click.testing import CliRunner

from mkdocs_briefings.cli.main import main
from mkdocs_briefings.publish import leftovers
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.publish.leftovers import ScratchFolder, part_beside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
KILLED = """
import resource, signal, sys
from pathlib import Path
from mkdocs_briefings.publish.atomic import write_atomically
from mkdocs_briefings.publish.leftovers import ScratchFolder
scratch = ScratchFolder()
print(scratch.path, flush=True)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
write_atomically(Path(sys.argv[1]), bytes(100))
"""
"""A process that the system kills while it writes."""
OLD = ".0123456789abcdef.part"


def killed(path: Path) -> Path:
    """Have a process killed that writes a file; return its temporary folder."""
    ended = subprocess.run([sys.executable, "-c", KILLED, path], check=False, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGXFSZ, ended.stderr
    return Path(ended.stdout.strip())


@pytest.fixture
def temporary(tmp_path, monkeypatch) -> Path:
    """The system's folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_what_a_killed_process_leaves_is_removed(tmp_path, temporary) -> None:
    left = killed(tmp_path / "out/a.pdf")
    assert [path.stat().st_size for path in (tmp_path / "out").iterdir()] == [10]
    write_atomically(tmp_path / "out/b.pdf", b"b")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.pdf"]
    ScratchFolder().close()
    assert left.is_dir(), "it may have been made just now"
    os.utime(left, (0, 0))
    (temporary / "briefings-x").mkdir()
    os.utime(temporary / "briefings-x", (0, 0))
    ScratchFolder().close()
    assert [path.name for path in temporary.iterdir()] == ["briefings-x"]


def test_what_is_in_use_stays(tmp_path, temporary) -> None:
    others = tmp_path / f"{leftovers._FOLDERS}link"
    others.mkdir()
    (temporary / f"{leftovers._FOLDERS}link").symlink_to(others)
    (tmp_path / OLD).symlink_to(others)
    scratch = ScratchFolder()
    os.utime(scratch.path, (0, 0))
    with part_beside(tmp_path / "a") as part:
        leftovers._remove_parts.cache_clear()
        write_atomically(tmp_path / "b", b"b")
        assert part.exists()
    assert not part.exists()
    ScratchFolder().close()
    assert scratch.path.is_dir()
    scratch.close()
    assert {path.name for path in temporary.iterdir()} == {f"{leftovers._FOLDERS}link"}
    assert others.is_dir()
    assert (tmp_path / OLD).is_symlink()


WRITING = {
    "digest": (["digest", "--since", "2024"], ["digest"]),
    "pdf": (["pdf", "sound", "-o", "prints/sound.pdf"], ["prints"]),
    "new": (["new", "A title", "--date", "2024-02-05"], ["content/briefings/2024"]),
    "import": (["import", "article.txt"], ["content/briefings/undated"]),
    "schema": (["schema"], ["content/schema"]),
}
"""Commands that write, and the folders that they write into."""


@pytest.mark.parametrize("command", WRITING)
def test_every_command_removes_what_a_killed_one_left(tmp_path, monkeypatch, command: str) -> None:
    arguments, folders = WRITING[command]
    plugins = [{"briefings": {"search": False, "cards": False, "pdf": False}}]
    config = {"site_name": "A desk", "site_url": "https://example.org/", "plugins": plugins}
    for name, text in {
        "mkdocs.yml": json.dumps(config),
        "content/briefings/sound.yaml": json.dumps(desks.SOUND),
        "docs/about.md": "# About\n",
        "article.txt": "A title\n\nThey met (SB, January 27).\n",
        **{f"{folder}/{OLD}": "" for folder in folders},
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    for folder in folders:
        assert [path.name for path in (tmp_path / folder).iterdir() if path.suffix == ".part"] == []
        assert list((tmp_path / folder).iterdir())
