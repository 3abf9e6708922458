"""The environment of MkDocs' theme: what it spares makes no difference to what templates give."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.theme import Theme

from mkdocs_briefings.mkdocs_plugin.theme_environment import theme_environment


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in (".icons/ship.svg", "partials/.hidden/x.css", "partials/nav.html", "main.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{% include '.icons/ship.svg' %}" if name == "main.html" else "<svg/>")
    return tmp_path


def environment(folder: Path) -> Environment:
    return theme_environment(Theme(name=None, custom_dir=str(folder)))


def test_hidden_folders_are_not_listed_but_can_be_included(folder: Path) -> None:
    env = environment(folder)
    own = [name for name in env.list_templates() if (folder / name).is_file()]
    assert own == ["main.html", "partials/nav.html"]
    assert env.get_template("main.html").render() == "<svg/>"


def test_an_edited_template_is_compiled_again(folder: Path) -> None:
    assert environment(folder).get_template("main.html").render() == "<svg/>"
    (folder / "main.html").write_text("edited")
    assert environment(folder).get_template("main.html").render() == "edited"


def test_another_filter_of_one_name_is_used(folder: Path) -> None:
    """Jinja applies a filter to a constant when it compiles."""
    (folder / "main.html").write_text("{{ 'a' | twice }}")
    results = []
    for times in (2, 3):
        env = environment(folder)
        env.filters["twice"] = lambda text, times=times: text * times
        results.append(env.get_template("main.html").render())
    assert results == ["aa", "aaa"]
