"""Every kind of file is what its name says: nothing that a browser would take for a page goes by another name."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mkdocs_briefings.attachments.kinds import HEAD, KINDS, TEXTS, mismatch, picture_kind
from mkdocs_briefings.attachments.read import ATTACHMENT_ENDINGS, published_bytes, refusals
from mkdocs_briefings.diagnostics.errors import PublishError

BEGINNINGS = {
    "avif": b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf",
    "gif": b"GIF89a\x01\0\x01\0",
    "gz": gzip.compress(b"a,b\n1,2\n"),
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "mp3": b"ID3\x04\0\0",
    "mp4": b"\0\0\0\x18ftypmp42\0\0\0\0",
    "ogg": b"OggS\0\x02",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "webm": b"\x1aE\xdf\xa3\x01\0\0\0",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "zip": b"PK\x03\x04\x14\0\0\0",
}
"""How a file of each kind begins; those of office suites are ZIP."""
FAMILY = {"jpg": "jpeg", **dict.fromkeys("docx epub odp ods odt pptx xlsx".split(), "zip")}
TAGS = (
    "!DOCTYPE HTML,HTML,HEAD,SCRIPT,IFRAME,H1,DIV,FONT,TABLE,A,STYLE,TITLE,B,BODY,BR,P,!--,?xml version='1.0'?,svg,x:svg,math,"
    "html:script,!ENTITY,![CDATA[,/p,feed,rss,body,img src=x"
).split(",")
"""Tags that the standard names, in the order of its table; then others that some browser acts on."""
PAGES = [
    before + f"<{tag.swapcase() if upper else tag}>".encode()
    for tag in TAGS
    for upper in (False, True)
    for before in (
        b"",
        b" ",
        b"\n\t\r\x0c ",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf \n",
        b"\0",
        b"\x01",
        b"\n" * 1500,
    )
] + [f"<{tag}>".encode(code) for tag in TAGS for code in ("utf-16", "utf-16-le", "utf-16-be")]
PLAIN = [
    b"", b"\n", b"Words. <script>alert(1)</script>", b"# A heading\n\n<p>words</p>", b"a,b\n<1,2", b"{}", b"< 5 %", b"<5 %,6", b"a: 1",
    b"\xef\xbb\xbfa;b", "ä".encode("latin-1"), "a\tb".encode("utf-16"), b"1 < 2", b"%!", b"RIFF", b"PK", b"ID3 words", b"%PD",
]  # fmt: skip


def beginning(ending: str) -> bytes:
    return BEGINNINGS[FAMILY.get(ending, ending)]


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_no_page_goes_by_another_name(ending: str) -> None:
    assert [page for page in PAGES if not mismatch(page, ending)] == []
    hidden = b"<!--ftypmp42avif" + BEGINNINGS["mp4"]
    assert "web page" in mismatch(hidden, ending)


def test_kinds_are_complete() -> None:
    assert {*TEXTS, *BEGINNINGS, *FAMILY} == KINDS == ATTACHMENT_ENDINGS - {"svg"}


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_every_kind_is_what_its_name_says(ending: str) -> None:
    if ending in TEXTS:
        assert [text for text in PLAIN if mismatch(text, ending)] == []
    else:
        assert mismatch(beginning(ending), ending) == ""
        assert [text for text in PLAIN if not mismatch(text, ending) and not text.startswith(b"ID3")] == []
    for other, start in BEGINNINGS.items():
        is_kin = (
            other == FAMILY.get(ending, ending)
            or {other, ending} == {"avif", "mp4"}
            or (ending in TEXTS and other == "mp3")
        )
        assert is_kin or mismatch(start, ending), other


def test_what_is_packed_is_no_page() -> None:
    assert "web page" in mismatch(gzip.compress(b"\n<html><script>x</script>"), "gz")
    assert "web page" in mismatch(gzip.compress(b"<svg onload='x'/>" + bytes(100_000))[:HEAD], "gz")
    assert mismatch(b"\x1f\x8b\x08" + b"x" * 100, "gz") == "cannot be unpacked"
    assert mismatch(gzip.compress(bytes(10_000_000)), "gz") == ""


def test_pictures_by_their_beginnings() -> None:
    known = {kind: picture_kind(start) for kind, start in BEGINNINGS.items()}
    assert {kind for kind, found in known.items() if found} == {"png", "jpeg", "gif", "webp"}
    assert all(found in {"", kind} for kind, found in known.items())


@pytest.mark.parametrize("inner", "html HTM php phtml svg js xml shtml cgi".split())
def test_a_name_has_no_kind_in_its_midst(inner: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(BEGINNINGS["gz"])
    (reason,) = refusals(tmp_path / "x", f"files/x.{inner}.gz")
    assert f"'.{inner.lower()}'" in reason.message
    assert refusals(tmp_path / "x", "files/2024.01.05.csv.gz") == ()


def test_what_is_published_was_judged(tmp_path: Path) -> None:
    """A file that changes after it was judged is judged again, and stops the build if it is no longer one to publish."""
    drawing, table = tmp_path / "files/a.svg", tmp_path / "files/a.csv"
    drawing.parent.mkdir()
    drawing.write_text('<!-- x --><svg xmlns="http://www.w3.org/2000/svg" data-x="y"/>', encoding="utf-8")
    table.write_text("a,b\n", encoding="utf-8")
    assert published_bytes(tmp_path, "files/a.svg") == b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert published_bytes(tmp_path, "files/a.csv") == b"a,b\n"
    for path in (drawing, table):
        path.write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", encoding="utf-8")
        with pytest.raises(PublishError, match="has changed meanwhile"):
            published_bytes(tmp_path, f"files/{path.name}")
        path.unlink()
        with pytest.raises(PublishError, match="cannot be read"):
            published_bytes(tmp_path, f"files/{path.name}")


def test_every_reason_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n<script/>\n<g onclick="x"/>\n<set/>\n<set/></svg>',
        encoding="utf-8",
    )
    reasons = refusals(path, "files/a.svg")
    assert [(reason.line, reason.message) for reason in reasons] == [
        (2, "holds <script>"),
        (3, "holds a handler in the attribute 'onclick' at <g>"),
        (4, "holds <set>"),
    ]
    assert "PNG" in reasons[0].hint
