"""The small reader of mkdocs.yml and the host read the same: every key that briefings need, of every type, in every way to write it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.utils import get_themes

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.mkdocs_plugin.run import plugin_of
from mkdocs_briefings.mkdocs_plugin.settings import PluginSettings, site_config_of
from mkdocs_briefings.settings.declared import SETTINGS, OwnSettings, read_values
from mkdocs_briefings.settings.reader import read_site_config
from mkdocs_briefings.settings.site_config import SiteConfig
from mkdocs_briefings.settings.wishes import Overrides

REFUSED = "refused"
VALUES: tuple[Any, ...] = (
    None, True, 1, -1, 10**30, 1.5, "", "x", "a\nb", "é" * 300, "../..", [], ["x"], [None], {}, {"a": 1}, {"name": "x"}, {"a": {"b": [1]}}, [{"a": 1}],
    [{"a": 1, "b": 2}],
)  # fmt: skip
"""Values of every type that YAML has, for every key."""
MATERIAL = {"name": "material", "font": False}
FITTING: dict[str, tuple[Any, ...]] = {
    "site_name": ("A desk", "2024"),
    "site_url": (
        "https://example.org", "https://example.org/a", "https://example.org/a/", "https://example.org/a?b#c", "example.org", "//example.org/",
        "http://[", "https://", "mailto:desk@example.org",
    ),
    "site_description": ("Short, dated.",),
    "docs_dir": ("docs", "./docs/", "docs/../docs", "other", "nowhere", ".", "docs/a"),
    "site_dir": ("site", "public/site", "docs/site", ".", "docs", "sitedocs"),
    "use_directory_urls": (True, False),
    "extra_javascript": (["a.js"], [{"path": "a.js", "defer": True}], "a.js"),
    "theme": (
        "material", {**MATERIAL, "language": "de"}, {**MATERIAL, "locale": "pt_BR"}, {**MATERIAL, "locale": "zh_TW"}, {**MATERIAL, "locale": "xx"},
        {**MATERIAL, "locale": 5}, {**MATERIAL, "locale": None}, {**MATERIAL, "language": "en", "locale": "fr"}, {**MATERIAL, "language": None},
        {**MATERIAL, "language": "pl", "locale": "fr"}, {**MATERIAL, "custom_dir": "overrides"}, {**MATERIAL, "custom_dir": "nowhere"},
        {"name": None, "custom_dir": "overrides"}, {"name": None}, {"custom_dir": "overrides"}, "mkdocs", "readthedocs", "materialx",
    ),
    "markdown_extensions": (
        ["footnotes"], ["toc"], ["footnotes", "footnotes"], {"footnotes": {}}, {"toc": {"permalink": True}}, [{"toc": {"permalink": True}}],
        [{"toc": None}, {"toc": {"title": "Contents"}}], [{"toc": "x"}], [{"toc": {"nonsense": 1}}], ["nonsense"], ["footnote"], [{"footnotes": []}],
        ["pymdownx.superfences", {"pymdownx.highlight": {"anchor_linenums": True}}], ["pymdownx.slugs"], ["markdown.extensions.attr_list"],
        ["markdown.extensions.footnotes:FootnoteExtension"], ["pymdownx.blocks.caption"], ["pymdownx.nonsense"], ["os"], ["."], [""],
    ),
    "plugins": (
        ["briefings"], {"briefings": None}, {"briefings": {"latest": 3}}, [{"briefings": {"latest": 3}}], [{"briefings": None}],
        ["search", "briefings"], ["/briefings"], ["search"], [], [{"briefings": "x"}], [{"briefings": ["x"]}], [{"briefings": []}],
        [{"briefings": {"enabled": False}}], [{"briefings": {"enabled": True}}], [{"briefings": {"enabled": "no"}}],
        [{"briefings": {"latest": "x"}}, "search"], [{"briefings": {"latest": 3}}, "briefings"], [{"briefings": {"nonsense": 3}}],
    ),
}  # fmt: skip
"""Values that each key that is read may well have."""
OF_HOSTS_ALONE = {
    **{
        ("theme", json.dumps(value)): "the theme need not be installed"
        for value in ("materialx", "x", "a\nb", "é" * 300, "../..", {"name": "x"})
    },
    **{
        ("extra_javascript", json.dumps(value)): "no command without a host has scripts"
        for value in (None, [None])
    },
}
"""Values that only a host refuses, with the reason."""


@pytest.fixture
def desk(tmp_path) -> Path:
    for folder in ("docs/a", "other", "overrides", "content"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def by_host(path: Path) -> SiteConfig | str:
    """What MkDocs reads; whatever it raises, it refuses the file."""
    try:
        config = load_config(str(path))
        return site_config_of(config, plugin_of(config).config)
    except Exception:  # noqa: BLE001 - of a host that ends in a traceback no more is asked than of one that logs
        return REFUSED


def by_us(path: Path) -> SiteConfig | str:
    try:
        return read_site_config(str(path), Overrides(), markdown=True)
    except UsageError:
        return REFUSED


def differences(ours: SiteConfig | str, hosts: SiteConfig | str) -> object:
    """What two readers have read differently, as short as it can be told."""
    if isinstance(ours, str) or isinstance(hosts, str):
        return ours if isinstance(ours, str) else "read", hosts if isinstance(hosts, str) else "read"
    fields = (field.name for field in dataclasses.fields(ours) if field.compare)
    return {
        name: pair
        for name in fields
        if len(set(map(repr, pair := (getattr(ours, name), getattr(hosts, name))))) > 1
    }


def written(folder: Path, settings: dict[str, Any]) -> Path:
    path = folder / "mkdocs.yml"
    config = {"site_name": "x", "theme": MATERIAL, "plugins": ["briefings"], **settings}
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("key", FITTING)
def test_every_key_of_every_type(desk, key: str) -> None:
    differing = {}
    for value in (*FITTING[key], *VALUES):
        path = written(desk, {key: value})
        ours, hosts = by_us(path), by_host(path)
        if ours != hosts and not (hosts == REFUSED and (key, json.dumps(value)) in OF_HOSTS_ALONE):
            differing[repr(value)] = differences(ours, hosts)
    assert differing == {}


PARENT = """\
site_description: From above
site_url: https://example.org/above
theme: {name: material, font: false, language: de}
docs_dir: other
plugins: [{briefings: {latest: 7, paper: letter}}]
markdown_extensions: [footnotes]
extra: {a: {b: 1, c: 2}}
"""
START = "site_name: x\ntheme: {name: material, font: false}\nplugins:\n  - briefings:\n"
WAYS = {
    "inherited": "INHERIT: above/parent.yml\nsite_name: x\ntheme: {language: fr}\n",
    "inherited, one thing of it empty": "INHERIT: above/parent.yml\nsite_name: x\nsite_url:\nplugins: [briefings]\n",
    "inherited by what is inherited": "INHERIT: above/middle.yml\nsite_name: x\n",
    "inherited from nowhere": "INHERIT: nowhere.yml\nsite_name: x\nplugins: [briefings]\n",
    "inherited, by number": "INHERIT: 5\nsite_name: x\nplugins: [briefings]\n",
    "of the environment": "site_name: !ENV DESK_NAME\nsite_url: !ENV [NOT_SET, DESK_URL, 'https://no.example/']\ntheme: material\n"
    "plugins: [{briefings: {latest: !ENV DESK_LATEST, drafts: !ENV [NOT_SET, true], paper: !ENV [NOT_SET, letter]}}]\n",
    "of the environment, not set": "site_name: !ENV NOT_SET\nplugins: [briefings]\n",
    "of the environment, by keys": "site_name: !ENV {a: b}\nplugins: [briefings]\n",
    "words for yes and no": START + "      pdf: no\n      cards: Off\n      search: yes\n      drafts: 'on'\n",
    "a moment": START + "      at: 2024-02-05T09:00:00-05:00\n",
    "a moment in quotes": START + "      at: '2024-02-05T09:00:00-05:00'\n",
    "a day": START + "      at: 2024-02-05\n",
    "numbers": START + "      latest: 0x10\n      feed_entries: 1_000\n",
    "sexagesimal": START + "      latest: 1:30\n",
    "a key twice": "site_name: a\nsite_name: x\ntheme: material\nplugins: [briefings]\n",
    "anchors": "a: &a {latest: 4}\nsite_name: x\ntheme: material\nplugins: [{briefings: {<<: *a, paper: letter}}]\n",
    "an anchor in itself": "a: &a [*a]\nsite_name: x\ntheme: material\nplugins: [briefings]\n",
    "a name of Python": START + "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
    "        - {name: m, class: m, format: !!python/name:pymdownx.superfences.fence_code_format }\n",
    "icons of Material": START + "markdown_extensions:\n  - pymdownx.emoji:\n"
    "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n",
    "no name of Python": START + "markdown_extensions:\n  - toc:\n      slugify: !!python/name:pymdownx.slugs.nonsense\n",
    "an empty name of Python": START + "markdown_extensions:\n  - toc:\n      slugify: !!python/name:\n",
    "a tag of nobody": START + "extra: !nobody x\n",
    "a tag of Python elsewhere": START + "extra: {a: !!python/name:os.getcwd }\n",
    "no YAML": "site_name: [x\n",
    "a tab": "site_name:\tx\n\tplugins: [briefings]\n",
    "two documents": "site_name: x\n---\nplugins: [briefings]\n",
    "the docs are all": START + "docs_dir: .\nsite_dir: ../elsewhere\n",
    "nothing": "",
    "a text": "x\n",
    "a list": "[x]\n",
    "no such day": START + "      at: 2024-02-31T09:00:00Z\n",
    "a mark of order": "\ufeffsite_name: x\ntheme: material\nplugins: [briefings]\n",
    "a control character": 'site_name: "x\x07"\nplugins: [briefings]\n',
}  # fmt: skip
"""Ways to write a settings file."""


@pytest.mark.slow
def test_every_way_to_write(desk, monkeypatch) -> None:
    for name, value in {
        "DESK_NAME": "Of the environment",
        "DESK_URL": "https://example.org",
        "DESK_LATEST": "12",
    }.items():
        monkeypatch.setenv(name, value)
    (desk / "above").mkdir()
    (desk / "above/parent.yml").write_text(PARENT, encoding="utf-8")
    (desk / "above/middle.yml").write_text(
        "INHERIT: parent.yml\nsite_description: From between\n", encoding="utf-8"
    )
    differing = {}
    for way, text in WAYS.items():
        path = desk / "mkdocs.yml"
        path.write_text(text, encoding="utf-8")
        ours, hosts = by_us(path), by_host(path)
        if ours != hosts:
            differing[way] = differences(ours, hosts)
    assert differing == {}


@pytest.mark.slow
def test_paths_lead_to_the_same_place(desk) -> None:
    path = desk / "mkdocs.yml"
    paths = "[!relative $config_dir, !relative $docs_dir/a, !relative $config_dir/b/c]"
    text = f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: {paths}\n"
    path.write_text(START + text, encoding="utf-8")
    ours, hosts = by_us(path), by_host(path)
    of_hosts = map(str, hosts.extension_configs["pymdownx.snippets"]["base_path"])
    assert [each.rstrip("/") for each in of_hosts] == ours.extension_configs["pymdownx.snippets"]["base_path"]


THEMES = {
    "polish": "language: pl\nlocale: fr\n",
    "french": "locale: fr\n",
    "above": "extends: polish\n",
    "above_in_german": "extends: polish\nlanguage: de\n",
    "empty": "",
}
"""Settings of installed themes, by name."""


@pytest.mark.slow
def test_a_theme_says_its_language_itself(desk, monkeypatch) -> None:
    for name, text in THEMES.items():
        folder = desk / f"of_{name}/inner"
        folder.mkdir(parents=True)
        for package in (folder.parent, folder):
            (package / "__init__.py").touch()
        (folder / "mkdocs_theme.yml").write_text(text, encoding="utf-8")
    (desk / "themes-1.0.dist-info").mkdir()
    lines = (f"{name} = of_{name}.inner" for name in THEMES)
    (desk / "themes-1.0.dist-info/METADATA").write_text("Name: themes\nVersion: 1.0\n", encoding="utf-8")
    points = "\n".join(("[mkdocs.themes]", *lines))
    (desk / "themes-1.0.dist-info/entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(desk))
    get_themes.cache_clear()
    read = {name: (by_us(path), by_host(path)) for name in THEMES if (path := written(desk, {"theme": name}))}
    get_themes.cache_clear()
    assert [name for name, (ours, hosts) in read.items() if ours != hosts] == []
    assert [ours.theme_language for ours, _ in read.values()] == ["pl", "fr", "pl", "de", "en"]


def cases() -> Iterator[tuple[str, object]]:
    return chain.from_iterable(((name, value) for value in VALUES) for name in SETTINGS)


def test_every_setting_of_every_type() -> None:
    for name, value in cases():
        host = PluginSettings()
        host.load_dict({name: value})
        failed, unknown = host.validate()
        values, problems = read_values({name: value})
        assert [(key, str(error)) for key, error in failed] == list(problems.items())
        assert unknown == []
        assert problems or host.own == OwnSettings(**values)
