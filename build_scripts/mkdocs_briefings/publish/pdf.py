"""Prints as PDF/UA-1 and PDF/A-2a at once (ISO 14289-1, ISO 19005-2), and cards as PNG. The only file that imports typst."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import typst

from mkdocs_briefings.attachments.read import published_bytes
from mkdocs_briefings.attachments.svg import UnusableDrawing, clean_drawing
from mkdocs_briefings.charts.chart import ChartWithData
from mkdocs_briefings.charts.draw import ChartError, drawings, printed_chart
from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.output import Pdf, PrintDocument
from mkdocs_briefings.model.palette import chart_looks, print_colors
from mkdocs_briefings.publish.glyphs import (
    Glyphs,
    Substitute,
    combining,
    invisible,
    script_fonts,
    substitute,
    with_substitutes,
)
from mkdocs_briefings.publish.print_fonts import print_families
from mkdocs_briefings.publish.quantise import quantise

_TEMPLATES = Path(__file__).parent.parent / "templates" / "print"
_FILES = (
    "house.typ",
    "page.typ",
    "table.typ",
    "formula.typ",
    "content.typ",
    "briefing.typ",
    "collection.typ",
    "main.typ",
)
_CARD_FILES = ("house.typ", "card.typ")
_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_PROBE = b"""
#set document(title: "Probe")
#for family in ("Briefing Serif", "Briefing Display", "Briefing Sans", "Briefing Mono") {
  for character in json(bytes(sys.inputs.document)) { par(text(font: family, character)) }
}
"""
_PICTURE = b"""
#set document(title: "Probe")
#let file = json(bytes(sys.inputs.document))
#if type(file) == str { image(file, alt: "Probe") } else { image(bytes(file.svg), format: "svg", alt: "Probe") }
"""
_UNPRINTABLE = re.compile(r'the (?:text|PDF) .*?`"(.*?)"`', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_A_CHART = "```chart"
_ATTEMPTS = 12
"""Compilations after which a document is given up: each may find another character that cannot be shown."""
_LOGO_BOX = (64, 34, 700, 86)
"""Where a card has the logo."""
_PIXEL = 72
"""Dots per inch at which a point is a pixel."""


@dataclass(slots=True)
class Press:
    """A Typst compiler that keeps its fonts; one for each process, not for use by two threads, opened by `press_for`."""

    pictures: Path
    """The content folder; no file outside of it can be reached."""
    fonts: Path
    """The folder of `print_fonts`; the machine's own fonts serve scripts that these do not have."""
    renew_fonts: Callable[[], Path] | None = None
    """Function that makes the folder again: Vega reads it with each chart, and a cache may be removed at any time."""
    face: Face = field(default_factory=Face)
    _compiler: typst.Compiler = field(init=False)
    _glyphs: Glyphs = field(init=False)
    _script_fonts: str = field(init=False)
    """Families for scripts that `fonts` does not have, in JSON."""

    def __post_init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=True, font_paths=[str(self.fonts)])
        self._compiler = typst.Compiler(root=str(self.pictures), font_paths=fonts)
        self._glyphs = Glyphs(self._shows)
        self._script_fonts = json.dumps(script_fonts(fonts.families()))

    def pdf(self, document: PrintDocument) -> Pdf:
        """Print a document.

        Raises:
            PublishError: the document cannot be printed; names it and the compiler's reason.
        """
        substitutes = self._glyphs.substitutes(document.text)
        unprintable: frozenset[str | ChartWithData] = frozenset()
        for _ in range(_ATTEMPTS):
            try:
                content = self._compiled(_template(*_FILES), self._inputs(document, substitutes, unprintable))
            except typst.TypstError as error:
                broken = frozenset(file for file in document.pictures if not self._prints(file))
                refused = _refused(error, document.text, substitutes)
                if not (broken - unprintable) and not refused:
                    raise PublishError(f"'{document.title}' cannot be printed: {error.message}") from error
                unprintable |= broken
                substitutes |= refused
            else:
                names = sorted(file if isinstance(file, str) else _A_CHART for file in unprintable)
                return Pdf(content, _missing_characters(substitutes), tuple(names))
        raise PublishError(f"'{document.title}' cannot be printed: too many characters without a font")

    def png(self, document: PrintDocument) -> bytes:
        """Draw a card as a PNG, a pixel for each point of its template.

        Raises:
            PublishError: the card cannot be drawn; names it and the compiler's reason.
        """
        substitutes = self._glyphs.substitutes(document.text)
        source, inputs = _template(*_CARD_FILES), self._inputs(document, substitutes, frozenset())
        try:
            png = self._compiler.compile(source, format="png", ppi=_PIXEL, sys_inputs=inputs)
        except typst.TypstError as error:
            raise PublishError(f"the card of '{document.title}' cannot be drawn: {error.message}") from error
        if not isinstance(png, bytes):
            raise PublishError(f"the card of '{document.title}' is more than one picture")
        return quantise(png, self.face.palette, _LOGO_BOX if document.pictures else None)

    def mail_logo(self, file: str) -> bytes:
        """Draw a logo as mails show it, on their own ground.

        Raises:
            PublishError: it cannot be drawn; says why.
        """
        inputs = {"picture": json.dumps(self._picture(file)), "sheet": self.face.palette.sheet}
        try:
            png = self._compiler.compile(_template("logo.typ"), format="png", ppi=_PIXEL, sys_inputs=inputs)
        except typst.TypstError as error:
            raise PublishError(f"the logo {file} cannot be drawn: {error.message}") from error
        if not isinstance(png, bytes):
            raise PublishError(f"the logo {file} is more than one picture")
        return png

    def drawings(self, chart: ChartWithData) -> dict[str, bytes]:
        """Draw a chart in every form.

        Raises:
            PublishError: Vega cannot draw it, or is not installed.
        """
        try:
            return drawings(chart, self._present_fonts(), clean_drawing, chart_looks(self.face.palette))
        except (ChartError, UnusableDrawing) as error:
            raise PublishError(f"the chart '{chart.chart.alt}' cannot be drawn: {error}") from error

    def _inputs(
        self,
        document: PrintDocument,
        substitutes: Mapping[str, Substitute],
        unprintable: frozenset[str | ChartWithData],
    ) -> dict[str, str]:
        files = [None if file in unprintable else self._picture(file) for file in document.pictures]
        return {
            "document": with_substitutes(document.text, substitutes),
            "pictures": json.dumps(files),
            "fonts": self._script_fonts,
            "colors": json.dumps(print_colors(self.face.palette)),
            "families": json.dumps(print_families(self.face)),
        }

    def _picture(self, file: str | ChartWithData) -> str | dict[str, str]:
        """Return a picture as the templates take it: its path; of a drawing the text that the site serves."""
        if isinstance(file, ChartWithData):
            return {"svg": self._printed_chart(file)}
        if not file.lower().endswith(".svg"):
            return f"/{file}"
        return {"svg": published_bytes(self.pictures, file).decode()}

    def _present_fonts(self) -> Path:
        return self.renew_fonts() if self.renew_fonts and not self.fonts.exists() else self.fonts

    def _printed_chart(self, chart: ChartWithData) -> str:
        try:
            looks = chart_looks(self.face.palette)
            return printed_chart(chart, self._present_fonts(), clean_drawing, looks)
        except (ChartError, UnusableDrawing) as error:
            raise PublishError(f"the chart '{chart.chart.alt}' cannot be drawn: {error}") from error

    def _compiled(self, source: bytes, inputs: dict[str, str]) -> bytes:
        pdf = self._compiler.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS)
        if not isinstance(pdf, bytes):
            raise PublishError("the PDF compiler gave no file")
        return pdf

    def _shows(self, texts: Sequence[str]) -> bool:
        try:
            self._compiled(_PROBE, {"document": json.dumps(texts)})
        except typst.TypstError:
            return False
        return True

    def _prints(self, picture: str | ChartWithData) -> bool:
        try:
            self._compiled(_PICTURE, {"document": json.dumps(self._picture(picture))})
        except typst.TypstError:
            return False
        return True


def _refused(
    error: typst.TypstError, text: str, substitutes: Mapping[str, Substitute]
) -> dict[str, Substitute]:
    """Return what is printed in place of the characters that an error names, if they have no substitute yet.

    Where a plain letter fails, it is because of the combining mark that it carries.
    """
    match = _UNPRINTABLE.search(error.message)
    if match is None:
        return {}
    named = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), match[1])
    marks = set(filter(combining, named))
    guilty = marks or set(filter(_beyond_ascii, named)) or set(filter(combining, text))
    return {character: substitute(character) for character in guilty - substitutes.keys()}


def _beyond_ascii(character: str) -> bool:
    return not character.isascii()


def _missing_characters(substitutes: Mapping[str, Substitute]) -> tuple[str, ...]:
    """Return the characters that a reader would have seen, had a font shown them."""
    lacking = {character for each in substitutes.values() for character in each.characters}
    return tuple(sorted(character for character in lacking if not invisible(character)))


@lru_cache(maxsize=3)
def _template(*names: str) -> bytes:
    return b"\n".join((_TEMPLATES / name).read_bytes() for name in names)
