"""Writes all that the product needs on this Python into a folder, to be installed without a package index: `make wheels`."""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from email.message import Message
from email.parser import BytesParser
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
INSTALL = (
    "python -m pip install --no-index --find-links {folder} --require-hashes -r {folder}/requirements.txt"
)
_LONGEST_LICENCE = 60
"""Characters; some packages give the whole text as the name of their licence."""


def needed() -> set[str]:
    """Return the names of all packages that ours and its extras ask for on this Python, and those that these ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    waiting = [each for listed in lists for each in map(Requirement, listed) if _applies(each)]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                asked = map(Requirement, requires(name) or ())
                waiting += (each for each in asked if _applies(each, extra))
    return {name for name, _ in seen}


def _applies(requirement: Requirement, extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def locked(lock: str, names: Iterable[str]) -> str:
    """Return the entries of `requirements.lock` for some packages, with the hashes of their files."""
    wanted = set(names)
    entries = re.split(r"\n(?=\S)", lock.strip())
    return "".join(f"{entry}\n" for entry in entries if canonicalize_name(entry.partition("==")[0]) in wanted)


def requirements(wheels: Iterable[Path]) -> str:
    """Return a file of requirements that allows these wheels and nothing else."""
    return "".join(f"{line}\n" for line in sorted(map(_requirement, wheels)))


def _requirement(wheel: Path) -> str:
    name, version, _, _ = parse_wheel_filename(wheel.name)
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"


def licences(wheels: Iterable[Path]) -> Iterator[tuple[str, str, str]]:
    """Yield name, version and licence of each package, as it says them itself."""
    for wheel in sorted(wheels):
        with zipfile.ZipFile(wheel) as archive:
            (file,) = (
                name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
            )
            metadata = BytesParser().parsebytes(archive.read(file), headersonly=True)
        yield str(metadata["Name"]), str(metadata["Version"]), _licence(metadata)


def _licence(metadata: Message) -> str:
    classifiers = [text for text in metadata.get_all("Classifier", ()) if text.startswith("License ::")]
    given = str(metadata["License-Expression"] or metadata["License"] or "").strip()
    if given not in {"", "UNKNOWN"} and len(given) <= _LONGEST_LICENCE and "\n" not in given:
        return given
    return ", ".join(text.rpartition(" :: ")[2] for text in classifiers) or "see the files in its wheel"


def _read_me(folder: Path, wheels: list[Path]) -> str:
    python = f"{platform.python_implementation()} {sys.version_info[0]}.{sys.version_info[1]}"
    rows = "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in licences(wheels))
    return (
        f"# mkdocs-briefings without a package index\n\nFor {python} on {platform.system()}, {platform.machine()}. "
        "In the folder that holds this one, in a new environment (`python -m venv desk`, which needs no index either):\n\n"
        f"    {INSTALL.format(folder=folder.name)}\n\n"
        "Each package stays under its own licence, whose text is in its wheel. Who hands this folder on distributes all of "
        f"them:\n\n| Package | Version | Licence |\n|---|---|---|\n{rows}"
    )


def main(folder: Path) -> None:
    """Write wheels, requirements with hashes, and a page that says how to install them and whose they are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "requirements.txt")
        lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
        listed.write_text(locked(lock, needed()), encoding="utf-8")
        download = (
            "pip --quiet --disable-pip-version-check download --no-deps --require-hashes --only-binary :all:"
        )
        subprocess.run([sys.executable, "-m", *download.split(), "-d", folder, "-r", listed], check=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    wheels = sorted(folder.glob("*.whl"))
    (folder / "requirements.txt").write_text(requirements(wheels), encoding="utf-8")
    (folder / "README.md").write_text(_read_me(folder, wheels), encoding="utf-8")
    size = sum(wheel.stat().st_size for wheel in wheels) / 1e6
    sys.stdout.write(
        f"{folder}: {len(wheels)} wheels, {size:.0f} MB. To install them:\n  {INSTALL.format(folder=folder)}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
