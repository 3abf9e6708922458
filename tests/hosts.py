"""Builds the sample desk under each host and theme, and compares the sites: `make hosts`.

Each combination has an environment of its own in .cache/hosts, of the versions in requirements.lock but for what it is
about. Pages must say the same in all of them; which other files differ is listed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache/hosts"
UV = Path(sys.executable).with_name("uv")
MOMENT = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
MATERIAL = (
    "mkdocs-material mkdocs-material-extensions mkdocs-minify-plugin mkdocs-redirects mkdocs-rss-plugin"
)
CONTENT = re.compile(rb'(?s)id="page:content".*?(?=</main>|<div [^>]*data-md-component="top")')
FOOT = re.compile(rb"(?s)<footer.*?</footer>")
NAMES = re.compile(r"\b(MkDocs|ProperDocs)\b|, (Material for \S+|MaterialX)")


@dataclass(frozen=True)
class Combination:
    """Packages, and the site that is built with them."""

    without: str = ""
    """Packages of the lock that are taken away."""
    extra: str = ""
    """Requirements that are added."""
    theme: str = "material"
    config: str = "mkdocs.yml"
    lowest: bool = False
    """Whether the versions are the lowest that pyproject.toml allows, not those of the lock."""


COMBINATIONS = {
    "mkdocs-material": Combination(),
    "material-9.6": Combination(extra="mkdocs-material>=9.6,<9.7"),
    "materialx": Combination("mkdocs-material", "mkdocs-materialx", "materialx"),
    "properdocs-material": Combination("mkdocs", config="properdocs.yml"),
    "properdocs-briefings": Combination(f"mkdocs {MATERIAL}", theme="briefings", config="properdocs.yml"),
    "mkdocs-briefings": Combination(theme="briefings"),
    "lowest": Combination(lowest=True),
}
"""By name; the first is what the others are compared with."""


def uv(*words: object) -> None:
    subprocess.run([UV, *map(str, words)], cwd=ROOT, check=True)


def environment(name: str) -> Path:
    """Make the environment of a combination, and return its Python."""
    chosen, python = COMBINATIONS[name], FOLDER / name / "bin/python"
    requirements: tuple[object, ...] = ("-r", ROOT / "requirements.lock")
    if chosen.lowest:
        listed = FOLDER / "lowest.txt"
        requirements = ("-r", listed, "-c", listed, "--group", "dev")
        options = ("--resolution", "lowest-direct", "--all-extras", "--no-header", "-o", listed)
        uv("pip", "compile", "--quiet", "--python", sys.executable, *options, "pyproject.toml")
    into = ("--quiet", "--python", python)
    uv("venv", "--quiet", "--clear", "--python", sys.executable, FOLDER / name)
    uv("pip", "install", *into, *requirements)
    if chosen.without:
        uv("pip", "uninstall", *into, *chosen.without.split())
    if chosen.extra:
        uv("pip", "install", *into, *chosen.extra.split())
    uv("pip", "install", *into, "--no-deps", "--no-build-isolation", "-e", ROOT)
    return python


def site(name: str) -> dict[str, bytes]:
    """Build the sample with a combination, and return its files: none if that fails."""
    chosen, desk = COMBINATIONS[name], FOLDER / f"{name}.desk"
    shutil.rmtree(desk, ignore_errors=True)
    for part in ("content", "docs"):
        shutil.copytree(ROOT / part, desk / part)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (desk / chosen.config).write_text(
        text.replace("  name: material\n", f"  name: {chosen.theme}\n"), encoding="utf-8"
    )
    command = [environment(name), "-P", "-m", "mkdocs_briefings", "build", "--strict", "--at", MOMENT]
    subprocess.run(command, cwd=desk, env={**os.environ, "PYTHONPATH": ""}, check=False)
    paths = (path for path in (desk / "site").rglob("*") if path.is_file())
    return {path.relative_to(desk / "site").as_posix(): path.read_bytes() for path in paths}


class Words(HTMLParser):
    """The words of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(NAMES.sub("", page.decode()))

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def content(page: bytes) -> list[str]:
    """Return the words of what a page says, and of its foot, without the theme's frame and the names of programs."""
    parts = CONTENT.search(page), FOOT.search(page)
    return [word for part in parts if part is not None for word in Words(part[0]).words]


def compare(name: str, files: dict[str, bytes], others: dict[str, bytes]) -> bool:
    """Say how two sites differ, and return whether their pages say the same."""
    differing = [path for path in sorted(files.keys() & others) if files[path] != others[path]]
    said = [
        path for path in differing if path.endswith(".html") and content(files[path]) != content(others[path])
    ]
    pages = {path for path in files.keys() ^ others.keys() if path.endswith(".html")}
    kinds = sorted({Path(path).suffix for path in differing})
    alone = [sum(path not in b for path in a) for a, b in ((files, others), (others, files))]
    sys.stdout.write(
        f"{name}: {len(others)} files, {len(differing)} of them of other bytes ({' '.join(kinds)}), "
        f"{alone[1]} only here, {alone[0]} only there; pages that say something else: {len(said) + len(pages)}\n"
        + "".join(f"  {path}\n" for path in [*said, *sorted(pages)][:10])
    )
    return not said and not pages


def main(wanted: list[str]) -> int:
    """Compare what is wanted, all if nothing is, with the first combination; return the exit status."""
    first, *others = COMBINATIONS
    files = site(first)
    alike = [compare(name, files, site(name)) for name in others if not wanted or name in wanted]
    return 0 if all(alike) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
