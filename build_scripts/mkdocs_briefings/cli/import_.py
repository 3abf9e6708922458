"""`briefings import`: turn articles into draft briefings."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import click
from rich.console import Console
from rich.progress import Progress

from mkdocs_briefings.cli import options
from mkdocs_briefings.cli.console import ExitStatus, err, exit_on_error, out
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.importers import report
from mkdocs_briefings.importers.article import Refusal
from mkdocs_briefings.importers.draft import ImportOptions, NewNames
from mkdocs_briefings.importers.file_format import FILE_EXTENSIONS, MAX_BYTES
from mkdocs_briefings.importers.pipeline import ImportResult, import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.report import Outcome, ReportLine
from mkdocs_briefings.importers.write_yaml import append_entries, registry_additions
from mkdocs_briefings.load.load import load
from mkdocs_briefings.mkdocs_plugin import run as site
from mkdocs_briefings.model.desk import Desk
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.pool import map_in_order

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the person who imports chose."""

    overwrite: bool = False
    """Write over an earlier import of a file that has changed since."""
    register: bool = False
    """Append draft entries for new names to the registries."""
    links_as_sources: bool = True
    """Whether links in running text become sources."""
    dry_run: bool = False
    """Report only."""


@dataclass(slots=True)
class _Shelf:
    """Which briefings there are: by digest of the file they came from, by that file's name, by id."""

    settings: Settings
    by_digest: dict[str, str] = field(default_factory=dict)
    by_file: dict[str, list[str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, desk: Desk, settings: Settings) -> _Shelf:
        """The shelf of a desk; a file that could not be read still takes its id."""
        shelf = cls(settings, ids={path.stem for path in settings.content.glob("briefings/**/*.y*ml")})
        for one in desk.briefings:
            if one.value.imported:
                shelf.by_digest[one.value.imported.sha256] = one.path
                shelf.by_file.setdefault(one.value.imported.file, []).append(one.path)
        return shelf

    def put(self, result: ImportResult, path: str) -> None:
        """Remember a briefing that was written."""
        imported = result.draft.briefing.imported
        if imported:
            self.by_digest[imported.sha256] = path
        self.ids.add(PurePosixPath(path).stem)

    def earlier(self, result: ImportResult) -> list[str]:
        """Briefings that a file of this name became in an import before this one; the one with its title, if any has."""
        imported = result.draft.briefing.imported
        found = self.by_file.get(imported.file, []) if imported and imported.file != "stdin" else []
        return [path for path in found if PurePosixPath(path).stem == result.draft.slug] or found

    def free(self, result: ImportResult) -> str:
        """A path that is not taken: the slug, with a number when another briefing has it."""
        date, slug = result.draft.briefing.date, result.draft.slug
        stem, number = slug, 1
        while stem in self.ids:
            number += 1
            stem = f"{slug}-{number}"
        year = f"{date.year:04}" if date else "undated"
        return _shown(self.settings.content / "briefings" / year / f"{stem}.yaml", self.settings.root)


@click.command(
    name="import",
    epilog="\b\nExamples:\n  briefings import article.docx\n  briefings import archive/ --register\n"
    "  curl -s https://example.org/article.html | briefings import -\n"
    "  briefings import archive/ --dry-run --format json\n\n"
    "Exit status: 0 every file imported, 1 a file was refused, 2 wrong use.",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--register", is_flag=True, help="Append draft entries for new names to the registries.")
@click.option("--overwrite", is_flag=True, help="Replace an earlier import of a file that has changed since.")
@click.option(
    "--links",
    type=click.Choice(["sources", "keep"]),
    default="sources",
    show_default=True,
    help="Make links in running text sources, or keep them as links.",
)
@click.option("--dry-run", is_flag=True, help="Report what would be written, and write nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How to report.",
)
@options.config_file
@exit_on_error
def import_(
    files: tuple[str, ...],
    form: str,
    links: str,
    config_file: str | None,
    *,
    register: bool,
    overwrite: bool,
    dry_run: bool,
) -> None:
    """Turn articles into draft briefings that a person finishes.

    FILE is a text, Markdown, DOCX or HTML file, a folder of them, or - for standard input. An existing
    briefing is never replaced unasked, and the same file imported twice changes nothing.
    """
    choices = ImportChoices(overwrite, register, links == "sources", dry_run)
    console = err() if form == "json" else out()
    lines = import_files(files, _settings(config_file), choices, console)
    if form == "json":
        click.echo(report.as_json(lines))
    elif len(lines) > 1:
        console.print(report.summary_table(lines))
    if any(one.outcome is Outcome.REFUSED for one in lines):
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)


def _settings(config_file: str | None) -> Settings:
    """Where the desk's content is."""
    return site.read_settings(config_file, site.Overrides())


def import_files(
    files: Sequence[str], settings: Settings, choices: ImportChoices, console: Console
) -> list[ReportLine]:
    """Import the files and write the briefings.

    Args:
        files: what the user named.
        settings: where the content is.
        choices: what the user chose.
        console: where lines and progress go.

    Returns:
        The report, a line a file.

    Raises:
        UsageError: there is no content folder.
        PublishError: a file could not be written.
    """
    desk = load(settings).desk
    shelf = _Shelf.of(desk, settings)
    wishes = ImportOptions(_today(), choices.links_as_sources, choices.register)
    found = list(_gather(files))
    given = _Given(RegistryIndex.from_registries(desk.registries), wishes, frozenset(shelf.by_digest))
    lines: list[ReportLine] = []
    new: list[NewNames] = []
    with _progress(console, len(found)) as advance:
        for file, taken in zip(
            found, map_in_order(_take, found, prepare=_as_given, given=given), strict=True
        ):
            one = _settle(file.name, taken, shelf, choices)
            lines.append(one)
            if isinstance(taken.result, ImportResult) and one.outcome in (Outcome.IMPORTED, Outcome.REPLACED):
                new.append(taken.result.draft.new_names)
            for text in (report.terminal_line(one), *(report.details(one) if len(found) == 1 else ())):
                console.print(text)
            advance()
    if choices.register and not choices.dry_run:
        _register(new, settings, console)
    return lines


@dataclass(frozen=True, slots=True)
class _File:
    """A file to import."""

    name: str
    """What it goes by in the report."""
    path: Path | None
    """Where it is; None for standard input."""
    data: bytes = b""
    """What standard input held."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What every process needs to import a file."""

    roster: RegistryIndex
    options: ImportOptions
    digests: frozenset[str]
    """Of files that were imported before."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file read, and imported unless it was before."""

    digest: str
    result: ImportResult | Refusal | None


def _as_given(given: _Given) -> _Given:
    return given


def _take(file: _File, given: _Given) -> _Taken:
    """Read and import one file; runs in any process."""
    data = file.data if file.path is None else _bytes(file.name, file.path)
    if isinstance(data, Refusal):
        return _Taken("", data)
    digest = hashlib.sha256(data).hexdigest()
    known = digest in given.digests
    return _Taken(digest, None if known else import_file(file.name, data, given.roster, given.options))


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal when there is more than one file; drawn without a thread, for processes are forked."""
    if total < 2 or not console.is_terminal:  # noqa: PLR2004
        yield lambda: None
        return
    with Progress(console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("importing", total=total)
        yield lambda: bar.update(task, advance=1, refresh=True)


def _today() -> dt.date:
    """Today, or the day SOURCE_DATE_EPOCH names (reproducible-builds.org/specs/source-date-epoch)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    return moment.date()


def _gather(files: Sequence[str]) -> Iterator[_File]:
    """Each file, those of folders in the order of their names."""
    for file in files:
        path = Path(file)
        if file == _STDIN:
            yield _File("stdin", None, sys.stdin.buffer.read(MAX_BYTES + 1))
        elif path.is_dir():
            found = (
                one
                for one in path.rglob("*")
                if one.suffix.lstrip(".").casefold() in FILE_EXTENSIONS and one.is_file()
            )
            yield from (_File(one.relative_to(path).as_posix(), one) for one in sorted(found))
        else:
            yield _File(path.name, path)


def _bytes(name: str, path: Path) -> bytes | Refusal:
    """What a file holds; of one that is too large only as much as shows that it is."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Refusal(name, f"cannot be read: {error.strerror}")


def _settle(name: str, taken: _Taken, shelf: _Shelf, choices: ImportChoices) -> ReportLine:
    """Write the briefing unless there is one already."""
    result = taken.result
    if before := shelf.by_digest.get(taken.digest):
        return ReportLine(name, Outcome.UNCHANGED, before)
    if not isinstance(result, ImportResult):
        return report.refused_line(result or Refusal(name, "was imported before"))
    earlier = shelf.earlier(result)
    if earlier and (not choices.overwrite or len(earlier) > 1):
        return report.refused_line(Refusal(result.name, _differs(earlier)))
    path = earlier[0] if earlier else shelf.free(result)
    if not choices.dry_run:
        _write(shelf.settings.root / path, result.yaml, fresh=not earlier)
    shelf.put(result, path)
    return report.imported_line(result, Outcome.REPLACED if earlier else Outcome.IMPORTED, path)


def _differs(earlier: Sequence[str]) -> str:
    if len(earlier) > 1:
        return f"files of that name became {', '.join(earlier)}; give it another name to import it anew"
    return (
        f"differs from the file of that name that became {earlier[0]}; --overwrite replaces that briefing, "
        "another name makes a new one"
    )


def _shown(path: Path, root: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _write(path: Path, text: str, *, fresh: bool) -> None:
    """Write a file whole or not at all; one that must be fresh is never written over."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(text, encoding="utf-8", newline="\n")
        if fresh:
            os.link(part, path)
            part.unlink()
        else:
            part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise PublishError(f"cannot write {path}: {error.strerror}") from error


def _register(new: Sequence[NewNames], settings: Settings, console: Console) -> None:
    """Append draft entries to the registries."""
    for addition in registry_additions(new):
        path = settings.content / addition.file
        before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        text = append_entries(before, addition)
        shown = _shown(path, settings.root)
        if text is None:
            console.print(
                f"refused   {shown}: is not plain YAML with keys; add by hand: {', '.join(addition.entries)}",
                markup=False,
            )
        elif text != before:
            _write(path, text, fresh=False)
            console.print(f"registered {len(addition.entries)} in {shown}", markup=False)
