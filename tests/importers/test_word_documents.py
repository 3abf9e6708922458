"""What a Word document has besides words: formulas, hidden text, numbers of lists that go on."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from mkdocs_briefings.importers import read_docx
from mkdocs_briefings.importers.omml import latex_of

M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def t(text):
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(text, name="e"):
    """A part of a structure of a formula."""
    return f"<m:{name}>{t(text)}</m:{name}>"


FORMULAS = [
    (t("a+b"), "a+b"),
    (t("50% of x_1"), r"50\% of x\_1"),
    (f"<m:f>{e('a', 'num')}{e('b', 'den')}</m:f>", r"\frac{a}{b}"),
    (f"<m:sSup>{e('10')}{e('10', 'sup')}</m:sSup>", "{10}^{10}"),
    (f"<m:sSub>{e('x')}{e('i', 'sub')}</m:sSub>", "{x}_{i}"),
    (f"<m:sSubSup>{e('x')}{e('i', 'sub')}{e('2', 'sup')}</m:sSubSup>", "{x}_{i}^{2}"),
    (f"<m:sPre>{e('6', 'sub')}{e('14', 'sup')}{e('C')}</m:sPre>", "{}_{6}^{14}C"),
    (f"<m:rad><m:deg/>{e('x')}</m:rad>", r"\sqrt{x}"),
    (f"<m:rad>{e('3', 'deg')}{e('x')}</m:rad>", r"\sqrt[3]{x}"),
    (f"<m:d>{e('a')}</m:d>", r"\left( a \right)"),
    (
        f'<m:d><m:dPr><m:begChr m:val="{{"/><m:endChr m:val=""/></m:dPr>{e("a")}{e("b")}</m:d>',
        r"\left\{ a | b \right.",
    ),
    (
        f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>{e("i", "sub")}{e("n", "sup")}{e("x")}</m:nary>',
        r"\sum_{i}^{n} x",
    ),
    (f"<m:nary><m:sub/><m:sup/>{e('x')}</m:nary>", r"\int x"),
    (f"<m:func>{e('sin', 'fName')}{e('x')}</m:func>", r"\sin x"),
    (f"<m:func>{e('erf', 'fName')}{e('x')}</m:func>", "erf x"),
    (
        f"<m:func><m:fName><m:limLow>{e('lim')}{e('n', 'lim')}</m:limLow></m:fName>{e('x')}</m:func>",
        r"\lim_{n} x",
    ),
    (f'<m:acc><m:accPr><m:chr m:val="&#x304;"/></m:accPr>{e("x")}</m:acc>', r"\bar{x}"),
    (f"<m:acc>{e('x')}</m:acc>", r"\hat{x}"),
    (f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr>{e("x")}</m:bar>', r"\overline{x}"),
    (f"<m:limUpp>{e('=')}{e('def', 'lim')}</m:limUpp>", r"\overset{def}{=}"),
    (
        f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>",
        r"\begin{matrix} a & b \\ c & d \end{matrix}",
    ),
    (f"<m:eqArr>{e('a=1')}{e('b=2')}</m:eqArr>", r"\begin{aligned} a=1 \\ b=2 \end{aligned}"),
    (f"<m:box>{e('x')}</m:box>", "x"),
]


@pytest.mark.parametrize(("inner", "latex"), FORMULAS)
def test_a_formula_is_latex(inner, latex):
    assert latex_of(etree.fromstring(f"<m:oMath {M}>{inner}</m:oMath>")) == latex


def saved(document):
    """The bytes of a document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_formulas_stand_in_their_places_and_no_word_of_them_is_lost():
    document = docx.Document()
    document.add_paragraph("A Title", style="Title")
    paragraph = document.add_paragraph("The mass is ")
    paragraph._p.append(parse_xml(f"<m:oMath {M}>{FORMULAS[3][0]}</m:oMath>"))
    paragraph.add_run(" times *that*.")
    alone = document.add_paragraph()
    alone._p.append(parse_xml(f"<m:oMathPara {M}><m:oMath>{FORMULAS[2][0]}</m:oMath></m:oMathPara>"))
    raw = read_docx.read(saved(document))
    assert raw.blocks[1:] == (r"The mass is ${10}^{10}$ times \*that\*.", r"$$\frac{a}{b}$$")
    assert "10" in raw.original
    assert raw.left_out == ()


def test_hidden_text_stays_hidden_and_is_told():
    document = docx.Document()
    paragraph = document.add_paragraph("They leak.")
    paragraph.add_run(" Do not tell.").font.hidden = True
    paragraph.add_run(" All of them.").font.hidden = False
    raw = read_docx.read(saved(document))
    assert raw.blocks == ("They leak. All of them.",)
    assert [(words.text, words.reason) for words in raw.left_out] == [("Do not tell.", "hidden text")]


def numbered(document, text, level=0, number=7):
    """A paragraph that is an item of a list."""
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


@pytest.mark.parametrize("first", [1, 4])
def test_a_list_goes_on_with_its_numbers_after_a_paragraph(first):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{first}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level in range(2)
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("A Title", style="Title")
    for text, level in (
        ("One.", 0),
        ("Inner.", 1),
        ("Inner too.", 1),
        ("Two.", 0),
        ("", None),
        ("Three.", 0),
        ("New inner.", 1),
    ):
        if level is None:
            document.add_paragraph("Text between.")
        else:
            numbered(document, text, level)
    blocks = read_docx.read(saved(document)).blocks[1:]
    assert [line.strip().split(" ")[0] for block in blocks for line in block.split("\n")] == [
        f"{first}.", f"{first}.", f"{first + 1}.", f"{first + 1}.", "Text", f"{first + 2}.", f"{first}.",
    ]  # fmt: skip
