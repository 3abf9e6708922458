"""The theme `briefings`: pages are accessible, fit, load what is there, and all that Markdown gives has a look."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from accessible import violations
from playwright.sync_api import Page, expect
from serve import served
from watch import watch

pytestmark = pytest.mark.slow

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}}, "pymdownx.blocks.caption", "pymdownx.caret", "pymdownx.critic",
    "pymdownx.details", {"pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span"}}, "pymdownx.inlinehilite",
    "pymdownx.keys", "pymdownx.mark", "pymdownx.progressbar", "pymdownx.smartsymbols", "pymdownx.superfences",
    {"pymdownx.tabbed": {"alternate_style": True}}, {"pymdownx.tasklist": {"custom_checkbox": True}}, "pymdownx.tilde",
]  # fmt: skip
PAGES = {
    "home": "",
    "briefing": "briefings/grain-ships-leave-port/",
    "archive": "archive/",
    "search": "search/?q=ships",
    "everything": "everything/",
    "404": "404.html",
}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="420"><rect width="900" height="420"/></svg>'
)
WIDE = {"width": 1280, "height": 900}
SMALL = {"width": 390, "height": 800}


@pytest.fixture(scope="session")
def own_site(once, run) -> Path:
    """A small desk with the theme, and a page with all that Markdown gives."""

    def build(folder: Path) -> None:
        tests = Path(__file__).parents[1]
        content, docs = folder / "content/briefings", folder / "docs"
        content.mkdir(parents=True)
        docs.mkdir()
        briefing = tests / "sites/minimal/content/briefings/2024/grain-ships-leave-port.yaml"
        (content / briefing.name).write_bytes(briefing.read_bytes())
        (docs / "everything.md").write_bytes((tests / "browser/everything.md").read_bytes())
        (docs / "picture.svg").write_text(PICTURE, encoding="utf-8")
        (docs / "about.md").write_text("# About\n", encoding="utf-8")
        settings = {
            "site_name": "A desk",
            "site_url": "https://example.org/",
            "theme": {"name": "briefings"},
            "plugins": [{"briefings": {"pdf": False}}],
            "markdown_extensions": EXTENSIONS,
        }
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        run("briefings", "build", "--strict", cwd=folder)

    return once("own-theme", build) / "site"


@pytest.fixture(scope="module")
def host(own_site):
    with served(own_site) as address:
        yield address


@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", SMALL)], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(browser, host, name, scheme, viewport):
    context = browser.new_context(color_scheme=scheme, viewport=viewport)
    seen, failed = watch(context, host), []
    page = context.new_page()
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(host + PAGES[name])
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    for direction in ("rtl", "ltr"):
        page.evaluate("direction => document.body.dir = direction", direction)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    context.close()
    assert failed == []
    assert seen.nothing, seen


def colours(page: Page, selector: str, name: str) -> list[str]:
    return page.locator(selector).evaluate_all(f"all => all.map(each => getComputedStyle(each).{name})")


def test_light_and_dark(browser, host):
    """By the system without scripts; by the switch, on every page after it."""
    paper = {}
    for scheme in ("light", "dark"):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)
        page = context.new_page()
        page.goto(host)
        (paper[scheme],) = colours(page, "body", "backgroundColor")
        context.close()
    assert paper["light"] != paper["dark"]
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(host)
    page.get_by_role("button", name="Change to dark colours").click()
    assert colours(page, "body", "backgroundColor") == [paper["dark"]]
    page.goto(host + "everything/")
    assert colours(page, "body", "backgroundColor") == [paper["dark"]]
    context.close()


def test_what_markdown_gives_has_a_look(browser, host):
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(host + "everything/")
    kinds = (".note", ".tip", ".warning", ".danger", ".quote")
    borders = [colours(page, f"{kind}.admonition", "borderInlineStartColor")[0] for kind in kinds]
    assert len(set(borders)) == len(kinds)
    words = [colours(page, f".highlight .{kind}", "color")[0] for kind in ("k", "s2", "mi", "nc", "nb")]
    assert len(set(words)) == len(words)
    blocks = page.locator(".tabbed-block")
    expect(blocks.nth(0)).to_be_visible()
    expect(blocks.nth(1)).to_be_hidden()
    page.get_by_text("Two", exact=True).last.click()
    expect(blocks.nth(0)).to_be_hidden()
    expect(blocks.nth(1)).to_be_visible()
    page.emulate_media(media="print")
    assert [block.is_visible() for block in blocks.all()] == [True, True, True]
    assert colours(page, ".headerlink >> nth=0", "display") == ["none"]
    context.close()
