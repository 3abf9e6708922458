"""The seam to MkDocs and ProperDocs: both have every name that is taken from them, and are told apart in one place."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from mkdocs_briefings import host
from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.mkdocs_plugin.theming import Shells
from mkdocs_briefings.settings.wishes import Overrides

PACKAGE = Path(host.__file__).parent
NAME = re.compile(r"(?<![\w-])(?<!Material for )(?:mkdocs|properdocs)(?:_version)?(?![\w-])", re.IGNORECASE)
"""Of a host: its package, logger, command, settings file; not of a theme, this package, or other plugins."""
WRITERS = {"host.py", "cli/init.py", "mkdocs_plugin/zensical/export.py"}
"""This seam, and what writes a settings file."""
HOSTS = {each.package: each for each in host._HOSTS}


def imports_for_types() -> dict[str, str]:
    """Return what the type checker takes names for: module and attribute in MkDocs, by name."""
    tree = ast.parse(Path(host.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or alias.name: f"{str(node.module).removeprefix('mkdocs.')}:{alias.name}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_names_are_looked_up_where_the_type_checker_sees_them() -> None:
    looked_up = {
        name: place if (parts := place.partition(":"))[2] else ":".join(parts[0].rsplit(".", 1))
        for name, place in host._PLACES.items()
    }
    assert looked_up == imports_for_types()


@pytest.mark.parametrize("package", HOSTS)
def test_a_host_has_every_name(package: str) -> None:
    for place in host._PLACES.values():
        module, _, attribute = place.partition(":")
        assert not attribute or hasattr(import_module(f"{package}.{module}"), attribute), place


@pytest.mark.parametrize("package", HOSTS)
def test_what_a_host_gives_templates_is_what_it_declares(package: str) -> None:
    declared = import_module(f"{package}.utils.templates").TemplateContext.__annotations__
    assert HOSTS[package].context_names == set(declared)


def test_an_unknown_value_in_templates_is_reported() -> None:
    page = object.__new__(GeneratedPage)
    context = {**dict.fromkeys(host.chosen().context_names), "page": page, "build_id": "7"}
    shells = Shells()
    assert shells.complaints == ()
    assert shells.render("briefings/page.html", context, lambda given: given["build_id"]) == "7"
    (line,) = shells.complaints
    assert line.startswith("each generated page was rendered in full, which is slow: ")
    assert line.endswith(f"is not what {host.chosen().release} gives them (build_id)")


def strings(source: str) -> Iterator[str]:
    """Yield the strings of a module, without its docstrings."""
    nodes = list(ast.walk(ast.parse(source)))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_other_file_names_a_host() -> None:
    sources = {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    named = {
        name: texts
        for name, source in sources.items()
        if NAME.search(source) and (texts := list(filter(NAME.search, strings(source))))
    }
    assert set(named) == WRITERS, named


def take_away(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Python find a package no more."""
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, f"{package}.plugins", raising=False)


@pytest.mark.parametrize(
    ("file", "absent", "expected"),
    [
        ("mkdocs.yml", "", "mkdocs"),
        ("site/amber.yml", "", "mkdocs"),
        ("properdocs.yaml", "", "properdocs"),
        ("properdocs-amber.yml", "", "properdocs"),
        ("mkdocs.yml", "mkdocs", "properdocs"),
        ("properdocs.yml", "properdocs", "mkdocs"),
    ],
)
def test_a_settings_file_says_which_host(monkeypatch, file: str, absent: str, expected: str) -> None:
    if absent:
        take_away(absent, monkeypatch)
    assert host._named_after(file).package == expected


def test_the_host_that_runs(monkeypatch) -> None:
    import_module("properdocs.config")  # as some plugins for MkDocs do
    assert host._running() is HOSTS["mkdocs"]
    monkeypatch.setitem(sys.modules, "mkdocs.config", sys.modules["properdocs.config"])
    assert host._running() is HOSTS["properdocs"]
    monkeypatch.delitem(sys.modules, "properdocs.config")
    monkeypatch.delitem(sys.modules, "mkdocs.config")
    assert host._running() is None


def test_another_host_makes_another_site(lean_site, monkeypatch) -> None:
    config = run.read_config(str(lean_site("minimal") / "mkdocs.yml"), Overrides())
    plugin = run.plugin_of(config)
    plugin.on_config(config)
    keys = []
    for each in HOSTS.values():
        monkeypatch.setattr(host, "_choice", [each])
        keys.append(plugin.build_request(config, Path("site")).environment_key)
    assert len(set(keys)) == len(keys) == 2


def test_no_host(monkeypatch) -> None:
    for package in HOSTS:
        take_away(package, monkeypatch)
    with pytest.raises(UsageError, match="neither MkDocs 1 nor ProperDocs is installed: `pip install"):
        host._named_after("mkdocs.yml")


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        ("", "there is no mkdocs.yml or properdocs.yml here"),
        ("mkdocs.yaml", "mkdocs.yaml"),
        ("mkdocs.yml mkdocs.yaml", "mkdocs.yml"),
        ("properdocs.yml", "properdocs.yml"),
        ("mkdocs.yml properdocs.yaml", "mkdocs.yml and properdocs.yaml are both here: say which with -f"),
    ],
)
def test_the_settings_file_of_a_folder(tmp_path, monkeypatch, files: str, answer: str) -> None:
    monkeypatch.chdir(tmp_path)
    for name in files.split():
        (tmp_path / name).touch()
    if answer in files.split():
        assert host.config_path(None) == answer
    else:
        with pytest.raises(UsageError, match=answer):
            host.config_path(None)
    for name in files.split():
        assert host.config_path(name) == name
