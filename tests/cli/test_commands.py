"""The command line: what it says, what it writes and how it ends."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.cli.console import ExitStatus
from mkdocs_briefings.cli.main import COMMANDS as NAMES
from mkdocs_briefings.cli.main import main
from mkdocs_briefings.mkdocs_plugin.reference import commands_markdown, settings_markdown
from mkdocs_briefings.model.now import today
from mkdocs_briefings.model.schema import attribute_docstrings, schemas
from mkdocs_briefings.settings.declared import SETTINGS, OwnSettings

ROOT = Path(__file__).parents[2]
COMMANDS = [command for name in NAMES if (command := main.get_command(click.Context(main), name))]
BAD = "title: x\ndate: 2024-02-31\nexecutive_points: [a]\nbody: b\n"


def invoke(*arguments: str, status: int = 0) -> str:
    """Run the command in this process, and return what it wrote to both channels."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """An empty desk, which is the current folder."""
    (tmp_path / "content/briefings/2024").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: {name: material, font: false}\nplugins: [briefings]\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help(command: click.Command) -> None:
    assert command.name in NAMES
    text = invoke(command.name, "--help")
    assert re.search(rf"\bExamples?:\n +(eval \"\$\()?briefings {command.name}\b", text)
    assert command.get_short_help_str()
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, option


def test_every_command_and_setting_is_in_the_reference() -> None:
    commands, settings, meaning = (
        commands_markdown(),
        settings_markdown(),
        attribute_docstrings(OwnSettings),
    )
    for command in COMMANDS:
        assert f"## {command.name}\n" in commands
        assert all(
            name in commands for option in command.params for name in option.opts if name.startswith("--")
        )
    for name in SETTINGS:
        assert meaning[name].endswith(".")
        assert f"| `{name}` |" in settings


def test_version_and_module() -> None:
    assert "briefings, version " in invoke("--version")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["nonsense"], "No such command"),
        (["check", "--format", "xml"], "xml"),
        (["check", "nowhere.yaml"], "nowhere.yaml"),
        (["check", "-f", "nowhere.yml"], "nowhere.yml"),
        (["build", "--audience", "all"], "all"),
        (["build", "--at", "tomorrow"], "'tomorrow' is no moment"),
        (["new"], "TITLE"),
        (["new", "!!!"], "no letter or digit"),
        (["new", "A", "--date", "2024-13-01"], "is no date (month must be in 1..12)"),
        (["completion", "tcsh"], "tcsh"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(desk, arguments: list[str], expected: str) -> None:
    output = invoke(*arguments, status=ExitStatus.USAGE)
    assert expected in " ".join(output.split())
    assert "Traceback" not in output


def test_no_mkdocs_yml(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build", "schema"):
        assert "mkdocs.yml" in invoke(command, status=ExitStatus.USAGE)
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: []\n")
    assert "does not use the plugin" in " ".join(invoke("check", status=ExitStatus.USAGE).split())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("plugins: [{briefings: {audience: everybody}}]", "everybody"),
        ("plugins: [briefings]\nsite_url: https://x:y/", "is no address; look at its host and its port"),
    ],
)
def test_wrong_settings_are_told(desk, wrong: str, said: str) -> None:
    (desk / "mkdocs.yml").write_text(f"site_name: x\ntheme: material\n{wrong}\n")
    for command in ("check", "build"):
        output = invoke(command, status=ExitStatus.USAGE)
        assert said in output
        assert len(output.splitlines()) == 1


@pytest.mark.parametrize("gone", ["content", "content/briefings"])
@pytest.mark.parametrize(
    "command",
    [["check"], ["build"], ["impact", "x"], ["digest", "--since", "2024"], ["pdf", "--since", "2024"]],
    ids=" ".join,
)
def test_content_that_is_gone_is_no_empty_site(desk, command, gone) -> None:
    with (desk / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("site_url: https://example.org/\n")
    shutil.rmtree(desk / gone)
    assert f"{desk / gone}: " in invoke(*command, status=ExitStatus.USAGE)
    assert not (desk / "site").exists()


def test_words_in_brackets_are_no_markup(desk) -> None:
    folder = "site_name: x\ntheme: material\nplugins: [{briefings: {content: 'a [red]b[/i]'}}]\n"
    (desk / "mkdocs.yml").write_text(folder)
    assert "a [red]b[/i]" in invoke("check", status=ExitStatus.USAGE)


def test_check(desk) -> None:
    assert "No problems found." in invoke("check")
    (desk / "content/briefings/2024/bad.yaml").write_text(BAD)
    output = invoke("check", status=ExitStatus.PROBLEMS)
    assert "content/briefings/2024/bad.yaml:2:7: error:" in output
    assert "date: 2024-02-31" in output
    assert "[impossible-date]" in output


def test_check_ends_with_what_is_not_shown(desk) -> None:
    (desk / "content/briefings/2024/a.yaml").write_text(BAD.replace("31", "28") + "status: draft\n")
    assert invoke("check").splitlines()[-2:] == [
        "Not shown: 1 draft.",
        "To see: briefings serve --drafts",
    ]
    for arguments in (["content"], ["--format", "short"], ["--format", "json"], ["--format", "github"]):
        assert "Not shown" not in invoke("check", *arguments)


def test_check_formats(desk) -> None:
    (desk / "content/briefings/2024/bad.yaml").write_text(BAD)
    short = invoke("check", "--format", "short", status=ExitStatus.PROBLEMS).splitlines()
    assert all(
        re.match(r"content/briefings/2024/bad\.yaml:\d+:\d+: (error|warning): .+ \[[a-z-]+\]$", line)
        for line in short
    )
    github = invoke("check", "--format", "github", status=ExitStatus.PROBLEMS).splitlines()
    assert all(
        re.match(r"::(error|warning) file=content/briefings/2024/bad\.yaml,line=\d+", line) for line in github
    )
    listed = json.loads(invoke("check", "--format", "json", status=ExitStatus.PROBLEMS))["diagnostics"]
    assert len(listed) == len(short) == len(github) >= 1


def test_check_within_paths(desk) -> None:
    (desk / "content/briefings/2024/bad.yaml").write_text(BAD)
    (desk / "content/briefings/2023").mkdir()
    (desk / "content/briefings/2023/worse.yaml").write_text(BAD.replace("title: x\n", ""))
    assert "worse" not in invoke("check", "content/briefings/2024", status=ExitStatus.PROBLEMS)
    assert "bad.yaml" not in invoke("check", "content/briefings/2023/worse.yaml", status=ExitStatus.PROBLEMS)
    both = invoke("check", "content/briefings/2024", "content/briefings/2023", status=ExitStatus.PROBLEMS)
    assert "worse" in both
    assert "bad.yaml" in both
    assert "No problems found." in invoke("check", "docs")


def test_check_levels(desk) -> None:
    text = BAD.replace("31", "28").replace("[a]", '["a [@x]"]') + "sources: [{id: x, outlet: null}]\n"
    (desk / "content/briefings/2024/a.yaml").write_text(text)
    assert "outlet-not-named" not in invoke("check")
    assert "outlet-not-named" in invoke("check", "--level", "info")


TITLES = [
    "Grain exports resume",
    'A "quoted" title: with a colon',
    "Дубавец і Купала",
    "2024",
    "yes",
    "- # {braces} [brackets] & *stars*",
    "Ночь, улица, фонарь, аптека " * 8,
    "con",
    "Tab\tand\nline",
    "Straße № 5 — “so”",
    "中国",
    "\\ backslash \\n",
    "\u2028 separated",
]


@pytest.mark.parametrize("title", TITLES, ids=ascii)
def test_new_writes_a_draft_that_check_accepts(desk, title: str) -> None:
    output = invoke("new", "--date", "2024-02-05", "--", title)
    (path,) = (desk / "content/briefings/2024").glob("*.yaml")
    assert str(path.relative_to(desk)) in output
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert written["title"] == " ".join(title.split())
    assert written["status"] == "draft"
    assert not json.loads(invoke("check", "--format", "json", "--level", "error"))["diagnostics"]


@pytest.mark.parametrize(
    ("epoch", "at", "day"),
    [
        ("1707091200", None, "2024-02-05"),
        ("0", "2024-02-05T23:30:00-05:00", "2024-02-05"),
        ("", "2024-02-05T23:30:00-05:00", "2024-02-05"),
    ],
)
def test_today_is_that_of_the_site(desk, monkeypatch, epoch: str, at: str | None, day: str) -> None:
    """Drafts, imports, digests and checks go by one day: of `at`, else of SOURCE_DATE_EPOCH, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert str(today(at and dt.datetime.fromisoformat(at))) == day
    monkeypatch.setenv("BRIEFINGS_AT", at or "")
    invoke("new", "A visit")
    (path,) = (desk / "content/briefings").rglob("*.yaml")
    assert str(yaml.safe_load(path.read_text(encoding="utf-8"))["date"]) == day


def test_new_does_not_overwrite(desk) -> None:
    invoke("new", "A visit", "--date", "2024-02-05")
    (path,) = (desk / "content/briefings").rglob("*.yaml")
    before = path.read_bytes()
    assert "is there already" in " ".join(
        invoke("new", "A Visit!", "--date", "2023-01-01", status=ExitStatus.USAGE).split()
    )
    assert path.read_bytes() == before
    assert len(list((desk / "content/briefings").rglob("*.yaml"))) == 1


def test_new_names_the_file_in_the_language_of_the_site(desk) -> None:
    config = desk / "mkdocs.yml"
    config.write_text(config.read_text().replace("font: false", "font: false, language: de"))
    invoke("new", "Öl für Österreich", "--date", "2024-02-05")
    assert (desk / "content/briefings/2024/oel-fuer-oesterreich.yaml").is_file()
    config.write_text(config.read_text().replace("language: de", "language: ja"))
    for name in ("briefing-2024-02-05", "briefing-2024-02-05-2"):
        invoke("new", "東京", "--date", "2024-02-05")
        assert (desk / f"content/briefings/2024/{name}.yaml").is_file()


def test_new_in_a_publication(desk) -> None:
    (desk / "content/publications.yaml").write_text("weekly: {name: Weekly}\n")
    invoke("new", "A visit", "--publication", "weekly")
    (path,) = (desk / "content/briefings").rglob("*.yaml")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["publication"] == "weekly"
    invoke("check", "--level", "error")


def test_new_says_that_a_series_is_unknown(desk) -> None:
    (desk / "content/publications.yaml").write_text("weekly: {name: Weekly}\n")
    assert "warning" not in invoke("new", "A visit", "--publication", "weekly")
    output = invoke("new", "Another visit", "--publication", "weekli")
    warning = "warning: the series 'weekli' is not in content/publications.yaml; did you mean 'weekly'?"
    assert warning in output
    assert list((desk / "content/briefings").rglob("another-visit.yaml"))
    assert "add it there" in invoke("new", "A third visit", "--publication", "a: b")
    assert "'a: b'" in invoke("check", status=ExitStatus.PROBLEMS)


def test_impact_of_what_is_unknown_is_wrong_use(desk) -> None:
    (desk / "content/outlets.yaml").write_text("reuters: {name: Reuters}\n")
    assert "Nothing rests on 'Reuters'." in invoke("impact", "Reuters")
    for form in ("table", "json"):
        output = invoke("impact", "reuter", "--format", form, status=ExitStatus.USAGE)
        assert "no source and no outlet is called 'reuter'; did you mean 'Reuters'?" in output


def test_schema_writes_what_is_committed(desk) -> None:
    invoke("schema")
    assert _schemas(desk) == {f"{name}.schema.json": text for name, text in schemas().items()}
    shutil.copytree(ROOT / "content", desk / "content", dirs_exist_ok=True)
    invoke("schema")
    assert _schemas(desk) == _schemas(ROOT)


def test_new_brings_schemas_up_to_date(desk) -> None:
    (desk / "content/topics.yaml").write_text("grain-trade: {name: Grain trade}\n")
    invoke("new", "A visit")
    assert not (desk / "content/schema").exists()
    (desk / "content/schema").mkdir()
    invoke("new", "Another visit")
    assert "grain-trade" in _schemas(desk)["briefing.schema.json"]


def _schemas(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "content/schema").iterdir()}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    script = invoke("completion", shell)
    assert "_BRIEFINGS_COMPLETE" in script
    assert "briefings" in script


def test_rules_are_documented_for_the_desk() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


@pytest.mark.slow
def test_build_says_what_it_made(site, run) -> None:
    folder = site("minimal")
    result = run("briefings", "build", "--strict", cwd=folder)
    assert re.fullmatch(
        r"Built \d+ pages from 1 briefing in \d+\.\d s \(\d+ a second\): site/", result.stdout.strip()
    )
    assert "\x1b" not in result.stdout + result.stderr
    assert sorted(path.name for path in folder.iterdir()) == [
        ".cache",
        "content",
        "docs",
        "mkdocs.yml",
        "site",
    ]


@pytest.mark.slow
def test_build_of_bad_content_keeps_the_old_site(site, run, files_of) -> None:
    folder = site("minimal")
    run("briefings", "build", cwd=folder)
    before = files_of(folder / "site")
    (folder / "content/briefings/2024/bad.yaml").write_text(BAD)
    result = run("briefings", "build", cwd=folder, status=1)
    assert "bad.yaml:2:7: error:" in result.stderr
    assert "Traceback" not in result.stderr
    assert files_of(folder / "site") == before
    result = run("briefings", "build", "--keep-going", cwd=folder)
    assert "1 briefing left out" in result.stdout
    assert "bad.yaml:2:7: error:" in result.stderr
    assert (folder / "site/briefings/grain-ships-leave-port/index.html").is_file()


@pytest.mark.slow
def test_colours_only_on_a_terminal(site, run) -> None:
    """Piped there are none; NO_COLOR and a dumb terminal have none either, FORCE_COLOR has."""
    folder = site("minimal")
    (folder / "content/briefings/2024/bad.yaml").write_text(BAD)
    for env in ({}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        result = run("briefings", "check", cwd=folder, status=1, **env)
        assert "\x1b[3" not in result.stdout + result.stderr
    assert "\x1b[" in run("briefings", "check", cwd=folder, status=1, FORCE_COLOR="1").stdout


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_take_the_script(tmp_path, shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(invoke("completion", shell), encoding="utf-8")
    subprocess.run([program, "-n", str(script)], check=True)
