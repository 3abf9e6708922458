"""The reader of PDFs that were made from text: paragraphs, headings, lists and footnotes, by the places of the lines.

What a line means on paper is told by where it stands: a gap, an indent, a larger letter. Columns come in the order of
the content, running heads stand at the edges of many pages, and footnotes are small lines at the foot of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, pairwise
from statistics import median

from mkdocs_briefings.importers.article import Footnote, LeftOut, Metadata, RawArticle
from mkdocs_briefings.importers.markdown_text import escape_line, one_line
from mkdocs_briefings.importers.pdf_lines import END, LOWERED, RAISED, PdfLine, read_pdf_text
from mkdocs_briefings.importers.read_text import list_item
from mkdocs_briefings.importers.text_pages import is_page_number, without_numbers
from mkdocs_briefings.importers.text_paragraphs import SENTENCE_END, Joiner, is_small, starts_item

_EDGE = 2
"""Lines at the top and at the foot of a page that may be furniture."""
_SHARE = 0.4
"""Share of pages on which a running line stands."""
_LARGER = 1.07
"""Size of a heading, in sizes of the body."""
_SMALLER = 0.93
"""Size of a footnote, in sizes of the body."""
_GAP = 1.3
"""Distance of two lines, in that of most lines, from which on a paragraph ends."""
_ENOUGH_LINES = 4
_USUAL_LEAD = 1.25
_WIDEST_LEAD = 1.5
"""Greatest distance of two lines of a paragraph, in their size."""
_INDENT = 0.7
"""Indent of a first line, in its size."""
_FULL = 0.9
"""Place of a full line among the lines of a column in order of their right ends: a running head may be wider."""
_LONGEST_HEADING = 160
_NOTE = re.compile(rf"{RAISED}?\s*(\d{{1,3}})\s*{END}?[.)]?\s*(?=\S)")
_RAISED = re.compile(rf"{RAISED}([^{RAISED}{END}]*){END}")
_LOWERED = re.compile(rf"{LOWERED}([^{LOWERED}{END}]*){END}")
_SIGNS = re.compile(f"[{RAISED}{LOWERED}{END}]")


@dataclass(slots=True)
class _Paragraph:
    """Lines that are read as one."""

    lines: list[PdfLine]
    page: int
    x0: float
    """Left edge of its column."""
    x1: float
    """Right edge of its column."""

    @property
    def size(self) -> float:
        """Size of its first line."""
        return self.lines[0].size


@dataclass(slots=True)
class _Layout:
    """Measures of a whole PDF: size of its letters, distance of its lines, its words, labels of its notes."""

    size: float
    """Size of most letters."""
    lead: float
    """Distance of most lines from the next."""
    joiner: Joiner
    labels: dict[tuple[int, str], str] = field(default_factory=dict)
    """Label of a footnote by page and number, which may begin anew on each page."""


def read(data: bytes) -> RawArticle:
    """Read the article in a PDF.

    Raises:
        UnreadableError: damaged, protected, too long, or a scan.
    """
    text = read_pdf_text(data)
    pages, furniture = _without_furniture(text.pages)
    layout = _layout(pages)
    notes: list[Footnote] = []
    paragraphs: list[_Paragraph] = []
    for number, page in enumerate(pages):
        body, small = _footnotes(page, layout)
        notes += _read_notes(small, number, layout)
        for paragraph in _paragraphs(body, number, layout):
            if paragraphs and _runs_on(paragraphs[-1], paragraph):
                paragraphs[-1].lines += paragraph.lines
            else:
                paragraphs.append(paragraph)
    left_out = (LeftOut(" ".join(furniture), "running heads and feet, page numbers"),) if furniture else ()
    blocks = tuple(_blocks(paragraphs, layout))
    metadata, remarks = _metadata(text.properties, blocks)
    return RawArticle(blocks, text.original, metadata, tuple(notes), left_out, remarks)


def _without_furniture(pages: Sequence[Sequence[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """Return the pages without running heads and feet and page numbers, and the texts of these."""
    counts: Counter[str] = Counter()
    edges = [_at_edges(page) for page in pages]
    for lines in edges:
        counts.update({without_numbers(line.text) for line in lines})
    least = max(2, _SHARE * len(pages))
    furniture: list[str] = []
    bodies: list[list[PdfLine]] = []
    for page, lines in zip(pages, edges, strict=True):
        largest = max((line.size for line in page), default=0.0)
        taken = {
            line
            for line in lines
            if (counts[without_numbers(line.text)] >= least or is_page_number(line.text))
            and not line.text.startswith(RAISED)
            and not (
                page is pages[0] and line.size == largest and line.size > min(other.size for other in page)
            )
        }
        furniture += [one_line(_SIGNS.sub("", line.text)) for line in page if line in taken]
        bodies.append([line for line in page if line not in taken])
    return bodies, furniture


def _at_edges(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the highest and the lowest lines of a page."""
    by_height = sorted(page, key=lambda line: line.base)
    return [*by_height[:_EDGE], *by_height[max(_EDGE, len(page) - _EDGE) :]]


def _layout(pages: Sequence[Sequence[PdfLine]]) -> _Layout:
    sizes: Counter[float] = Counter()
    gaps: list[float] = []
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    for page in pages:
        body = [line for line in page if line.size == size]
        gaps += [a.base - b.base for a, b in pairwise(body) if 0 < a.base - b.base < 3 * size]
    joiner = Joiner.of([[_SIGNS.sub("", line.text) for line in page] for page in pages])
    lead = median(gaps) if len(gaps) >= _ENOUGH_LINES else _USUAL_LEAD * size
    return _Layout(size, min(lead, _WIDEST_LEAD * size), joiner)


def _footnotes(page: Sequence[PdfLine], layout: _Layout) -> tuple[list[PdfLine], list[PdfLine]]:
    """Part the footnotes of a page from its text: small lines below it, the first of which begins with a number."""
    floor = min((line.base for line in page if line.size >= _SMALLER * layout.size), default=0.0)
    low = [line for line in page if line.size < _SMALLER * layout.size and line.base < floor]
    first = next((at for at, line in enumerate(low) if _NOTE.match(line.text)), len(low))
    notes = low[first:]
    return [line for line in page if line not in notes], notes


def _read_notes(lines: Sequence[PdfLine], page: int, layout: _Layout) -> Iterator[Footnote]:
    """Yield the footnotes of a page; one whose number stands on an earlier page, too, gets another label."""
    parted: list[tuple[str, list[str]]] = []
    for line in lines:
        if match := _NOTE.match(line.text):
            parted.append((match[1], [line.text[match.end() :]]))
        elif parted:
            parted[-1][1].append(line.text)
    used = set(layout.labels.values())
    for number, texts in parted:
        label = number if number not in used else f"{number}-p{page + 1}"
        used.add(label)
        layout.labels[page, number] = label
        yield Footnote(label, _markdown(layout.joiner.join(texts), {}))


def _paragraphs(page: Sequence[PdfLine], number: int, layout: _Layout) -> Iterator[_Paragraph]:
    """Yield the paragraphs of a page."""
    for column in _columns(page):
        x0 = min(line.x0 for line in column)
        x1 = sorted(line.x1 for line in column)[int(_FULL * len(column))]
        paragraph: _Paragraph | None = None
        for line in column:
            if paragraph and not _begins(line, paragraph, layout):
                paragraph.lines.append(line)
                continue
            if paragraph:
                yield paragraph
            paragraph = _Paragraph([line], number, x0, x1)
        if paragraph:
            yield paragraph


def _columns(page: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """Yield the lines of a page in runs that go down; a line above the one before begins another column."""
    run: list[PdfLine] = []
    for line in page:
        if run and line.base > run[-1].base + line.size:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _begins(line: PdfLine, paragraph: _Paragraph, layout: _Layout) -> bool:
    """Return whether a line begins a paragraph after the lines before it."""
    last = paragraph.lines[-1]
    is_item = starts_item(paragraph.lines[0].text)
    if starts_item(line.text) or abs(line.size - last.size) > (_LARGER - 1) * last.size:
        return True
    if line.is_bold != last.is_bold and (
        SENTENCE_END.search(last.text) or last.size > layout.size or last.is_bold
    ):
        return True
    lead = max(layout.lead, line.size * layout.lead / layout.size)
    if last.base - line.base > _GAP * lead:
        return True
    is_indented = line.x0 > paragraph.x0 + _INDENT * line.size
    if is_item:
        return line.x0 < paragraph.lines[0].x0 + _INDENT and not is_small(line.text)
    is_first_line = is_indented and last.x0 < line.x0 - _INDENT * line.size
    return is_first_line or (not is_small(line.text) and _has_room(last, line, paragraph))


def _has_room(last: PdfLine, line: PdfLine, paragraph: _Paragraph) -> bool:
    """Return whether the first word of a line would have fitted into the line before."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    width = (line.x1 - line.x0) / max(1, len(line.text))
    room = paragraph.x1 - last.x1 - word * width
    return room > 0 and (bool(SENTENCE_END.search(last.text)) or room > (paragraph.x1 - paragraph.x0) / 3)


def _runs_on(before: _Paragraph, paragraph: _Paragraph) -> bool:
    """Return whether a paragraph is the rest of the one before, which a column or a page ended."""
    last, first = before.lines[-1], paragraph.lines[0]
    if SENTENCE_END.search(last.text) or starts_item(first.text) or last.size != first.size:
        return False
    is_parted = before.page != paragraph.page or first.base > last.base
    is_full = last.x1 > before.x1 - 3 * last.size
    return is_parted and last.is_bold == first.is_bold and (is_small(first.text) or is_full)


def _blocks(paragraphs: Sequence[_Paragraph], layout: _Layout) -> Iterator[str]:
    """Yield paragraphs, headings and lists as Markdown."""
    sizes = sorted({p.size for p in paragraphs if p.size >= _LARGER * layout.size}, reverse=True)
    level = {size: min(at + 1, 4) for at, size in enumerate(sizes)}
    has_title = bool(sizes) and any(p.size == sizes[0] and p.page == 0 for p in paragraphs)
    rows = []
    for paragraph in paragraphs:
        text = layout.joiner.join([line.text for line in paragraph.lines])
        notes = {number: label for (page, number), label in layout.labels.items() if page == paragraph.page}
        plain = _SIGNS.sub("", text)
        is_bold = all(line.is_bold for line in paragraph.lines)
        is_large = paragraph.size in level or (is_bold and not SENTENCE_END.search(plain))
        if (
            is_large
            and len(plain) <= _LONGEST_HEADING
            and any(map(str.isalpha, plain))
            and not plain.endswith(",")
        ):
            depth = level.get(paragraph.size, 4) + (not has_title)
            rows.append(("", f"{'#' * depth} {_markdown(text, notes, escape=False)}"))
        else:
            item = list_item(text, partial(_markdown, notes=notes))
            rows.append((item, item or _markdown(text, notes)))
    for is_list, run in groupby(rows, key=lambda row: bool(row[0])):
        texts = [text for _, text in run]
        yield from ["\n".join(texts)] if is_list else texts


def _markdown(text: str, notes: Mapping[str, str], *, escape: bool = True) -> str:
    """Return a line as Markdown: raised numbers of notes refer to them, others stay raised."""

    def raised(match: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", match[1])
        if numbers and all(number in notes for number in numbers):
            return "".join(f"[^{notes[number]}]" for number in numbers)
        return f"<sup>{match[1].strip()}</sup>"

    written = escape_line(one_line(text)) if escape else one_line(text)
    return _SIGNS.sub(
        "", _LOWERED.sub(lambda match: f"<sub>{match[1].strip()}</sub>", _RAISED.sub(raised, written))
    )


def _metadata(
    properties: Mapping[str, str], blocks: Sequence[str]
) -> tuple[Metadata, tuple[tuple[str, str], ...]]:
    """Return what the properties of the file add: a title where the text has none, and the author, to be looked at."""
    has_title = any(block.startswith("# ") for block in blocks[:4])
    metadata = Metadata(title="" if has_title else properties.get("Title", ""))
    if author := properties.get("Author", ""):
        remark = ("authors", "from the properties of the file; it may be only who saved it")
        return replace(metadata, authors=(author,)), (remark,)
    return metadata, ()
