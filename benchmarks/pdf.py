"""PDFs a second, and how that compares with WeasyPrint on the same ten briefings in the same run.

    python benchmarks/pdf.py [DESK]

DESK is a folder with content/ (this repository when left out). WeasyPrint is given the HTML of the same pages, the same
fonts, and a stylesheet of a few lines; it tags them as PDF/UA-1. It is installed into an environment of its own in a
temporary folder, and needs Pango on the machine. The ratio is of engine to engine, each from what it is given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from build_scripts import pipeline, prints
from build_scripts.model.printing import PrintDocument, Printed
from build_scripts.model.settings import Settings
from build_scripts.render import addresses
from build_scripts.render.briefing import BriefingShown, briefing_page
from build_scripts.render.context import Context, RenderSettings
from build_scripts.render.print.briefing import briefing_document

_ROOT = Path(__file__).parents[1]
_TEN = 10
_MANY = 400
_EXTENSIONS = (
    "toc", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables",
)  # fmt: skip
_STYLE = """
@page { size: A4; margin: 27mm 26mm 28mm 54mm; @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
@font-face { font-family: S; src: url(FONTS/serif-regular.ttf) }
@font-face { font-family: S; font-weight: 700; src: url(FONTS/serif-bold.ttf) }
@font-face { font-family: S; font-style: italic; src: url(FONTS/serif-italic.ttf) }
@font-face { font-family: D; src: url(FONTS/display.ttf) }
@font-face { font-family: N; src: url(FONTS/sans-regular.ttf) }
@font-face { font-family: N; font-weight: 700; src: url(FONTS/sans-semibold.ttf) }
body { font: 10.5pt/1.4 S } h1 { font: 25pt D } h2, .dateline, .source-more { font-family: N }
.executive-points { background: #f7f3ea; padding: 4mm } nav, .related { display: none }
"""
_WEASY = """
import json, sys, time
from weasyprint import HTML
texts = json.load(open(sys.argv[1]))
HTML(string=texts[0]).write_pdf(pdf_variant="pdf/ua-1")
started = time.perf_counter()
for text in texts:
    HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
print(len(texts) / (time.perf_counter() - started))
"""


def main(desk: Path) -> None:
    """Measure and print."""
    settings = Settings(desk, desk / "content", keep_going=True)
    site = pipeline.gather(settings).site
    every = list(prints.shown_of(site, settings, site.briefings).values())
    render = RenderSettings(
        site_url="https://example.org/", site_name="The Sample Desk", extensions=_EXTENSIONS
    )
    with tempfile.TemporaryDirectory() as folder:
        shop = prints.PrintShop(render, settings.content, Path(folder) / "cache")
        many = list(islice(cycle(every), _MANY))
        together = _rate(lambda: prints.every_briefing(many, shop))
        ten, context = every[:_TEN], Context.of(render)
        press = prints.press_of(shop.content, shop.cache)
        list(map(press.pdf, _documents(ten, context)))
        whole = _rate(lambda: (prints.briefing_pdf(one, context, press) for one in ten))
        documents = _documents(ten, Context.of(replace(render, site_name="Another Desk")))
        engine = _rate(lambda: map(press.pdf, documents))
        other = _weasyprint(ten, context, Path(folder), press.fonts)
    print(f"all processes, from briefing to file  {together:6.1f} a second ({len(many)} PDFs)")
    print(f"one process, from briefing to file    {whole:6.1f} a second (ten PDFs)")
    print(f"one process, Typst alone              {engine:6.1f} a second (the same ten)")
    print(f"one process, WeasyPrint alone         {other:6.1f} a second (the same ten)")
    print(f"Typst to WeasyPrint                   {engine / other:6.1f}")


def _documents(shown: list[BriefingShown], context: Context) -> list[PrintDocument]:
    return [briefing_document(addresses.briefing_uri(one.briefing.id), one, context) for one in shown]


def _rate(make: Callable[[], Iterable[Printed]]) -> float:
    started = time.perf_counter()
    count = sum(1 for _ in make())
    return count / (time.perf_counter() - started)


def _weasyprint(shown: list[BriefingShown], context: Context, folder: Path, fonts: Path) -> float:
    pages = (briefing_page(addresses.briefing_uri(one.briefing.id), one, context) for one in shown)
    style = _STYLE.replace("FONTS", fonts.as_uri())
    texts = [
        f'<html lang="{page.language}"><title>{page.title}</title><style>{style}</style>{page.html}</html>'
        for page in pages
    ]
    given = folder / "texts.json"
    given.write_text(json.dumps(texts), encoding="utf-8")
    (folder / "weasy.py").write_text(_WEASY, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "uv", "venv", "-q", folder / "venv"], check=True)
    python = folder / "venv/bin/python"
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "install", "-q", "--python", python, "weasyprint"], check=True
    )
    said = subprocess.run(
        [python, folder / "weasy.py", given], check=True, capture_output=True, text=True
    ).stdout
    return float(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT)
