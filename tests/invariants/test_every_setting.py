"""Incremental = clean, setting by setting: a change of one setting reaches every byte that shows it.

Under another environment key a build uses nothing of the build before; that is tried once. So only a setting that has no
part in the key is changed between two builds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from mkdocs.config.defaults import MkDocsConfig
from small_desk import CONFIG, Files, SmallDesk, changed

from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.settings.declared import SETTINGS

pytestmark = pytest.mark.slow

CONTENT = {
    "briefings/open": {
        "entities": ["bo"],
        "authors": ["ada"],
        "topics": ["union"],
        "executive_points": ["Bo Li met them [@one]."],
        "body": "Bo Li spoke for the 2^nd^ time [@one].",
        "sources": [{"id": "one", "outlet": "SB", "kind": "book", "title": "News", "date": "2023-01-27"}],
    },
    "briefings/hidden": {
        "date": "2024-02-04",
        "status": "draft",
        "tlp": "amber",
        "publish_at": "2024-05-01T00:00:00Z",
        "topics": ["union"],
        "sources": [{"id": "unused", "outlet": "RBC"}],
    },
    "topics": {"union": {"name": "Union"}},
    "authors": {"ada": {"name": "Ada", "bio": "She writes."}},
    "files/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>',
    "entities/all": {"bo": {"name": "Bo Li", "kind": "person"}},
}
"""A briefing for all, and one for those who may see drafts, TLP:AMBER and what comes out in May."""
DOCS = {
    "about.md": "# About\n\nA *word*{ .term }.\n",
    "unlisted.md": "# Unlisted\n",
    "note.html": '<html><head><meta charset="utf-8"></head>{{ config.site_name }}</html>\n',
    "own.css": "p {}\n",
    "own.js": "void 0\n",
}
OWN_THEME = {"theme": {"name": "briefings"}}
"""The theme of all cases that name no other."""
MATERIAL = {"theme": CONFIG["theme"]}
REPOSITORY = {
    "repo_url": "https://example.org/desk",
    "theme": {**CONFIG["theme"], "features": ["content.action.edit"]},
}


class Other(NamedTuple):
    """Another value of a setting, and the settings that it needs to be seen."""

    value: object
    plugin: Mapping[str, Any] = {}
    mkdocs: Mapping[str, Any] = {}


PRINTS = {"pdf": True, "cards": True}
OF_PLUGIN: dict[str, Other] = {
    "content": Other("other-content"),
    "audience": Other("clear"),
    "drafts": Other(value=False),
    "at": Other("2024-04-01T00:00:00Z"),
    "citation_style": Other("numeric", PRINTS),
    "language": Other("de", PRINTS),
    "languages": Other(["en", "de"], PRINTS),
    "words": Other({"search": "Find"}, PRINTS),
    "markdown": Other({"superscript": False}, PRINTS),
    "latest": Other(1),
    "whole_site": Other(value=False, mkdocs=MATERIAL),
    "csp": Other(value=False),
    "link_entities": Other(value=False, plugin=PRINTS),
    "cite_as": Other(["APA"]),
    "exports": Other(value=False),
    "source_style": Other("apa", PRINTS),
    "pdf": Other(value=False, plugin={"pdf": True}),
    "cards": Other(value=False, plugin={"cards": True}),
    "paper": Other("letter", PRINTS),
    "face": Other(
        {
            "accent": "#0b5c6b",
            "logo": "files/logo.svg",
            "imprint": "Harbour 1",
            "sans": "fontpkg-source-code-pro",
        }
    ),
    "pdf_logo": Other("files/logo.svg", PRINTS),
    "pdf_imprint": Other("Example Street 1", PRINTS),
    "pdf_author_notes": Other(value=True, plugin=PRINTS),
    "machine_copies": Other(value=False, plugin={"feeds": False}),
    "feeds": Other(value=False),
    "feed_entries": Other(1),
    "headers": Other(value=False),
    "search": Other(value=True),
    "fast": Other(value=False),
    "keep_going": Other(value=True),
    "reference": Other(value=True),
    "rules": Other({"unused-source": "error"}, {"keep_going": True}),
    "cache": Other(".cache/elsewhere"),
}
OF_MKDOCS: dict[str, Other] = {
    "site_name": Other("Another desk", PRINTS),
    "nav": Other([{"Start": "index.md"}, {"About us": "about.md"}]),
    "exclude_docs": Other("unlisted.md\n"),
    "draft_docs": Other("unlisted.md\n"),
    "not_in_nav": Other("unlisted.md\n"),
    "site_url": Other("https://example.org/desk/", PRINTS),
    "site_description": Other("All that it writes."),
    "site_author": Other("Ada"),
    "theme": Other(CONFIG["theme"]),
    "theme.palette": Other({**OWN_THEME["theme"], "palette": {"scheme": "slate"}}),
    "theme.favicon": Other({**OWN_THEME["theme"], "favicon": "own.svg"}),
    "theme.logo": Other({**OWN_THEME["theme"], "logo": "own.svg"}),
    "theme of Material": Other({**CONFIG["theme"], "palette": {"scheme": "slate"}}, mkdocs=MATERIAL),
    "docs_dir": Other("other-docs"),
    "copyright": Other("Nobody's"),
    "use_directory_urls": Other(value=False),
    "repo_url": Other("https://example.org/another", mkdocs={**REPOSITORY, "edit_uri": "edit/"}),
    "repo_name": Other("another", {"whole_site": False}, REPOSITORY),
    "edit_uri_template": Other("change/{path}", {"whole_site": False}, REPOSITORY),
    "edit_uri": Other("change/", {"whole_site": False}, REPOSITORY),
    "extra_css": Other(["own.css"]),
    "extra_javascript": Other(["own.js"]),
    "extra_templates": Other(["note.html"]),
    "markdown_extensions": Other(["attr_list"]),
    "extra": Other({"footer": [{"name": "Imprint", "url": "about/"}]}),
    "plugins": Other([{"search": {}}]),
    "hooks": Other(["hook.py"]),
}
IN_NO_OUTPUT: dict[str, str] = {
    "fast": "gives the same bytes, slower",
    "cache": "is where builds keep what they can use again",
    "not_in_nav": "chooses what MkDocs logs",
}
"""Settings that no output shows, with the reason, although they have a case."""
WITHOUT_CASE: dict[str, str] = {
    "config_file_path": "is no setting of mkdocs.yml",
    "pages": "is an old name of `nav`",
    "google_analytics": "is no longer read",
    "mdx_configs": "is set by `markdown_extensions`",
    "site_dir": "is where the site goes; every case builds into two folders",
    "dev_addr": "is for `mkdocs serve`",
    "watch": "is for `mkdocs serve`",
    "strict": "chooses whether warnings stop a build",
    "validation": "chooses what MkDocs logs",
    "remote_branch": "is for `mkdocs gh-deploy`",
    "remote_name": "is for `mkdocs gh-deploy`",
}
"""Settings of MkDocs that have no part in a build."""
OTHERS = {f"briefings.{name}": other for name, other in OF_PLUGIN.items()} | OF_MKDOCS


def setting_of(case: str) -> str:
    """Return the setting of MkDocs that a case changes: what a theme reads has a case for each of its parts."""
    return re.split(r"[. ]", case)[0]


def names(settings: type[Any]) -> set[str]:
    return {name for name, _ in settings._schema}


def test_every_setting_has_a_case_or_a_reason() -> None:
    assert set(OF_PLUGIN) == set(SETTINGS)
    assert set(map(setting_of, OF_MKDOCS)) | set(WITHOUT_CASE) == names(MkDocsConfig)
    assert not set(OF_MKDOCS) & set(WITHOUT_CASE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory, write_content) -> SmallDesk:
    desk = SmallDesk(tmp_path_factory.mktemp("settings") / "desk", write_content)
    desk.write(CONTENT)
    for name, text in DOCS.items():
        desk.write_file(f"docs/{name}", text)
    desk.write_file("other-docs/about.md", "# About others\n")
    desk.write_file(
        "other-content/briefings/open.yaml", "{title: T, date: 2024, executive_points: [P], body: B}"
    )
    desk.write_file("hook.py", "def on_page_content(html, **_):\n    return html + '<p>Hooked</p>'\n")
    return desk


@pytest.fixture(scope="module")
def clean_build(desk) -> Callable[[Other], Files]:
    """Return what a clean build makes with the settings that a case needs; made once for all cases that need the same."""
    built: dict[str, Files] = {}

    def build(other: Other) -> Files:
        key = repr((other.plugin, other.mkdocs))
        if key not in built:
            configure(desk, other, None)
            built[key] = desk.build_clean()
        return built[key]

    return build


def configure(desk: SmallDesk, other: Other, name: str | None) -> None:
    """Write mkdocs.yml with the settings that a case needs, and with the other value if a setting is named."""
    plugin: dict[str, Any] = {"pdf": False, "cards": False, **other.plugin}
    mkdocs = {**OWN_THEME, **other.mkdocs}
    if name is not None and name.startswith("briefings."):
        plugin[name.removeprefix("briefings.")] = other.value
    elif name == "plugins":
        mkdocs["further_plugins"] = other.value
    elif name is not None:
        mkdocs[setting_of(name)] = other.value
    desk.configure(plugin, **mkdocs)


_KEYS: dict[str, bytes] = {}
"""Environment keys, by the text of mkdocs.yml."""


def environment_key(desk: SmallDesk, other: Other, name: str | None) -> bytes:
    """Return the key of a build with the other value of a setting, or with its own if none is named."""
    configure(desk, other, name)
    path = desk.folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    if text not in _KEYS:
        config = run.read_config(str(path), run.Overrides())
        plugin = run.plugin_of(config)
        plugin.on_config(config)
        _KEYS[text] = plugin.build_request(config, desk.folder / "site").environment_key
    return _KEYS[text]


def check_change(desk: SmallDesk, clean: Files, name: str) -> None:
    """Build with the other value of a setting, then with its own, and compare."""
    desk.clear()
    configure(desk, OTHERS[name], name)
    before = desk.build()
    configure(desk, OTHERS[name], None)
    assert changed(desk.build(), clean) == []
    assert (before == clean) == (name.removeprefix("briefings.") in IN_NO_OUTPUT)


@pytest.mark.parametrize(("name", "other"), OTHERS.items(), ids=OTHERS)
def test_a_change_of_a_setting_reaches_every_byte(desk, clean_build, name: str, other: Other) -> None:
    if environment_key(desk, other, name) == environment_key(desk, other, None):
        check_change(desk, clean_build(other), name)


@pytest.mark.parametrize("name", ["briefings.citation_style", "briefings.fast"])
def test_under_another_key_nothing_of_the_build_before_is_used(desk, clean_build, name: str) -> None:
    assert environment_key(desk, OTHERS[name], name) != environment_key(desk, OTHERS[name], None)
    check_change(desk, clean_build(OTHERS[name]), name)
