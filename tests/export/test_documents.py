"""Pages as documents of a project for Zensical: nothing of their words is a link, Markdown or a template there."""

from __future__ import annotations

import re

import hostile_desks as desks
import pytest
import yaml
from jinja2 import Environment, nodes
from lxml import html
from markdown import Markdown

from mkdocs_briefings.mkdocs_plugin.zensical.documents import GUARD, ROOTED, exported_document, guarded
from mkdocs_briefings.mkdocs_plugin.zensical.settings_file import is_writable, settings_text
from mkdocs_briefings.mkdocs_plugin.zensical.templates import exported_templates, said_in
from mkdocs_briefings.model.messages import IN_ENGLISH
from mkdocs_briefings.model.output import Page, PageKind
from mkdocs_briefings.publish.pack.addresses import ADDRESSES
from mkdocs_briefings.render.document import escape_markdown, front_matter

FILTERS = {"url", "trim", "d", "e", "first", "length", "striptags", "select", "join", "replace", "script_tag"}
"""Filters of templates that MiniJinja has, as Zensical sets it up."""
FUNCTIONS = {"t", "namespace", "super"}
"""Functions that an exported template may call: of Jinja, and of `briefings/host.html`."""


def page(text: str) -> Page:
    """A page with a text where pages have texts."""
    body = f'<div><p id="p:1">{escape_markdown(html_of(text))}</p>\n<a href="../x.md#y">a</a></div>'
    return Page(
        "briefings/x.md", PageKind.BRIEFING, text, text, body, "en", head=f'<meta content="{html_of(text)}">'
    )


def html_of(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def split(document: str) -> tuple[str, str]:
    head, _, body = document.removeprefix("---\n").partition("\n---\n")
    return head, body


@pytest.mark.parametrize(
    "text", [*desks.TEXTS.values(), "[a](b.md) ![c](d.MD#e) .md", '<a href="x.md">', "a / b"]
)
def test_a_document_says_what_the_page_says(text: str) -> None:
    """As PyYAML and Python-Markdown read it, with what templates do to its content."""
    given = page(text)
    head, body = split(exported_document(given))
    assert yaml.safe_load(head) == front_matter(given)
    shown = (
        Markdown(extensions=["md_in_html", "attr_list"]).convert(body).replace(ROOTED, "").replace(GUARD, "")
    )
    assert html.tostring(html.fromstring(shown)) == html.tostring(html.fromstring(given.html))


@pytest.mark.parametrize("text", ["[a](b.md)", "![a](b.md)", "[a]: b.md", "x [[b.md]]", "b.md", "[^1]"])
def test_nothing_in_it_looks_like_a_link_of_the_project(text: str) -> None:
    head, body = split(exported_document(page(text)))
    assert not re.search(r"\[|\.md\b", body)
    values = (line for line in head.splitlines() if not line.startswith(("hide:", "search:")))
    assert not re.search(r"\[|<|\.md\b", "\n".join(values))


@pytest.mark.parametrize("name", sorted(ADDRESSES))
@pytest.mark.parametrize("quote", "'\"")
def test_every_address_begins_at_the_root(name: str, quote: str) -> None:
    """Zensical leads others from the folder of the document, not from that of its page."""
    assert guarded(f"<x {name}={quote}../y/{quote}>") == f"<x {name}={quote}{ROOTED}../y/{quote}>"


def test_settings_are_read_as_they_were(tmp_path) -> None:
    settings = {
        "name": 'a: "b" \u2028 [c] {{ d }} \U0001f600', "none": None, "no": "no", "number": 1, "yes": True, "": {"": []},
        "nav": [{"A: b": "c.md"}, "d.md", {"E": ["f.md", {"G": []}]}], "empty": {},
    }  # fmt: skip
    assert yaml.safe_load(settings_text(settings)) == settings
    text = settings_text({"toc": {"slugify": html_of}})
    assert text == f'"toc":\n  "slugify": !!python/name:{__name__}.html_of \'\'\n'


def test_what_is_no_value_is_not_written() -> None:
    assert all(map(is_writable, [None, "", 1, True, [{"a": [html_of]}]]))
    assert not any(map(is_writable, [object(), lambda: 0, {"a": [re.compile("")]}]))


@pytest.mark.parametrize("name", exported_templates())
def test_templates_ask_for_nothing_that_only_the_plugin_has(name: str) -> None:
    tree = Environment(autoescape=True).parse(exported_templates()[name])
    called = {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    assert called <= FUNCTIONS | macros
    assert {call.node.attr for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)} <= {
        "announce", "first_address", "title", "section",
    }  # fmt: skip
    assert {filter.name for filter in tree.find_all(nodes.Filter)} <= FILTERS
    names = {node.name for node in tree.find_all(nodes.Name)}
    assert names.isdisjoint({"page_language", "language_links", "place", "language_urls", "th", "tn", "tc"})
    assert 'plugins["briefings"]' not in exported_templates()[name]


def test_templates_name_no_other_templates() -> None:
    templates = exported_templates()
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    trees = (Environment(autoescape=True).parse(source) for source in templates.values())
    assert {node.template.value for tree in trees for node in tree.find_all(kinds)} <= templates.keys()


def test_templates_name_every_message_that_they_say() -> None:
    templates = exported_templates()
    words = said_in(templates, IN_ENGLISH)
    said = {
        call.args[0].value
        for source in templates.values()
        for call in Environment(autoescape=True).parse(source).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "t"
    }
    assert said == words.keys()
    assert words["Search"] == "Search"
