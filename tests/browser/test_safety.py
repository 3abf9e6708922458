"""Pages run under their Content-Security-Policy, and the policy is one that holds; test_pages.py watches every kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from kinds_of_page import BELARUS, KINDS
from playwright.sync_api import expect
from serve import served
from watch import watch

pytestmark = pytest.mark.slow

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
STRICT = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "media-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
}
WRITTEN = {**STRICT, "style-src-attr": ["'unsafe-inline'"]}
FEATURES = """\
# Every feature

!!! note "A note"
    Text

??? tip "Closed"
    Text

=== "One"
    First
=== "Two"
    Second

| a | b |
| :- | -: |
| 1 | 2 |

```python title="x.py" linenums="1" hl_lines="1"
print("x")  # (1)!
```

1. An annotation

Term[^1]
:   Meaning, <kbd>Ctrl</kbd>, ==marked==, H~2~O, [a link](#x "A title"){ .md-button }

- [x] done

[^1]: A note.
"""
EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.details",
    {"pymdownx.highlight": {"anchor_linenums": True}}, "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}}, "pymdownx.mark", "pymdownx.tilde",
]  # fmt: skip
MATERIAL = [
    "content.code.annotate", "content.code.copy", "content.tabs.link", "content.tooltips", "announce.dismiss", "navigation.top",
    "content.footnote.tooltips", "toc.follow",
]  # fmt: skip


def policy(html: str) -> dict[str, list[str]]:
    (text,) = POLICY.findall(html)
    return {name: sources for name, *sources in (part.split() for part in text.split(";"))}


def settle(folder: Path, **settings: object) -> None:
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text("utf-8")), **settings}), encoding="utf-8")


def read(site: Path, address: str) -> str:
    return (site / address / "index.html" if not address.endswith(".html") else site / address).read_text(
        "utf-8"
    )


def test_every_page_has_the_policy(published):
    pages = list(published.rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        html = path.read_text("utf-8")
        assert policy(html) in (STRICT, WRITTEN), path
        assert html.index("<meta charset") < html.index("<meta http-equiv") < html.index("<link"), path


def test_generated_pages_have_the_strictest(published):
    generated = {name: policy(read(published, address)) for name, address in KINDS.items()}
    assert {name for name, one in generated.items() if one == WRITTEN} == {
        "about",
        "handbook",
        "rules",
        "404",
    }


def test_card_sort_and_search_page_run_under_it(browser, server):
    context = browser.new_context()
    seen = watch(context, server)
    page = context.new_page()
    page.goto(server + BELARUS)
    page.locator(".analysis .citation a").first.hover()
    expect(page.locator("[id='card:source']")).to_be_visible()
    page.goto(server + "outlets/")
    page.get_by_role("button", name="Most cited").click()
    page.goto(server + "search/?q=Belarus")
    expect(page.locator(".search-list li").first).to_be_visible()
    page.locator("[data-facet] input").first.check()
    expect(page.locator(".search-chosen li")).to_have_count(1)
    context.close()
    assert seen.nothing, seen


def test_the_policy_stops_what_it_should(browser, server):
    """Were a script ever to get into a page, it would not run, and nothing would be sent."""
    context = browser.new_context()
    seen = watch(context, server)
    page = context.new_page()
    page.goto(server + BELARUS)
    page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend", `<img src=x onerror="window.ran = 1">
            <iframe srcdoc="<script>top.ran = 2</script>"></iframe><a id=evil href="javascript:window.ran=3">x</a>
            <img src="http://elsewhere.invalid/x.png"><form id=form action="http://elsewhere.invalid/"></form>
            <base href="http://elsewhere.invalid/"><p style="background: url(http://elsewhere.invalid/y)">x</p>`);
          const script = document.createElement("script");
          script.textContent = "window.ran = 4";
          document.body.append(script);
          document.getElementById("evil").click();
          document.getElementById("form").submit();
          fetch("http://elsewhere.invalid/z").catch(() => {});
        }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert seen.strayed == []
    stopped = {one.split()[0] for one in seen.violations}
    wanted = {"script-src-attr", "script-src-elem", "img-src", "form-action", "base-uri", "connect-src"}
    assert stopped >= wanted | {"style-src-attr", "frame-src"} - ({"frame-src"} - stopped)
    context.close()


@pytest.fixture
def rich(site) -> Path:
    """A site with hand-written pages that use all of Material's Markdown, and scripts of its own."""
    folder = site("minimal", pdf=False)
    (folder / "docs/features.md").write_text(FEATURES, encoding="utf-8")
    (folder / "docs/own.js").write_text("window.own = true;\n", encoding="utf-8")
    (folder / "overrides").mkdir()
    (folder / "overrides/main.html").write_text(
        '{% extends "briefings/base.html" %}{% block announce %}News{% endblock %}', encoding="utf-8"
    )
    settle(
        folder,
        markdown_extensions=EXTENSIONS,
        extra_javascript=["own.js"],
        theme={"name": "material", "features": MATERIAL, "custom_dir": "overrides"},
    )
    return folder


def visit(browser, built: Path, *addresses: str) -> list:
    """What was seen on these pages, each with its own script run."""
    with served(built) as host:
        context = browser.new_context()
        seen = watch(context, host)
        page = context.new_page()
        for address in addresses:
            page.goto(host + address)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.own") is True
            assert page.evaluate("typeof __md_get") == "function"
            for one in page.locator(".md-code__nav button, .md-annotation, .tabbed-labels label").all():
                one.hover(force=True, timeout=2000)
        context.close()
    return [*seen.violations, *seen.said, *seen.strayed]


def test_features_of_hand_written_pages_run_under_it(browser, rich, run):
    run("mkdocs", "build", "--strict", cwd=rich)
    assert visit(browser, rich / "site", "features/", "briefings/grain-ships-leave-port/", "") == []
    assert "'sha256-" in POLICY.findall(read(rich / "site", "features/"))[0], "of the announcement"


PALETTE = [
    {"scheme": "default", "toggle": {"icon": "material/weather-night", "name": "Dark"}},
    {"scheme": "slate", "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
]


def test_pages_in_the_frame_of_material(browser, rich, run):
    """Hand-written pages are Material's, without a policy; generated ones stand in its frame under theirs."""
    (rich / "overrides/main.html").write_text('{% extends "base.html" %}', encoding="utf-8")
    theme = {"name": "material", "features": MATERIAL, "custom_dir": "overrides", "font": False}
    icon = {"admonition": {"note": "octicons/tag-16"}}
    settle(
        rich,
        plugins=["search", {"briefings": {"whole_site": False, "pdf": False}}],
        theme={**theme, "palette": PALETTE, "icon": icon},
    )
    run("mkdocs", "build", "--strict", cwd=rich)
    assert POLICY.findall(read(rich / "site", "features/")) == []
    html = read(rich / "site", "briefings/grain-ships-leave-port/")
    assert all(
        part in html for part in ('class="md-header', 'for="__palette_1"', 'class="page page-briefing"')
    )
    assert "masthead" not in html
    generated = policy(html)
    assert len([source for source in generated["script-src"] if source.startswith("'sha256-")]) == 5
    assert len([source for source in generated["style-src"] if source.startswith("'sha256-")]) == 1
    assert "'unsafe-inline'" not in str(generated)
    assert visit(browser, rich / "site", "briefings/grain-ships-leave-port/", "", "search/") == []
    with served(rich / "site") as host:
        page = browser.new_page()
        page.goto(host + "search/?q=grain")
        expect(page.locator(".search-list li").first).to_be_visible()
        assert page.url == host + "search/?q=grain"
        assert not page.locator("#__search").is_checked(), "Material's own search stays closed"
        page.close()


def indexed(site: Path) -> set[str]:
    """Addresses of the pages that search engines may list."""
    pages = site.rglob("*.html")
    return {
        path.relative_to(site).as_posix()
        for path in pages
        if '<meta name="robots" content="noindex">' not in path.read_text("utf-8")
    }


def test_search_engines_may_list_a_site_for_everybody(published):
    assert "index.html" in indexed(published)
    assert len(indexed(published)) > 100


@pytest.mark.parametrize("wish", [("--drafts",), ("--audience", "amber")], ids=str)
def test_no_page_of_another_site_is_for_search_engines(lean_site, run, wish):
    folder = lean_site("full")
    run("briefings", "build", *wish, cwd=folder)
    assert (folder / "site/about/index.html").is_file()
    assert indexed(folder / "site") == set()
