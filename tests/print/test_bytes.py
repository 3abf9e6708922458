"""The same input gives the same bytes: in another folder, by another press, after other work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mkdocs_briefings import prints
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render.print.briefing import briefing_document

pytestmark = pytest.mark.slow

CHART = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="{}"/></svg>'
DESK = {
    "briefings/2024/x": {"body": "![A chart](files/chart.svg) and *words* [@a].", "sources": [{"id": "a", "outlet": "O"}]},
    "files/chart.svg": CHART.format("red"),
}  # fmt: skip


@pytest.fixture
def two_shops(write_content, shop_of, tmp_path):
    return [shop_of(write_content(DESK, tmp_path / name)) for name in ("here", "there/and/deeper")]


def test_in_two_folders(two_shops, tmp_path) -> None:
    contents = []
    for number, shop in enumerate(two_shops):
        press = Press(shop.settings.content, print_fonts(tmp_path / f"cache{number}"))
        contents.append(prints.briefing_pdf(shop.shown["x"], shop.context, press).content)
    assert contents[0] == contents[1]
    assert b"/tmp/" not in contents[0]
    assert str(tmp_path).encode() not in contents[0]


def test_after_other_work(sample_shop, sample_pdfs) -> None:
    first, last = next(iter(sample_pdfs)), next(reversed(sample_pdfs))
    assert sample_shop.pdf(first) == sample_pdfs[first]
    assert sample_shop.pdf(last) == sample_pdfs[last]


def test_a_changed_picture_is_printed_anew(two_shops) -> None:
    """By the same press, as while the site is served."""
    shop = two_shops[0]
    before = shop.pdf("x")
    (shop.settings.content / "files/chart.svg").write_text(CHART.format("blue"), encoding="utf-8")
    assert shop.pdf("x") != before


def test_nothing_but_what_is_shown(two_shops) -> None:
    """Equal values, equal documents; each change of what is shown is one of the document."""
    shown, context = two_shops[0].shown["x"], two_shops[0].context
    document = briefing_document("briefings/x.md", shown, context)
    assert document == briefing_document("briefings/x.md", replace(shown), context)
    changed = replace(shown, briefing=replace(shown.briefing, language="ru"))
    assert document != briefing_document("briefings/x.md", changed, context)


def test_parallel_is_the_same(sample_shop, sample_pdfs, print_cache) -> None:
    shown = list(sample_shop.shown.values()) * 6
    shop = prints.PrintConfig(sample_shop.context.settings, sample_shop.settings.content, print_cache)
    made = [one.content for one in prints.briefing_pdfs(shown, shop)]
    assert made == [sample_pdfs[one.briefing.id] for one in shown]
