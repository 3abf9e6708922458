"""What `make wheels` writes: whatever the product needs, and no more; and a build of it with no package index."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import make_wheels

ROOT = Path(__file__).parents[2]
WHEELS = os.environ.get("BRIEFINGS_WHEELS", "")
DEAD_END = "http://127.0.0.1:9"
"""A proxy that is none: what asks for the network fails."""


@pytest.fixture(scope="module")
def needed() -> set[str]:
    return make_wheels.needed()


def test_all_that_is_asked_for_is_written_and_no_tool_of_developers(needed) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    asked = {canonicalize_name(Requirement(text).name) for listed in lists for text in listed}
    assert asked <= needed
    assert not needed & {"pytest", "mypy", "ruff", "hypothesis", "uv"}
    assert {"brotli", "zopfli", "markupsafe", "watchdog"} <= needed  # by an extra, and by others


def test_each_is_locked_with_the_hashes_of_its_files(needed) -> None:
    lock = make_wheels.locked((ROOT / "requirements.lock").read_text(encoding="utf-8"), needed)
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert {canonicalize_name(entry.partition("==")[0]) for entry in entries} == needed
    assert all("--hash=sha256:" in entry for entry in entries)


def test_a_wheel_is_required_with_its_hash_and_named_with_its_licence(tmp_path: Path) -> None:
    for name, metadata, licence in (
        ("a_b-1.0", "License-Expression: MIT\nLicense: no", "MIT"),
        (
            "c-2",
            "License: UNKNOWN\nClassifier: License :: OSI Approved :: Artistic License",
            "Artistic License",
        ),
        ("d-3", f"License: {'long ' * 20}", "see the files in its wheel"),
    ):
        wheel = tmp_path / f"{name}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            package, version = name.split("-")
            archive.writestr(
                f"{name}.dist-info/METADATA", f"Name: {package}\nVersion: {version}\n{metadata}\n\n"
            )
        assert list(make_wheels.licences([wheel])) == [(package, version, licence)]
    lines = make_wheels.requirements(tmp_path.glob("*.whl")).splitlines()
    assert [line.partition(" --hash=sha256:")[0] for line in lines] == ["a-b==1.0", "c==2", "d==3"]
    assert all(re.search(r"sha256:[0-9a-f]{64}$", line) for line in lines)


def run(folder: Path, *command: str | Path, **variables: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    offline = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), DEAD_END)
    subprocess.run(command, cwd=folder, env={**kept, **offline, **variables}, check=True)


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


@pytest.mark.skipif(
    not WHEELS, reason="make wheels-test writes the wheels, which takes a package index, and runs this"
)
def test_a_desk_is_built_with_no_index_and_has_the_bytes_of_this_environment(site, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", symlinks=True, with_pip=True)
    install = make_wheels.INSTALL.format(folder=Path(WHEELS).resolve()).replace(
        "python", str(tmp_path / "venv/bin/python"), 1
    )
    run(tmp_path, *install.split(), PIP_CONFIG_FILE=os.devnull)
    desk = site("minimal")
    run(desk, tmp_path / "venv/bin/briefings", "build", "--site-dir", "offline")
    run(desk, Path(sys.executable).with_name("briefings"), "build", "--site-dir", "here")
    here = files_of(desk / "here")
    assert {"index.html", "search/entry.bin"} <= here.keys()
    assert files_of(desk / "offline") == here
