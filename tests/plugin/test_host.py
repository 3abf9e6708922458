"""The seam to MkDocs and ProperDocs: both have every name that is taken from them, and are told apart in one place."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from mkdocs_briefings import host
from mkdocs_briefings.mkdocs_plugin.generated_pages import GeneratedPage
from mkdocs_briefings.mkdocs_plugin.theming import Shells

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
