"""Volumes, issues and other selections in one file."""

from __future__ import annotations

import io

import pikepdf
import pytest
from test_structure import bookmarks, in_order, links, opened, page_texts
from words import pdf_text

VOLUME = "publications/edm/21.md"


def written(number: int, **more: object) -> dict[str, object]:
    return {
        "title": f"Title{number}", "date": f"2024-02-0{number}", "publication": "edm", "volume": 21, "issue": number,
        "executive_points": [f"Point{number} stands first [@a]."], "body": f"Body{number} says so [@a].",
        "sources": [{"id": "a", "outlet": f"Outlet{number}"}], **more,
    }  # fmt: skip


@pytest.fixture
def volume(write_desk, printer_for):
    def make(**more: object):
        content = {f"briefings/2024/b{number}": written(number, **more) for number in (1, 2, 3)}
        content["publications"] = {"edm": {"name": "A Monitor"}}
        return printer_for(write_desk(content))

    return make


def test_every_volume_and_issue(volume) -> None:
    printer = volume()
    assert list(printer.collections) == [
        VOLUME,
        *(f"publications/edm/21/{issue}.md" for issue in (1, 2, 3)),
    ]
    assert printer.collections[VOLUME].ids == ("b1", "b2", "b3")
    assert printer.collections["publications/edm/21/2.md"].part == "Volume 21, Issue 2"


def test_cover_contents_points_briefings(volume) -> None:
    content = volume().collection(VOLUME)
    cover, points, *rest = page_texts(content)
    assert in_order(cover, "Volume 21", "A Monitor", "3 briefings", "Contents", "Title1", "Title2", "Title3")
    assert [word for word in points.split() if word.startswith("Point")] == ["Point1", "Point2", "Point3"]
    assert "Body" not in points
    for number, text in enumerate(rest, start=1):
        assert text.count("Sources") == 1
        assert f"Outlet{number}" in text
        assert f"Body{number}" in text


def test_many_have_their_contents_on_a_page_of_its_own(write_desk, printer_for) -> None:
    content = {f"briefings/2024/b{number}": written(number) for number in range(1, 9)}
    printer = printer_for(write_desk(content | {"publications": {"edm": {"name": "A Monitor"}}}))
    cover, contents, points, *rest = page_texts(printer.collection(VOLUME))
    titles = [f"Title{number}" for number in range(1, 9)]
    assert "Title1" not in cover
    assert [word for word in contents.split() if word.startswith("Title")] == titles
    assert in_order(points, *(word for title in titles for word in (title, title.replace("Title", "Point"))))
    assert len(rest) == 8


def test_one_alone_has_its_points_once(volume) -> None:
    cover, *rest = page_texts(volume().collection("publications/edm/21/2.md"))
    assert in_order(cover, "Volume 21, Issue 2", "1 briefing", "Contents", "Title2")
    assert "".join(rest).count("Point2") == 1


def test_running_heads_name_the_briefing_that_goes_on(volume) -> None:
    pages = page_texts(volume(body="Word. " * 1500).collection(VOLUME))
    heads = [page.split("\n")[0].strip() for page in pages]
    for number in (1, 2, 3):
        assert f"A Monitor: Volume 21 · Title{number}" in heads
    assert heads[1] == "A Monitor: Volume 21"


def test_bookmarks_lead_to_every_briefing(volume) -> None:
    with opened(volume().collection(VOLUME)) as pdf:
        assert [title for depth, title in bookmarks(pdf) if depth == 0] == [
            "Contents", "Executive points", "Title1", "Title2", "Title3",
        ]  # fmt: skip
        assert [title for depth, title in bookmarks(pdf) if depth == 1][:3] == [
            "Executive points",
            "Analysis",
            "Sources",
        ]


def test_the_strictest_label_is_on_every_page(write_desk, printer_for) -> None:
    from mkdocs_briefings.model.vocabulary import Tlp  # noqa: PLC0415

    content = {
        f"briefings/2024/b{number}": written(number, tlp=tlp) for number, tlp in ((1, "green"), (2, "amber"))
    }
    content["publications"] = {"edm": {"name": "A Monitor"}}
    printer = printer_for(write_desk(content, audience=Tlp.RED))
    for text in page_texts(printer.collection(VOLUME)):
        assert text.count("TLP:AMBER") >= 2


def test_links_say_where_they_lead(volume) -> None:
    with opened(volume().collection(VOLUME)) as pdf:
        contents = [str(link.Contents) for link in links(pdf) if "/Dest" in link]
    assert contents[:3] == ["Executive points of all briefings", "Briefing 1", "Briefing 2"]
    assert {"Source 1", "Place in the text"} <= set(contents)


def test_citations_lead_to_the_sources_of_their_own_briefing(volume) -> None:
    with opened(volume().collection(VOLUME)) as pdf:
        for page in list(pdf.pages)[2:]:
            targets = [annotation.Dest[0] for annotation in page.get("/Annots", []) if "/Dest" in annotation]
            assert targets
            assert all(target.objgen == page.obj.objgen for target in targets)


@pytest.mark.slow
def test_samples(sample_printer, sample_volumes) -> None:
    """Every collection of the sample desk: tagged, PDF/A and PDF/UA, no word of a body lost."""
    for uri, collection in sample_printer.collections.items():
        content = sample_volumes[uri]
        text = pdf_text(content)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.MarkInfo.Marked, uri
            with pdf.open_metadata() as meta:
                assert meta["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
                assert meta["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        for id in collection.ids:
            title = sample_printer.inputs[id].briefing.briefing.title
            assert "".join(title.split()) in "".join(text.split())
