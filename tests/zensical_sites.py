"""Zensical, where it is installed (`make zensical`), and what it makes of the sample desk."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _command() -> str | None:
    own = ROOT / ".cache/zensical/bin/zensical"
    return str(own) if own.is_file() else shutil.which("zensical")


@pytest.fixture(scope="session")
def zensical() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `zensical build` in a folder, and return how it ended."""
    command = _command()
    if command is None:
        pytest.skip("Zensical is not installed here: `make zensical`")

    def build(folder: Path, *options: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": ""}
        ended = subprocess.run(
            [command, "build", *options],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended

    return build


@pytest.fixture(scope="session")
def exported_sample(once, run, sample_site) -> Path:
    """The sample desk, exported."""
    return once("export", lambda folder: run("briefings", "export", str(folder), cwd=sample_site.parent))


@pytest.fixture(scope="session")
def zensical_sample(once, exported_sample, zensical) -> Path:
    """The sample desk as Zensical builds it."""

    def build(folder: Path) -> None:
        shutil.copytree(exported_sample, folder)
        zensical(folder, "--strict")

    return once("export-built", build) / "site"
