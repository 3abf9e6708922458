"""Cards as products: made where there is a page, made anew when what they show has changed, and only then."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from site_settings import settle
from test_incremental import Desk, desk, differing

pytestmark = pytest.mark.slow

__all__ = ["desk"]

VISIT, BEFORE = "briefings/a-visit/card.png", "briefings/2023/a-year-before.yaml"


def cards(desk: Desk) -> dict[str, int]:
    """Return when each card was written, by its address."""
    site = desk.folder / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("card.png")}


EDITS: dict[str, tuple[dict[str, object], bool]] = {
    "body": ({"body": "Another body."}, False),
    "summary": ({"summary": "Another summary."}, False),
    "second point": ({"executive_points": ["They left.", "Another."]}, False),
    "topics": ({"topics": ["trade"]}, False),
    "title": ({"title": "Another title"}, True),
    "first point": ({"executive_points": ["Another."]}, True),
    "date": ({"date": "2023-11-30"}, True),
    "label": ({"tlp": "clear"}, True),
}


def test_made_anew_when_what_it_shows_has_changed(desk: Desk) -> None:
    settle(desk.folder, pdf=False, search=False)
    path = desk.folder / "content" / BEFORE
    desk.change(path, executive_points=["They left."])
    desk.build()
    before = cards(desk)
    assert {name.split("/")[1] for name in before} == {"briefings", *(path.stem for path in desk.briefings)}
    for edit, (fields, anew) in EDITS.items():
        desk.change(path, **fields)
        desk.build()
        after = cards(desk)
        changed = [name for name, when in after.items() if before[name] != when]
        assert changed == ([f"briefings/{path.stem}/card.png"] if anew else []), edit
        before = after
    assert differing(desk) == []
    desk.configure(site_name="Another desk")
    desk.build()
    assert not set(cards(desk).items()) & set(before.items())


GONE: dict[str, tuple[Callable[[Desk], None], bool]] = {
    "a draft": (lambda desk: settle(desk.folder, drafts=False), True),
    "above the audience": (lambda desk: desk.change(desk.briefings[-1], tlp="red"), True),
    "hand-written": (lambda desk: written_by_hand(desk.folder), True),
    "hand-written, plain": (lambda desk: written_by_hand(desk.folder), False),
}
"""Edits that take the page away, and whether the build is a fast one."""


def written_by_hand(folder: Path) -> None:
    (folder / "docs/briefings").mkdir()
    (folder / "docs/briefings/own.md").write_text("# Our own page\n", encoding="utf-8")


@pytest.mark.parametrize(("edit", "fast"), GONE.values(), ids=GONE)
def test_what_has_no_page_has_no_card(desk: Desk, edit: Callable[[Desk], None], *, fast: bool) -> None:
    settle(desk.folder, search=False, pdf=False, fast=fast)
    desk.write("own", tlp="green", status="draft")
    desk.build()
    assert "briefings/own/card.png" in cards(desk)
    edit(desk)
    desk.build()
    files = [path.name for path in (desk.folder / "site/briefings/own").glob("*")]
    assert files in ([], ["index.html"])
    assert VISIT in cards(desk)


@pytest.mark.parametrize("off", [{"cards": False}, {"site_url": ""}], ids=["cards: false", "no site_url"])
def test_without_cards(desk: Desk, off: dict[str, object]) -> None:
    settle(desk.folder, pdf=False, search=False)
    desk.build()
    assert cards(desk)
    if "cards" in off:
        settle(desk.folder, **off)
    else:
        desk.configure(**off)
    desk.build()
    assert cards(desk) == {}
    assert "og:image" not in "".join(
        path.read_text(encoding="utf-8") for path in (desk.folder / "site").rglob("*.html")
    )


def _leads_on(tags: list[dict[str, str]]) -> bool:
    """Return whether a page only redirects to another one."""
    return any(tag.get("http-equiv") == "refresh" for tag in tags)


def test_every_page_names_a_card_that_is_there(sample_site: Path, seen) -> None:
    named = set()
    for path in sorted(sample_site.rglob("*.html")):
        tags = [tag for name, tag in seen(path.read_text(encoding="utf-8")).tags if name == "meta"]
        pictures = [tag["content"] for tag in tags if tag.get("property") == "og:image"]
        kinds = [tag["content"] for tag in tags if tag.get("name") == "twitter:card"]
        if path.name != "404.html" and not _leads_on(tags):
            assert (len(pictures), kinds) == (1, ["summary_large_image"]), path
        named |= set(pictures)
    drawn = {
        f"https://example.org/briefings/{path.relative_to(sample_site).as_posix()}"
        for path in sample_site.rglob("card.png")
    }
    assert named == drawn
    for address in named:
        path = sample_site / urlsplit(address).path.removeprefix("/briefings/")
        assert Image.open(io.BytesIO(path.read_bytes())).size == (1200, 630)
