"""Build the same briefings with ours and with its peers, in turn, and print the ratios.

    make bench SIZE=1000 ROUNDS=3
    make bench SIZE=10000 ONLY="hugo,one edited"

A figure is the median of the rounds with its least and its greatest; a ratio is taken round by round, so that a
machine that slows down slows both. A round before them, which is not timed, warms up, measures memory, and checks that
each site holds what the job asks for.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

import complete
import measure
from peers import PEERS
from rows import Row, Table, clear_aside, rows

OUT = Path(".cache/bench")
README = Path(__file__).parent / "README.md"
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with what its builds cost."""

    row: Row
    runs: tuple[measure.Run, ...]
    peak: measure.Peak
    """Memory of its processes."""
    size: measure.Size


def main() -> None:
    """Measure, print, and keep if asked."""
    asked = _arguments()
    out = (OUT / str(asked.size)).absolute()
    chosen = rows(out, asked.size, [name.strip() for name in asked.only.split(",") if name.strip()])
    peaks = {row.name: _first_round(row, asked.size) for row in chosen}
    runs: dict[str, list[measure.Run]] = {row.name: [] for row in chosen}
    for round in range(1, asked.rounds + 1):
        for row in chosen:
            row.begin(round)
            runs[row.name].append(measure.run(row.commands, row.folder))
            if not row.done(round):
                sys.exit(f"{row.name}: the site does not show the edit")
            _tell(f"round {round}, {row.name}: {runs[row.name][-1].seconds:.1f} s")
    made = [
        Measured(row, tuple(runs[row.name]), peaks[row.name], measure.size(row.folder / row.output))
        for row in chosen
    ]
    title = _title(asked.size, asked.rounds)
    text = "\n\n".join((title, *filter(None, (_table(table, made) for table in Table))))
    print(text)
    clear_aside(out)
    if asked.keep:
        keep(asked.size, text)


_COLUMNS = ("seconds", "{ratio}", "processor s", "peak MB", "own MB", "site MB", "files")


def _table(table: Table, made: list[Measured]) -> str:
    """A table with its rows; empty without any."""
    own = [each for each in made if each.row.table is table]
    if not own:
        return ""
    base, further = (made if table is Table.FURTHER else own)[0], table is Table.FURTHER
    head = (
        table.value,
        *(column.format(ratio="this ÷ cold" if further else "ours ÷ this") for column in _COLUMNS),
    )
    cells = [
        (
            each.row.name,
            *_costs(each, _ratios(each, base) if further else _ratios(base, each), is_base=each is base),
        )
        for each in own
    ]
    return _written(head, cells)


def _costs(one: Measured, ratios: list[float], *, is_base: bool) -> Cells:
    return (
        _figure([run.seconds for run in one.runs]),
        "1" if is_base else _figure(ratios),
        f"{statistics.median(run.processor for run in one.runs):.1f}",
        f"{one.peak.all:,.0f}",
        f"{one.peak.own:,.0f}",
        f"{one.size.megabytes:,.0f}",
        f"{one.size.files:,}",
    )


def _ratios(above: Measured, below: Measured) -> list[float]:
    return [a.seconds / b.seconds for a, b in zip(above.runs, below.runs, strict=True)]


def _figure(values: list[float]) -> str:
    """Median, least and greatest."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def _first_round(row: Row, count: int) -> measure.Peak:
    """The round that is not timed; returns the peak of memory."""
    row.begin(0)
    peak = measure.peak(row.commands, row.folder)
    if row.table is Table.JOB:
        found = complete.found(row.folder / row.output, count)
        if found != complete.Found(count, count, count, count):
            sys.exit(f"{row.name} is not complete: of {count} briefings {found}")
    _tell(f"{row.name}: ready{', and complete' if row.table is Table.JOB else ''}")
    return peak


def _title(size: int, rounds: int) -> str:
    versions = ", ".join(peer.requires[0].replace("==", " ") for peer in PEERS)
    return (
        f"{size:,} briefings, {rounds} rounds in turn, {dt.datetime.now(dt.UTC).date()}; {os.cpu_count()} processors, "
        f"{platform.system()}, Python {platform.python_version()}; {versions}."
    )


def _written(head: Cells, cells: list[Cells]) -> str:
    """In Markdown, with straight columns."""
    wide = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    rule = tuple("-" * (width - (place > 0)) + ":" * (place > 0) for place, width in enumerate(wide))
    lines = (head, rule, *cells)
    return "\n".join(f"| {' | '.join(map(_pad, line, wide, range(len(wide))))} |" for line in lines)


def _pad(cell: str, width: int, place: int) -> str:
    return cell.rjust(width) if place else cell.ljust(width)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def keep(size: int, text: str) -> None:
    """Put the tables of a size into README.md, in the place of its former ones."""
    page = README.read_text(encoding="utf-8")
    begin, end = f"<!-- {size} -->", f"<!-- end of {size} -->"
    block = f"{begin}\n{text}\n{end}"
    if begin in page:
        page = re.sub(f"{begin}.*?{end}", lambda _: block, page, flags=re.DOTALL)
    else:
        page = f"{page.rstrip()}\n\n{block}\n"
    README.write_text(page, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", type=int, default=1_000, help="briefings")
    parser.add_argument("--rounds", type=int, default=3, help="timed builds of each row")
    parser.add_argument("--only", default="", help="names of rows, with commas; all when left out")
    parser.add_argument("--keep", action="store_true", help="put the tables into benchmarks/README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
