"""Charts as they are drawn: the same on every machine, safe to open, and with their letters."""

from __future__ import annotations

import json
import os
import re
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from mkdocs_briefings.attachments.svg import clean_drawing
from mkdocs_briefings.charts import draw
from mkdocs_briefings.charts.chart import ChartWithData, read_chart, with_data_of
from mkdocs_briefings.charts.draw import ChartError, drawing_problem, drawings, printed_chart
from mkdocs_briefings.model.chart_locale import chart_locale
from mkdocs_briefings.model.palette import PALETTE, chart_looks
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render.chart_figures import FORMS

pytestmark = pytest.mark.slow

LOOKS = chart_looks(PALETTE)
DAYS = "day,exports\n2023-12-31,3\n2024-01-01,9\n"
LINE = {
    "alt": "Exports rose.",
    "title": "<script>alert(1)</script> Größe & Ωμέγα",
    "data": {"url": "files/x.csv"},
    "mark": "line",
    "encoding": {
        "x": {"field": "day", "type": "temporal", "timeUnit": "year"},
        "y": {"field": "exports", "type": "quantitative"},
    },
}
_SVG = "{http://www.w3.org/2000/svg}"


def chart_of(**change: object) -> ChartWithData:
    return with_data_of(read_chart(json.dumps(LINE | change)), {"files/x.csv": DAYS})


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_fonts(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def drawn(fonts: Path) -> dict[str, bytes]:
    os.environ["TZ"] = "America/New_York"
    try:
        return drawings(chart_of(), fonts, clean_drawing, LOOKS)
    finally:
        assert os.environ.pop("TZ") == "America/New_York"


def test_forms(drawn: dict[str, bytes]) -> None:
    assert drawn.keys() == {*FORMS, "picture"}
    assert drawn["picture"].startswith(b"\x89PNG")
    widths = {name: etree.fromstring(drawn[name]).get("width") for name in FORMS}
    assert widths == {"light": "640", "dark": "640", "light narrow": "340", "dark narrow": "340"}
    assert drawn["light"] != drawn["dark"]


def test_days_are_those_of_the_data_in_every_time_zone(drawn: dict[str, bytes]) -> None:
    words = [text.text for text in etree.fromstring(drawn["light"]).iter(f"{_SVG}text")]
    assert {"2023", "2024"} <= set(words)
    assert "2022" not in words


def test_words_stay_words(drawn: dict[str, bytes]) -> None:
    assert b"<script" not in drawn["light"]
    assert LINE["title"] in [text.text for text in etree.fromstring(drawn["light"]).iter(f"{_SVG}text")]


def test_drawings_bring_their_letters_and_ask_nobody(drawn: dict[str, bytes]) -> None:
    text = drawn["light"].decode()
    assert text.count("@font-face") == text.count("url(data:font/ttf;base64,") == 2
    assert text.count("url(") == 2
    fonts = [TTFont(BytesIO(b64decode(font))) for font in re.findall(r"base64,([^)]*)\)", text)]
    assert all({*"<>Größe&", *"2023"} <= {chr(code) for code in font.getBestCmap()} for font in fonts)
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "").replace(
        "http://www.w3.org/1999/xlink", ""
    )


def test_paper_has_the_fonts_itself(fonts: Path) -> None:
    svg = printed_chart(chart_of(), fonts, clean_drawing, LOOKS)
    assert "@font-face" not in svg
    assert f'font-family="{draw.FAMILY}"' in svg


def test_equal_charts_are_drawn_alike(drawn: dict[str, bytes], fonts: Path) -> None:
    assert drawings(chart_of(), fonts, clean_drawing, LOOKS) == drawn


def test_a_chart_larger_than_any_screen(fonts: Path) -> None:
    view = {"data": LINE["data"], "mark": "bar", "width": 90_000, "encoding": LINE["encoding"]}
    chart = read_chart(json.dumps({"alt": "A", "hconcat": [view]}))
    with pytest.raises(ChartError, match="more than 4,000 pixels"):
        drawings(with_data_of(chart, {"files/x.csv": DAYS}), fonts, clean_drawing, LOOKS)


def test_what_vega_cannot_draw_is_one_line(fonts: Path) -> None:
    wrong = chart_of(encoding={"x": {"field": "day", "type": "quantitive"}})
    assert drawing_problem(wrong.chart) == 'Invalid field type "undefined".'
    with pytest.raises(ChartError, match=r"^Invalid field type"):
        drawings(wrong, fonts, clean_drawing, LOOKS)
    formula = chart_of(transform=[{"calculate": "datum.day +", "as": "b"}])
    assert "\n" not in drawing_problem(formula.chart)


def test_numbers_and_dates_are_those_of_the_language(fonts: Path) -> None:
    days = "day,exports\n2024-03-02,0.5\n2024-06-01,2500.5\n"
    chart = with_data_of(
        replace(read_chart(json.dumps(LINE | {"encoding": MONTHS})), locale=chart_locale("de")),
        {"files/x.csv": days},
    )
    words = [
        text.text
        for text in etree.fromstring(printed_chart(chart, fonts, clean_drawing, LOOKS).encode()).iter(
            f"{_SVG}text"
        )
    ]
    assert {"Mär", "Mai", "2.500,0"} <= set(words)


MONTHS = {
    "x": {"field": "day", "type": "temporal", "axis": {"format": "%b"}},
    "y": {"field": "exports", "type": "quantitative", "axis": {"format": ",.1f"}},
}
