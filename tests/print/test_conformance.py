"""What PDF/A-2a and PDF/UA-1 ask of a file, read back with a library: no validator of these comes as a package.

Numbers of clauses are those of ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2) and ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf
import pytest
from test_structure import annotations, elements, opened

pytestmark = pytest.mark.slow

SHOWING = {"Tj", "TJ", "'", '"', "Do", "sh"}
STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table "
    "TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula Form".split()
)
HOLDS = {
    "L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"},
    "Table": {"THead", "TBody", "TFoot", "TR", "Caption"},
}  # fmt: skip
INLINE = {"Span", "Link", "Strong", "Em", "Lbl"}


@pytest.fixture(scope="module", params=["briefings", "collections"])
def files(request, sample_pdfs, sample_volumes) -> dict[str, pikepdf.Pdf]:
    """Every PDF of the sample desk."""
    every = sample_pdfs if request.param == "briefings" else sample_volumes
    return {name: opened(content) for name, content in every.items()}


def kids(node) -> list:
    inside = node.get("/K", [])
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def kind(element) -> str:
    return str(element.S).lstrip("/")


def marked(page) -> Iterator[tuple[str, int | None]]:
    """What is around each thing that a page shows: the tag and its number."""
    around: list[tuple[str, int | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if name == "BDC" else {}
            around.append((str(operands[0]), properties.get("/MCID")))
        elif name == "EMC":
            around.pop()
        elif name in SHOWING:
            tagged = [tag for tag in around if tag[1] is not None or tag[0] == "/Artifact"]
            assert tagged, "content outside of every tag (UA 7.1)"
            yield tagged[-1]


def numbered(tree) -> dict[int, object]:
    """The parent tree as a mapping."""
    numbers: dict[int, object] = {}
    for part in tree.get("/Kids", []):
        numbers |= numbered(part)
    pairs = list(tree.get("/Nums", []))
    return numbers | dict(zip(map(int, pairs[::2]), pairs[1::2], strict=True))


def test_everything_shown_is_tagged_once_or_an_artifact(files) -> None:
    """UA 7.1, and the way back from content to tag (32000-1, 14.7.4.4)."""
    for name, pdf in files.items():
        tree = pdf.Root.StructTreeRoot
        claimed = Counter(
            (element.Pg.objgen, int(kid))
            for element in elements(tree)
            for kid in kids(element)
            if isinstance(kid, int)
        )
        claimed += Counter(
            (kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID))
            for element in elements(tree)
            for kid in kids(element)
            if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid
        )
        assert set(claimed.values()) == {1}, name
        parents = numbered(tree.ParentTree)
        for page in pdf.pages:
            numbers = {number for tag, number in marked(page) if tag != "/Artifact"}
            assert {(page.obj.objgen, number) for number in numbers} <= set(claimed), name
            assert all(parents[int(page.obj.StructParents)][number] is not None for number in numbers), name
            assert page.obj.Tabs == "/S", "UA 7.18.3"


def test_links_are_tagged_and_described(files) -> None:
    """UA 7.18.1 and 7.18.5."""
    for name, pdf in files.items():
        parents = numbered(pdf.Root.StructTreeRoot.ParentTree)
        for annotation in annotations(pdf):
            assert str(annotation.Contents), name
            holder = parents[int(annotation.StructParent)]
            assert kind(holder) == "Link", name
            objects = [
                kid.Obj.objgen
                for kid in kids(holder)
                if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
            ]
            assert annotation.objgen in objects, name


def test_tags_are_known_and_where_they_belong(files) -> None:
    """UA 7.1 (roles), 7.2 (lists, tables), 7.4 (no level of heading left out), 7.5 (scope of heads)."""
    for name, pdf in files.items():
        tree = pdf.Root.StructTreeRoot
        roles = {key.lstrip("/"): str(role).lstrip("/") for key, role in tree.get("/RoleMap", {}).items()}
        level = 0
        for element in elements(tree):
            assert roles.get(kind(element), kind(element)) in STANDARD, name
            inside = {
                kind(kid) for kid in kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
            }
            assert inside <= HOLDS.get(kind(element), inside), name
            if kind(element) == "TH":
                attributes = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
                assert any("/Scope" in attribute for attribute in attributes), name
            if kind(element)[0] == "H" and kind(element)[1:].isdigit():
                assert int(kind(element)[1:]) <= level + 1, name
                level = int(kind(element)[1:])
        top = {kind(kid) for kid in kids(kids(tree)[0])}
        assert not top & INLINE, f"{name}: a line stands in no paragraph"


def test_fonts_are_inside_and_can_be_read(files) -> None:
    """A 6.2.11.4 (embedded), 6.2.11.7 (Unicode)."""
    for name, pdf in files.items():
        fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
        assert fonts, name
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys()), name
            assert "/ToUnicode" in font, name


def test_nothing_that_an_archive_forbids(files) -> None:
    """A 6.1.3 (identifier, no encryption), 6.2.3 (colours), 6.5 and 6.6 (actions), 6.8 (attachments)."""
    for name, pdf in files.items():
        assert "/ID" in pdf.trailer, name
        assert not pdf.is_encrypted, name
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFA1"], name
        assert not {"/AA", "/AcroForm", "/JavaScript", "/OpenAction"} & set(pdf.Root.keys()), name
        assert not {"/EmbeddedFiles", "/JavaScript"} & set(pdf.Root.get("/Names", {}).keys()), name
        actions = {str(annotation.A.S) for annotation in annotations(pdf) if "/A" in annotation}
        assert actions <= {"/GoTo", "/URI"}, name
        assert all("/Filter" not in stream for stream in [pdf.Root.Metadata]), name
