"""A fault in what a desk adds to MkDocs (templates, hooks, extensions) is a line with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jinja2 import TemplateError

from mkdocs_briefings.cli.main import main
from mkdocs_briefings.host import Theme
from mkdocs_briefings.mkdocs_plugin.faults import in_words
from mkdocs_briefings.mkdocs_plugin.theme_environment import theme_environment

FAULTS = {
    "missing include": (
        '\n{% include "nope.html" %}',
        "overrides/main.html:2: there is no template 'nope.html'",
    ),
    "missing parent": (
        '{% extends "nope.html" %}',
        "overrides/main.html:1: there is no template 'nope.html'",
    ),
    "missing import": (
        '{% from "no.html" import x %}',
        "overrides/main.html:1: there is no template 'no.html'",
    ),
    "include in an include": (
        '{% include "outer.html" %}',
        "overrides/outer.html:1: there is no template 'nope.html'",
    ),
    "syntax": ("\n\n{% if %}", "overrides/main.html:3: Expected an expression, got 'end of statement block'"),
    "unknown tag": ("{% nope %}", "overrides/main.html:1: Encountered unknown tag 'nope'."),
    "unknown filter": ("\n{{ 1|nope }}", "overrides/main.html:2: No filter named 'nope'."),
    "a block without end": ("{% block x %}", "overrides/main.html:1: Unexpected end of template."),
    "name called": ("\n{{ nope() }}", "overrides/main.html:2: 'nope' is undefined"),
    "attribute of a name": ("{{ nope.deep }}", "overrides/main.html:1: 'nope' is undefined"),
    "attribute of an attribute": (
        "{{ page.a.b }}",
        "overrides/main.html:1: 'dict object' has no attribute 'a'",
    ),
    "name shown": ("\n{{ nope }}", "overrides/main.html:2: 'nope' is undefined"),
    "name in a filter": ("\n{{ nope|upper }}", "overrides/main.html:2: 'nope' is undefined"),
    "name joined to a text": ("{{ 'a' ~ nope }}", "overrides/main.html:1: 'nope' is undefined"),
    "name gone through": (
        "\n{% for each in nope %}x{% endfor %}",
        "overrides/main.html:2: 'nope' is undefined",
    ),
    "name in a block": (
        '{% extends "base.html" %}\n{% block x %}{{ nope }}{% endblock %}',
        "overrides/main.html:2: ",
    ),
    "what Python raises": ("\n{{ 1 / 0 }}", "overrides/main.html:2: ZeroDivisionError: division by zero"),
}
ALLOWED = {
    "name asked for": "{% if nope %}x{% endif %}{{ 'y' if nope is defined }}",
    "default": "{{ nope|default('') }}",
    "attribute": "{{ page.nope }}{% for each in page.nope %}x{% endfor %}",
    "name that it sets at times": "{% if page.x %}{% set given = 1 %}{% endif %}{{ given }}",
    "name that another template sets": "{{ sometimes }}",
    "name of a theme": '{% include "lenient.html" %}',
}


@pytest.fixture
def render(tmp_path: Path) -> Callable[[str], str]:
    """Renders `main.html` of a desk in the environment of its theme."""
    desk, theme = tmp_path / "overrides", tmp_path / "theme"
    desk.mkdir()
    theme.mkdir()
    (desk / "outer.html").write_text('{% include "nope.html" %}', encoding="utf-8")
    (theme / "base.html").write_text("{% block x %}{% endblock %}", encoding="utf-8")
    (theme / "setting.html").write_text("{% if page.x %}{% set sometimes = 1 %}{% endif %}", encoding="utf-8")
    (theme / "broken.html").write_text("{% if %}", encoding="utf-8")
    (theme / "lenient.html").write_text("{{ nope }}{% for each in nope %}{% endfor %}", encoding="utf-8")
    of_mkdocs = Theme(name=None, custom_dir=str(desk))
    of_mkdocs.dirs.append(str(theme))

    def rendered(source: str) -> str:
        (desk / "main.html").write_text(source, encoding="utf-8")
        return theme_environment(of_mkdocs).get_template("main.html").render(page={})

    return rendered


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_template_is_told_with_file_and_line(render, tmp_path: Path, fault: str) -> None:
    source, line = FAULTS[fault]
    with pytest.raises((TemplateError, ZeroDivisionError)) as raised:
        render(source)
    assert in_words(raised.value, tmp_path).startswith(line)
    assert "\n" not in in_words(raised.value, tmp_path)


@pytest.mark.parametrize("use", ALLOWED)
def test_what_is_not_there_may_be_asked_for(render, use: str) -> None:
    assert render(ALLOWED[use]) == ""


CONFIG = {
    "site_name": "A desk",
    "theme": {"name": "material", "font": False, "custom_dir": "overrides"},
    "plugins": [{"briefings": {"cards": False, "search": False, "pdf": False}}],
}
HOOK = {"hooks": ["hook.py"]}
BROKEN = """from markdown import Extension, preprocessors
class Broken(preprocessors.Preprocessor):
    def run(self, lines):
        raise ValueError("a bad line")
class Addition(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Broken(md), "broken", 1)
makeExtension = Addition
"""
BUILDS = {
    "override": ({"overrides/main.html": "\n{% if %}"}, {}, "overrides/main.html:2: Expected an expression"),
    "template of a page": (
        {"docs/about.md": "---\ntemplate: nope.html\n---\n"},
        {},
        "docs/about.md: there is no template 'nope.html'",
    ),
    "hook": (
        {"hook.py": "def on_pre_page(page, config, files):\n    nope\n"},
        HOOK,
        "hook.py:2: NameError: name 'nope' is not defined",
    ),
    "hook that cannot be read": ({"hook.py": "\nimport nope\n"}, HOOK, "hook.py:2: ModuleNotFoundError: "),
    "extension": (
        {"broken_extension.py": BROKEN},
        {"markdown_extensions": ["broken_extension"]},
        "broken_extension.py:4: ValueError: a bad line",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", BUILDS)
def test_a_build_ends_with_2_and_that_line(site, monkeypatch, kind: str) -> None:
    files, settings, line = BUILDS[kind]
    desk = site("minimal")
    (desk / "overrides").mkdir()
    for name, text in files.items():
        (desk / name).write_text(text, encoding="utf-8")
    (desk / "mkdocs.yml").write_text(json.dumps({**CONFIG, **settings}), encoding="utf-8")
    monkeypatch.chdir(desk)
    monkeypatch.syspath_prepend(desk)
    ended = CliRunner().invoke(main, ["build"])
    output = click.unstyle(ended.output)
    assert (ended.exit_code, len(output.splitlines())) == (2, 1), output
    assert line in output
