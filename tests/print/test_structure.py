"""Structure and metadata of PDFs, read back with libraries that did not make them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from printed import RENDER
from words import pdf_text

from mkdocs_briefings.model.messages import DeskWords, words_of

PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(node) -> Iterator[pikepdf.Dictionary]:
    """Structure elements in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]


def annotations(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]


def links(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [annotation for annotation in annotations(pdf) if annotation.Subtype == "/Link"]


def outer_addresses(pdf: pikepdf.Pdf) -> set[str]:
    return {str(link.A.URI) for link in links(pdf) if "/URI" in link.get("/A", {})}


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    def walk(items, depth):
        for item in items:
            yield depth, str(item.title)
            yield from walk(item.children, depth + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 0))


def page_texts(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def in_order(text: str, *words: str) -> bool:
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.slow
def test_every_sample(sample_printer, sample_pdfs) -> None:
    for id, inputs in sample_printer.inputs.items():
        content = sample_pdfs[id]
        written = inputs.briefing.briefing
        with opened(content) as pdf:
            root = pdf.Root
            assert root.MarkInfo.Marked, id
            assert str(root.Lang) == inputs.briefing.language
            assert root.ViewerPreferences.DisplayDocTitle
            with pdf.open_metadata() as meta:
                assert (meta[f"{PDFA}part"], meta[f"{PDFA}conformance"]) == ("2", "A")
                assert meta[f"{PDFUA}part"] == "1"
                assert str(meta[f"{DC}title"]) == written.title
                assert meta.get(f"{DC}creator", []) == [author.name for author in inputs.briefing.authors]
            if written.date:
                changed = max([written.date, *(correction.date for correction in written.corrections)])
                day = changed.first_day().strftime("%Y%m%d")
                assert str(pdf.docinfo["/ModDate"])[2:10] == day
            titles = [title for _, title in bookmarks(pdf)]
            said = words_of(inputs.briefing.language, "en", DeskWords())
            parts = map(said, ("Executive points", "Analysis", "Sources", "Filed under"))
            assert in_order(" ".join(titles), *parts), id
            found = tags(pdf)
            assert {"/Document", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Link", "/H1"} <= set(found), id
            assert "/Figure" not in found or all(
                "/Alt" in element for element in elements(root.StructTreeRoot) if element.S == "/Figure"
            )
        first, *_, last = (*(pages := page_texts(content)), pages[-1])
        assert said("Page {page} of {pages}", page=len(pages), pages=len(pages)) in last
        assert said("Executive points") in first
        for text in inputs.briefing.points:
            assert text.text.text.split()[0] in first
        assert in_order(
            pdf_text(content),
            written.title.split()[0],
            *map(said, ("Executive points", "Sources", "Permanent address")),
        )


def test_points_stand_on_the_first_page(print_one) -> None:
    """Seven long points fit below a long title and summary."""
    point = "One judgment after another is set down here in as many words as an editor would let pass. " * 2
    briefing = {
        "title": "A title that goes on for longer than any editor would like it to go on, and then some more",
        "summary": point,
        "executive_points": [f"{point} Point{number}." for number in range(1, 8)],
    }
    assert "Point7" in page_texts(print_one(briefing))[0]


def test_citations_lead_to_their_sources_and_back(print_one) -> None:
    briefing = {
        "executive_points": ["They met [@a]."],
        "sources": [{"id": "a", "outlet": "An outlet", "title": "A title", "url": "https://example.org/a"}],
    }
    with opened(print_one(briefing)) as pdf:
        inner = [link for link in links(pdf) if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
        assert [str(link.Contents) for link in inner] == ["Source 1", "Place in the text"]
        assert "https://example.org/a" in outer_addresses(pdf)


def test_a_place_in_a_head_that_each_page_repeats(print_one) -> None:
    rows = "".join(f"| {number} | v |\n" for number in range(90))
    table = f"| <span id='there'>Head</span> | B |\n|---|---|\n{rows}"
    with opened(print_one({"body": f"See [the head](#there).\n\n{table}"})) as pdf:
        assert len(pdf.pages) > 2
        targets = [annotation.Dest[0] for annotation in pdf.pages[0].Annots if "/Dest" in annotation]
        assert [target.objgen for target in targets] == [pdf.pages[0].obj.objgen]


def test_headings_lead_to_their_place_on_the_page(print_one) -> None:
    with opened(print_one({"body": "## A part\n\nText.\n\n## Another\n\nText."})) as pdf:
        assert "https://example.org/briefings/briefings/x/#a-part" in outer_addresses(pdf)
        assert [title for _, title in bookmarks(pdf)][1:4] == ["Analysis", "A part", "Another"]


@pytest.mark.parametrize("tlp", ["green", "amber", "amber+strict", "red"])
def test_the_label_stands_in_head_and_foot_of_every_page(write_desk, printer_for, tlp) -> None:
    """FIRST TLP 2.0: in header and footer, right-justified, 12 points or more."""
    from mkdocs_briefings.model.vocabulary import Tlp  # noqa: PLC0415

    desk = write_desk({"briefings/2024/x": {"tlp": tlp, "body": "Word. " * 3000}}, audience=Tlp.RED)
    with pypdfium2.PdfDocument(printer_for(desk).pdf("x")) as document:
        for page in document:
            text = page.get_textpage()
            finder = text.search(f"TLP:{tlp.upper()}", match_case=True)
            boxes = []
            while (found := finder.get_next()) is not None:
                index, count = found
                if count and text.get_text_range(index + count, 1) != "+":
                    boxes.append([text.get_charbox(index + offset) for offset in (0, count - 1)])
            height, width = page.get_height(), page.get_width()
            heads = [box for box in boxes if box[0][1] > height - 80]
            feet = [box for box in boxes if box[0][1] < 80]
            assert len(heads) == len(feet) == 1
            for first, last in heads + feet:
                assert last[2] > width - 90
                assert first[3] - first[1] > 7.6, "capitals of Source Sans at 12 pt"


def test_paper(print_one) -> None:
    for paper, size in (("a4", (595, 842)), ("letter", (612, 792))):
        with pypdfium2.PdfDocument(print_one({}, replace(RENDER, paper=paper))) as document:
            assert tuple(round(side) for side in document[0].get_size()) == size
