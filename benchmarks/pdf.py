"""PDFs a second, and how that compares with WeasyPrint on the same ten briefings in the same rounds.

    python benchmarks/pdf.py [--desk DESK] [--rounds 5] [--many 200]

DESK is a folder with content/ (this repository when left out). WeasyPrint is given the HTML of the same pages, the same
fonts, and a stylesheet of a few lines; it tags them as PDF/UA-1. It is installed into an environment of its own in a
temporary folder, and needs Pango on the machine. The ratio is of engine to engine, each taken within a round, by the
clock and by processor time, which a busy machine disturbs less.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from mkdocs_briefings import pipeline, prints
from mkdocs_briefings.model.output import Pdf, PrintDocument
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.publish.pdf import Press
from mkdocs_briefings.publish.print_fonts import print_fonts
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.briefing import BriefingInputs, briefing_page
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.print.briefing import briefing_document

_ROOT = Path(__file__).parents[1]
_TEN = 10
ALL, ONE, TYPST, WEASY = (
    "all processes, from briefing to file",
    "one process, from briefing to file",
    "one process, Typst alone, ten documents",
    "one process, WeasyPrint alone, the same ten",
)
_EXTENSIONS = (
    "toc", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables",
)  # fmt: skip
_RENDER = RenderSettings(site_url="https://example.org/", site_name="The Sample Desk", extensions=_EXTENSIONS)
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
for _ in sys.stdin:
    clock, processor = time.perf_counter(), time.process_time()
    for text in texts:
        HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
    print(json.dumps([time.perf_counter() - clock, time.process_time() - processor]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds for one PDF."""

    clock: float
    processor: float


Rounds = dict[str, list[Taken]]


def main() -> None:
    """Measure and print."""
    said = _arguments()
    settings = Settings(said.desk, said.desk / "content", keep_going=True)
    site = pipeline.gather(settings).site
    every = list(prints.briefing_inputs(site, settings, site.briefings).values())
    with tempfile.TemporaryDirectory() as folder:
        shop = prints.PrintConfig(_RENDER, settings.content, Path(folder) / "cache")
        other = _weasyprint(
            every[:_TEN], RenderContext.from_settings(_RENDER), Path(folder), print_fonts(shop.cache)
        )
        taken = _rounds(every, shop, other, said)
        other.terminate()
    _table(taken, said)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--desk", type=Path, default=_ROOT)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=200)
    return parser.parse_args()


def _rounds(
    every: list[BriefingInputs],
    shop: prints.PrintConfig,
    other: subprocess.Popen[str],
    said: argparse.Namespace,
) -> Rounds:
    many, ten = list(islice(cycle(every), said.many)), every[:_TEN]
    rounds = range(said.rounds)
    # First, because a process that has run Typst itself cannot be forked any more.
    together = [_taken(len(many), lambda: prints.briefing_pdfs(many, shop)) for _ in rounds]
    press = prints.press_for(shop.content, shop.cache, shop.render.face)
    alone: list[Taken] = []
    engine: list[Taken] = []
    theirs: list[Taken] = []
    for number in (-1, *rounds):
        context = RenderContext.from_settings(replace(_RENDER, site_name=f"Desk {number}"))
        whole = _taken(_TEN, partial(_printed, ten, context, press))
        # Other documents than the ones before: Typst remembers for a while what it has set.
        others = _documents(
            ten, RenderContext.from_settings(replace(_RENDER, site_name=f"Another desk {number}"))
        )
        set_alone = _taken(_TEN, partial(map, press.pdf, others))
        asked = _asked(other)
        if number >= 0:  # the round before the first warms up
            alone.append(whole)
            engine.append(set_alone)
            theirs.append(asked)
    return {ALL: together, ONE: alone, TYPST: engine, WEASY: theirs}


def _printed(shown: list[BriefingInputs], context: RenderContext, press: Press) -> Iterator[Pdf]:
    return (prints.briefing_pdf(one, context, press) for one in shown)


def _documents(shown: list[BriefingInputs], context: RenderContext) -> list[PrintDocument]:
    return [briefing_document(addresses.briefing_uri(one.briefing.id), one, context) for one in shown]


def _taken(count: int, make: Callable[[], Iterable[Pdf]]) -> Taken:
    clock, processor = time.perf_counter(), _processor()
    assert sum(1 for _ in make()) == count  # noqa: S101
    return Taken((time.perf_counter() - clock) / count, (_processor() - processor) / count)


def _processor() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _asked(other: subprocess.Popen[str]) -> Taken:
    assert other.stdin is not None  # noqa: S101
    assert other.stdout is not None  # noqa: S101
    print(file=other.stdin, flush=True)
    clock, processor = json.loads(other.stdout.readline())
    return Taken(clock / _TEN, processor / _TEN)


def _weasyprint(
    shown: list[BriefingInputs], context: RenderContext, folder: Path, fonts: Path
) -> subprocess.Popen[str]:
    """A process that prints the ten for each line it is given."""
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
    command = [python, folder / "weasy.py", given]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _table(taken: Rounds, said: argparse.Namespace) -> None:
    print(f"{said.rounds} rounds, {os.cpu_count()} processors, {said.many} PDFs in all processes\n")
    print("| | a second | ms of processor a PDF |\n|---|---|---|")
    for name, all in taken.items():
        rate, spent = [1 / one.clock for one in all], [1000 * one.processor for one in all]
        print(f"| {name} | {_spread(rate)} | {_spread(spent)} |")
    pairs = list(zip(taken[WEASY], taken[TYPST], strict=True))
    clock = _spread([other.clock / ours.clock for other, ours in pairs])
    processor = _spread([other.processor / ours.processor for other, ours in pairs])
    print(f"| WeasyPrint ÷ Typst | {clock} | {processor} |")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


if __name__ == "__main__":
    main()
