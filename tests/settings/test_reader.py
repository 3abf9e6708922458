"""The small reader of mkdocs.yml: what is wrong is told all at once, with its place, and what a theme brings may be missing."""

from __future__ import annotations

import re
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin import settings as host_settings
from mkdocs_briefings.settings import from_config
from mkdocs_briefings.settings.reader import read_site_config
from mkdocs_briefings.settings.wishes import Overrides

HEAD = "site_name: Desk\ntheme: {name: material}\n"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read a mkdocs.yml of this text in the current folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    def read(text: str, name: str = "mkdocs.yml"):
        Path(name).write_text(text, encoding="utf-8")
        site = read_site_config(None, Overrides(), markdown=True)
        from_config.settings_of(site, Overrides())
        return site

    return read


ALL_AT_ONCE = """\
site_name: 5
site_url: example.org
theme:
  name: material
  locale: xx
docs_dir: nowhere
plugins:
  - search
  - briefings:
      audience: everybody
      latest: many
      pdf: maybe
      csp: {script: x}
      at: tomorrow
markdown_extensions:
  - footnote
  - toc:
      nonsense: 1
"""
TOLD = [
    "mkdocs.yml:1:1: site_name: 5 is no text; a number or a date needs quotes",
    "mkdocs.yml:2:1: site_url: 'example.org' is no whole address, such as https://example.org/",
    "mkdocs.yml:5:3: theme: locale: 'xx' is no locale, such as pt_BR",
    "mkdocs.yml:6:1: docs_dir: there is no folder ",
    "mkdocs.yml:10:7: audience: 'everybody' is none of clear, green, amber, amber+strict, red",
    "mkdocs.yml:11:7: latest: 'many' is no whole number",
    "mkdocs.yml:12:7: pdf: 'maybe' is neither true nor false",
    "mkdocs.yml:13:7: csp: there is no directive 'script'; did you mean 'script-src'?",
    "mkdocs.yml:14:7: at: 'tomorrow' is no moment",
    "mkdocs.yml:16:5: markdown_extensions: 'footnote' cannot be used: there is none; did you mean 'footnotes'?",
    "mkdocs.yml:17:5: markdown_extensions: 'toc' cannot be used: it has no option 'nonsense'",
]


def test_all_is_told_at_once_with_its_place(read) -> None:
    with pytest.raises(UsageError) as error:
        read(ALL_AT_ONCE)
    first, *lines = str(error.value).splitlines()
    assert first == "the settings have several problems:"
    assert [line[: len(start)] for line, start in zip(lines, TOLD, strict=True)] == TOLD
    with pytest.raises(UsageError, match=re.escape(str(error.value))):  # in a build, too
        run.read_config(None, Overrides())


MEANINGLESS = """\
      latest: -1
      languages: [de, no]
      rules:
        long-title: sometimes
        long-titel: off
      content: docs
"""


def test_values_that_mean_nothing_have_their_place_too(read) -> None:
    with pytest.raises(UsageError) as error:
        read(f"{HEAD}plugins:\n  - briefings:\n{MEANINGLESS}")
    _, *lines = str(error.value).splitlines()
    places = [line.removeprefix("mkdocs.yml:").split(": ")[0] for line in lines]
    assert places == ["5:7", "6:7", "6:7", "8:9", "9:9", "10:7"]
    assert "did you mean 'long-title'?" in lines[4]
    config = run.read_config(None, Overrides())
    with pytest.raises(UsageError, match=re.escape(str(error.value))):  # in a build, too
        host_settings.settings_of(config, run.plugin_of(config).config, Overrides())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site_name: [x\n", "mkdocs.yml:2:1: not valid YAML: "),
        ("x\n", "mkdocs.yml:1:1: is no list of settings"),
        ("INHERIT: above.yml\n", "mkdocs.yml:1:1: INHERIT: above.yml is not there"),
        ("INHERIT: mkdocs.yml\n", "mkdocs.yml: INHERIT leads back to mkdocs.yml"),
        (f"a: {'[' * 200}{']' * 200}\n", "mkdocs.yml: nests deeper than 100 levels"),
        (f"{HEAD}plugins: [search]\n", "mkdocs.yml does not use the plugin"),
        (
            f"{HEAD}plugins: [{{briefings: {{audience: red, audience: clear}}}}]\n",
            "mkdocs.yml:3:39: 'audience' is here twice",
        ),
        (
            f"{HEAD}plugins: [{{briefings: {{at: 2024-02-31T09:00:00Z}}}}]\n",
            "mkdocs.yml:3:24: at: '2024-02-31T09:00:00Z' is no moment",
        ),
        (f"{HEAD}plugins: [{{briefings: x}}]\n", "mkdocs.yml:3:12: briefings: write a setting"),
    ],
)
def test_a_file_that_cannot_be_read(read, text: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        read(text)
    assert str(error.value).startswith(told)
    assert "\n" not in str(error.value)


def test_an_unknown_setting_is_told_and_passed_over(read) -> None:
    site = read(f"{HEAD}plugins:\n  - briefings:\n      audiance: red\n      zzz: 1\n")
    assert site.own.audience == "clear"
    assert site.notes == (
        "mkdocs.yml:5:7: there is no setting 'audiance'; did you mean 'audience'?",
        "mkdocs.yml:6:7: there is no setting 'zzz'; the handbook lists all",
    )
    with pytest.raises(UsageError, match="audiance"):
        run.read_config(None, Overrides(strict=True))


def test_a_place_in_what_is_inherited(read, tmp_path) -> None:
    (tmp_path / "above.yml").write_text("site_url: x\nsite_name: 1\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read(f"INHERIT: above.yml\n{HEAD}plugins: [briefings]\n")
    assert str(error.value).startswith("above.yml:1:1: site_url: 'x' is no whole address")


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_every_name_of_the_file(read, name: str) -> None:
    assert read(f"{HEAD}plugins: [briefings]\n", name).config_name == name


def test_no_code_runs_but_for_markdown(read, tmp_path) -> None:
    """What runs code stands where no command of ours needs it: hooks, plugins, options of others."""
    (tmp_path / "hook.py").write_text("import os\nos.mkdir('by hook')\n", encoding="utf-8")
    text = f"!!python/object/apply:os.mkdir ['{tmp_path / 'by tag'}']"
    site = read(
        f"{HEAD}plugins: [briefings, {{search: {{a: {text}}}}}]\nextra: {{a: {text}}}\nhooks: [hook.py]\n"
    )
    assert site.own.latest == 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "docs", "hook.py", "mkdocs.yml"]


class Absent(MetaPathFinder):
    """Finds no package of a theme."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"material", "mkdocs"}:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name.partition(".")[0])


@pytest.fixture
def no_theme(monkeypatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "material"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Absent(), *sys.meta_path])


OF_THEMES = """\
markdown_extensions:
  - material.extensions.preview
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:mermaid2.fence_mermaid
"""


@pytest.mark.usefixtures("no_theme")
def test_what_a_theme_brings_may_be_missing(read) -> None:
    import pymdownx.emoji  # noqa: PLC0415

    site = read(f"{HEAD}plugins: [briefings]\n{OF_THEMES}")
    assert site.extensions[3:] == ("pymdownx.emoji", "pymdownx.superfences")
    assert site.extension_configs == {
        "pymdownx.emoji": {
            "emoji_index": pymdownx.emoji.twemoji,
            "emoji_generator": pymdownx.emoji.to_alt,
        },
        "pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]},
    }
    assert [note.split(": ")[0] for note in site.notes] == [
        "mkdocs.yml:5:5",
        "mkdocs.yml:7:7",
        "mkdocs.yml:8:7",
        "mkdocs.yml:13:11",
    ]
    assert all("is not installed" in note for note in site.notes)


def test_a_misspelt_name_of_python_is_an_error(read) -> None:
    for name in ("pymdownx.slugs.nonsense", "pymdownx.nonsense.slugify"):
        with pytest.raises(
            UsageError, match=r"\Amkdocs\.yml:6:7: markdown_extensions: there is no .pymdownx"
        ):
            read(
                f"{HEAD}plugins: [briefings]\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/name:{name}\n"
            )
