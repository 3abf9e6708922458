"""What CI services run: it passes their linters, has no right that it does not need, and is what people run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted(path.relative_to(ROOT) for path in (ROOT / ".github/workflows").glob("*.yml"))
GITHUB, RELEASE, VERSIONS = (
    Path(f".github/workflows/{name}.yml") for name in ("publish", "release", "versions")
)
GITLAB = Path(".gitlab-ci.yml")
NEW_DESK = Path("build_scripts/mkdocs_briefings/new_desk/publish.yml")
"""The workflow that `briefings init` writes."""
COPY_OF_NEW_DESK = Path(".github/workflows/new-desk.yml")
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

LINTERS = {
    "actionlint": [BIN / "jactionlint"],
    "zizmor": [BIN / "zizmor", "--offline", "--no-progress", "--persona", "auditor", ".github"],
    "github-schema": [
        BIN / "check-jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        *WORKFLOWS,
        COPY_OF_NEW_DESK,
    ],
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
    ("actionlint", RELEASE, "needs: build", "needs: built", "built"),
    ("zizmor", RELEASE, "attestations: true", "password: secret-in-the-file", "trusted publishing"),
    ("zizmor", VERSIONS, "persist-credentials: false", "fetch-depth: 1", "artipacked"),
    ("github-schema", GITHUB, "runs-on:", "runs_on:", "runs_on"),
    ("gitlab-schema", GITLAB, "stage: check", "stages: check", "stages"),
    ("gitlab-schema", GITLAB, "resource_group: pages", "resource_group: []", "resource_group"),
]


@pytest.fixture
def copied(tmp_path) -> Path:
    """The files, in a folder that looks like a repository."""
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    shutil.copy(ROOT / GITLAB, tmp_path)
    shutil.copy(ROOT / NEW_DESK, tmp_path / COPY_OF_NEW_DESK)
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
    ended = lint(name, copied)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "file", "right", "wrong", "fault"), FAULTS, ids=lambda value: str(value)[:20]
)
def test_linters_find_faults(copied, name: str, file: Path, right: str, wrong: str, fault: str) -> None:
    text = (copied / file).read_text(encoding="utf-8")
    assert right in text
    (copied / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    ended = lint(name, copied)
    assert ended.returncode != 0
    assert fault in ended.stdout + ended.stderr


def read(file: Path) -> dict[str, Any]:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))


def github() -> dict[str, Any]:
    return read(GITHUB)


def gitlab() -> dict[str, Any]:
    return read(GITLAB)


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in read(file)["jobs"].values() for step in job["steps"]]


def commands(file: Path = GITHUB) -> list[str]:
    """Return what runs in a shell; actions do all else, such as deploying."""
    return [step["run"] for step in steps(file) if "run" in step]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def test_actions_are_pinned_to_one_commit_each() -> None:
    pins: dict[str, set[str]] = {}
    for file in (*WORKFLOWS, NEW_DESK):
        lines = [line.strip().removeprefix("- ") for line in (ROOT / file).read_text().splitlines()]
        used = [line for line in lines if line.startswith("uses:")]
        assert len(used) == len([step for step in steps(file) if "uses" in step])
        assert [line for line in used if not PINNED.fullmatch(line)] == []
        for line in used:
            action, _, pin = line.partition("@")
            pins.setdefault(action, set()).add(pin)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


READ = {"contents": "read"}
RIGHTS = {
    GITHUB: {"site": READ, "deploy": {"pages": "write", "id-token": "write"}},
    RELEASE: {
        "build": READ,
        "pypi": {"id-token": "write", "attestations": "write"},
        "github": {"contents": "write"},
    },
    VERSIONS: {"pythons": READ, "lowest": READ, "wheels": READ, "coverage": READ},
}


def test_only_the_jobs_that_publish_may_write() -> None:
    rights = {
        file: {name: job["permissions"] for name, job in read(file)["jobs"].items()} for file in WORKFLOWS
    }
    assert rights == RIGHTS
    assert all(read(file)["permissions"] == {} for file in WORKFLOWS)
    assert "pull_request" in github()["jobs"]["deploy"]["if"]


def test_what_is_released_was_tested_and_has_the_tag_as_its_version() -> None:
    workflow = read(RELEASE)
    assert workflow[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads `on` as true
    assert [job.get("needs") for job in workflow["jobs"].values()] == [None, "build", "pypi"]
    assert commands(RELEASE)[:2] == ["make test", 'make dist TAG="$GITHUB_REF_NAME"']


def test_every_python_that_the_package_names_is_tested() -> None:
    matrix = read(VERSIONS)["jobs"]["pythons"]["strategy"]["matrix"]["python"]
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "classifiers"
    ]
    named = [
        classifier.rpartition(" ")[2] for classifier in classifiers if re.search(r":: 3\.\d+$", classifier)
    ]
    assert matrix == named
    assert commands(VERSIONS) == ["make check", "make lowest", "make wheels-test", "make coverage"]
    assert {"check", "lowest", "wheels-test", "coverage", "test", "dist"} <= targets()


def test_embargoes_are_looked_at_again_and_runs_wait_for_each_other() -> None:
    events = github()[True]
    assert re.fullmatch(r"\d+ \* \* \* \*", events["schedule"][0]["cron"])
    assert all(read(file)["concurrency"]["group"] for file in WORKFLOWS)
    assert gitlab()["pages"]["resource_group"]


def test_both_services_run_the_targets_that_people_run() -> None:
    jobs = [job for job in gitlab().values() if isinstance(job, dict) and "script" in job]
    lines = [*commands(), *(line for job in jobs for line in job["script"])]
    matches = [re.fullmatch(r"make ([a-z-]+)( [A-Z]+=\w+)?", line) for line in lines]
    assert all(matches)
    assert [match[1] for match in matches if match] == ["content", "test", "site"] * 2
    assert {"content", "test", "site"} <= targets()


@pytest.fixture
def clone(tmp_path) -> Path:
    """A fresh clone of the repository as it is now, what is not yet committed too."""
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
    share_installed(tmp_path / "clone")
    return tmp_path / "clone"


def share_installed(clone: Path) -> None:
    """Give a clone what `make` has installed for this run, which in CI was itself an install in a fresh clone."""
    if (BIN.parent / ".ready").exists():
        (clone / ".venv").symlink_to(BIN.parent)
        for name in ("requirements.lock", "pyproject.toml"):
            os.utime(clone / name, (0, 0))


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as the service would: `bash -e`, with nothing of this test run in its environment."""
    own = ("PYTEST_", "PYTHON", "MAKE", "MFLAGS", "VIRTUAL_ENV", "BRIEFINGS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environment = {**kept, "CI": "true", "GITHUB_ACTIONS": "true"}
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
def test_steps_run_in_a_fresh_clone(clone, sample_site) -> None:
    """All but `make test`, which is what runs this: within itself it would not end. The cache is restored, as there."""
    (kept,) = {step["with"]["path"] for step in steps(GITHUB) if "restore-keys" in step.get("with", {})}
    shutil.copytree(sample_site.parent / kept, clone / kept)
    for command in commands():
        if command == "make test":
            continue
        ended = shell(command, clone)
        assert ended.returncode == 0, f"{command}\n{ended.stdout[-4_000:]}{ended.stderr[-4_000:]}"
    inputs = [step["with"]["path"].split() for step in steps(GITHUB) if "path" in step.get("with", {})]
    assert len(inputs) == 2
    assert [path for paths in inputs for path in paths if not (clone / path).is_dir()] == []
    assert (clone / "site/index.html").is_file()

    faulty = next(clone.glob("content/briefings/*/*.yaml"))
    faulty.write_text(faulty.read_text(encoding="utf-8") + "\nno_such_key: 1\n", encoding="utf-8")
    ended = shell(commands()[0], clone)
    assert ended.returncode != 0
    assert f"::error file={faulty.relative_to(clone).as_posix()},line=" in ended.stdout


HOSTS = re.compile(
    r"\b(?:test\.)?pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org|--(?:extra-)?index-url"
)
"""Package registries: which one serves a machine is the machine's affair."""


def test_no_tracked_file_names_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    files = [ROOT / name for name in filter(None, listed.stdout.split("\0"))]
    texts = {path: path.read_bytes().decode(errors="replace") for path in files if path.is_file()}
    own = Path(__file__)
    assert [str(path) for path, text in texts.items() if path != own and HOSTS.search(text)] == []
