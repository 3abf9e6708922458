"""What CI services run: it passes their linters, has no right that it does not need, and is what people run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
GITHUB = Path(".github/workflows/publish.yml")
GITLAB = Path(".gitlab-ci.yml")
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

LINTERS = {
    "actionlint": [BIN / "jactionlint"],
    "zizmor": [BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", ".github"],
    "github-schema": [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", GITHUB],
    "gitlab-schema": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"),
        *("--data-transform", "gitlab-ci", GITLAB),
    ],
}
"""jactionlint is actionlint in a fork that comes as a wheel; the original is fetched from its releases."""

FAULTS = [
    ("actionlint", GITHUB, "pull_request:", "pull_requests:", "pull_requests"),
    ("actionlint", GITHUB, "steps.deployment.outputs", "steps.deploy.outputs", "deploy"),
    ("actionlint", GITHUB, 'cron: "17 ', 'cron: "77 ', "cron"),
    ("actionlint", GITHUB, "needs: site", "needs: sites", "sites"),
    ("zizmor", GITHUB, "permissions: {}", "permissions: write-all", "excessive-permissions"),
    ("zizmor", GITHUB, "persist-credentials: false", "fetch-depth: 1", "artipacked"),
    ("zizmor", GITHUB, "run: make site", "run: echo ${{ github.head_ref }}", "template-injection"),
    ("zizmor", GITHUB, "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "unpinned-uses"),
    ("github-schema", GITHUB, "runs-on:", "runs_on:", "runs_on"),
    ("gitlab-schema", GITLAB, "stage: check", "stages: check", "stages"),
    ("gitlab-schema", GITLAB, "resource_group: pages", "resource_group: []", "resource_group"),
]


@pytest.fixture
def copied(tmp_path) -> Path:
    """The two files, in a folder that looks like a repository."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    shutil.copy(ROOT / GITLAB, tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def lint(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(part) for part in LINTERS[name]]
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", LINTERS)
def test_linters_find_nothing(copied, name: str) -> None:
    told = lint(name, copied)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(("name", "file", "right", "wrong", "said"), FAULTS, ids=lambda one: str(one)[:20])
def test_linters_find_faults(copied, name: str, file: Path, right: str, wrong: str, said: str) -> None:
    text = (copied / file).read_text(encoding="utf-8")
    assert right in text
    (copied / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = lint(name, copied)
    assert told.returncode != 0
    assert said in told.stdout + told.stderr


def github() -> dict[str, Any]:
    return yaml.safe_load((ROOT / GITHUB).read_text(encoding="utf-8"))


def gitlab() -> dict[str, Any]:
    return yaml.safe_load((ROOT / GITLAB).read_text(encoding="utf-8"))


def steps() -> list[dict[str, Any]]:
    return [step for job in github()["jobs"].values() for step in job["steps"]]


def commands() -> list[str]:
    """Return what runs in a shell; actions do all else, such as deploying."""
    return [step["run"] for step in steps() if "run" in step]


def test_actions_are_pinned_to_a_commit() -> None:
    lines = [line.strip().removeprefix("- ") for line in (ROOT / GITHUB).read_text().splitlines()]
    used = [line for line in lines if line.startswith("uses:")]
    assert len(used) == len([step for step in steps() if "uses" in step])
    assert [line for line in used if not PINNED.fullmatch(line)] == []


def test_only_the_job_that_deploys_may_write() -> None:
    assert github()["permissions"] == {}
    rights = {name: job["permissions"] for name, job in github()["jobs"].items()}
    assert rights == {"site": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}}
    assert "pull_request" in github()["jobs"]["deploy"]["if"]


def test_embargoes_are_looked_at_again_and_runs_wait_for_each_other() -> None:
    events = github()[True]  # YAML 1.1 reads `on` as true
    assert re.fullmatch(r"\d+ \* \* \* \*", events["schedule"][0]["cron"])
    assert github()["concurrency"]["group"]
    assert gitlab()["pages"]["resource_group"]


def test_both_services_run_the_targets_that_people_run() -> None:
    known = set(
        re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    jobs = [job for job in gitlab().values() if isinstance(job, dict) and "script" in job]
    there = [line for job in jobs for line in job["script"]]
    targets = [re.fullmatch(r"make ([a-z-]+)( [A-Z]+=\w+)?", line) for line in (*commands(), *there)]
    assert all(targets)
    assert [one[1] for one in targets if one] == ["content", "test", "site"] * 2
    assert {"content", "test", "site"} <= known


SOME = "test_select or test_four_lines_are_enough"
"""Tests that stand for all: `make test` within `make test` would not end."""


@pytest.fixture
def clone(tmp_path) -> Path:
    """A fresh clone of the repository as it is now, with what is not committed yet."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git repository")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    source = tmp_path / "source"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    for command in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message", "All"]):
        subprocess.run(["git", *command], cwd=source, check=True)
    subprocess.run(["git", "clone", "--quiet", source, tmp_path / "clone"], check=True)
    return tmp_path / "clone"


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as the service would: `bash -e`, with nothing of this test run in its environment."""
    own = ("PYTEST_", "PYTHON", "MAKE", "MFLAGS", "VIRTUAL_ENV", "BRIEFINGS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environment = {**kept, "CI": "true", "GITHUB_ACTIONS": "true", "PYTEST_ADDOPTS": f'-k "{SOME}"'}
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_steps_run_in_a_fresh_clone(clone) -> None:
    for command in commands():
        told = shell(command, clone)
        assert told.returncode == 0, f"{command}\n{told.stdout[-4_000:]}{told.stderr[-4_000:]}"
    inputs = [step["with"]["path"].split() for step in steps() if "path" in step.get("with", {})]
    assert len(inputs) == 2
    assert [path for paths in inputs for path in paths if not (clone / path).is_dir()] == []
    assert (clone / "site/index.html").is_file()

    faulty = next(clone.glob("content/briefings/*/*.yaml"))
    faulty.write_text(faulty.read_text(encoding="utf-8") + "\nno_such_key: 1\n", encoding="utf-8")
    told = shell(commands()[0], clone)
    assert told.returncode != 0
    assert f"::error file={faulty.relative_to(clone).as_posix()},line=" in told.stdout
