"""Diagnostics for people and for machines: human, short, github, json."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span, count, in_order

LineReader = Callable[[str, int], str]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LONGEST = 400
_NARROWEST = 20
_NEAR = 500


class Format(StrEnum):
    """How a report is written."""

    HUMAN = "human"
    """For reading: with the line of the source, a mark under what is meant, and what to do."""
    SHORT = "short"
    """`path:line:column: severity: message [code]`, as editors and grep read it."""
    GITHUB = "github"
    """Workflow commands of GitHub Actions, which become annotations."""
    JSON = "json"
    """For programs; the shape is described at `as_json`."""


def report(diagnostics: Iterable[Diagnostic], form: Format, console: Console, line_of: LineReader) -> None:
    """Write the diagnostics, each once and in order.

    Args:
        diagnostics: what was found.
        form: how to write it.
        console: where to; it knows its width, its encoding and whether it has colours.
        line_of: the text of a line, by path and number, empty when it cannot be read; asked only for `human`.
    """
    ordered = in_order(diagnostics)
    if form is Format.HUMAN:
        human(ordered, console, line_of)
        return
    writers = {Format.SHORT: short, Format.GITHUB: github, Format.JSON: as_json}
    console.file.write(_encodable(writers[form](ordered), console.encoding))


def human(diagnostics: Iterable[Diagnostic], console: Console, line_of: LineReader) -> None:
    """Write each diagnostic with the line it is about, and their number at the end."""
    ordered = in_order(diagnostics)
    for one in ordered:
        source = (
            line_of(one.span.path, one.span.line).encode(console.encoding, "replace").decode(console.encoding)
        )
        for line in _human(one, source, console.width):
            line.plain = _encodable(line.plain, console.encoding)
            console.print(line, soft_wrap=True)
        console.print()
    console.print(Text(summary(ordered), style="bold"), soft_wrap=True)


def short(diagnostics: Iterable[Diagnostic]) -> str:
    """One line each: `path:line:column: severity: message [code]`."""
    return "".join(
        f"{_line(str(one.span))}: {one.severity}: {_line(one.message)} [{one.code}]\n"
        for one in in_order(diagnostics)
    )


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands: docs.github.com, "Workflow commands for GitHub Actions", section "Setting an error message".

    Escapes as its toolkit does (actions/toolkit, packages/core/src/command.ts).
    """
    return "".join(f"{_command(one)}\n" for one in in_order(diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One JSON object, in ASCII: `version` (1), `counts` by severity, and `diagnostics`.

    Each of these has `path`, `line`, `column` and `length` (in characters, counted from 1), `severity` (`error`,
    `warning` or `info`), `code`, `message` and `hint` (which may be empty). Keys may be added; none is removed or
    changes its meaning without a new `version`.
    """
    ordered = in_order(diagnostics)
    counts = {severity.value: count(ordered, severity) for severity in _STYLES}
    listed = [
        {
            "path": one.span.path,
            "line": one.span.line,
            "column": one.span.column,
            "length": one.span.length,
            "severity": one.severity.value,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
        }
        for one in ordered
    ]
    return json.dumps({"version": 1, "counts": counts, "diagnostics": listed}, indent=2) + "\n"


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of which severity in how many files: `2 errors and 1 warning in 1 file`."""
    ordered = in_order(diagnostics)
    files = len({one.span.path for one in ordered})
    numbers = {severity: count(ordered, severity) for severity in _STYLES}
    parts = [_many(number, severity.value) for severity, number in numbers.items() if number]
    if not parts:
        return "No problems found."
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{told} in {_many(files, 'file')}."


def _human(one: Diagnostic, source: str, width: int) -> Iterable[Text]:
    yield Text.assemble(
        (_line(str(one.span)), "bold"),
        ": ",
        (one.severity.value, _STYLES.get(one.severity, "bold")),
        f": {_line(one.message)} ",
        (f"[{one.code}]", "dim"),
    )
    number = str(one.span.line)
    margin = " " * len(number)
    if source.strip():
        shown, mark = _excerpt(source, one.span, width - len(number) - 4)
        yield Text.assemble((f" {number} | ", "dim"), shown)
        yield Text.assemble((f" {margin} | ", "dim"), (mark, _STYLES.get(one.severity, "bold")))
    if one.hint:
        yield Text.assemble((f" {margin} = ", "dim"), _line(one.hint))


def _excerpt(source: str, span: Span, width: int) -> tuple[str, str]:
    """The line, cut to the width around what is meant, and the mark below it.

    Counted in terminal cells: Chinese letters take two, combining accents none.
    """
    width = max(width, _NARROWEST)
    skipped = max(0, span.column - _NEAR)
    near = source.rstrip("\r\n")[skipped : span.column + _NEAR]
    line = "".join(_visible(one) for one in near)
    start = min(span.column - 1 - skipped, len(line))
    end = max(start, min(start + span.length, len(line)))
    first, last = _window(line, start, end, width)
    left, right = "..." if first or skipped else "", "..." if last < len(line) else ""
    before = cell_len(left + line[first:start])
    mark = "^" * max(1, cell_len(line[start : min(end, last)]))
    return f"{left}{line[first:last]}{right}", " " * before + mark


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Which part of a line to show: all of it, or what is meant with what fits around it."""
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


def _command(one: Diagnostic) -> str:
    span = one.span
    properties = {
        "file": span.path,
        "line": span.line,
        "col": span.column,
        "endColumn": span.column + span.length,
        "title": one.code,
    }
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = "\n".join(filter(None, (_line(one.message), _line(one.hint))))
    return f"::{_COMMANDS.get(one.severity, 'notice')} {told}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 or word == "info" else f"{number} {word}s"


def _line(text: str) -> str:
    """The text in one line that steers no terminal, cut where nobody reads on."""
    shown = "".join(_visible(one) for one in " ".join(text[: _LONGEST * 2].split()))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


def _visible(letter: str) -> str:
    """The letter; a space for a tab and a question mark for what cannot be seen or would move the cursor."""
    if letter == "\t":
        return " "
    hidden = unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"} or letter in _TURNING
    return "\N{REPLACEMENT CHARACTER}" if hidden else letter


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def _encodable(text: str, encoding: str) -> str:
    """The text with escapes for what the terminal's encoding lacks, so that no report ends in a UnicodeEncodeError."""
    return text.encode(encoding, "backslashreplace").decode(encoding)
