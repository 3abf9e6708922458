"""What a command line nearly says: every command, and every option that takes a date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mkdocs_briefings.cli.console import ExitStatus
from mkdocs_briefings.cli.dates import DATE_FORMS
from mkdocs_briefings.cli.main import COMMANDS, main

_CONFIG = "site_name: x\nsite_url: https://example.org/\ntheme: {name: material, font: false}\nplugins: [briefings]\n"
_FORMS = ("2024", "2024-02", "2024-02-05", "today", "yesterday", "7d", "2w")
_NO_DATES = ("never", "2024-13", "2024-02-30", "05.02.2024", "7y", "-7d", "2024-2", "99999d", "")
_FURTHER = {"new": ("Title",), "digest": ("--since", "2024"), "pdf": ("--since", "2024")}
"""What a command needs besides the option in question."""


def near_misses(name: str) -> Iterator[str]:
    """The name less a letter, with one twice, and with two swapped."""
    for at in range(len(name)):
        yield name[:at] + name[at + 1 :]
        yield name[:at] + name[at] + name[at:]
        yield name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def date_options() -> Iterator[tuple[str, click.Option]]:
    """Every option of every command that takes a date."""
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        for option in command.params if command else ():
            if isinstance(option, click.Option) and option.metavar in {"DATE", "TIME"}:
                yield name, option


OPTIONS = [(name, option.opts[0]) for name, option in date_options()]


def run(*arguments: str) -> tuple[int, str]:
    """The exit status of a command line, and its words without line breaks."""
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    (tmp_path / "content/briefings").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_near_miss_of_a_command(name: str) -> None:
    for miss in {*near_misses(name), name.upper()} - set(COMMANDS):
        status, output = run(miss)
        assert status == ExitStatus.USAGE
        assert f"No such command '{miss}'; did you mean '{name}'?" in output


def test_what_is_near_no_command() -> None:
    assert "did you mean" not in run("xyzzy")[1]


def test_every_option_that_takes_a_date_is_looked_at() -> None:
    assert set(OPTIONS) >= {("new", "--date"), ("pdf", "--until"), ("digest", "--since"), ("serve", "--at")}


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=" ".join)
def test_no_date(desk, command: str, option: str) -> None:
    """Whatever is no date is refused in the same words by every option."""
    for text in _NO_DATES:
        status, output = run(command, *_FURTHER.get(command, ()), f"{option}={text}")
        assert status == ExitStatus.USAGE
        assert f"'{text}' is no " in output
        assert DATE_FORMS in output


@pytest.mark.parametrize(
    ("command", "option"), [each for each in OPTIONS if each[0] in _FURTHER], ids=" ".join
)
def test_every_form_of_a_date(desk, command: str, option: str) -> None:
    for text in _FORMS:
        _, output = run(command, *_FURTHER[command], f"{option}={text}")
        assert "no date" not in output
        assert "no moment" not in output
        assert "no briefing" in output or "Wrote" in output
        for path in (desk / "content/briefings").rglob("*.yaml"):
            path.unlink()


def test_moments_are_read_alike_by_every_command() -> None:
    callbacks = {option.callback for _, option in date_options() if option.metavar == "TIME"}
    assert len(callbacks) == 1


def test_a_moment_keeps_its_offset(desk) -> None:
    assert "no briefing fits" in run("pdf", "--since", "2024", "--at", "2024-02-05T09:00:00-05:00")[1]
    assert "lacks its offset" in run("pdf", "--since", "2024", "--at", "2024-02-05T09:00:00")[1]
