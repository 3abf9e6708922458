"""A drawing is served as it was judged: real ones look as before, and whatever could run or fetch is refused by name."""

from __future__ import annotations

import base64
import gzip
import io
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from mkdocs_briefings.attachments import svg
from mkdocs_briefings.attachments.svg import UnusableDrawing, clean_drawing
from mkdocs_briefings.attachments.svg_names import (
    ATTRIBUTES,
    ELEMENTS,
    FUNCTIONS,
    PRESENTATION,
    PROPERTIES,
    UNSHOWN,
)

DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
EVIL = "http://evil.example/x"
CELL = base64.b64encode(b"GIF89a\x01\0\x01\0\0\0\0;").decode()
SPECIFIED = (
    "a animate animateColor animateMotion animateTransform altGlyph altGlyphDef altGlyphItem audio canvas circle clipPath"
    " color-profile cursor defs desc discard ellipse embed feBlend feColorMatrix feComponentTransfer feComposite"
    " feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG"
    " feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence filter font font-face font-face-format font-face-name font-face-src font-face-uri"
    " foreignObject g glyph glyphRef handler hatch hatchpath hkern iframe image line linearGradient link listener marker"
    " mask mesh meshgradient meshpatch meshrow metadata missing-glyph mpath object path pattern polygon polyline prefetch"
    " radialGradient rect script set solidcolor source stop style svg switch symbol tbreak text textArea textPath title"
    " track tref tspan unknown use video view vkern html body img SCRIPT Script"
).split()
"""Elements of SVG 1.1, Tiny 1.2 and 2, and some of HTML."""


def drawing(inside: str = "", attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>{inside}</svg>".encode()


def refusal(content: bytes) -> str:
    """Why a drawing is refused, every reason with its line; empty if it is not."""
    try:
        clean_drawing(content)
    except UnusableDrawing as error:
        return "; ".join(f"{problem.line}: {problem.message}" for problem in error.problems)
    return ""


def picture(content: bytes) -> bytes:
    """What Typst makes of a drawing, as pixels."""
    source = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.svg), format: "svg", width: 9cm)'
    png = typst.Compiler().compile(source, format="png", ppi=96, sys_inputs={"svg": content.decode()})
    return Image.open(io.BytesIO(png)).tobytes()


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_real_drawings_look_as_before(path: Path) -> None:
    content = path.read_bytes()
    cleaned = clean_drawing(content)
    assert picture(cleaned) == picture(content)
    assert clean_drawing(cleaned) == cleaned
    assert len(set(picture(cleaned))) > 8, "an empty picture"


ENCODED = {
    "UTF-16 with a mark": "\ufeff".encode("utf-16-le") + drawing().decode().encode("utf-16-le"),
    "UTF-16, the other way round": "\ufeff".encode("utf-16-be") + drawing().decode().encode("utf-16-be"),
    "UTF-16 without a mark": drawing().decode().encode("utf-16-le"),
    "UTF-32": drawing().decode().encode("utf-32"),
    "Latin letters of another encoding": drawing("<text>\xfc</text>").decode().encode("latin-1"),
    "packed": gzip.compress(drawing()),
    "a letter written too long": drawing().replace(b"</svg>", b"\xc0\xbcscript></svg>"),
    **{
        f"label {label}": f'<?xml version="1.0" encoding="{label}"?>'.encode() + drawing()
        for label in "UTF-7 utf-16 ISO-8859-1 windows-1252 US-ASCII x-user-defined EBCDIC-CP-US ISO-2022-JP HZ-GB-2312 utf-32".split()
    },
    "a label that is none": b'<?xml version="1.0" encoding=""?>' + drawing(),
    "a label behind another attribute": b'<?xml version="1.0" x="" encoding="UTF-7"?>' + drawing(),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_another_encoding_is_refused(content: bytes) -> None:
    assert refusal(content).startswith("1: ")


@pytest.mark.parametrize(
    "label", ["", " encoding='utf-8'", ' encoding="UTF-8"', ' encoding="UTF-8" standalone="no"']
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf_8_is_read(label: str, mark: str) -> None:
    content = f'{mark}<?xml version="1.0"{label}?>\n'.encode() + drawing("<text>Łódź Київ</text>")
    assert "Łódź Київ" in clean_drawing(content).decode("utf-8")
    assert not clean_drawing(content).startswith(b"<?xml")


DECLARED = {
    "a default attribute": '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>',
    "an entity": '<!DOCTYPE svg [<!ENTITY x "y">]>',
    "an entity elsewhere": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{EVIL}">]>',
    "a parameter": f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{EVIL}"> %x;]>',
    "another document type": f'<!DOCTYPE svg SYSTEM "{EVIL}">',
    "one of HTML": "<!DOCTYPE html>",
    "small letters": '<!doctype svg [<!ENTITY x "y">]>',
    "the usual one with declarations": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd" [<!ENTITY x "y">]>',
    "the usual one from elsewhere": f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{EVIL}">',
    "two": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><!DOCTYPE svg [<!ENTITY x "y">]>',
}


@pytest.mark.parametrize("declaration", DECLARED.values(), ids=DECLARED)
def test_declarations_are_refused(declaration: str) -> None:
    assert "DOCTYPE" in refusal(declaration.encode() + drawing())
    assert "2: " in refusal(b"<!-- -->\n" + declaration.encode() + drawing())


def test_the_usual_doctype_is_gone() -> None:
    usual = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    assert b"DOCTYPE" not in clean_drawing(usual + drawing())
    assert refusal(usual + drawing("\n<set/>")).startswith("4: holds <set>")


@pytest.mark.parametrize("name", sorted({*SPECIFIED, *ELEMENTS, *UNSHOWN}))
def test_every_element(name: str) -> None:
    for content in (
        drawing(f"<{name}/>"),
        drawing(f"<g><x:{name} xmlns:x='http://www.w3.org/2000/svg'/></g>"),
    ):
        if name in ELEMENTS:
            assert f"{name}/>".encode() in clean_drawing(content)
        elif name in UNSHOWN:
            assert name.encode() not in clean_drawing(content)
        else:
            assert f"holds <{name}>" in refusal(content)
    assert "<script>" in refusal(drawing(f"<{name} xmlns='http://www.w3.org/1999/xhtml'/><script/>"))
    assert b"evil" not in clean_drawing(drawing(f"<x:{name} xmlns:x='urn:x' onload='evil()'>evil</x:{name}>"))


def test_what_is_no_drawing() -> None:
    assert "xmlns" in refusal(b"<svg/>")
    assert "<html>" in refusal(b'<html xmlns="http://www.w3.org/1999/xhtml"><script>evil()</script></html>')
    assert "not well formed" in refusal(drawing("<g>")) != ""
    assert "not well formed" in refusal(drawing("&x;"))
    assert "not well formed" in refusal(drawing("<g>" * 400 + "</g>" * 400))
    assert "<?xml-stylesheet?>" in refusal(f'<?xml-stylesheet href="{EVIL}"?>'.encode() + drawing())
    assert "<?xml-stylesheet?>" in refusal(drawing() + f'<?xml-stylesheet href="{EVIL}"?>'.encode())
    assert "<?x?>" in refusal(drawing("<?x y?>"))
    assert "larger" in refusal(drawing(" " * svg.LARGEST_DRAWING))


REFERENCES = [
    EVIL, "//evil.example/x", "/x", "x.svg#a", "", "javascript:x()", "JaVaScRiPt:x()", "java\tscript:x()",
    "data:text/html,<script>x()</script>", "data:image/svg+xml,<svg onload='x()'/>", "data:image/svg+xml;base64,PHN2Zy8+",
    f"data:image/png;base64,{base64.b64encode(drawing()).decode()}", f"data:image/gif,{CELL}", "data:image/gif;base64,R0lGO",
    f"data:image/gif;charset=x;base64,{CELL}", "blob:x", "file:///etc/passwd", "ftp://evil.example/", "\\\\evil.example\\x", "#",
    "# a",
]  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
def test_references_lead_nowhere_else(attribute: str, reference: str) -> None:
    written = (
        reference.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("\t", "&#9;")
    )
    for name in sorted(ELEMENTS):
        if name == "a" and reference == EVIL:
            continue
        refused = refusal(drawing(f'<{name} {attribute}="{written}"/>'))
        told = f"holds a reference to {reference[:40]!r}" in refused or "holds a picture that is" in refused
        assert told, name


def test_references_that_stay() -> None:
    kept = clean_drawing(
        drawing(
            f'<a href=" https://example.org/ "/><use href="#x"/><image xlink:href="data:image/jpg;base64,{CELL}"/>'
        )
    )
    assert [str(value) for element in etree.fromstring(kept) for value in element.attrib.values()] == [
        "https://example.org/",
        "#x",
        f"data:image/gif;base64,{CELL}",
    ]


@pytest.mark.parametrize("name", ["onload", "onclick", "ONLOAD", "onbegin", "onfocusin", "onanything"])
def test_handlers_are_refused(name: str) -> None:
    for element in sorted(ELEMENTS):
        assert "holds a handler" in refusal(drawing(f'<{element} {name}="x()"/>'))


def test_other_attributes_are_left_out() -> None:
    given = 'src="x" data="y" ping="z" target="_top" xml:base="http://evil.example/" x:onload="w" formaction="v" srcset="u"'
    for name in sorted(ELEMENTS):
        assert b"xmlns:" not in (kept := clean_drawing(drawing(f'<{name} xmlns:x="urn:x" {given}/>')))
        assert f"<{name}/>".encode() in kept


FETCHING = [
    f"url({EVIL})", f'url("{EVIL}")', f"url('{EVIL}')", f"url( {EVIL} )", f'url("\t{EVIL}")', f'url(\n"{EVIL}")', f"URL({EVIL})",
    f"u\\72l({EVIL})", f"\\75rl({EVIL})", f"u/**/rl({EVIL})", f"url(#a) url({EVIL})", "url(//evil.example/x#a)", "url(x)", "url()",
    f'image-set("{EVIL}" 1x)', f"-webkit-image-set(url({EVIL}) 1x)", f'image("{EVIL}")', f'src("{EVIL}")', f'cross-fade("{EVIL}")',
    f'element("{EVIL}")', f"url-prefix({EVIL})", f'-moz-element("{EVIL}")', "attr(href url)", "env(x)", "expression(x())", "paint(x)",
    "url(data:image/svg+xml,<svg/>)", f"url(data:image/gif;base64,{CELL})", 'red"', "red'", "red(", "red)", "a{b}", "a@b", "a\\",
    "<!-- red -->", f"var(--x, url({EVIL}))", f"rgb(url({EVIL}))", "toggle(x)", "\x7f", "red\\0", "`x`", "a&b", "a?b", "a#",
]  # fmt: skip


def css_places(value: str) -> dict[str, bytes]:
    """A value wherever CSS may stand, by the place."""
    escaped = (
        value.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace('"', "&quot;")
        .replace("\t", "&#9;")
        .replace("\n", "&#10;")
    )
    places = {
        "a rule": f"<style>a{{fill:{escaped}}}</style>",
        "a variable": f"<style>a{{--x:{escaped}}}</style>",
        "a maker's own": f"<style>a{{-x-y:{escaped}}}</style>",
        "a rule in a condition": f"<style>@media print{{a{{fill:{escaped}}}}}</style>",
        "a style": f'<g style="fill:{escaped}"/>',
        "a style behind another": f'<g style="x:1;-x-y:{escaped};fill:red"/>',
        **{name: f'<g {name}="{escaped}"/>' for name in sorted(PRESENTATION)},
    }
    return {place: drawing(inside) for place, inside in places.items()}


@pytest.mark.parametrize("value", FETCHING)
def test_styles_fetch_nothing(value: str) -> None:
    assert [place for place, content in css_places(value).items() if not refusal(content)] == []


@pytest.mark.parametrize(
    "value",
    [
        "url(#a)",
        'url("#a")',
        "url( '#a' )",
        "url(#a) red",
        "rgb(1 2 3/50%)",
        "#fff",
        "context-fill",
        "-.5e3px",
    ],
)
def test_values_that_stay(value: str) -> None:
    places = {place: content for place, content in css_places(value).items() if "behind" not in place}
    assert {place: refused for place, content in places.items() if (refused := refusal(content))} == {}


SHEETS = {
    "a style from elsewhere": f'@import "{EVIL}";',
    "one by address": f"@import url({EVIL});",
    "a font": f'@font-face{{font-family:x;src:url("{EVIL}")}}',
    "a font of the machine": '@font-face{font-family:x;src:local("y")}',
    "movement": "@keyframes x{from{fill:red}}",
    "a namespace": f'@namespace x "{EVIL}";',
    "an encoding": '@charset "UTF-7";',
    "a page": "@page{margin:0}",
    "a condition about support": "@supports (fill:red){a{fill:red}}",
    "a condition with an address": f"@media url({EVIL}){{a{{fill:red}}}}",
    "a condition in a condition": "@media print{@media print{a{fill:red}}}",
    "a rule with an escape": '@\\69mport "x";',
    "an unknown property": "a{behavior:x}",
    "a binding": f"a{{-moz-binding:url({EVIL})}}",
    "contents": 'a{content:"x"}',
    "rules in rules": "a{b{fill:red}}",
    "not closed": "a{fill:red",
    "closed twice": "a{fill:red}}",
    "a string over lines": 'a{font-family:"x\ny"}',
    "no rule": "a",
    "a function in a selector": "a:matches(b){fill:red}",
    "a string that hides": 'a{fill:red}/*"*/b{fill:url(x)}/*"*/',
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_style_sheets_are_refused(sheet: str) -> None:
    for written in (sheet.replace("<", "&lt;"), f"<![CDATA[{sheet}]]>"):
        assert refusal(drawing(f"<style>{written}</style>"))


def test_a_style_is_one_text() -> None:
    assert "holds <tspan> in a style" in refusal(drawing(f"<style>a{{fill:ur<tspan/>l({EVIL})}}</style>"))
    assert "url(" in refusal(drawing(f"<style>a{{fill:ur<!-- -->l({EVIL})}}</style>"))
    assert "a condition" in refusal(drawing('<style media="print">a{fill:red}</style>'))
    assert "a condition" in refusal(drawing('<style type="text/x">a{fill:red}</style>'))


def test_no_name_that_runs_or_fetches_is_listed() -> None:
    assert not ELEMENTS & set(
        "script foreignObject iframe object embed audio video animate set handler listener".split()
    )
    assert not {name for name in ATTRIBUTES | PRESENTATION if name.startswith("on")}
    assert not (ATTRIBUTES | PRESENTATION) & set(
        "href src data style base srcset action formaction to from by attributeName".split()
    )
    assert not FUNCTIONS & set("url image image-set src element cross-fade attr env expression paint".split())
    assert not PROPERTIES & set("content behavior src list-style-image animation".split())


def test_copies_end() -> None:
    laughs = "".join(
        f'<g id="a{n}">{f"<use href=&quot;#a{n + 1}&quot;/>" * 10}</g>'.replace("&quot;", '"')
        for n in range(10)
    )
    assert "200,000" in refusal(drawing(f'<defs>{laughs}</defs><use href="#a0"/>'))
    assert "copies itself" in refusal(drawing('<g id="a"><use href="#a"/></g>'))
    assert not refusal(drawing('<g id="a"/>' + '<use href="#a"/>' * 1000))


PIECES = st.sampled_from(
    ["a{", "}", "fill:", "red", ";", "url(", "#a", EVIL, ")", '"', "'", "\\", "/*", "*/", "@media ", "@import ", "print", "(", ",", " ",
     "\n", "image-set(", "u", "rl(", "--x:", "var(--x)", "<tspan/>", "<![CDATA[", "]]>", "<!--", "-->", "&#10;", "style", "\u00fc", "!", "1"],
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=12),
    st.sampled_from(["<style>{}</style>", "<g style='{}'/>", "<g fill='{}'/>", "{}"]),
)
@settings(deadline=None, max_examples=200)
def test_what_is_kept_is_plain_to_see(pieces: list[str], place: str) -> None:
    """Whatever is not refused has no escape, no rule and no address, once more gives the same, and is well formed."""
    try:
        kept = clean_drawing(drawing(place.format("".join(pieces))))
    except UnusableDrawing:
        return
    assert clean_drawing(kept) == kept
    styles = "".join(style.text or "" for style in etree.fromstring(kept).iter("{*}style"))
    styles += "".join(etree.fromstring(kept).xpath("//@style|//@fill"))
    assert "\\" not in styles
    assert "@import" not in styles
    assert EVIL not in styles.replace(f'"{EVIL}"', "").replace(f"'{EVIL}'", "")
