"""The report on an import: a line for each file, a table at the end, or JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from rich.table import Table
from rich.text import Text

from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.importers.article import LeftOut, Refusal
from mkdocs_briefings.importers.draft import Draft
from mkdocs_briefings.importers.pipeline import ImportResult
from mkdocs_briefings.importers.sources import is_unnamed


class Outcome(StrEnum):
    """An end that the import of a file may come to."""

    IMPORTED = "imported"
    """A new briefing was written."""
    REPLACED = "replaced"
    """An earlier import of the same file was written over, as asked."""
    UNCHANGED = "unchanged"
    """The same bytes were imported before; nothing was written."""
    REFUSED = "refused"
    """Nothing was written; the reason says why."""


class Certainty(StrEnum):
    """The certainty of a part of an imported briefing."""

    READ = "read"
    """The original says it."""
    GUESSED = "guessed"
    """It was inferred, and a person should look at it."""
    MISSING = "missing"
    """The original does not say it."""


_PARTS = ("title", "date", "authors", "executive_points", "language")
"""Fields whose certainty is told."""
_URGENT = ("tlp", "title", "date", "executive_points", "authors", "language", "publication")
"""Fields in the order in which a person should look at them; all others come after."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """A thing that a person has to do."""

    field: str
    """Name of the field, or `sources/<id>`."""
    text: str


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The report on one file."""

    file: str
    """Name as given."""
    outcome: Outcome
    path: str = ""
    """Path of the briefing from the root of the desk."""
    reason: str = ""
    """Why the file was refused."""
    format: str = ""
    """Format of the original, one of `Format`."""
    language: str = ""
    """Its language, declared or told by its words; empty when neither says."""
    points: int = 0
    """Number of executive points in the briefing."""
    points_put_in: int = 0
    """Number of these that the original does not have: sentences that stand in until somebody writes points."""
    citations: int = 0
    """Number of sources."""
    unnamed: int = 0
    """Number of sources whose outlet the original does not name."""
    inferred: int = 0
    """Number of dates of which a part was inferred."""
    entities: int = 0
    """Number of entities."""
    doubtful: tuple[LeftOut, ...] = ()
    """Parentheses left as text that somebody should look at."""
    as_text: tuple[str, ...] = ()
    """Ordinary parentheses."""
    left_out: tuple[LeftOut, ...] = ()
    """Words that the briefing does not hold."""
    pictures: tuple[str, ...] = ()
    """Paths of the pictures that were kept, within the content folder."""
    to_do: tuple[ToDo, ...] = ()
    """What a person has to do, the most urgent first; each stands as a `# TODO` in the briefing's file."""
    parts: Mapping[str, Certainty] = field(default_factory=dict)
    """How sure title, date, authors, points and language are."""


def imported_line(result: ImportResult, outcome: Outcome, path: str) -> ReportLine:
    """Return the report on a file that was imported as the briefing at this path."""
    draft, briefing = result.draft, result.draft.briefing
    inferred = (briefing.date_inferred, *(source.date_inferred for source in briefing.sources))
    return ReportLine(
        result.name,
        outcome,
        path,
        format=result.format.value,
        language=briefing.language or "",
        points=len(briefing.executive_points),
        points_put_in=len(briefing.executive_points) if draft.has_fallback_point else 0,
        citations=len(briefing.sources),
        unnamed=sum(map(is_unnamed, briefing.sources)),
        inferred=sum(part is not None for part in inferred),
        entities=len(briefing.entities),
        doubtful=tuple(LeftOut(text, reason) for text, reason in draft.parentheses if reason),
        as_text=tuple(text for text, reason in draft.parentheses if not reason),
        left_out=result.left_out,
        pictures=tuple(draft.files),
        to_do=tuple(_to_do(draft)),
        parts={name: _certainty(draft, name) for name in _PARTS},
    )


def _to_do(draft: Draft) -> Iterator[ToDo]:
    """Yield what a person has to do, the most urgent first."""
    order = {name: place for place, name in enumerate(_URGENT)}
    for name in sorted(draft.remarks, key=lambda name: order.get(name, len(order))):
        yield from (ToDo(name, text) for text in draft.remarks[name])


def _certainty(draft: Draft, name: str) -> Certainty:
    is_put_in = name == "executive_points" and draft.has_fallback_point
    if is_put_in or not getattr(draft.briefing, name):
        return Certainty.MISSING
    return Certainty.GUESSED if name in draft.remarks else Certainty.READ


def refused_line(refusal: Refusal) -> ReportLine:
    """Return the report on a file that was not imported."""
    return ReportLine(refusal.name, Outcome.REFUSED, reason=refusal.reason)


def terminal_line(line: ReportLine) -> Text:
    """Return the report on a file as one line for the terminal."""
    if line.outcome is Outcome.REFUSED:
        return Text.assemble(("refused   ", "bold red"), f"{line.file}: {line.reason}")
    if line.outcome is Outcome.UNCHANGED:
        return Text.assemble(("unchanged ", "dim"), f"{line.file}: imported before as {line.path}")
    kinds = ((line.unnamed, "unnamed"), (line.inferred, "inferred"))
    of_these = ", ".join(f"{number} {kind}" for number, kind in kinds if number)
    counts = (
        f"{counted(line.points, 'point')}{' (put in)' if line.points_put_in else ''}",
        f"{counted(line.citations, 'citation')}{f' ({of_these})' if of_these else ''}",
        f"{len(line.doubtful)} doubtful",
        counted(line.entities, "entity", "entities"),
    )
    text = f"{line.file} -> {line.path}: {', '.join(counts)}"
    return Text.assemble((f"{line.outcome.value:<10}", "green"), text)


def details(line: ReportLine) -> list[Text]:
    """Return what to do in a file, each on a line, the most urgent first, and words lost by a fault."""
    to_do = [
        Text(f"    to do: {task.field}: {task.text}", "yellow")
        for task in line.to_do
        if not task.text.startswith("doubtful")
    ]
    doubtful = [Text(f"    doubtful: {doubt.text} - {doubt.reason}", "yellow") for doubt in line.doubtful]
    lost = [words for words in line.left_out if words.reason.startswith("lost")]
    return [*to_do, *doubtful, *(Text(f"    {words.reason}: {words.text}", "bold red") for words in lost)]


def summary_table(lines: Sequence[ReportLine]) -> Table:
    """Return the sums over all files, a row for each outcome."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    columns = ("", "files", "points", "put in", "citations", "unnamed", "inferred", "doubtful", "entities")
    for name in columns:
        table.add_column(name, justify="right" if name else "left")
    for outcome in Outcome:
        rows = [_numbers(line) for line in lines if line.outcome is outcome]
        if rows:
            table.add_row(outcome.value, *(str(sum(column)) for column in zip(*rows, strict=True)))
    return table


def _numbers(line: ReportLine) -> tuple[int, ...]:
    citations = (line.citations, line.unnamed, line.inferred, len(line.doubtful))
    return (1, line.points, line.points_put_in, *citations, line.entities)


def as_json(lines: Sequence[ReportLine]) -> str:
    """Return the whole report as JSON, a list with an object for each file."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2)
