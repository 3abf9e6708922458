"""The same article in every format and encoding."""

from __future__ import annotations

import io
import re
import textwrap

import pytest
from docx.oxml import parse_xml
from forms import empty_document

from mkdocs_briefings.importers.article import LeftOut, Refusal, count_words
from mkdocs_briefings.importers.front_matter import read_mapping
from mkdocs_briefings.importers.write_yaml import write_draft

SHAPE = [
    (None, "2020-03-04", None),
    (None, "2020-03-05", None),
    (None, "2020-03-04", None),
    ("River Radio", "2020-03-04", None),
    ("tide", "2019-11-27", None),
    (None, "2008", "A Harbour of One’s Own and Other Stories"),
    ("tide", "2020-03-02", None),
]


def shape(result):
    return [(source.outlet, str(source.date), source.title) for source in result.draft.briefing.sources]


def plain(result):
    return count_words(re.sub(r"\[@[^\]]*\]", "", result.draft.briefing.body))


def test_text(river, read):
    result = read("river.txt", river)
    briefing = result.draft.briefing
    assert briefing.title == "The River Towns Share a Harbour Again"
    assert f"{briefing.publication} {briefing.volume} {briefing.issue} {briefing.date}" == "rdm 7 2 2020"
    assert briefing.date_inferred == "year"
    assert [len(point.text) > 40 for point in briefing.executive_points] == [True, True, True]
    assert shape(result) == SHAPE
    assert [source.date_inferred for source in briefing.sources] == [
        "year",
        "year",
        "year",
        "year",
        None,
        None,
        "year",
    ]
    assert result.draft.parentheses == (
        ("(Pier 12 alone)", ""),
        ("(such as upper town rich, lower town poor)", ""),
    )
    assert all(
        source.as_cited in river or source.as_cited in river.replace("\n", " ") for source in briefing.sources
    )
    assert "[@tide-2019-11-27]" in briefing.body
    assert briefing.entities == ("brandt",)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings_of_western_text(encoding, river, read):
    expected = read("river.txt", river)
    result = read("river.txt", river.encode(encoding))
    assert result.draft.briefing.body == expected.draft.briefing.body
    assert result.draft.briefing.executive_points == expected.draft.briefing.executive_points


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16", "cp1251"])
def test_encodings_of_cyrillic_text(encoding, read):
    text = "Две реки\n\nВ городе открыли новый мост через реку, и жители рады (ТАСС, 27 января 2020).\n"
    briefing = read("bridge.txt", text.encode(encoding)).draft.briefing
    assert briefing.title == "Две реки"
    assert [(source.outlet, str(source.date)) for source in briefing.sources] == [("ТАСС", "2020-01-27")]


def test_hard_wrapped_text_reads_as_long_lines_do(river, read):
    wrapped = "\n".join(
        "\n".join(textwrap.wrap(line, 72, break_long_words=False)) if len(line) > 72 else line
        for line in river.split("\n")
    )
    expected = read("river.txt", river)
    result = read("river.txt", wrapped)
    assert shape(result) == SHAPE
    assert result.draft.briefing.body == expected.draft.briefing.body
    assert result.draft.briefing.executive_points == expected.draft.briefing.executive_points


@pytest.mark.parametrize("bullet", ["-", "*", "–", "•", "◦", "▪", "·", "o", "1.", "(2)", "3)", "\uf0b7", "‣"])
def test_bullets_of_every_kind(bullet, river, read):
    changed = river.replace("  •", f"  {bullet}")
    assert len(read("river.txt", changed).draft.briefing.executive_points) == 3


def test_spaces_hyphens_and_line_ends_nobody_sees(river, read):
    changed = (
        river.replace("harbour", "har\u00adbour").replace("March 4", "March\u00a04").replace("\n", "\r\n")
    )
    result = read("river.txt", changed)
    assert result.draft.briefing.body == read("river.txt", river).draft.briefing.body
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


MARKDOWN = """---
title: "Two Towns: One Harbour"
date: 2020-03-06
authors: [Ilka Brandt, Jo Quint]
tags:
  - rivers and canals
  - Rivers and Canals
  - Cranes
publication: River Desk Monthly
mood: sunny
sources:
  - {title: Fees of the harbour, url: "https://tide.example/fees"}
---

# Two Towns: One Harbour

## Key takeaways

* One harbour ([The Tide](https://tide.example/one), March 4).
* Two pilots.

The fees are [public](https://tide.example/fees) and low.[^1] See `(TASS, March 4)` and <a href="https://x.example/p">p</a>.

Some say so [because][why].[^2]

[why]: https://x.example/why
[^1]: Tide, 2 March 2020, p. 4.
[^2]: This is a remark, not a source.
"""


def test_markdown_with_front_matter(read):
    result = read("harbour.md", MARKDOWN)
    briefing = result.draft.briefing
    assert (briefing.title, str(briefing.date), briefing.publication) == (
        "Two Towns: One Harbour",
        "2020-03-06",
        "rdm",
    )
    assert briefing.authors == ("ilka-brandt", "Jo Quint")
    assert briefing.topics == ("rivers",)
    assert LeftOut("Rivers and Canals", "topics: said twice") in result.left_out
    assert "not in topics.yaml: Cranes" in result.draft.remarks["topics"]
    assert [point.text for point in briefing.executive_points] == [
        "One harbour [@tide-2020-03-04].",
        "Two pilots.",
    ]
    assert [(source.id, source.outlet, source.url) for source in briefing.sources] == [
        ("tide-2020-03-04", "tide", "https://tide.example/one"),
        ("tide-public", "tide", "https://tide.example/fees"),
        ("tide-2020-03-02", "tide", None),
        ("x-example-p", "x.example", "https://x.example/p"),
        ("x-example-because", "x.example", "https://x.example/why"),
    ]
    assert briefing.sources[1].title == "Fees of the harbour"
    assert (
        "The fees are public [@tide-public] and low [@tide-2020-03-02, p. 4]. See `(TASS, March 4)`"
        in briefing.body
    )
    assert "[^2]: This is a remark, not a source." in briefing.body
    assert LeftOut("sunny", "front matter `mood`: no field holds it") in result.left_out


@pytest.mark.parametrize(
    ("written", "license"),
    [("cc-by-4.0", "CC-BY-4.0"), ("© The Tide 2024", "© The Tide 2024"), ("CC-4", None)],
)
def test_subtitle_and_license_of_front_matter(read, written: str, license: str | None) -> None:
    result = read(
        "a.md", f"---\ntitle: Locks\nsubtitle: Old and deep\nlicense: {written}\n---\n\nThey leak.\n"
    )
    briefing = result.draft.briefing
    assert (briefing.subtitle, briefing.summary, briefing.license) == ("Old and deep", None, license)
    assert read_mapping(write_draft(result.draft)).get("license") == license
    left_out = LeftOut(written, "front matter `license`: no field holds it")
    assert (left_out in result.left_out) == (license is None)


def test_link_with_spaces_at_its_ends_and_link_in_a_word(read):
    text = "# A title\n\nSee [the docs ](https://x.example/d)or [ours](https://x.example/o)elf (a, b) (TASS, 11 pages).\n"
    result = read("a.md", text)
    assert (
        "See the docs [@x-example-the-docs] or [ours](https://x.example/o)elf" in result.draft.briefing.body
    )
    assert [reason for _, reason in result.draft.parentheses if reason] == [
        "a link on a part of a word stays a link"
    ]


def test_numbered_list_at_the_end(read):
    text = (
        "The Locks\n\nThey are old [1] and deep [2, 3].\n\nThey leak [2].\n\nReferences\n\n"
        "1. Tide, 3 March 2020.\n2. Quint, J. Locks and Keys. Harbour Press, 2008.\n3. https://x.example/locks\n"
    )
    briefing = read("locks.txt", text).draft.briefing
    assert [(source.outlet, str(source.date), source.url) for source in briefing.sources] == [
        ("tide", "2020-03-03", None),
        (None, "None", None),
        ("x.example", "None", "https://x.example/locks"),
    ]
    assert briefing.sources[1].title == "Quint, J. Locks and Keys. Harbour Press, 2008"
    assert briefing.body.count("[@quint-j-locks-and-keys-harbour-press-2008") == 2


PAGE = """<!doctype html><html lang="en"><head><title>The Locks | Tide</title>
<meta name="author" content="Ilka Brandt"><meta property="article:published_time" content="2020-03-06T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/b">Blog</a></nav><main><article><h1>The Locks</h1>
<p>They are old, as the <a href="https://tide.example/locks">harbour office</a> says, and they were always dug by hand.</p>
<p>They leak every spring (<a href="https://tide.example/leak">The Tide</a>, March 4).<sup><a href="#n1" id="r1">1</a></sup></p>
<ul><li>Upper lock</li><li>Lower lock</li></ul>
<ol><li id="n1">Tide, 3 March 2020. <a href="#r1">↩</a></li></ol></article></main>
<aside>Subscribe now</aside><footer>Made in 2020</footer><script>var x = "unseen"</script></body></html>"""


def test_html_keeps_the_main_content_and_says_what_is_around_it(read):
    result = read("locks.html", PAGE)
    briefing = result.draft.briefing
    assert (briefing.title, str(briefing.date), briefing.authors) == (
        "The Locks",
        "2020-03-06",
        ("ilka-brandt",),
    )
    assert [(source.outlet, str(source.date), source.url) for source in briefing.sources] == [
        ("tide", "None", "https://tide.example/locks"),
        ("tide", "2020-03-04", "https://tide.example/leak"),
        ("tide", "2020-03-03", None),
    ]
    assert "They leak every spring [@tide-2020-03-04] [@tide-2020-03-03]." in briefing.body
    assert "- Upper lock\n- Lower lock" in briefing.body
    around = " ".join(words.text for words in result.left_out)
    assert "Home Blog" in around
    assert "Subscribe now" in around
    assert not [words for words in result.left_out if words.reason.startswith("lost")]


def written(build):
    document = empty_document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_docx_reads_as_text_does(river, read):
    def build(document):
        head, *blocks = [block.strip() for block in river.split("\n\n") if block.strip()]
        document.add_heading(head, 0)
        for block in blocks:
            for line in block.split("\n"):
                bullet = line.strip().startswith("•")
                document.add_paragraph(line.strip(" •"), style="List Bullet" if bullet else None)
        document.sections[0].header.paragraphs[0].text = "For the desk only"

    expected = read("river.txt", river)
    result = read("river.docx", written(build))
    assert shape(result) == SHAPE
    assert result.draft.briefing.title == expected.draft.briefing.title
    assert result.draft.briefing.executive_points == expected.draft.briefing.executive_points
    assert plain(result) == plain(expected)
    assert LeftOut("For the desk only", "header of the page") in result.left_out


def test_docx_text_box_is_reported(read):
    box = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:fldSimple w:instr="DATE">'
        "</w:fldSimple></w:r><w:r><w:object><w:t>hidden remark</w:t></w:object></w:r></w:p>"
    )

    def build(document):
        document.add_paragraph("A note without an end.")
        document._body._element.insert(0, parse_xml(box))

    result = read("box.docx", written(build))
    kept = count_words(result.yaml) + count_words(" ".join(words.text for words in result.left_out))
    assert not count_words("hidden remark A note without an end") - kept


def locked():
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    )


BAD = {
    "empty": ("a.txt", b"", "is empty"),
    "blank": ("a.md", b" \n\n \n", "is empty"),
    "binary": ("a.txt", bytes(range(256)) * 40, "is not text"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture"),
    "pdf": ("a.html", b"%PDF-1.7\n", "is a broken PDF"),
    "cut docx": (
        "a.docx",
        written(lambda d: d.add_paragraph("x"))[:900],
        "is a broken DOCX (its archive is damaged)",
    ),
    "text named docx": ("a.docx", b"Just text.", "is a broken DOCX (its archive is damaged)"),
    "password": ("a.docx", locked(), "is protected by a password"),
    "large": ("a.txt", b"a" * (100 * 1024 * 1024), "is larger than 20 MB"),
    "html without text": ("a.html", b"<html><body><script>x</script></body></html>", "is HTML without text"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_line(case, read):
    name, data, reason = BAD[case]
    refusal = read(name, data)
    assert isinstance(refusal, Refusal)
    assert refusal.reason.startswith(reason)
    assert "\n" not in refusal.reason


def test_a_hyphen_at_a_line_end_stays_with_its_word(read):
    text = "A Title\n\nThe upper town and the lower town made a Harbour-\nPilot agreement, which both of the towns liked very\nmuch (River Radio,\n4 March 2020).\n"
    briefing = read("a.txt", text).draft.briefing
    assert briefing.body.startswith("The upper town and the lower town made a Harbour-Pilot agreement")
    assert "[@river-radio-2020-03-04]." in briefing.body


def test_html_whose_markup_is_deep_keeps_all_of_the_article(read):
    inner = "".join(
        f"<p>Paragraph {n} says that the harbour stays open for everybody who pays.</p>" for n in range(12)
    )
    page = f"<html><body><div id='x'><header>Menu</header><div><h1>Deep</h1><div>{inner}</div><p>The last word.</p></div></div></body></html>"
    body = read("deep.html", page).draft.briefing.body
    assert "Paragraph 11" in body
    assert "The last word." in body


def test_html_code_keeps_its_language(read):
    page = (
        "<html><head><title>Styles</title></head><body><main><h1>Styles</h1>"
        "<p>The style sheet begins with one line, and the whole site takes its colours from there.</p>"
        '<pre><code class="language-scss">$ink: black;\n</code></pre>'
        "<p>Every page of the site shows the change at once, which is what the team wanted.</p></main></body></html>"
    )
    body = read("styles.html", page).draft.briefing.body
    assert "```scss\n$ink: black;\n```" in body


CELLS = [
    ("Alpha | Beta", r"Alpha \| Beta"),
    ("<code>a|b</code>", "`a|b`"),
    ("<b>a|b</b> | c", r"**a\|b** \| c"),
    ("a<br>b", "a b"),
]


@pytest.mark.parametrize(("cell", "written"), CELLS)
@pytest.mark.parametrize("head", ["th", "td"])
def test_a_bar_in_a_cell_opens_no_other(read, cell: str, written: str, head: str):
    row = f"<tr><{head}>{cell}</{head}><{head}>seventeen</{head}></tr>"
    result = read("table.html", f"<h1>Ports</h1><p>They raised fees.</p><table>{row}{row}</table>".encode())
    lines = [line for line in result.draft.briefing.body.splitlines() if "seventeen" in line]
    assert len(lines) == 2
    assert {" ".join(line.split()) for line in lines} == {f"| {written} | seventeen |"}


@pytest.mark.parametrize("raised", ["10<sup>6</sup> tonnes", "CO<sub>2</sub> and H<sub>2</sub>O"])
def test_what_is_raised_or_lowered_stays_so(read, raised: str):
    result = read("powers.html", f"<h1>Powers</h1><p>The plant made {raised} last year.</p>".encode())
    assert f"made {raised} last" in result.draft.briefing.body
    assert not [words for words in result.left_out if "lost" in words.reason]
