"""What tests share: desks written from plain data, sites made of them, commands run as users run them."""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import IO, Any

import pytest
from filelock import FileLock
from site_settings import LEAN, settle
from warm import Started, WarmProcess

from mkdocs_briefings import pipeline
from mkdocs_briefings.model.output import Page
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.executor.choose import processors
from mkdocs_briefings.render.context import RenderSettings

os.environ["NO_MKDOCS_2_WARNING"] = "1"

ROOT = Path(__file__).parents[1]
SITES = Path(__file__).parent / "sites"
CACHE = Path(".cache/briefings")
MODULES = {"mkdocs": "mkdocs", "briefings": "mkdocs_briefings"}
READ_AT_START = re.compile("PYTHON|LC_|LANG")
"""Names of what Python reads from the environment when a process starts, and never again."""
BRIEFING = {"title": "A visit", "date": "2024-02-05", "executive_points": ["They met."], "body": "Talks."}

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of its own on Linux
_ENOUGH = 4 << 30
"""Bytes that the files of all tests at once never take."""

if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))  # tests write and remove many small files

Content = Mapping[str, Any]

_ALL_SLOW = re.compile(r"^pytestmark = \[?\s*pytest\.mark\.slow", re.MULTILINE)


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spare the import of modules and folders of which `-m slow` or `-m "not slow"` would take no test."""
    if collection_path.is_dir():  # whose conftest.py would be imported
        tests = list(collection_path.rglob("test_*.py"))
        return (bool(tests) and all(_takes_nothing_of(path, config) for path in tests)) or None
    return _takes_nothing_of(collection_path, config) or None


def _takes_nothing_of(path: Path, config: pytest.Config) -> bool:
    if not path.match("test_*.py"):
        return False
    text = _source(path)
    left_out = {"slow": "mark.slow" not in text, "not slow": bool(_ALL_SLOW.search(text))}
    return left_out.get(config.option.markexpr, False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the test that takes longest."""
    items.sort(key=lambda item: item.name != "test_steps_run_in_a_fresh_clone")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Have one worker more than processors where tests wait for browsers, servers and other processes."""
    if config.option.markexpr == "not slow" or "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return processors() + 1


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among all that was imported and collected."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@dataclass
class Seen(HTMLParser):
    """What a page holds, as a browser reads it."""

    html: str
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    """Element, attribute and address of everything that leads or is fetched from somewhere."""
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.links += [
            (tag, name, attributes[name]) for name in ("href", "src", "srcset") if name in attributes
        ]

    def handle_data(self, data):
        self.words.append(data)

    @property
    def hrefs(self) -> list[str]:
        return [address for tag, _, address in self.links if tag == "a"]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def _write(content: Content, root: Path) -> Settings:
    """Write a content folder: names without `.yaml` hold data (JSON is YAML), others text or bytes."""
    (root / "content/briefings").mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        path = root / "content" / (name if isinstance(data, str | bytes) else f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            path.write_bytes(data)
            continue
        written = {**BRIEFING, **data} if name.startswith("briefings/") and isinstance(data, dict) else data
        path.write_text(
            data if isinstance(data, str) else json.dumps(written, ensure_ascii=False), encoding="utf-8"
        )
    return Settings(root, root / "content")


@pytest.fixture(scope="session")
def write_content() -> Callable[..., Settings]:
    """Write a content folder below a folder."""
    return _write


@pytest.fixture
def write_desk(tmp_path) -> Callable[..., Settings]:
    """Write a desk, and say with which settings to read it."""
    return lambda content, **settings: replace(_write(content, tmp_path), **settings)


@pytest.fixture
def linked(write_desk) -> Callable[..., Any]:
    """The site of a desk given as data."""
    return lambda content, **settings: pipeline.gather(write_desk(content, **settings)).site


@pytest.fixture
def made(write_desk) -> Callable[..., dict[str, Page]]:
    """The pages of a desk given as data, by address."""

    def make(content: Content, render: RenderSettings | None = None, **chosen: Any) -> dict[str, Page]:
        settings = write_desk(content, **chosen)
        shown = render or RenderSettings(
            citation_style=settings.citation_style,
            cite_as=(),
            language=settings.language,
            directory_urls=settings.directory_urls,
        )
        gathered = pipeline.gather(settings, render=shown)
        assert gathered.publishable, gathered.diagnostics
        return {page.uri: page for page in pipeline.render_pages(gathered.site, settings, shown)}

    return make


@pytest.fixture(scope="session")
def seen() -> Callable[[str], Seen]:
    """Read a page."""
    return Seen


@pytest.fixture(scope="session")
def marks() -> Callable[[str], list[str]]:
    """The words of each citation of a page."""
    mark = re.compile(r'<span class="citation" id="cite:\d+">(.*?)</span>', re.DOTALL)
    return lambda html: [
        unescape(re.sub(r"<[^>]*>", "", inside)).replace("\u00a0", " ") for inside in mark.findall(html)
    ]


@pytest.fixture
def another_disk(tmp_path) -> Iterator[Path]:
    """An empty folder on another disk than that of other files; where there is but one, the test is skipped."""
    disks = [disk for disk in (_IN_MEMORY, Path(tempfile.gettempdir())) if disk.is_dir()]
    others = [disk for disk in disks if disk.stat().st_dev != tmp_path.stat().st_dev]
    if not others:
        pytest.skip("one disk")
    with tempfile.TemporaryDirectory(dir=others[0]) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture
def site(tmp_path) -> Callable[..., Path]:
    """A copy of one of the sites in tests/sites, ready to be built, with these settings of the plugin."""

    def copy(name: str, **settings: object) -> Path:
        folder = Path(shutil.copytree(SITES / name, tmp_path / name))
        if settings:
            settle(folder, **settings)
        return folder

    return copy


@pytest.fixture
def lean_site(site) -> Callable[[str], Path]:
    """A copy of one of the sites in tests/sites, whose pages are all that is built."""
    return lambda name: site(name, **LEAN)


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmProcess]:
    """A process that forks for each command, so that none pays for imports."""
    process = WarmProcess()
    yield process
    process.close()


@pytest.fixture(scope="session")
def start(warm) -> Callable[..., Started]:
    """Start `mkdocs` or `briefings`; both of what it writes goes into one file."""

    def start(program: str, *arguments: str, cwd: Path, out: IO[Any]) -> Started:
        return warm.start(MODULES[program], arguments, cwd, os.environ, out=out, err=out)

    return start


@pytest.fixture(scope="session")
def run(request) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `mkdocs` or `briefings` as users do, and say how it ended."""

    def run(program: str, *arguments: str, cwd: Path, status: int | Set[int] = 0, **env: str):
        environment = {**os.environ, **env}
        if not hasattr(os, "fork") or any(READ_AT_START.match(name) for name in env):
            ended = subprocess.run(
                [sys.executable, "-m", MODULES[program], *arguments],
                cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
            )  # fmt: skip
        else:
            warm = request.getfixturevalue("warm")
            ended = warm.run(MODULES[program], arguments, cwd, environment)
        expected = {status} if isinstance(status, int) else status
        assert ended.returncode in expected, ended.stdout + ended.stderr
        return ended

    return run


def copy_sample(target: Path) -> Path:
    """The sample desk of this repository, without what was built of it."""
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


@pytest.fixture
def sample(tmp_path) -> Path:
    """A copy of the sample desk, ready to be built."""
    return copy_sample(tmp_path)


@pytest.fixture(scope="session")
def once(shared) -> Callable[[str, Callable[[Path], object]], Path]:
    """Have a folder filled by the first worker of this run that asks for it, for all of them."""

    def fill_once(name: str, fill: Callable[[Path], object]) -> Path:
        folder = shared / name
        with FileLock(f"{folder}.lock"):
            if not folder.exists():
                fill(folder)
        return folder

    return fill_once


@pytest.fixture(scope="session")
def sample_site(once, run) -> Path:
    """The sample desk, built once by `mkdocs build --strict`."""
    return once("sample", lambda desk: run("mkdocs", "build", "--strict", cwd=copy_sample(desk))) / "site"


@pytest.fixture(scope="session")
def packed_sample(once, run, sample_site) -> Path:
    """A folder with the sample desk packed, `pack`, and a zip of it; its path has what addresses escape."""

    def pack(folder: Path) -> None:
        run("briefings", "pack", "--zip", str(folder / "pack"), cwd=sample_site.parent)

    return once("a pack, für 100% #1", pack)


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """The files of a built site."""

    def read(site: Path) -> dict[str, bytes]:
        paths = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(paths)}

    return read
