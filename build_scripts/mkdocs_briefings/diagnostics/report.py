"""Diagnostics for people and for machines: human, short, github, json."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span, count, in_order
from mkdocs_briefings.diagnostics.messages import counted

LineReader = Callable[[str, int], str]
"""Function from a path and a line number (from 1) to the text of that line."""

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LONGEST = 400
"""Characters of a message that are shown."""
_NARROWEST = 20
"""Terminal cells that an excerpt gets on the narrowest terminal."""
_NEAR = 500
"""Characters of a source line that are looked at on each side."""


class Format(StrEnum):
    """A form of report."""

    HUMAN = "human"
    """For reading: with the line of the source, a mark under what is meant, and what to do."""
    SHORT = "short"
    """`path:line:column: severity: message [code]`, as editors and grep read it."""
    GITHUB = "github"
    """Workflow commands of GitHub Actions, which become annotations."""
    JSON = "json"
    """For programs, as described at `as_json`."""


def report(diagnostics: Iterable[Diagnostic], form: Format, console: Console, line_of: LineReader) -> None:
    """Write the diagnostics, each once, by file, line and column.

    Args:
        diagnostics: the problems, in any order.
        form: how to write them.
        console: where to; it knows its width, its encoding and whether it has colours.
        line_of: the text of a line, by path and number (from 1), empty when it cannot be read; asked only for `human`.
    """
    ordered = in_order(diagnostics)
    if form is Format.HUMAN:
        _write_human(ordered, console, line_of)
        return
    writers = {Format.SHORT: short, Format.GITHUB: github, Format.JSON: as_json}
    console.file.write(_encodable(writers[form](ordered), console.encoding))


def _write_human(ordered: Sequence[Diagnostic], console: Console, line_of: LineReader) -> None:
    """Write each diagnostic with the line it is about, and their number at the end."""
    for diagnostic in ordered:
        source = line_of(diagnostic.span.path, diagnostic.span.line)
        source = source.encode(console.encoding, "replace").decode(console.encoding)
        for line in _human(diagnostic, source, console.width):
            line.plain = _encodable(line.plain, console.encoding)
            console.print(line, soft_wrap=True)
        console.print()
    console.print(Text(_summary(ordered), style="bold"), soft_wrap=True)


def short(ordered: Iterable[Diagnostic]) -> str:
    """Return one line for each: `path:line:column: severity: message [code]`."""
    return "".join(
        f"{_one_line(str(each.span))}: {each.severity}: {_one_line(each.message)} [{each.code}]\n"
        for each in ordered
    )


def github(ordered: Iterable[Diagnostic]) -> str:
    """Return workflow commands of GitHub Actions, one a line.

    Source: docs.github.com, "Workflow commands for GitHub Actions", section "Setting an error message"; escapes as
    GitHub's toolkit does (actions/toolkit, packages/core/src/command.ts).
    """
    return "".join(f"{_workflow_command(diagnostic)}\n" for diagnostic in ordered)


def as_json(ordered: Sequence[Diagnostic]) -> str:
    """Return one JSON object, in ASCII: `version` (1), `counts` by severity, and `diagnostics`.

    Each diagnostic has `path`, `line`, `column` and `length` (in characters, counted from 1), `severity` (`error`,
    `warning` or `info`), `code`, `message` and `hint` (which may be empty). Keys may be added; none is removed or
    changes its meaning without a new `version`.
    """
    counts = {severity.value: count(ordered, severity) for severity in _STYLES}
    listed = [{**each.pop("span"), **each} for each in map(asdict, ordered)]
    return json.dumps({"version": 1, "counts": counts, "diagnostics": listed}, indent=2) + "\n"


def _summary(ordered: Sequence[Diagnostic]) -> str:
    """Return how many there are of each severity, and in how many files: `2 errors and 1 warning in 1 file`."""
    numbers = {severity: count(ordered, severity) for severity in _STYLES}
    parts = [
        counted(number, severity.value, "info" if severity is Severity.INFO else "")
        for severity, number in numbers.items()
        if number
    ]
    if not parts:
        return "No problems found."
    files = counted(len({diagnostic.span.path for diagnostic in ordered}), "file")
    *others, last = parts
    return f"{', '.join(others)} and {last} in {files}." if others else f"{last} in {files}."


def _human(diagnostic: Diagnostic, source: str, width: int) -> Iterable[Text]:
    span, style = diagnostic.span, _STYLES.get(diagnostic.severity, "bold")
    yield Text.assemble(
        (_one_line(str(span)), "bold"),
        ": ",
        (diagnostic.severity.value, style),
        f": {_one_line(diagnostic.message)} ",
        (f"[{diagnostic.code}]", "dim"),
    )
    number = str(span.line)
    margin = " " * len(number)
    if source.strip():
        excerpt, mark = _excerpt(source, span, width - len(number) - 4)
        yield Text.assemble((f" {number} | ", "dim"), excerpt)
        yield Text.assemble((f" {margin} | ", "dim"), (mark, style))
    if diagnostic.hint:
        yield Text.assemble((f" {margin} = ", "dim"), _one_line(diagnostic.hint))


def _excerpt(source: str, span: Span, width: int) -> tuple[str, str]:
    """Return the line, cut to the width around what is meant, and the mark to print below it.

    The width counts terminal cells: Chinese letters take two, combining accents none.
    """
    width = max(width, _NARROWEST)
    skipped = max(0, span.column - _NEAR)
    near = source.rstrip("\r\n")[skipped : span.column + _NEAR]
    line = near.translate(_VISIBLE)
    start = min(span.column - 1 - skipped, len(line))
    end = max(start, min(start + span.length, len(line)))
    first, last = _window(line, start, end, width)
    beginning, ending = "..." if first or skipped else "", "..." if last < len(line) else ""
    before = cell_len(beginning + line[first:start])
    mark = "^" * max(1, cell_len(line[start : min(end, last)]))
    return f"{beginning}{line[first:last]}{ending}", " " * before + mark


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return where the visible part of a line begins and ends: all of it, or what is meant with what fits around it."""
    if cell_len(line) <= width:
        return 0, len(line)
    room = width - len("......")
    last = start
    while last < end and cell_len(line[start : last + 1]) <= room:
        last += 1
    first = start
    while first and cell_len(line[first - 1 : last]) <= (room + cell_len(line[start:last])) // 2:
        first -= 1
    while last < len(line) and cell_len(line[first : last + 1]) <= room:
        last += 1
    while first and cell_len(line[first - 1 : last]) <= room:
        first -= 1
    return first, last


def _workflow_command(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    properties = {
        "file": span.path,
        "line": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": diagnostic.code,
    }
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = "\n".join(filter(None, (_one_line(diagnostic.message), _one_line(diagnostic.hint))))
    return f"::{_COMMANDS.get(diagnostic.severity, 'notice')} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    """Return the text in one line that steers no terminal, cut after 400 characters."""
    line = " ".join(text[: _LONGEST * 2].split()).translate(_VISIBLE)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


class _Visible(dict[int, str]):
    """A table of the letter to write for each: a space for a tab, U+FFFD for what cannot be seen or would move the cursor."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        hidden = (
            unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or letter in _BIDI_CONTROLS
        )
        self[code] = "\N{REPLACEMENT CHARACTER}" if hidden else letter
        return self[code]


_VISIBLE = _Visible({ord("\t"): " "})


def _encodable(text: str, encoding: str) -> str:
    """Return the text with escapes for what the terminal's encoding lacks, so that no report ends in a UnicodeEncodeError."""
    return text.encode(encoding, "backslashreplace").decode(encoding)
