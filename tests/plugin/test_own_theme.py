"""The theme `briefings`: it needs no other, has the blocks of Material's, and is rendered alike by Jinja and MiniJinja."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from types import SimpleNamespace as Namespace
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import Theme
from mkdocs_briefings.mkdocs_plugin.looks import THEMES, Look, look_of
from mkdocs_briefings.render.face_view import FaceView

PACKAGE = Path(__file__).parents[2] / "build_scripts/mkdocs_briefings"
OWN, SHARED, FRAMED = PACKAGE / "own_theme", PACKAGE / "theme", PACKAGE / "theme/framed"
FOLDERS = [str(folder) for folder in (SHARED / "everywhere", SHARED, OWN)]
"""Where templates of the theme are looked for, the first before all others."""
PAGES = ("main.html", "404.html", "briefings/page.html", "briefings/policy.html", "briefings/robots.html")
"""Templates that a host or the plugin asks for."""
NOT_OURS = {"outdated"}
"""Blocks of Material's that the theme has nothing for: a version that is out of date is told by mike's own script."""


def tree(path: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def blocks(path: Path) -> set[str]:
    return {block.name for block in tree(path).find_all(nodes.Block)}


def asked(path: Path) -> Iterator[str]:
    """Yield the templates that one cannot do without."""
    for node in tree(path).find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        if isinstance(node.template, nodes.Const) and not getattr(node, "ignore_missing", False):
            yield node.template.value


def find(name: str) -> Path | None:
    return next((path for folder in FOLDERS if (path := Path(folder, name)).is_file()), None)


def test_a_page_needs_no_template_of_another_theme() -> None:
    waiting, known = list(PAGES), dict[str, Path | None]()
    while waiting:
        name = waiting.pop()
        known[name] = find(name)
        path = known[name]
        waiting += [each for each in (asked(path) if path else ()) if each not in known]
    missing = {name for name, path in known.items() if path is None}
    assert missing == {"briefings/frame_inline.html"}, "only in the frame of Material"
    assert OWN / "base.html" in known.values()


def test_it_has_the_blocks_of_material() -> None:
    material = Path(Theme("material").dirs[0], "base.html")
    assert blocks(material) - blocks(OWN / "base.html") == NOT_OURS


@pytest.mark.parametrize("template", sorted(SHARED.rglob("*.html")), ids=lambda path: path.name)
def test_what_a_template_fills_is_a_block(template: Path) -> None:
    frames = [SHARED / "briefings/base.html", OWN / "base.html", Path(Theme("material").dirs[0], "base.html")]
    if any(isinstance(node, nodes.Extends) for node in tree(template).body):
        assert blocks(template) <= set.union(*map(blocks, frames))


def test_every_file_that_a_page_names_is_there() -> None:
    written = re.compile(r"'(assets/[\w./-]+)' \| url")
    templates = [*SHARED.rglob("*.html"), *OWN.rglob("*.html")]
    named = {name for path in templates for name in written.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 5
    assert [
        name for name in sorted(named) if not any((root / name).is_file() for root in (SHARED, OWN))
    ] == []


def test_the_face_has_the_names_that_templates_ask_for() -> None:
    assert set(vars(VALUES["face"])) == set(FaceView._fields)


def look(theme: str, *plugins: str, whole_site: bool | None = None) -> Look:
    config, plugin = Namespace(theme=Namespace(name=theme), plugins=dict.fromkeys(plugins)), Namespace()
    plugin.own = Namespace(whole_site=whole_site)
    return look_of(config, plugin)  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", THEMES)
def test_looks(theme: str) -> None:
    assert look(theme) is look(theme, whole_site=True) is Look.WHOLE
    assert look(theme, "search", whole_site=True) is Look.WHOLE
    if theme != "briefings":
        assert look(theme, "search") is look(theme, f"{theme}/search") is Look.GENERATED
        assert look(theme, whole_site=False) is look(theme, "search", whole_site=False) is Look.CONTENT


def test_the_theme_has_no_frame_to_leave() -> None:
    assert look("briefings", "search") is Look.WHOLE
    with pytest.raises(UsageError, match="whole_site: false"):
        look("briefings", whole_site=False)
    with pytest.raises(UsageError, match="'readthedocs' is none of briefings, material, materialx"):
        look("readthedocs")


class Items(list[Any]):
    """A navigation as templates see it."""

    homepage = Namespace(url="")


def item(title: str, url: str = "", *children: object) -> Namespace:
    return Namespace(
        title=title,
        url=url,
        children=list(children),
        is_section=bool(children),
        active=bool(children),
        meta={},
    )


def heading(title: str, *children: object, level: int = 2) -> Namespace:
    return Namespace(title=title, url=f"#{title.lower()}", children=list(children), level=level)


NAV = Items(
    [
        item("Home"),
        item("Guide", "", item("Start & go", "guide/"), item("Deep", "", item("One", "guide/deep/one/"))),
        item("Elsewhere", "https://example.com/"),
    ]
)
OWN_PLUGIN = Namespace(
    settings=Namespace(feeds=1, machine_copies=True, drafts=False, audience="clear"),
    config=Namespace(cards=True, csp=Namespace(text=lambda *_, **__: "default-src 'none'")),
    look=Namespace(framed=False),
    serving=False,
)
WRITTEN = Namespace(
    title="About us",
    meta={"description": "Who writes"},
    content="<p>Text</p>",
    toc=[heading("About", *map(heading, "ABC"), level=1)],
    is_homepage=False,
    canonical_url="https://example.org/about/",
    url="about/",
)
GENERATED = Namespace(
    **{**vars(WRITTEN), "meta": {"kind": "briefing", "title": "Ships", "head": "<meta>"}, "toc": []}
)
CASES: Mapping[str, object] = {
    "main.html": WRITTEN,
    "404.html": None,
    "briefings/page.html": GENERATED,
    "briefings/policy.html": GENERATED,
    "briefings/robots.html": WRITTEN,
}
VALUES: Mapping[str, Any] = {
    "config": Namespace(
        site_name="A desk & more",
        site_url="https://example.org/",
        site_description="All of it",
        site_author="Ada",
        copyright="Nobody's",
        extra=Namespace(footer=[{"href": "imprint/", "title": "Imprint"}], alternate=[], generator=True),
        plugins={"briefings": OWN_PLUGIN},
        theme=Namespace(
            name="briefings",
            palette=[{"scheme": "default"}],
            favicon="icon.svg",
            features=[],
            logo="logo.svg",
        ),
        extra_css=["own.css"],
        extra_javascript=["own.js"],
        use_directory_urls=True,
        nav=None,
    ),
    "nav": NAV,
    "base_url": ".",
    "says_english": True,
    "host_name": "MkDocs",
    "site_locale": "en_US",
    "theme_name": "",
    "face": Namespace(  # not a tuple, in which MiniJinja sees no names
        logo="logo.svg",
        logo_dark="logo-dark.svg",
        with_name=True,
        preloads=["a.woff2"],
        imprint=["Example Street 1"],
        footer=[{"title": "A", "href": "a/"}],
    ),
}
GLOBALS: Mapping[str, Any] = {
    "t": lambda text, **_: text,
    "page_language": lambda _: {"folder": "", "language": "en", "direction": "ltr"},
    "with_formulas": lambda html: html,
    "place": lambda _, address, title: {"address": address, "title": title},
    "language_links": lambda _: [
        {"language": "en", "direction": "ltr", "is_current": True, "name": "English", "address": ""},
        {"language": "ar", "direction": "rtl", "is_current": False, "name": "Arabic", "address": "ar/"},
    ],
}
FILTERS: Mapping[str, Any] = {
    "url": lambda address: f"../{address}",
    "script_tag": lambda file: f"<script {file}>",
}


def test_an_announcement_stands_above_the_header_if_there_is_any() -> None:
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDERS))  # noqa: S701 - as hosts have it
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)
    values = {**VALUES, "page": WRITTEN}
    news = env.from_string('{% extends "main.html" %}{% block announce %}\nNews\n{% endblock %}').render(
        values
    )
    assert re.search(r'<aside class="announcement">\s*News\s*</aside>\s*<header', news)
    assert "announcement" not in env.get_template("main.html").render(values)


@pytest.mark.parametrize("name", CASES)
def test_minijinja_renders_a_template_as_jinja_does(name: str) -> None:
    """Zensical's renderer: so no method of Python's is called in a template, and nothing that only Jinja has."""
    minijinja = pytest.importorskip("minijinja")
    values = {**VALUES, "page": CASES[name]}
    ours = jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDERS))  # noqa: S701 - as hosts have it
    ours.filters.update(FILTERS)
    ours.globals.update(GLOBALS)

    def load(asked_for: str) -> str | None:
        path = find(asked_for)
        return path.read_text(encoding="utf-8") if path else None

    theirs = minijinja.Environment(loader=load, auto_escape_callback=lambda _: False, pycompat=False)
    for filter_name, function in {**FILTERS, "striptags": jinja2.filters.do_striptags}.items():
        theirs.add_filter(filter_name, function)
    for global_name, value in GLOBALS.items():
        theirs.add_global(global_name, value)

    rendered = theirs.render_template(name, **values)
    assert unescape(rendered).strip() == unescape(ours.get_template(name).render(values)).strip()
    assert len(rendered) > 1000 or name in {"briefings/policy.html", "briefings/robots.html"}


@pytest.mark.parametrize(
    "template", [*sorted(SHARED.rglob("*.html")), *sorted(OWN.rglob("*.html"))], ids=lambda path: path.name
)
def test_minijinja_reads_every_template(template: Path) -> None:
    minijinja = pytest.importorskip("minijinja")
    minijinja.Environment().add_template(template.name, template.read_text(encoding="utf-8"))
