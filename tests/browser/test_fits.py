"""No page is wider than its screen (WCAG 2.2, 1.4.10), whatever words, addresses and tables it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import hostile_desks as desks
import pytest
from playwright.sync_api import Page
from pydantic import TypeAdapter, ValidationError
from serve import served

from mkdocs_briefings.check.rules import RULES
from mkdocs_briefings.model import content
from mkdocs_briefings.model.content_model import ContentModel
from mkdocs_briefings.model.output import PageKind

pytestmark = pytest.mark.slow

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = f"https://example.org/a/rather/long/path/{'that-goes-on-' * 5}2024.html"
COLUMNS = range(14)
ROWS = [f"column {number}" for number in COLUMNS], ["---" for _ in COLUMNS], [f"value {n}" for n in COLUMNS]
TABLE = "\n".join(f"| {' | '.join(cells)} |" for cells in ROWS)
CODE = f"Code:\n\n    {ADDRESS} {ADDRESS} {ADDRESS}\n"
LISTED = "".join(f"\n### {WORD} {number}\n\nWords `{WORD}` and {ADDRESS}.\n" for number in range(4))
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
WIDTHS = (320, 360, 1200)


REGISTRIES = {
    "publications": content.Publication,
    "authors": content.Author,
    "topics": content.Topic,
    "outlets": content.Outlet,
    "entities/all": content.Entity,
}
PARTED = {"family"}
"""Keys whose words have to stand in another key, too."""


def fill(model: type[ContentModel], data: dict[str, Any]) -> None:
    """Give every key that takes any word, and has none, the long one."""
    for name, field in model.model_fields.items():
        if name not in data and name not in PARTED:
            with suppress(ValidationError):
                TypeAdapter(Annotated[field.annotation, field, *field.metadata]).validate_python(WORD)
                data[name] = WORD


def write(folder: Path, write_content) -> None:
    """A desk with a long word and a long address wherever words may stand, and a wide table in every text."""
    desk = desks.whole({"word": WORD, "address": ADDRESS})
    first, second = (desk[f"briefings/2024/{id}"] for id in ("word", "address"))
    for briefing in (first, second):
        fill(content.Briefing, briefing)
        briefing["lead_image"] = {"file": "files/p.png", "alt": WORD, "caption": WORD, "credit": ADDRESS}
        for source in briefing["sources"]:
            fill(content.Source, source)
    for registry, model in REGISTRIES.items():
        for entry in desk[registry].values():
            fill(model, entry)
    first |= {"related": ["address"], "tlp": "amber+strict", "language": "de"}
    points = [{"text": TABLE, "likelihood": "likely"}, CODE, ADDRESS]
    second |= {"body": f"{TABLE}\n{LISTED}\n{TABLE}\n\n{CODE}", "executive_points": points}
    write_content({**desks.written(desk), "files/p.png": PICTURE}, folder)
    (folder / "docs").mkdir()
    (folder / "docs/about.md").write_text(f"# {WORD}\n\n{ADDRESS}\n\n{TABLE}\n", encoding="utf-8")
    rules = {rule.code: "off" for rule in RULES if not rule.fatal}
    lean = {"pdf": False, "cards": False, "keep_going": True, "audience": "red", "rules": rules}
    settings = {
        "site_name": WORD,
        "site_description": ADDRESS,
        "site_url": "http://127.0.0.1/",
        "copyright": ADDRESS,
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["tables"],
        "plugins": [{"briefings": lean}],
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")


@pytest.fixture(scope="module")
def built(once, write_content, run) -> Path:
    def build(folder: Path) -> None:
        write(folder, write_content)
        run("briefings", "build", cwd=folder)

    return once("desk-wide", build) / "site"


@pytest.fixture(scope="module")
def addresses(built: Path) -> list[str]:
    pages = (path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html")))
    return [page.removesuffix("index.html") for page in pages]


@pytest.fixture(scope="module")
def tab(browser, built: Path) -> Iterator[tuple[Page, str]]:
    with served(built) as host:
        context = browser.new_context()
        yield context.new_page(), host
        context.close()


def test_pages_fit(tab, addresses) -> None:
    page, host = tab
    assert {"briefings/word/", "briefings/address/"} <= set(addresses)
    wide, kinds = {}, set()
    for address in addresses:
        page.goto(host + address)
        kinds |= set(page.locator(".page").get_attribute("class").split())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wide[address, width] = taken
    assert wide == {}
    assert {f"page-{kind}" for kind in PageKind} <= kinds


def test_wide_tables_scroll_in_boxes_that_the_keyboard_reaches(tab) -> None:
    page, host = tab
    page.set_viewport_size({"width": 1200, "height": 800})
    page.goto(f"{host}briefings/address/")
    boxes = page.locator("[data-scroll-box]")
    assert boxes.count() >= 2
    for box in boxes.all():
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())
