"""Draws charts with Vega in a wheel: no browser, no network. The only file that imports vl_convert."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs_briefings.charts.chart import NARROW, WIDTH, Chart, ChartWithData, with_data
from mkdocs_briefings.charts.look import Look, Looks
from mkdocs_briefings.charts.reading import NotJsonError

Clean = Callable[[bytes], bytes]
FAMILY, HOUSE_FAMILY = "Briefing Sans", "House Sans"
"""Family of the fonts that charts are set in; that of the house besides, where a desk has its own."""
_FACES = {"sans-regular.ttf": 400, "sans-semibold.ttf": 600}
_PIXELS = 2
"""Pixels of a picture for each of a drawing."""
_TEXT = "{http://www.w3.org/2000/svg}text"
_REASON = re.compile(r"^(?:\w*Error|Uncaught \w+): (.*)$", re.MULTILINE)
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')
_LARGEST_SIDE = 4_000
_LONGEST_REASON = 160


class ChartError(Exception):
    """A chart that Vega cannot draw, and why: one line."""


def printed_chart(chart: ChartWithData, fonts: Path, clean: Clean, looks: Looks) -> str:
    """Return a chart as SVG for a printed page, which has its fonts.

    Args:
        chart: the chart.
        fonts: folder with the fonts of printed pages.
        clean: function that leaves of a drawing what may be published.
        looks: the colours of the desk.

    Raises:
        ChartError: Vega cannot draw it, or is not installed.
    """
    svg = _call("vegalite_to_svg", chart.chart, dict(chart.texts), looks.paper, fonts)
    return clean(str(svg).encode()).decode()


def drawings(chart: ChartWithData, fonts: Path, clean: Clean, looks: Looks) -> dict[str, bytes]:
    """Return a chart as SVG by colours and width, each with the letters that it uses, and as a `picture` (PNG).

    Args:
        chart: the chart.
        fonts: folder with the fonts of printed pages.
        clean: function that leaves of a drawing what may be published.
        looks: the colours of the desk.

    Raises:
        ChartError: Vega cannot draw it, or is not installed.
    """
    texts = dict(chart.texts)
    forms = {
        "light": (looks.light, WIDTH),
        "dark": (looks.dark, WIDTH),
        "light narrow": (looks.light, NARROW),
        "dark narrow": (looks.dark, NARROW),
    }
    svgs = {
        name: str(_call("vegalite_to_svg", chart.chart, texts, look, fonts, width))
        for name, (look, width) in forms.items()
    }
    _check_size(svgs["light"])
    drawn = {name: _with_fonts(clean(svg.encode()).decode(), fonts).encode() for name, svg in svgs.items()}
    picture = _call("vegalite_to_png", chart.chart, texts, looks.paper, fonts, scale=_PIXELS)
    return {**drawn, "picture": bytes(picture)}


def drawing_problem(chart: Chart) -> str:
    """Return why Vega-Lite cannot make a chart of this, whatever its data; empty if it can."""
    try:
        _converted("vegalite_to_vega", with_data(json.loads(chart.spec), dict.fromkeys(chart.files, "[]")))
    except ChartError as error:
        return str(error)
    return ""


def _call(
    function: str,
    chart: Chart,
    texts: Mapping[str, str],
    look: Look,
    fonts: Path,
    width: int = WIDTH,
    **options: Any,
) -> Any:
    _register(fonts)
    try:
        spec = with_data(json.loads(chart.spec), texts)
    except NotJsonError as error:
        raise ChartError(f"its data are no JSON: {error}") from None
    assert isinstance(spec, dict)  # noqa: S101 - a chart is a mapping
    options |= json.loads(chart.locale or "{}")
    return _converted(
        function,
        _sized(spec, chart, width),
        config=_config(look, ", ".join(_families(fonts))),
        allowed_base_urls=[],
        **options,
    )


def _converted(function: str, spec: object, **options: Any) -> Any:
    try:
        with _in_utc():
            return getattr(_library(), function)(spec, **options)
    except ValueError as error:
        raise ChartError(_reason(str(error))) from None


def _reason(message: str) -> str:
    lines = [line for line in message.splitlines() if line.strip() and not line.startswith("    at ")]
    reason = _REASON.search(message)
    return " ".join((reason[1] if reason else lines[-1]).split())[:_LONGEST_REASON]


def _library() -> ModuleType:
    try:
        import vl_convert  # noqa: PLC0415 - an extra, and large
    except ImportError:
        raise ChartError("needs the extra 'charts': pip install 'mkdocs-briefings[charts]'") from None
    return vl_convert


@contextmanager
def _in_utc() -> Iterator[None]:
    """Let dates mean the same on every machine: Vega asks for the time zone when it is first called."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before


@lru_cache(maxsize=4)
def _register(fonts: Path) -> None:
    _library().register_font_directory(str(fonts))


def _sized(spec: dict[str, Any], chart: Chart, width: int) -> dict[str, Any]:
    """Return a chart that fills a width, unless it is made of several."""
    if not chart.height:
        return spec
    size = {"width": width, "height": chart.height}
    return {"autosize": {"type": "fit", "contains": "padding"}, **spec, **size}


def _config(look: Look, family: str) -> dict[str, Any]:
    """Return the house's type and colours as Vega-Lite's `config`."""
    label = {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": 600,
        "labelColor": look.soft,
        "titleColor": look.ink,
    }
    return {
        "font": family,
        "background": look.paper,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "fontSize": 15,
            "fontWeight": 600,
            "color": look.ink,
            "subtitleColor": look.soft,
        },
        "axisX": {"grid": False},
        "axis": {
            **label,
            "gridColor": look.rule,
            "domainColor": look.rule,
            "tickColor": look.rule,
            "labelAngle": 0,
        },
        "legend": {**label, "labelColor": look.ink, "orient": "top", "offset": 8},
        "header": {**label},
        "text": {"color": look.ink, "fontSize": 13},
        "rule": {"color": look.soft},
        "range": {"category": look.categories, "ramp": look.ramp, "heatmap": look.ramp, "ordinal": look.ramp},
        "mark": {"color": look.categories[0]},
        "geoshape": {"fill": look.rule, "stroke": look.paper},
    }


def _families(fonts: Path) -> dict[str, str]:
    """Return how the names of the files of each family begin."""
    house = {HOUSE_FAMILY: "house-"} if (fonts / "house-sans-regular.ttf").exists() else {}
    return {FAMILY: "", **house}


def _check_size(svg: str) -> None:
    """Refuse a chart whose picture would be larger than any screen.

    Raises:
        ChartError: it is.
    """
    size = _SIZE.search(svg)
    if size is None or max(map(float, size.groups())) > _LARGEST_SIDE:
        raise ChartError(f"it is more than {_LARGEST_SIDE:,} pixels wide or high")


def _with_fonts(svg: str, fonts: Path) -> str:
    """Return a drawing with the letters that it uses (CSS Fonts 4, `@font-face`)."""
    from lxml import etree  # noqa: PLC0415 - few desks have charts

    texts = etree.fromstring(svg.encode()).iter(_TEXT)
    letters = {ord(letter) for text in texts for part in text.itertext() for letter in str(part)}
    faces = "".join(_faces(fonts, letters))
    head, end, rest = svg.partition(">")
    return f"{head}{end}<style>{faces}</style>{rest}"


def _faces(fonts: Path, letters: set[int]) -> Iterator[str]:
    """Yield the `@font-face` of each font: that of the house for letters alone that a desk's lacks."""
    import uharfbuzz as hb  # noqa: PLC0415 - few desks have charts

    for name, weight in _FACES.items():
        wanted = letters | {ord(" ")}
        for family, prefix in _families(fonts).items():
            font = hb.Face(hb.Blob((fonts / f"{prefix}{name}").read_bytes()))
            if family == FAMILY or wanted:
                source = f"url(data:font/ttf;base64,{_subset(font, wanted)})"
                yield f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}'
            wanted = wanted - set(font.unicodes)


def _subset(font: Any, letters: set[int]) -> str:
    import uharfbuzz as hb  # noqa: PLC0415 - few desks have charts

    wanted = hb.SubsetInput()
    wanted.unicode_set.update(letters)
    return base64.b64encode(bytes(hb.subset(font, wanted).blob.data)).decode()
