"""Templates of the theme are compiled once in a process, and anew when they are edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from mkdocs_briefings.mkdocs_plugin.theming import CompiledTemplates


class Compiled(Exception):
    """Something was compiled."""


class NeverCompiling(Environment):
    def compile(self, *_: Any, **__: Any) -> Any:
        raise Compiled


@pytest.fixture
def environment() -> Callable[..., Environment]:
    """Makes environments that have their compiled templates in common."""
    cache = CompiledTemplates()

    def make(kind: type[Environment], text: str) -> Environment:
        return kind(loader=DictLoader({"page.html": text}), bytecode_cache=cache)

    return make


def test_another_build_compiles_only_what_was_edited(environment) -> None:
    environment(Environment, "{{ word }}!").get_template("page.html")
    again = environment(NeverCompiling, "{{ word }}!")
    assert again.get_template("page.html").render(word="Yes") == "Yes!"
    with pytest.raises(Compiled):
        environment(NeverCompiling, "{{ word }}?").get_template("page.html")
    assert environment(Environment, "{{ word }}?").get_template("page.html").render(word="No") == "No?"
