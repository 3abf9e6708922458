"""All inputs of the corpus in tests/hostile as one real site in a real Chromium: nothing runs, nothing leaves the host."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hostile_desks as desks
import pytest
from lxml import etree
from playwright.sync_api import expect
from serve import served
from watch import Watched, watch

from mkdocs_briefings.check.rules import RULES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names, links or pipes"),
]

SETTINGS = {
    "site_name": "A hostile desk",
    "site_url": "http://127.0.0.1/",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": [
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "tables",
        "abbr",
    ],
}
ALARM = """for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => reportRan(name);"""
WRONG = """(page, address) => [...page.querySelectorAll("*")].flatMap((one) => {
  const attributes = one.getAttributeNames();
  const wrong = attributes.filter((name) => /^on|^srcdoc$|^formaction$|^ping$/i.test(name));
  if (one.hasAttribute("style") && one.id !== "card:source") wrong.push("style");
  const leads = ["href", "src", "action", "xlink:href"].filter((name) => one.hasAttribute(name));
  const away = leads.filter((name) => !/^(https?|mailto):$/.test(new URL(one.getAttribute(name), address).protocol));
  const fetches = !one.matches("a, link[rel=canonical]") && leads.some((name) =>
    new URL(one.getAttribute(name), address).host !== location.host);
  const never = one.matches("iframe, frame, object, embed, base, style, template, video, audio, maction, annotation-xml, mglyph, foreignObject");
  const script = one.matches("script:not([src]):not([type*=json])") || one.matches("main svg, main script, main form[action]");
  return wrong.length || away.length || fetches || never || script ? [one.outerHTML.slice(0, 200)] : [];
})"""
"""What of a page could run or lead away."""
FOUND = f"() => ({WRONG})(document, location)"
PARSED = f"""(pages) => {{
  const found = {{}};
  for (const [address, text] of pages) {{
    const page = new DOMParser().parseFromString(text, "text/html");
    const wrong = ({WRONG})(page, new URL(address, location));
    if (wrong.length || !page.querySelector("main h1")) found[address] = wrong;
  }}
  return found;
}}"""
"""What the browser's own parser finds in these pages, whose scripts do not run there."""
AT_ONCE = 100
"""Pages that the browser is given at a time; to fetch each takes ten times as long."""


def keep_one_page(desk: dict[str, Any], id: str, turn: int) -> None:
    """Leave a text in the entry of one registry, in turns: the pages of topics, people and outlets are made alike."""
    briefing, entry = desk[f"briefings/2024/{id}"], f"{desks.OWN}-{id}"
    used_by = {"publication": "publications", "topics": "topics", "entities": "entities/all"}
    kept = ("publications", "topics", "entities/all", "authors", "outlets")[turn % 5]
    for key, registry in used_by.items():
        if registry != kept:
            del briefing[key], desk[registry][entry]
    if kept != "authors":
        briefing["authors"].remove(entry)
        del desk["authors"][entry]
    if kept != "outlets":
        briefing["sources"][1]["outlet"] = None
        del desk["outlets"][entry]
        desk["notices"] = [notice for notice in desk["notices"] if notice["outlet"] != entry]
    if kept != "publications" or turn % 10:
        del briefing["volume"], briefing["issue"]


def write(folder: Path, write_content) -> None:
    """The desk: all texts, all addresses, all files that a briefing could show."""
    desk = desks.whole(desks.TEXTS)
    for at, id in enumerate(desks.TEXTS):
        keep_one_page(desk, id, at)
    for number, address in enumerate(desks.ADDRESSES):
        own, _ = desks.addressed(address)
        desk[f"briefings/2024/address-{number}"] = {**own["briefings/2024/x"], "title": f"Address {number}"}
        desk["outlets"][f"address-{number}"] = {"name": f"Outlet {number}", "url": address}
    write_content(desks.written(desk), folder)
    shown = []
    desks.put({"path": "files/sound.png", "bytes": "89504e470d0a1a0a"}, folder / "content")
    for number, case in enumerate(desks.FILES):
        path = case.get("path", "")
        if path.startswith("files/"):
            put = desks.put({**case, "path": path.replace("/x.svg", f"/x{number}.svg")}, folder / "content")
            shown.append(f"- ![words]({put.relative_to(folder / 'content').as_posix()})")
    body = {"title": "Files", "body": "\n".join(shown)}
    write_content({"briefings/2024/files": body}, folder)
    (folder / "docs").mkdir()
    rules = {rule.code: "off" for rule in RULES if not rule.fatal}
    printed = {"pdf": False, "cards": False}  # have hostile texts of their own, in tests/print
    plugins = [{"briefings": {"keep_going": True, "rules": rules, **printed}}]
    (folder / "mkdocs.yml").write_text(json.dumps({**SETTINGS, "plugins": plugins}), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(once, write_content, run) -> Path:
    """The built site."""

    def build(folder: Path) -> None:
        write(folder, write_content)
        run("mkdocs", "build", "--quiet", cwd=folder)

    return once("hostile-site", build) / "site"


@pytest.fixture(scope="module")
def addresses(hostile: Path) -> list[str]:
    pages = (path.relative_to(hostile).as_posix() for path in sorted(hostile.rglob("*.html")))
    return [page.removesuffix("index.html") for page in pages]


@pytest.fixture(scope="module")
def visited(browser, hostile: Path) -> Iterator[tuple[Watched, list[str], object, str]]:
    """A tab that is watched, what ran in it, and the address of the site."""
    with served(hostile) as host:
        context = browser.new_context(viewport={"width": 320, "height": 240})
        seen, ran = watch(context, host), []
        context.expose_binding(
            "reportRan", lambda source, name: ran.append(f"{name} on {source['page'].url}")
        )
        context.add_init_script(ALARM)
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        yield seen, ran, page, host
        context.close()


def test_every_text_has_a_page(addresses: list[str]) -> None:
    pages = {address.split("/")[1] for address in addresses if address.startswith("briefings/")}
    assert len(pages & set(desks.TEXTS)) >= len(desks.TEXTS) - 3
    assert {f"address-{number}" for number in range(len(desks.ADDRESSES))} <= pages


def test_nothing_on_any_page_could_run_or_lead_away(visited, hostile: Path, addresses: list[str]) -> None:
    _, _, page, host = visited
    page.goto(host)
    files = [
        hostile / address / "index.html" if address.endswith("/") or not address else hostile / address
        for address in addresses
    ]
    pages = [
        (host + address, path.read_text("utf-8")) for address, path in zip(addresses, files, strict=True)
    ]
    for first in range(0, len(pages), AT_ONCE):
        assert page.evaluate(PARSED, pages[first : first + AT_ONCE]) == {}


def test_nothing_runs_and_nothing_leaves(visited, addresses: list[str]) -> None:
    """The first briefing of each group of texts, each twelfth of all, and each sixtieth of the other pages."""
    seen, ran, page, host = visited
    briefings = [address for address in addresses if address.startswith("briefings/")]
    first = [address for address in briefings if address.endswith("-1/")]
    for address in {*first, *briefings[::12], *addresses[::60]}:
        page.goto(host + address)
        assert page.url.split("#")[0] == host + address
        assert page.evaluate(FOUND) == [], address
        assert (ran, seen.violations, seen.strayed) == ([], [], []), address
    assert [said for said in seen.said if "404" not in said] == []


def test_search_shows_hostile_words_as_words(visited) -> None:
    seen, ran, page, host = visited
    for words in ("script", "onerror", "javascript", "words"):
        page.goto(f"{host}search/?q={words}")
        expect(page.locator(".search-list li").first).to_be_visible(timeout=20_000)
        page.locator("[data-facet]").evaluate_all("all => all.forEach((one) => (one.open = true))")
        page.locator("h1").click()
        page.keyboard.press("/")
        field = page.get_by_role("combobox", name="Search briefings")
        expect(field).to_be_focused()
        field.fill(words)
        expect(page.locator(".search-dialog .search-hit").first).to_be_visible()
        assert page.evaluate(FOUND) == []
    assert (ran, seen.violations, seen.strayed) == ([], [], [])


def test_cards_show_hostile_sources_as_words(visited) -> None:
    seen, ran, page, host = visited
    for id in list(desks.TEXTS)[::25]:
        page.goto(f"{host}briefings/{id}/")
        link = page.locator(".citation a").first
        if link.count():
            link.focus()
            expect(page.locator("[id='card:source']")).to_be_attached()
        assert page.evaluate(FOUND) == []
    assert (ran, seen.violations, seen.strayed) == ([], [], [])


def test_only_sound_files_are_there(hostile: Path) -> None:
    (plain,) = (number for number, case in enumerate(desks.FILES) if case["name"] == "a plain drawing")
    shown = {
        path.relative_to(hostile).as_posix() for path in (hostile / "files").rglob("*") if path.is_file()
    }
    assert shown == {f"files/x{plain}.svg"}


def test_machine_copies_are_whole(hostile: Path) -> None:
    """Whatever is for programs is read back by one."""
    for path in sorted(hostile.rglob("*")):
        if path.suffix == ".json":
            json.loads(path.read_text("utf-8"))
        elif path.suffix in {".xml", ".atom"}:
            etree.parse(path, etree.XMLParser(resolve_entities=False))
        elif path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
            assert len({len(row) for row in rows}) == 1
            assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?![\d\s])", cell)]
        elif path.is_file():
            assert path.resolve().is_relative_to(hostile.resolve())
