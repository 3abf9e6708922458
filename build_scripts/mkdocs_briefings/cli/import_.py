"""`briefings import`: articles become draft briefings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import Progress

from mkdocs_briefings.cli.console import (
    ExitStatus,
    config_option,
    display_path,
    err,
    exit_on_error,
    format_option,
    out,
)
from mkdocs_briefings.cli.desk import read_desk
from mkdocs_briefings.importers import report
from mkdocs_briefings.importers.article import Refusal
from mkdocs_briefings.importers.draft import ImportOptions, NewNames
from mkdocs_briefings.importers.file_format import UnreadableError
from mkdocs_briefings.importers.originals import Original, originals
from mkdocs_briefings.importers.pipeline import ImportResult, import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.importers.report import Outcome, ReportLine
from mkdocs_briefings.importers.write_yaml import append_entries, registry_additions
from mkdocs_briefings.load.load import load
from mkdocs_briefings.model.desk import Desk
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.versions import read_file_name
from mkdocs_briefings.publish.atomic import one_at_a_time, write_atomically
from mkdocs_briefings.publish.executor.choose import open_executor
from mkdocs_briefings.publish.executor.mapping import map_in_order
from mkdocs_briefings.settings.from_config import cache_folder, settings_of
from mkdocs_briefings.settings.wishes import Overrides


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """The choices of the person who imports."""

    overwrite: bool = False
    """Write over an earlier import of a file that has changed since."""
    register: bool = False
    """Append draft entries for new names to the registries."""
    links_as_sources: bool = True
    """Whether links in running text become sources."""
    dry_run: bool = False
    """Report only."""


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
@format_option(["human", "json"], "How to report.")
@config_option
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

    FILE is a text, Markdown, DOCX, PDF or HTML file, a folder of them, or - for standard input. An existing
    briefing is never replaced unasked, and the same file imported twice changes nothing.
    """
    choices = ImportChoices(overwrite, register, links == "sources", dry_run)
    console = err() if form == "json" else out()
    overrides = Overrides()
    site = read_desk(config_file, overrides)
    settings = settings_of(site, overrides)
    with _alone(cache_folder(site) / "import.lock", choices, console):
        lines = import_files(files, settings, choices, console)
    if form == "json":
        click.echo(report.as_json(lines))
    elif len(lines) > 1:
        console.print(report.summary_table(lines))
    if any(line.outcome is Outcome.REFUSED for line in lines):
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)


def import_files(
    files: Sequence[str], settings: Settings, choices: ImportChoices, console: Console
) -> list[ReportLine]:
    """Import the files and write the briefings; no other import may write into this desk meanwhile.

    Args:
        files: paths of files and folders; `-` is standard input.
        settings: where the content is.
        choices: what the user chose.
        console: where lines and progress go.

    Returns:
        The report, a line a file, in the order of the files.

    Raises:
        UsageError: there is no content folder.
        PublishError: a file could not be written.
    """
    desk = load(settings, may_be_new=True).desk
    inventory = _Inventory.from_desk(desk, settings)
    options = ImportOptions(today(settings.at), choices.links_as_sources, choices.register, settings.language)
    to_import = list(originals(files))
    lines: list[ReportLine] = []
    new: list[NewNames] = []
    with (
        _progress(console, len(to_import)) as advance,
        open_executor(len(to_import), preload=(__name__,)) as executor,
    ):
        registry_index = executor.share(desk.registries, RegistryIndex.from_registries)
        imported = executor.share(frozenset(inventory.by_digest))
        converted = map_in_order(executor, _convert, to_import, registry_index, options, imported)
        for original, each in zip(to_import, converted, strict=True):
            line = _place(original.name, each, inventory, choices)
            lines.append(line)
            if isinstance(each.result, ImportResult) and line.outcome in (Outcome.IMPORTED, Outcome.REPLACED):
                new.append(each.result.draft.new_names)
            for text in (report.terminal_line(line), *(report.details(line) if len(to_import) == 1 else ())):
                console.print(text)
            advance()
    if choices.register and not choices.dry_run:
        _register(new, settings, console)
    return lines


@dataclass(slots=True)
class _Inventory:
    """The briefings of a desk: by digest of the file they came from, by that file's name, and by id."""

    settings: Settings
    by_digest: dict[str, str] = field(default_factory=dict)
    """Path of the briefing by the SHA-256 of its original, in hexadecimal."""
    by_file: dict[str, list[str]] = field(default_factory=dict)
    """Paths of the briefings by the name of their original."""
    ids: set[str] = field(default_factory=set)
    """Ids that are taken, also by files that could not be read."""

    @classmethod
    def from_desk(cls, desk: Desk, settings: Settings) -> _Inventory:
        inventory = cls(
            settings,
            ids={read_file_name(path.stem).id for path in settings.content.glob("briefings/**/*.y*ml")},
        )
        for briefing in desk.briefings:
            if imported := briefing.value.imported:
                inventory.by_digest[imported.sha256] = briefing.path
                inventory.by_file.setdefault(imported.file, []).append(briefing.path)
        return inventory

    def add(self, result: ImportResult, path: str) -> None:
        """Remember a briefing that was written."""
        if imported := result.draft.briefing.imported:
            self.by_digest[imported.sha256] = path
        self.ids.add(PurePosixPath(path).stem)

    def earlier(self, result: ImportResult, *, replaces: bool) -> list[str]:
        """Return the paths of briefings that came from an earlier state of this file.

        That is one of its name and title. Files of one name in two folders have titles of their own; only who asks to
        replace a briefing means the one of this name, whatever its title was.
        """
        imported = result.draft.briefing.imported
        paths = self.by_file.get(imported.file, []) if imported and imported.file != "stdin" else []
        own = re.compile(rf"{re.escape(result.draft.slug)}(?:-\d+)?")
        titled = [path for path in paths if own.fullmatch(PurePosixPath(path).stem)]
        return titled or (paths if replaces else [])

    def free_path(self, result: ImportResult) -> str:
        """Return a path that is not taken: the slug of the title, with a number from 2 if another briefing has it."""
        date, slug = result.draft.briefing.date, result.draft.slug
        stems = chain([slug], (f"{slug}-{number}" for number in count(2)))
        stem = next(stem for stem in stems if stem not in self.ids)
        year = f"{date.year:04}" if date else "undated"
        return display_path(self.settings.content / "briefings" / year / f"{stem}.yaml", self.settings.root)


class _Converted(NamedTuple):
    """A file that was read, and what became of it."""

    digest: str
    """SHA-256, in hexadecimal; empty if the file could not be read."""
    result: ImportResult | Refusal


def _convert(
    original: Original, registry_index: RegistryIndex, options: ImportOptions, imported: frozenset[str]
) -> _Converted:
    """Read and convert one file, unless `imported` holds its digest; runs in any process."""
    try:
        data = original.read()
    except UnreadableError as error:
        return _Converted("", Refusal(original.name, str(error)))
    digest = hashlib.sha256(data).hexdigest()
    if digest in imported:
        return _Converted(digest, Refusal(original.name, "was imported before"))
    return _Converted(digest, import_file(original.name, data, registry_index, options))


@contextmanager
def _alone(lock: Path, choices: ImportChoices, console: Console) -> Iterator[None]:
    """Run the block while no other import writes into the desk; one that writes nothing waits for none."""
    if choices.dry_run:
        yield
        return

    def waiting() -> None:
        console.print("waiting for another import into this desk", markup=False)

    with one_at_a_time(lock, waiting):
        yield


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal if there are several files."""
    if total < 2 or not console.is_terminal:  # noqa: PLR2004
        yield lambda: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("importing", total=total)
        yield lambda: bar.update(task, advance=1)


def _place(name: str, converted: _Converted, inventory: _Inventory, choices: ImportChoices) -> ReportLine:
    """Write the briefing of a file, unless there is one already; return the line of the report."""
    result = converted.result
    if before := inventory.by_digest.get(converted.digest):
        return ReportLine(name, Outcome.UNCHANGED, before)
    if isinstance(result, Refusal):
        return report.refused_line(result)
    earlier = inventory.earlier(result, replaces=choices.overwrite)
    if earlier and (not choices.overwrite or len(earlier) > 1):
        return report.refused_line(Refusal(result.name, _why_kept(earlier)))
    path = earlier[0] if earlier else inventory.free_path(result)
    if not choices.dry_run:
        for file_name, content in result.draft.files.items():
            if not (file := inventory.settings.content / file_name).exists():
                write_atomically(file, content)
        write_atomically(inventory.settings.root / path, result.yaml.encode(), overwrite=bool(earlier))
    inventory.add(result, path)
    return report.imported_line(result, Outcome.REPLACED if earlier else Outcome.IMPORTED, path)


def _why_kept(earlier: Sequence[str]) -> str:
    if len(earlier) > 1:
        return f"files of that name became {', '.join(earlier)}; give it another name to import it anew"
    return (
        f"differs from the file of that name that became {earlier[0]}; --overwrite replaces that briefing, "
        "another name makes a new one"
    )


def _register(new: Sequence[NewNames], settings: Settings, console: Console) -> None:
    """Append draft entries to the registries."""
    for addition in registry_additions(new, settings.language):
        path = settings.content / addition.file
        name = display_path(path, settings.root)
        try:
            before = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
            text = append_entries(before, addition)
        except (OSError, UnicodeDecodeError):
            before, text = "", None
        if text is None:
            names = ", ".join(addition.entries)
            console.print(
                f"refused   {name}: is not plain YAML with keys; add by hand: {names}", markup=False
            )
        elif text != before:
            write_atomically(path, text.encode())
            console.print(f"registered {len(addition.entries)} in {name}", markup=False)
