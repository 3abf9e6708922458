"""The first minutes of a desk, as the README tells them: an empty folder, a draft, a site."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
CONFIG = "site_name: Our briefings\ntheme: {name: material, font: false}\nplugins:\n  - briefings\n"
TITLE = "WCAG 2.2 becomes a Recommendation"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def test_from_nothing_to_a_site(folder, run) -> None:
    assert "briefings new TITLE" in run("briefings", "build", cwd=folder, status=2).stderr
    run("briefings", "new", TITLE, "--date", "2023-10-05", cwd=folder)
    assert "No problems found." in run("briefings", "check", cwd=folder).stdout
    output = run("briefings", "build", cwd=folder).stdout
    assert "from 0 briefings" in output
    assert output.endswith("Not shown: 1 draft.\nTo see: briefings serve --drafts\n")
    assert "Not shown: 1 draft." in run("briefings", "build", cwd=folder).stdout  # which finds nothing to do
    assert "Not shown: 1 draft." in run("mkdocs", "build", cwd=folder).stderr
    assert (folder / "site/index.html").is_file()
    assert not (folder / "site/briefings").exists()
    assert "from 1 briefing " in run("briefings", "build", "--drafts", cwd=folder).stdout
    assert TITLE in (folder / "site/index.html").read_text(encoding="utf-8")
    run("briefings", "build", "--strict", cwd=folder)
    assert TITLE not in (folder / "site/index.html").read_text(encoding="utf-8")


def test_a_desk_that_init_made(tmp_path, run) -> None:
    run("briefings", "init", "desk", cwd=tmp_path)
    output = run("briefings", "build", "--strict", cwd=tmp_path / "desk").stdout
    assert "from 0 briefings" in output
    assert "Not shown: 1 draft." in output
    assert (tmp_path / "desk/site/about/index.html").is_file()


def test_in_the_wrong_folder(tmp_path, run) -> None:
    output = run("briefings", "build", cwd=tmp_path, status=2).stderr
    assert "there is no mkdocs.yml or properdocs.yml here" in output
    assert "Traceback" not in output


def test_ctrl_c_while_the_command_is_imported_shows_no_traceback() -> None:
    command = [sys.executable, "-P", "-X", "importtime", "-m", "mkdocs_briefings", "--version"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.endswith(" inspect\n"):  # among the first that click imports
                process.send_signal(signal.SIGINT)
                break
        assert "Traceback" not in process.stderr.read()
    assert process.returncode in {-signal.SIGINT, 0, 1}
