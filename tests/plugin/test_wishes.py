"""Who sees what, and when, is read in one way: command line over environment over mkdocs.yml, for every command alike."""

from __future__ import annotations

import datetime as dt
import json
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from mkdocs_briefings.cli.briefing_filter import print_setup
from mkdocs_briefings.cli.desk import read_settings
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.settings.declared import SETTINGS
from mkdocs_briefings.settings.kinds import read_boolean
from mkdocs_briefings.settings.wishes import Overrides, Wishes, environment_of

MOMENTS = ["2024-01-01T00:00:00+00:00", "2025-01-01T00:00:00+00:00", "2026-01-01T00:00:00+00:00"]
GIVEN: dict[str, list[Any]] = {
    "audience": [None, *(level.value for level in Tlp)],
    "drafts": [None, True, False],
    "at": [None, *MOMENTS],
}
"""Every value of each wish, and none, for each of the three places where it may stand."""
UNREADABLE = {
    "audience": ["everybody", "RED", " red", "TLP:RED", "red,clear", "0"],
    "drafts": ["2", "maybe", "y", "yes please", "nein", " 1", "-1", "None"],
    "at": [
        "tomorrow",
        "20300205",
        "2024-02-05",
        "2024-02-05T09:00:00",
        "1707120000",
        "2024-13-05T09:00:00Z",
        "now",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:00:00Z",
    ],
}


@pytest.fixture
def mkdocs_yml(tmp_path, monkeypatch):
    """Write a mkdocs.yml with these settings of the plugin and these variables; one without a value is left out."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").mkdir()

    def write(settings: dict[str, Any], variables: dict[str, str] | None = None) -> Path:
        plugin = {name: value for name, value in settings.items() if value is not None}
        theme = {"name": "material", "font": False}
        path = tmp_path / "mkdocs.yml"
        path.write_text(
            json.dumps({"site_name": "x", "theme": theme, "plugins": [{"briefings": plugin}]}),
            encoding="utf-8",
        )
        for name in ("AUDIENCE", "DRAFTS", "AT"):
            monkeypatch.delenv(f"BRIEFINGS_{name}", raising=False)
        for name, value in (variables or {}).items():
            monkeypatch.setenv(f"BRIEFINGS_{name.upper()}", value)
        return path

    return write


def built(path: Path, **given: Any) -> Settings:
    """The settings of `briefings build` and `briefings serve`."""
    config = run.read_config(str(path), Overrides(**given))
    plugin = run.plugin_of(config)
    plugin.on_config(config)
    return plugin.settings


def checked(path: Path, **given: Any) -> Settings:
    """The settings of `briefings check`, `impact` and `import`."""
    return read_settings(str(path), Overrides(**given))


def printed(path: Path, **given: Any) -> Settings:
    """The settings of `briefings pdf` and `briefings digest`."""
    return print_setup(str(path), dict.fromkeys(GIVEN) | given).settings


def plain(path: Path, **given: Any) -> Settings:
    """The settings of `mkdocs build`, and of `mkdocs serve` under `briefings serve`, which hands on the command line."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment_of(Overrides(**given)).items():
            patch.setenv(name, value)
        config = load_config(str(path))
        plugin = run.plugin_of(config)
        plugin.overrides = Overrides()  # MkDocs keeps plugins from build to build
        plugin.on_config(config)
    return plugin.settings


COMMANDS = [built, checked, printed, plain]


def as_variable(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


@pytest.mark.parametrize("name", GIVEN)
def test_command_line_over_environment_over_settings(monkeypatch, name) -> None:
    """Every value of a wish, and none, in every place."""
    defaults = {"audience": "clear", "drafts": False, "at": None}
    for line, variable, setting in product(GIVEN[name], repeat=3):
        monkeypatch.setenv(f"BRIEFINGS_{name.upper()}", "" if variable is None else as_variable(variable))
        written = SimpleNamespace(**{**defaults, **({} if setting is None else {name: setting})})
        read = getattr(Wishes.read(written, Overrides(**{name: line})), name)
        expected = first(line, variable, setting, defaults[name])
        assert (read.isoformat() if isinstance(read, dt.datetime) else read) == expected


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_every_command_reads_them_alike(mkdocs_yml, command) -> None:
    wide = {"audience": "red", "drafts": True, "at": MOMENTS[2]}
    strict = {"audience": "clear", "drafts": False, "at": MOMENTS[0]}
    variables = {name: as_variable(value) for name, value in wide.items()}
    narrow = {name: as_variable(value) for name, value in strict.items()}
    for written, given, line, expected in (
        (wide, variables, strict, strict),
        (wide, narrow, {}, strict),
        (strict, variables, {}, wide),
        (wide, {}, {}, wide),
    ):
        settings = command(mkdocs_yml(written, given), **line)
        assert (settings.audience, settings.drafts, settings.at.isoformat()) == tuple(expected.values())


@pytest.mark.parametrize("name", GIVEN)
def test_what_cannot_be_read_is_an_error_in_one_line(monkeypatch, name) -> None:
    sound = {"audience": "clear", "drafts": False, "at": None}
    for value in UNREADABLE[name]:
        monkeypatch.delenv(f"BRIEFINGS_{name.upper()}", raising=False)
        for written, line in (({name: value}, {}), ({}, {name: value})):
            with pytest.raises(UsageError, match=r"\A[^\n]+\Z"):
                Wishes.read(SimpleNamespace(**{**sound, **written}), Overrides(**line))
        monkeypatch.setenv(f"BRIEFINGS_{name.upper()}", value)
        with pytest.raises(UsageError, match=r"\A[^\n]+\Z"):
            Wishes.read(SimpleNamespace(**sound), Overrides())
    with pytest.raises(UsageError):
        Wishes.read(SimpleNamespace(**sound), Overrides(**{name: ""}))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_no_command_guesses(mkdocs_yml, command) -> None:
    for settings, variables in (({"drafts": "nein"}, {}), ({}, {"drafts": "nein"}), ({}, {"at": "20300205"})):
        with pytest.raises((UsageError, PluginError, Abort)) as error:
            command(mkdocs_yml(settings, variables))
        assert "\n" not in str(error.value)


def test_an_empty_variable_is_not_set(mkdocs_yml) -> None:
    path = mkdocs_yml({"audience": "green", "drafts": True, "at": MOMENTS[0]}, dict.fromkeys(GIVEN, ""))
    settings = checked(path)
    assert (settings.audience, settings.drafts, str(settings.at)) == (
        Tlp.GREEN,
        True,
        "2024-01-01 00:00:00+00:00",
    )


def test_one_grammar_of_yes_and_no() -> None:
    words = {
        True: ["1", "true", "True", "YES", "on", 1, True],
        False: ["0", "false", "No", "no", "OFF", 0, False],
    }
    for expected, spellings in words.items():
        for word in spellings:
            assert read_boolean(word) is SETTINGS["drafts"].read(word) is expected
    for word in ("", [], {}, 1.0, 2, "y", "n", " yes"):
        with pytest.raises(UsageError):
            SETTINGS["drafts"].read(word)
