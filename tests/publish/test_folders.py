"""No folder is replaced or copied that is, holds or lies in another of the desk, however it is spelt or linked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.utils import clean_directory

from mkdocs_briefings.cli.main import main
from mkdocs_briefings.diagnostics.errors import PublishError, UsageError
from mkdocs_briefings.publish.folders import DeskFolders, Part, Relation, relation
from mkdocs_briefings.publish.staging import (
    EXPORT_MARKER,
    MARKER,
    PACK_MARKER,
    Staging,
    restore_files,
    stat_files,
)

NAMES = {
    Part.SITE: "desk/site",
    Part.CONTENT: "desk/content",
    Part.DOCS: "desk/docs",
    Part.CACHE: "desk/cache",
    Part.THEME: "desk/theme",
    Part.ROOT: "desk",
    Part.PACK: "desk/pack",
    Part.EXPORT: "desk/export",
}
ALLOWED: Mapping[tuple[Part, Part], str] = {
    (Part.DOCS, Part.THEME): "both are public, and neither is written",
    (Part.CONTENT, Part.ROOT): "is read by name, and lets no other folder lie in it",
    (Part.DOCS, Part.ROOT): "MkDocs refuses it",
    (Part.THEME, Part.ROOT): "is read by name",
}
"""Pairs of folders that may lie in any way to each other, with the reason."""
INSIDE_THE_ROOT = {(part, Part.ROOT) for part in Part}
"""Where the parts of a desk are in any case."""


def allowed(part: Part, other: Part, related: Relation) -> bool:
    if (part, other) in ALLOWED or (other, part) in ALLOWED:
        return True
    lies_in = {Relation.LIES_IN: (part, other), Relation.HOLDS: (other, part)}
    return lies_in.get(related) in INSIDE_THE_ROOT


def plain(folder: Path, path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def missing(folder: Path, path: Path) -> Path:
    return path


def winding(folder: Path, path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path / ".." / path.name


def linked(folder: Path, path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    link = folder / f"link-to-{path.name}"
    link.symlink_to(path, target_is_directory=True)
    return link


def below_a_link(folder: Path, path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    link = folder / "link"
    link.symlink_to(path.parent, target_is_directory=True)
    return link / path.name


def arranged(folder: Path, part: Part, other: Part, related: Relation) -> dict[Part, Path]:
    """A desk of which two folders lie to each other as asked; all others are where they are by default."""
    paths = {each: folder / name for each, name in NAMES.items()}
    elsewhere = folder / "elsewhere"
    if related is Relation.IS:
        paths[part] = paths[other] = elsewhere
    elif related is Relation.HOLDS:
        paths[part], paths[other] = elsewhere, elsewhere / "deep/inner"
    else:
        paths[part], paths[other] = elsewhere / "deep/inner", elsewhere
    return paths


def refused(desk: DeskFolders) -> bool:
    try:
        desk.check_settings()
        desk.check_site(force=True)
        desk.check_pack()
        desk.check_export()
    except UsageError as error:
        return len(str(error).splitlines()) == 1
    return False


def tree(folder: Path) -> list[str]:
    return sorted(map(str, folder.rglob("*")))


@pytest.mark.parametrize(
    "spelling",
    [
        plain,
        *(pytest.param(each, marks=pytest.mark.slow) for each in (missing, winding, linked, below_a_link)),
    ],
)
@pytest.mark.parametrize("related", Relation)
def test_every_pair_of_folders(tmp_path, related, spelling) -> None:
    for number, (part, other) in enumerate(permutations(Part, 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = arranged(folder, part, other, related)
        paths[part] = spelling(folder, paths[part])
        before = tree(folder)
        assert refused(DeskFolders(paths)) is not allowed(part, other, related), (part, related, other)
        assert tree(folder) == before


@pytest.mark.parametrize("related", [None, *Relation])
def test_folders_that_are_not_there_are_compared_by_their_names(tmp_path, related) -> None:
    """On a disk that ignores case, and forms of a letter, they would be the same."""
    spellings = {
        None: ("Caché", "cachet"),
        Relation.IS: ("Cache\u0301/X", "caché/x"),
        Relation.HOLDS: ("CACHE", "cache/x"),
        Relation.LIES_IN: ("cache/x", "CACHE"),
    }
    own, other = spellings[related]
    assert relation(tmp_path / own, tmp_path / other) is related
    (tmp_path / "real").mkdir()
    assert relation(tmp_path / "real" / own, tmp_path / "real" / other) is related


def desk(folder: Path) -> DeskFolders:
    paths = {part: folder / name for part, name in NAMES.items()}
    paths[Part.CONTENT].mkdir(parents=True)
    return DeskFolders(paths)


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("theirs", encoding="utf-8")


FREE = {
    "not there": (),
    "only what stays": (".git/config", ".nojekyll", "CNAME", ".well-known/x"),
    "a worktree": (".git",),
    "ours": (MARKER, "index.html", "a/b"),
    "ours, in a repository": (MARKER, ".git/config", "index.html"),
}
FORCED = {
    "somebody's": ("report.docx",),
    "somebody's folder": ("deep/er/x",),
    "a worktree that holds something": (".git", "index.html"),
}
NEVER = {
    "a repository": (".git/config", "index.html"),
    "holds a repository": ("project/.git/config", "project/x"),
    "holds a worktree": ("deep/project/.git", "deep/project/x"),
}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", [*FREE, *FORCED, *NEVER])
def test_what_a_site_holds(tmp_path, name, force) -> None:
    folders = desk(tmp_path)
    put(folders.parts[Part.SITE], *{**FREE, **FORCED, **NEVER}[name])
    before = tree(tmp_path)
    if name in FREE or (force and name in FORCED):
        folders.check_site(force=force)
    else:
        with pytest.raises((UsageError, PublishError)) as raised:
            folders.check_site(force=force)
        assert len(str(raised.value).splitlines()) == 1
    assert tree(tmp_path) == before


@pytest.mark.parametrize("name", [*FREE, *FORCED, *NEVER])
@pytest.mark.parametrize(("part", "marker"), [(Part.PACK, PACK_MARKER), (Part.EXPORT, EXPORT_MARKER)])
def test_what_a_pack_or_an_export_holds(tmp_path, name, part, marker) -> None:
    """Each has a marker of its own: neither a build replaces one, nor is a site replaced by one."""
    folders = desk(tmp_path)
    held = {**FREE, **FORCED, **NEVER}[name]
    put(folders.parts[part], *(marker if each == MARKER else each for each in held))
    put(folders.parts[Part.SITE], *(each for each in held if each != MARKER), marker)
    check = folders.check_pack if part is Part.PACK else folders.check_export
    if name in FREE:
        check()
    else:
        with pytest.raises(UsageError):
            check()
    if MARKER in held:
        with pytest.raises(UsageError, match=r"no build has written|holds something else"):
            folders.check_site()


def test_a_site_is_not_replaced_by_a_pack_or_an_export(tmp_path) -> None:
    folders = desk(tmp_path)
    put(folders.parts[Part.PACK], MARKER, "index.html")
    with pytest.raises(UsageError, match="`briefings pack` has not written"):
        folders.check_pack()
    put(folders.parts[Part.EXPORT], PACK_MARKER, "index.html")
    with pytest.raises(UsageError, match="`briefings export` has not written"):
        folders.check_export()


@pytest.mark.parametrize(
    ("part", "check"),
    [
        (Part.SITE, DeskFolders.check_site),
        (Part.PACK, DeskFolders.check_pack),
        (Part.EXPORT, DeskFolders.check_export),
    ],
)
def test_the_root_of_a_disk_is_no_site_and_no_pack(tmp_path, part, check) -> None:
    folders = DeskFolders({**desk(tmp_path).parts, part: Path(tmp_path.anchor)})
    with pytest.raises(UsageError, match="holds"):
        check(folders)


@pytest.mark.parametrize("inside", ["project/.git/config", "deep/project/.git"])
def test_a_repository_inside_of_a_site_of_ours_stays(tmp_path, inside) -> None:
    """Neither a change of the site nor one written in place begins."""
    folders = desk(tmp_path)
    site = folders.parts[Part.SITE]
    put(site, MARKER, "index.html", inside)
    before = tree(site)
    with (
        pytest.raises(PublishError, match="is a repository"),
        Staging(site, tmp_path / "manifest") as staging,
    ):
        staging.replace(b"new")
    with pytest.raises(PublishError, match="is a repository"):
        folders.claim_site()
    assert tree(site) == before


def test_a_site_written_in_place_holds_no_link_to_a_folder(tmp_path) -> None:
    """MkDocs would write through it."""
    folders = desk(tmp_path)
    folders.claim_site()
    assert stat_files(folders.parts[Part.SITE]) == {}
    (folders.parts[Part.SITE] / "briefings").symlink_to(folders.parts[Part.CONTENT], target_is_directory=True)
    folders.check_site()
    with pytest.raises(PublishError, match="is a link to a folder"):
        folders.claim_site()


def test_what_is_no_builds_survives_one_in_place(tmp_path) -> None:
    folders, kept = desk(tmp_path), (".git/config", ".nojekyll", "CNAME", "a/.htaccess", "a/.well-known/x")
    site = folders.parts[Part.SITE]
    put(site, MARKER, "index.html", "a/index.html", *kept)
    survivors = folders.claim_site()
    clean_directory(str(site))
    put(site, "a/index.html")
    restore_files(site, survivors)
    assert {name for name in tree(site) if Path(name).is_file()} == {
        str(site / name) for name in (MARKER, "a/index.html", *kept)
    }


def briefings(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2, result.output
    return result.output.strip()


def mkdocs(site: str) -> str:
    with pytest.raises(Abort):
        build(load_config(site_dir=site))
    return ""


IN_THE_WAY = (
    "content",
    "content/briefings",
    "content/site",
    ".cache/briefings",
    ".cache/briefings/x",
    "mine",
    "repository",
)
COMMANDS: Mapping[str, Callable[[str], str]] = {
    "build": lambda site: briefings("build", "--site-dir", site),
    "mkdocs build": mkdocs,
    "pdf": lambda folder: briefings("pdf", "grain-ships-leave-port", "-o", f"{folder}/x.pdf"),
    "pdf --each": lambda folder: briefings("pdf", "--since", "2024", "--each", "-o", folder),
    "digest": lambda folder: briefings("digest", "--since", "2024", "-o", folder),
}
REFUSED = [
    *((command, folder) for command in ("build", "mkdocs build") for folder in IN_THE_WAY),
    *(
        (command, folder)
        for command in ("pdf", "pdf --each", "digest")
        for folder in (".cache/briefings", "site/x", "taken")
    ),
]


@pytest.mark.parametrize(("command", "folder"), REFUSED, ids=lambda word: word.replace("/", "-"))
def test_no_command_touches_them(site, monkeypatch, command, folder) -> None:
    monkeypatch.chdir(site("minimal"))
    with Path("mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://example.org/\n")
    put(Path("mine"), "report.docx")
    put(Path("repository"), ".git/config", "index.html")
    put(Path("taken"), "x.pdf", "grain-ships-leave-port.pdf", "digest.txt")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert len(COMMANDS[command](folder).splitlines()) <= 1
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
