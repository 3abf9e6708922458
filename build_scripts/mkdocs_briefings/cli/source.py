"""`briefings source`: sources of a briefing from files of reference managers."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mkdocs_briefings.cli.console import (
    ExitStatus,
    config_option,
    display_path,
    err,
    exit_on_error,
    format_option,
    line_reader,
    out,
)
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.diagnostics.messages import counted, did_you_mean
from mkdocs_briefings.diagnostics.report import Format, report

if TYPE_CHECKING:
    import datetime as dt

    from mkdocs_briefings.diagnostics.diagnostic import Diagnostic
    from mkdocs_briefings.importers.add_sources import Addition
    from mkdocs_briefings.importers.bibliography_item import BibliographyItem
    from mkdocs_briefings.load.load import BriefingFile
    from mkdocs_briefings.model.settings import Settings

_LONGEST_VALUE = 100
_ADD_EXAMPLES = (
    "\b\nExamples:\n  briefings source add zotero.bib --to grain-ships-leave-port\n"
    "  briefings source add library.ris more.json --to grain-ships-leave-port --dry-run\n"
    "  pbpaste | briefings source add - --to grain-ships-leave-port\n"
    "  briefings source add 10.1000/182 https://example.org/article --to grain-ships-leave-port"
)


@click.group(short_help="Add sources from reference managers to a briefing.", epilog=_ADD_EXAMPLES)
def source() -> None:
    """Work with the sources of a briefing."""


@source.command(
    short_help="Add sources from files, DOIs, ISBNs or addresses.",
    epilog=f"{_ADD_EXAMPLES}\n\nExit status: 0 done, 1 a file has problems and nothing was written, 2 wrong use.",
)
@click.argument("names", nargs=-1, required=True, metavar="WORK...")
@click.option("--to", "target", required=True, metavar="BRIEFING", help="Id of the briefing, or its file.")
@click.option(
    "--offline", is_flag=True, help="Never ask the network; refuse what would have to be looked up."
)
@click.option("--dry-run", is_flag=True, help="Report what would be added, and write nothing.")
@format_option(["human", "json"], "How to report.")
@config_option
@exit_on_error
def add(
    names: tuple[str, ...], target: str, *, offline: bool, dry_run: bool, form: str, config_file: str | None
) -> None:
    """Add WORKs to the `sources` of a briefing.

    A WORK is a file (BibTeX, BibLaTeX, RIS or CSL-JSON, as Zotero and others export them), `-` for standard input, or what
    is looked up on the network: a DOI (doi.org), an ISBN (Open Library), the address of a page. All else in the briefing
    stays as it is.
    A work that the briefing has is not added again; one that another briefing has gets the id and the fields it has there.
    What no key of a source holds is listed. The citations to paste are printed.
    """
    from mkdocs_briefings.cli.desk import read_settings  # noqa: PLC0415 - the list of commands needs none of these
    from mkdocs_briefings.importers.add_sources import Target, additions  # noqa: PLC0415
    from mkdocs_briefings.load.load import load  # noqa: PLC0415
    from mkdocs_briefings.model.now import today  # noqa: PLC0415

    settings = read_settings(config_file)
    file = _briefing_file(target, settings)
    items, problems = _read(names, today(settings.at), offline=offline)
    if problems:
        report(
            problems, Format.JSON if form == "json" else Format.HUMAN, _console(form), line_reader(Path.cwd())
        )
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)
    desk = load(settings).desk
    briefing = next((each.value for each in desk.briefings if each.id == file.id), None)
    if briefing is None:
        raise UsageError(f"{file.display_path} has errors; see `briefings check`")
    language = briefing.language or settings.language
    results = additions(items, Target(file.id, briefing.sources, language), desk)
    new = [each.source for each in results if each.is_new]
    written = _write(file.path, file.display_path, new, dry_run=dry_run) if new else True
    _report(results, file.display_path, form, dry_run=dry_run, written=written)
    if not written:
        raise click.exceptions.Exit(ExitStatus.PROBLEMS)


def _console(form: str) -> Any:
    return out() if form == "json" else err()


def _briefing_file(target: str, settings: Settings) -> BriefingFile:
    """Return the briefing with an id, or at a path.

    Raises:
        UsageError: there is none.
    """
    from mkdocs_briefings.load.load import load_inventory  # noqa: PLC0415

    files = load_inventory(settings).briefings
    path = Path(target).resolve()
    for file in files:
        if file.id == target or file.path.resolve() == path:
            return file
    hint = did_you_mean(target, [file.id for file in files]) or "see `briefings check`"
    raise UsageError(f"there is no briefing '{target}'; {hint}")


def _read(
    names: Sequence[str], day: dt.date, *, offline: bool
) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the items of all files and of what is looked up, and what is wrong with them.

    Raises:
        UsageError: a file is not there, or something would have to be looked up.
    """
    from mkdocs_briefings.model.dates import PartialDate  # noqa: PLC0415

    on_network = [name for name in names if not _is_file(name, offline=offline)]
    items, problems = [], []
    for name in names:
        if name in on_network:
            from mkdocs_briefings.importers.look_up import look_up  # noqa: PLC0415 - files need no network

            read, faults = look_up(name, PartialDate(day.year, day.month, day.day))
        else:
            read, faults = _read_file(name)
        items += read
        problems += faults
    return items, problems


def _is_file(name: str, *, offline: bool) -> bool:
    """Return whether an argument is a file, and no work to look up.

    Raises:
        UsageError: it is neither, or a work although nobody may look it up.
    """
    if name == "-" or Path(name).is_file():
        return True
    if Path(name).is_dir():
        raise UsageError(f"{name} is a folder; name its files")
    if Path(name).exists():
        return True
    from mkdocs_briefings.importers.look_up import is_looked_up  # noqa: PLC0415 - files need no network

    if not is_looked_up(name):
        raise UsageError(f"there is no file {name}, and it is no DOI, ISBN or web address")
    if offline:
        raise UsageError(f"{name} would have to be looked up, which --offline forbids")
    return False


def _read_file(name: str) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    from mkdocs_briefings.importers.bibliography import read_bibliography  # noqa: PLC0415

    if name == "-":
        return read_bibliography(sys.stdin.buffer.read(), "standard input")
    return read_bibliography(Path(name).read_bytes(), display_path(Path(name)))


def _write(path: Path, display: str, new: Sequence[Any], *, dry_run: bool) -> bool:
    """Write sources into a briefing; False if no way to do so leaves all else as it is."""
    from mkdocs_briefings.importers.add_to_yaml import with_sources  # noqa: PLC0415
    from mkdocs_briefings.publish.atomic import write_atomically  # noqa: PLC0415

    content = path.read_bytes()
    bom, before = content[: 3 * content.startswith(b"\xef\xbb\xbf")], content.decode("utf-8-sig")
    text = next((each for each in with_sources(before, new) if _is_right(before, each, display, new)), None)
    if text is None:
        return False
    if not dry_run:
        write_atomically(path, bom + text.encode())
    return True


def _is_right(before: str, after: str, path: str, new: Sequence[Any]) -> bool:
    """Return whether a file is read as another with further sources, and with nothing else that is new."""
    from mkdocs_briefings.diagnostics.diagnostic import Place  # noqa: PLC0415
    from mkdocs_briefings.load.reader import read_yaml  # noqa: PLC0415
    from mkdocs_briefings.load.validate import validate  # noqa: PLC0415
    from mkdocs_briefings.model.content import Source  # noqa: PLC0415

    (old, _), (data, faults) = read_yaml(before, path), read_yaml(after, path)
    if faults or not isinstance(old, dict) or not isinstance(data, dict):
        return False
    held, sources = old.get("sources") or [], data.get("sources")
    if not isinstance(held, list) or not isinstance(sources, list):
        return False
    further = [validate(Source, each, Place(path)) for each in sources[len(held) :]]
    same = {**data, "sources": sources[: len(held)]} == {**old, "sources": held}
    return same and further == [(source, []) for source in new]


def _report(results: Sequence[Addition], path: str, form: str, *, dry_run: bool, written: bool) -> None:
    if form == "json":
        value = {
            "briefing": path,
            "written": written and not dry_run and any(each.is_new for each in results),
            "sources": [_as_data(each) for each in results],
        }
        out().file.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    else:
        for line in _lines(results, path, dry_run=dry_run, written=written):
            out().print(line, markup=False)
    if not written:
        from mkdocs_briefings.importers.add_to_yaml import yaml_of_sources  # noqa: PLC0415

        err().print(
            f"briefings: {path} is written in a way that cannot be added to; paste this:", markup=False
        )
        for line in ["sources:", *yaml_of_sources([each.source for each in results if each.is_new])]:
            err().print(line, markup=False)


def _lines(results: Sequence[Addition], path: str, *, dry_run: bool, written: bool) -> Iterator[str]:
    count = sum(each.is_new for each in results)
    if written:
        yield f"{path}: {counted(count, 'source')} {'would be ' if dry_run else ''}added"
    for each in results:
        yield f"{each.mark}  {each.source.title or each.source.outlet or each.item.key}{_state(each)}"
        if each.differing:
            yield f"    not as in the file, but as there: {', '.join(each.differing)}"
        for name, text in each.not_held:
            yield f"    {each.item.span.path}:{each.item.span.line}: no key holds {name}: {_cut(text)}"
        if each.is_new and each.source.note:
            yield f"    its note is shown to readers: {_cut(each.source.note)}"
        if each.is_new and each.source.outlet is None:
            yield "    the file names no outlet: add `outlet`, if the work has one"
    if count > 1:
        yield f"All: [{'; '.join(f'@{each.source.id}' for each in results if each.is_new)}]"


def _state(addition: Addition) -> str:
    if addition.match is None:
        return ""
    if not addition.is_new:
        return f" (is in this briefing: same {addition.match.by})"
    return f" (as in '{addition.match.holder.briefing}': same {addition.match.by})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]} ..."


def _as_data(addition: Addition) -> dict[str, Any]:
    match = addition.match
    return {
        "id": addition.source.id,
        "mark": addition.mark,
        "new": addition.is_new,
        "same_as": {"briefing": match.holder.briefing, "id": match.holder.source.id, "by": match.by}
        if match
        else None,
        "differing": list(addition.differing),
        "not_held": [{"name": name, "text": text} for name, text in addition.not_held],
        "file": addition.item.span.path,
        "line": addition.item.span.line,
        "source": addition.source.model_dump(mode="json", exclude_defaults=True),
    }
