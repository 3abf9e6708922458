"""What an import did: a line a file, a table at the end, or JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from rich.table import Table
from rich.text import Text

from mkdocs_briefings.diagnostics.messages import counted
from mkdocs_briefings.importers.article import LeftOut, Refusal
from mkdocs_briefings.importers.pipeline import ImportResult


class Outcome(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    """A new briefing was written."""
    REPLACED = "replaced"
    """An earlier import of the same file was written over, as asked."""
    UNCHANGED = "unchanged"
    """The same bytes were imported before; nothing was written."""
    REFUSED = "refused"
    """Nothing was written; the reason says why."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """The report on one file."""

    file: str
    """Name as given."""
    outcome: Outcome
    """What became of it."""
    path: str = ""
    """Where the briefing stands."""
    reason: str = ""
    """Why it was refused."""
    format: str = ""
    """text, markdown, html or docx."""
    points: int = 0
    """Executive points in the briefing."""
    points_put_in: int = 0
    """How many of them the original does not have: a sentence that stands in until somebody writes them."""
    citations: int = 0
    """Sources found."""
    unnamed: int = 0
    """Sources whose outlet the original does not name."""
    inferred: int = 0
    """Dates of which a part was inferred."""
    entities: int = 0
    """Entities found."""
    doubtful: tuple[LeftOut, ...] = ()
    """Parentheses left as text that somebody should look at, with the reason."""
    as_text: tuple[str, ...] = ()
    """Ordinary parentheses."""
    left_out: tuple[LeftOut, ...] = ()
    """Words the briefing does not hold, with the reason."""
    to_do: int = 0
    """Remarks in the file."""


def imported_line(result: ImportResult, outcome: Outcome, path: str) -> ReportLine:
    """The report on a file that was imported."""
    made = result.draft
    sources = made.briefing.sources
    unnamed = [one for one in sources if one.outlet is None and not one.authors and not one.title]
    return ReportLine(
        result.name,
        outcome,
        path,
        format=result.format.value,
        points=len(made.briefing.executive_points),
        points_put_in=len(made.briefing.executive_points) if made.has_fallback_point else 0,
        citations=len(sources),
        unnamed=len(unnamed),
        inferred=sum(one.date_inferred is not None for one in sources)
        + (made.briefing.date_inferred is not None),
        entities=len(made.briefing.entities),
        doubtful=tuple(LeftOut(text, reason) for text, reason in made.parentheses if reason),
        as_text=tuple(text for text, reason in made.parentheses if not reason),
        left_out=result.left_out,
        to_do=sum(map(len, made.remarks.values())),
    )


def refused_line(refusal: Refusal) -> ReportLine:
    """The report on a file that was not imported."""
    return ReportLine(refusal.name, Outcome.REFUSED, reason=refusal.reason)


def terminal_line(one: ReportLine) -> Text:
    """One line for the terminal."""
    if one.outcome is Outcome.REFUSED:
        return Text.assemble(("refused   ", "bold red"), f"{one.file}: {one.reason}")
    if one.outcome is Outcome.UNCHANGED:
        return Text.assemble(("unchanged ", "dim"), f"{one.file}: imported before as {one.path}")
    put_in = " (put in)" if one.points_put_in else ""
    of_them = [f"{one.unnamed} unnamed"] * (one.unnamed > 0) + [f"{one.inferred} inferred"] * (
        one.inferred > 0
    )
    kinds = f" ({', '.join(of_them)})" if of_them else ""
    counts = (
        f"{counted(one.points, 'point')}{put_in}, {counted(one.citations, 'citation')}{kinds}, "
        f"{len(one.doubtful)} doubtful, {counted(one.entities, 'entity', 'entities')}"
    )
    return Text.assemble((f"{one.outcome.value:<10}", "green"), f"{one.file} -> {one.path}: {counts}")


def details(one: ReportLine) -> list[Text]:
    """What to look at in a file, each on a line: doubtful parentheses and words left out by a fault."""
    found = [Text(f"    doubtful: {doubt.text} - {doubt.reason}", "yellow") for doubt in one.doubtful]
    faults = [left for left in one.left_out if left.reason.startswith("lost")]
    return [*found, *(Text(f"    {left.reason}: {left.text}", "bold red") for left in faults)]


def summary_table(lines: Sequence[ReportLine]) -> Table:
    """The sums over all files."""
    found = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    columns = ("", "files", "points", "put in", "citations", "unnamed", "inferred", "doubtful", "entities")
    for name in columns:
        found.add_column(name, justify="right" if name else "left")
    for outcome in Outcome:
        rows = [one for one in lines if one.outcome is outcome]
        numbers = map(sum, zip(*map(_numbers, rows), strict=True))
        if rows:
            found.add_row(outcome.value, *map(str, numbers))
    return found


def _numbers(one: ReportLine) -> tuple[int, ...]:
    return (
        1,
        one.points,
        one.points_put_in,
        one.citations,
        one.unnamed,
        one.inferred,
        len(one.doubtful),
        one.entities,
    )


def as_json(lines: Sequence[ReportLine]) -> str:
    """All of it, for machines."""
    return json.dumps([asdict(one) for one in lines], ensure_ascii=False, indent=2)
