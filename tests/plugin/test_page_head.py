"""Every page has its policy and, where it must, `noindex`, however a theme writes its head; or the build stops."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from lxml import html as browser
from mkdocs.exceptions import PluginError

from mkdocs_briefings.mkdocs_plugin.page_head import Head, HeadRules, checked_template, guarded_template_class

POLICY = "default-src 'none'; script-src 'self' 'sha256-x&y'"
PARTS = {
    "briefings/policy.html": f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY.replace("&", "&amp;")}">',
    "briefings/robots.html": '\n<meta name="robots" content="noindex">',
}
CHARSETS = [
    '<meta charset="utf-8">', "<meta charset='utf-8'>", "<meta charset=utf-8>", "<meta charset=UTF-8 />", '<META CHARSET="UTF-8"/>',
    '<meta  charset = "utf-8" >', '<meta data-x="1" charset="utf-8">', '<meta\n  charset="utf-8"\n>',
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', '<meta name=viewport content="width=device-width">',
    '<!-- <meta charset="utf-8"> -->', '<!-- <meta charset="utf-8"> --><meta charset=utf-8>', "",
    '<noscript><meta charset="utf-8"></noscript>', '<title><meta charset="utf-8"></title>', '<script>"<meta charset=utf-8>"</script>',
    "<style>/* <meta charset=utf-8> */</style>", '<template><meta charset="utf-8"></template>',
]  # fmt: skip
"""The encoding in every spelling that browsers take, and in places where it only seems to be."""
HEADS = [
    "<head>{}", "<HEAD>\n{}", '<head prefix="og: https://ogp.me/ns#">{}', "<head><title>x</title>{}", "<head><script src=a.js></script>{}",
    "<head><link rel=stylesheet href=a.css>{}", "<head><style>a{{}}</style>{}", "<head><base href=/>{}", "<!-- <head> --><head>{}",
]  # fmt: skip
NO_HEADS = [
    "<html><body>{}</body></html>", "<p>x<head>{}</head>", "x", "", "<html><div><head>{}</head></div></html>",
    "<html><!-- <head></head> --><body>{}x</body></html>", "<html>text<head>{}</head>",
]  # fmt: skip
PAGE = SimpleNamespace(meta={}, file=SimpleNamespace(src_uri="about.md"))
OPENINGS = [("<!doctype html><html lang=en>", PAGE), ("<!doctype html>", None), ("", PAGE), ("", None)]
"""What stands before a head, of a page and of a template alone."""
EVERYBODY, HIDDEN = (
    HeadRules(policy=True, everywhere=True, hidden=False),
    HeadRules(policy=True, everywhere=True, hidden=True),
)


@cache
def environment(rules: HeadRules) -> tuple[Environment, dict[str, str]]:
    """An environment, which compiles again what has changed, and its templates."""
    templates = dict(PARTS)
    env = Environment(loader=DictLoader(templates), autoescape=False)  # noqa: S701
    env.template_class = guarded_template_class(env.template_class, rules)
    return env, templates


def rendered(template: str, rules: HeadRules, page: object = PAGE) -> str:
    env, templates = environment(rules)
    templates["main.html"] = template
    return env.get_template("main.html").render({"config": {}, "page": page})


def in_effect(page: str) -> tuple[bool, bool]:
    """Whether another parser finds the policy in the head, before all that it governs, and `noindex`."""
    head = browser.document_fromstring(page).find("head")
    names = [element for element in head.iterchildren() if isinstance(element.tag, str)]
    governed = [
        place for place, element in enumerate(names) if element.tag in {"script", "link", "style", "base"}
    ]
    policies = [
        place
        for place, element in enumerate(names)
        if (element.get("http-equiv") or "").lower() == "content-security-policy"
    ]
    first = (
        bool(policies)
        and policies[0] < min(governed, default=len(names))
        and names[policies[0]].get("content") == POLICY
    )
    return first, any(element.get("name") == "robots" for element in names)


@pytest.mark.parametrize("head", HEADS)
def test_every_head_gets_them(head: str) -> None:
    ends = ("</head><body>x</body></html>", "<body>x", "</head>x")
    for charset, end, (opening, of) in product(CHARSETS, ends, OPENINGS):
        written = rendered(f"{opening}{head.format(charset)}{end}", HIDDEN, of)
        assert in_effect(written) == (True, True), written
        assert written.count("Content-Security-Policy") == 1
        HIDDEN.check(written, of, "main.html")


def test_a_page_that_leaves_out_what_html_lets_it_leave_out_gets_them() -> None:
    for opening, of in OPENINGS:
        written = rendered(f"{opening}<meta charset=utf-8><title>x</title><link href=a.css><p>x", HIDDEN, of)
        assert in_effect(written) == (True, True), written


@pytest.mark.parametrize("template", NO_HEADS)
def test_a_page_without_a_head_stops_the_build(template: str) -> None:
    for charset in CHARSETS:
        with pytest.raises(PluginError, match=r"\A[^\n]*about\.md \(template main\.html\)[^\n]*\Z"):
            rendered(template.format(charset), EVERYBODY)


SOUND = f'<html><head><meta charset="utf-8">{PARTS["briefings/policy.html"]}{PARTS["briefings/robots.html"]}</head><body>x</body></html>'
CHANGED = {
    "policy removed": SOUND.replace("Content-Security-Policy", "x"),
    "policy behind a script": SOUND.replace('<meta charset="utf-8">', "<script src=a.js></script>"),
    "policy in a comment": SOUND.replace("\n<meta http-equiv", "<!--<meta http-equiv").replace(
        ';">\n', ';">-->'
    ),
    "policy in the body": SOUND.replace("<head>", "<head></head><body>"),
    "robots removed": SOUND.replace('name="robots"', 'name="x"'),
    "robots that may": SOUND.replace("noindex", "index"),
    "head removed": "<p>x</p>",
    "emptied": "",
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_plugin_that_takes_them_away_stops_the_build(change: str) -> None:
    HIDDEN.check(SOUND, PAGE, "main.html")
    with pytest.raises(PluginError, match=r"about\.md"):
        HIDDEN.check(CHANGED[change], PAGE, "main.html")


def test_minified_pages_are_sound() -> None:
    html = (
        SOUND.replace('"noindex"', "noindex")
        .replace('"robots"', "robots")
        .replace('"Content-Security-Policy"', "content-security-policy")
    )
    HIDDEN.check(html, PAGE, "main.html")


def test_what_a_page_needs() -> None:
    """Pages of another look need no policy, generated ones among them do; no page needs one that is turned off."""
    bare, generated = (
        "<html><head></head>x</html>",
        SimpleNamespace(meta={"kind": "briefing"}, file=PAGE.file),
    )
    own_look, served = (
        HeadRules(policy=True, everywhere=False, hidden=False),
        HeadRules(policy=False, everywhere=True, hidden=False),
    )
    own_look.check(bare, PAGE, "main.html")
    served.check(bare, generated, "main.html")
    draft = SimpleNamespace(meta={"robots": "noindex"}, file=PAGE.file)
    for rules, page in (
        (own_look, generated),
        (EVERYBODY, None),
        (served, draft),
        (HeadRules(policy=False, everywhere=False, hidden=True), PAGE),
    ):
        with pytest.raises(PluginError):
            rules.check(bare, page, "main.html")


def test_fragments_that_plugins_render_stay_as_they_are() -> None:
    assert rendered("<li>x</li>", EVERYBODY, page=None) == "<li>x</li>"
    assert Head.of(rendered(SOUND, EVERYBODY, page=None)).policies == {POLICY}


def test_an_extra_template_gets_them_too() -> None:
    """MkDocs renders those outside of the theme; one that says all that it must is left as it is."""
    env, config = Environment(loader=DictLoader(PARTS)), SimpleNamespace(extra_templates=["note.html"])  # noqa: S701
    written = checked_template("<html><head></head>x</html>", "note.html", HIDDEN, env, config)
    assert in_effect(written) == (True, True)
    assert checked_template(written, "note.html", HIDDEN, env, config) == written
    for html, name in (("<p>x</p>", "note.html"), ("<html><head></head>x</html>", "404.html")):
        with pytest.raises(PluginError, match=name):
            checked_template(html, name, HIDDEN, env, config)


MAIN = '{% extends "briefings/base.html" %}{% block site_meta %}<title>x</title><link rel="icon" href="x.png">{% endblock %}'


@pytest.mark.slow
def test_sites_with_another_theme(lean_site, run) -> None:
    folder = lean_site("minimal")
    (folder / "overrides").mkdir()
    config = folder / "mkdocs.yml"
    settings = json.loads(config.read_text(encoding="utf-8"))
    config.write_text(
        json.dumps({**settings, "theme": {**settings["theme"], "custom_dir": "overrides"}}), encoding="utf-8"
    )
    (folder / "overrides/main.html").write_text(MAIN, encoding="utf-8")
    run("briefings", "build", cwd=folder, BRIEFINGS_AUDIENCE="amber")
    pages = list((folder / "site").rglob("*.html"))
    assert len(pages) > 5
    for path in pages:
        head = Head.of(path.read_text(encoding="utf-8"))
        assert (len(head.policies), head.noindex) == (1, True), path
    (folder / "overrides/main.html").write_text("<body>{{ page.content }}</body>", encoding="utf-8")
    ended = run("mkdocs", "build", cwd=folder, status=1)
    assert "about.md (template main.html) has no head" in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
