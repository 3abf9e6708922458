"""Cards, the pictures shown where the address of a briefing is shared: content, bytes and size."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.digests import digest
from mkdocs_briefings.model.palette import PALETTE, TLP_COLORS, print_colors
from mkdocs_briefings.model.site import Citation, Cite, CitedText
from mkdocs_briefings.prints import PrintConfig, card_pictures
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.sharing import CardInputs, card_document, card_inputs, site_card_document

from printed import RENDER  # isort: skip

POINT = (
    "Two ships left on Monday, the first since November, and the port will stay open until the ice returns."
)
USUAL = CardInputs(
    title="Grain ships leave port",
    publication="The Weekly",
    volume=3,
    issue=6,
    point=CitedText(POINT),
    date=PartialDate(2024, 2, 5),
    language="en",
    tlp="clear",
    draft=False,
)
CASES = {
    "usual": USUAL,
    "short": replace(USUAL, title="Grain", subtitle="Two ships", point=CitedText("They left.")),
    "long": replace(USUAL, title="Ships and ports " * 40, point=CitedText(POINT * 9), publication="The Weekly " * 20, subtitle="Of ports " * 99),
    "one long word": replace(USUAL, title="W" * 900, point=CitedText("x" * 900), publication="y" * 900, subtitle="z" * 900),
    "Cyrillic": replace(USUAL, title="Суда с зерном вышли из порта", language="ru", point=CitedText("Два судна.")),
    "right to left": replace(USUAL, title="سفن الحبوب", language="ar"),
    "no series, no date": replace(USUAL, publication="", volume=0, issue=0, date=None),
    "marked": replace(USUAL, tlp="amber+strict", draft=True),
    "symbols": replace(USUAL, title="\U0001f6a2 \u0301 \u202e \ufdd0 \x00 \u200d", point=CitedText("\u4e00")),
    "code": replace(USUAL, title='#panic("x") #image("/x.png") $x$ \\ "', point=CitedText("#let x = `#x` ]")),
}  # fmt: skip


@pytest.fixture(scope="session")
def press(print_cache, tmp_path_factory) -> Press:
    return Press(tmp_path_factory.mktemp("no-pictures"), print_fonts(print_cache))


@pytest.fixture(scope="session")
def context() -> RenderContext:
    return RenderContext.from_settings(replace(RENDER, cards=True, site_description="Briefings on grain."))


@pytest.fixture(scope="session")
def draw(press, context):
    return lambda inputs: press.png(card_document(inputs, context))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


HOUSE = print_colors(PALETTE)


def pixel(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


@pytest.mark.parametrize("inputs", CASES.values(), ids=CASES)
def test_any_card_is_one_small_picture(draw, inputs: CardInputs) -> None:
    png = draw(inputs)
    assert opened(png).size == (1200, 630)
    assert len(png) < 60_000


def test_the_usual_card_is_smaller_still(draw) -> None:
    assert len(draw(USUAL)) < 30_000


def test_its_colors_are_those_of_the_house(draw) -> None:
    """Reduced to few colours, a card still has exactly those of the palette."""
    for tlp in ("green", "amber", "red"):
        colors_of_card = {color for _, color in opened(draw(replace(USUAL, tlp=tlp))).getcolors(1 << 24)}
        wanted = {HOUSE[name] for name in ("sheet", "card", "ink", "soft", "accent")}
        assert set(map(pixel, wanted | {TLP_COLORS[f"TLP:{tlp.upper()}"]})) <= colors_of_card


@pytest.mark.slow
def test_nothing_is_cut_off(draw) -> None:
    """The margins are empty, however long the texts are."""
    for inputs in CASES.values():
        picture, sheet = opened(draw(inputs)), pixel(PALETTE.sheet)
        for box in ((0, 0, 36, 370), (1164, 0, 1200, 370), (0, 0, 1200, 20)):
            assert {color for _, color in picture.crop(box).getcolors(1 << 20)} == {sheet}, inputs


CHANGES = {
    "title": {"title": "Grain ships leave the port"},
    "publication": {"publication": "The Monthly"},
    "volume": {"volume": 4},
    "issue": {"issue": 7},
    "subtitle": {"subtitle": "The port at dawn"},
    "point": {"point": CitedText("Three ships left.")},
    "date": {"date": PartialDate(2024, 2)},
    "language": {"language": "de"},
    "label": {"tlp": "green"},
    "draft": {"draft": True},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_part_is_in_the_picture_and_in_the_digest(draw, change) -> None:
    changed = replace(USUAL, **change)
    assert digest(changed) != digest(USUAL)
    assert draw(changed) != draw(USUAL)


def test_every_part_was_changed() -> None:
    assert {name for change in CHANGES.values() for name in change} == set(CardInputs.__slots__)


def test_citations_are_no_part_of_it(draw) -> None:
    cited = CitedText(f"{POINT[:-1]} [@a].", (Citation(len(POINT), len(POINT) + 4, (Cite("a"),)),))
    assert draw(replace(USUAL, point=cited)) == draw(USUAL)


def test_content_is_no_code(draw) -> None:
    assert draw(replace(USUAL, title="#lower[GRAIN]")) != draw(replace(USUAL, title="grain"))
    assert draw(replace(USUAL, title="*Grain*")) != draw(replace(USUAL, title="Grain"))


@pytest.mark.slow
def test_same_bytes_elsewhere_and_after_other_work(draw, context, print_cache, tmp_path) -> None:
    before = draw(USUAL)
    other = Press(tmp_path, print_fonts(tmp_path / "cache"))
    for inputs in CASES.values():
        other.png(card_document(inputs, context))
    assert other.png(card_document(USUAL, context)) == before == draw(USUAL)
    assert str(tmp_path).encode() not in before


@pytest.mark.slow
def test_parallel_is_the_same(draw, press, context, print_cache, tmp_path) -> None:
    config = PrintConfig(context.settings, tmp_path, print_cache)
    few = [*CASES.values(), None]
    pictures = list(card_pictures(few * 6, config))
    assert pictures == [*map(draw, CASES.values()), press.png(site_card_document(context))] * 6


def test_planned_from_what_lists_know(linked) -> None:
    """The summary and the whole briefing give the same card."""
    points = ["They met [@x].", "Then they left."]
    site = linked(
        {"briefings/2024/a": {"executive_points": points, "sources": [{"id": "x", "outlet": "SB"}]}}
    )
    listing, briefing = site.index.summaries["a"].listing, site.briefings["a"]
    inputs = card_inputs(listing.ref, listing.points[0].text)
    assert inputs == card_inputs(briefing.ref, briefing.points[0].text)
    assert inputs.point.text == points[0]
