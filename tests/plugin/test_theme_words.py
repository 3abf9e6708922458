"""The theme says what it says as messages, in the language of the site; so does Material, where it has the language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace as Namespace

import jinja2
import pytest
from jinja2 import nodes
from mkdocs.livereload import LiveReloadServer
from mkdocs.theme import Theme
from pseudo_language import PSEUDO, pseudo_po

from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.mkdocs_plugin.theme_environment import say_in_theme, theme_environment
from mkdocs_briefings.mkdocs_plugin.theming import frame_sources
from mkdocs_briefings.model.messages import Catalogue, DeskWords
from mkdocs_briefings.model.settings import RenderSettings

NONE = DeskWords()
THEME = Path(run.__file__).parents[1] / "theme"
OWN_THEME = THEME.parent / "own_theme"
FOR_NO_READER = {OWN_THEME / "main.html", THEME / "framed/briefings/frame_inline.html"}
"""One says to a desk, in the log, what is missing; what the other holds is only measured."""
TEMPLATES = sorted({*THEME.rglob("*.html"), *OWN_THEME.rglob("*.html")} - FOR_NO_READER)
SAYS = {"t", "th", "tn", "tc"}
WORDED = {"alt", "aria-label", "placeholder", "title"}
"""Attributes that readers hear or see."""
NAMES = re.compile(r"\((Atom|JSON)\)")
"""Names of formats, which no language translates."""


class Words(HTMLParser):
    """What a template writes by itself: texts, and attributes that are texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.texts += (value for name, value in attrs if name in WORDED and value)

    def handle_data(self, data):
        self.texts.append(data)


def unsaid(template: str) -> Iterator[str]:
    """Yield the words of a template that are no message: between its expressions, and texts in them."""
    env = jinja2.Environment(autoescape=True)
    between = (
        text if kind == "data" else "{" for _, kind, text in env.lex(template) if "comment" not in kind
    )
    for text in Words("".join(between)).texts:
        if re.search(r"[^\W\d_]{2}", NAMES.sub("", text)):
            yield text.strip()
    tree = env.parse(template)
    said = {id(call.args[0]) for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") in SAYS}
    for text in tree.find_all(nodes.Const):
        if (
            isinstance(text.value, str)
            and re.search("[A-Z][a-z]|[a-z] [a-z]", text.value)
            and id(text) not in said
        ):
            yield text.value


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME.parent).as_posix())
def test_what_a_template_says_is_a_message(path: Path) -> None:
    assert list(unsaid(path.read_text(encoding="utf-8"))) == []


def test_style_sheets_say_nothing() -> None:
    for path in (*THEME.rglob("*.css"), *OWN_THEME.rglob("*.css")):
        said = re.findall(r"content:[^;]*", path.read_text(encoding="utf-8"))
        texts = [text for value in said for text in re.findall(r'"([^"]*)"', value)]
        assert [text for text in texts if re.search(r"[^\W\d_]", re.sub(r"\\[0-9a-f]+", "", text))] == [], (
            path.name
        )


UNSAID = [
    "<p>{{ x }} here</p>",
    '<nav aria-label="Pages">',
    '{{ "Pages" if x else t("Data") }}',
    '<a title="all of it"></a>',
]


@pytest.mark.parametrize("template", UNSAID)
def test_what_is_no_message_is_noticed(template: str) -> None:
    assert list(unsaid(template)) != []


def rendered(template: str, language: str, words: DeskWords = NONE, **values: object) -> str:
    theme = Theme("material")
    theme.dirs.insert(0, str(THEME))
    env = theme_environment(theme)
    say_in_theme(env, theme, RenderSettings(language=language, words=words))
    return str(env.from_string(template).render(**values))


LANGUAGE = '{% import "partials/language.html" as lang with context %}{{ lang.t("language") }} {{ lang.t("direction") }} '
MATERIAL = {
    "en": "en ltr Table of contents", "de-AT": "de-AT ltr Inhaltsverzeichnis", "zh-Hans": "zh-Hans ltr 目录",
    "zh-Hant-HK": "zh-Hant-HK ltr 目錄", "zh-TW": "zh-TW ltr 目錄", "pt-br": "pt-br ltr Índice",
    "ar": "ar rtl جدول المحتويات", "no": "no ltr Innholdsliste", "ga": "ga ltr Table of contents",
    "yi": "yi rtl Table of contents",
}  # fmt: skip


@pytest.mark.parametrize("language", MATERIAL)
def test_material_speaks_the_language_of_the_site(language: str) -> None:
    """Whatever setting names it, with its own tag and direction, also where Material has no words."""
    assert rendered(LANGUAGE + '{{ lang.t("toc") }}', language) == MATERIAL[language]


def test_what_is_said_is_escaped() -> None:
    words = (("Data", ("<b>",)), ("{n} day", ("{n} < {x}",)))
    own = DeskWords(overrides=(Catalogue("en", "0", words),))
    template = '{{ t("Data") }} {{ tn("{n} day", "{n} days", 2, x="<i>") }} {{ th("Data") }}'
    assert rendered(template, "en", own) == "&lt;b&gt; 2 &lt; &lt;i&gt; <b>"


@pytest.mark.parametrize(
    ("language", "nav", "title"),
    [
        ("de", None, "Themen"),
        ("de", ["topics/index.md"], "Topics"),
        ("en", None, "Topics"),
        ("he", None, "Topics"),
    ],
)
def test_a_section_that_is_named_after_its_folder_has_the_title_of_its_list(language, nav, title) -> None:
    """Where there are words for it: MkDocs names folders in English."""
    index = Namespace(title="Themen", meta={"kind": "catalogue"})
    section = Namespace(is_section=True, title="Topics", children=[index])
    template = '{% import "briefings/nav.html" as tree with context %}{{ tree.title(item) }}'
    assert rendered(template, language, item=section, config=Namespace(nav=nav)) == title


@pytest.mark.parametrize(
    ("language", "locale"), [("ar", "ar_EG"), ("pt-BR", "pt_BR"), ("en-GB", "en_GB"), ("en", "")]
)
def test_a_page_that_is_written_tells_networks_its_language(language, locale) -> None:
    """But for that which they take it for."""
    look, settings = Namespace(framed=False), Namespace(feeds=0)
    plugin = Namespace(settings=settings, config=Namespace(cards=False), look=look)
    config = Namespace(plugins={"briefings": plugin}, site_name="x", theme=Namespace())
    head = rendered('{% include "briefings/head.html" %}', language, config=config, page=Namespace(title="x"))
    assert re.findall('og:locale" content="(.*)"', head) == [locale][: len(locale)]


def test_a_catalogue_of_the_desk_is_watched_and_heard(tmp_path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "locale").mkdir()
    (tmp_path / f"locale/{PSEUDO}.po").write_text(pseudo_po(), encoding="utf-8")
    plugins = f"[briefings: {{language: {PSEUDO}}}]"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: x\ntheme: {{name: material, font: false}}\nplugins: {plugins}\n", encoding="utf-8"
    )
    config = run.read_config(str(tmp_path / "mkdocs.yml"), run.Overrides())
    plugin = run.plugin_of(config)
    plugin.on_config(config)
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)) as server:
        plugin.on_serve(server, config)
    assert tmp_path / "locale" in frame_sources(config)
    assert str(tmp_path / "locale") in server._watched_paths
    request = plugin.build_request(config, tmp_path / "site")
    assert request.render.words.catalogues[0].language == PSEUDO
