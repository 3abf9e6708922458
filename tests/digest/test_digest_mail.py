"""A digest as a mail: what it says, and that mail clients can show it without loading anything."""

from __future__ import annotations

import base64
import email
import email.policy
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from mkdocs_briefings import pipeline, prints
from mkdocs_briefings.model.accent import with_accent
from mkdocs_briefings.model.dates import PartialDate
from mkdocs_briefings.model.face import Face, Family, FooterLink, Logo
from mkdocs_briefings.model.palette import PALETTE, Shades
from mkdocs_briefings.model.vocabulary import Tlp
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.mail.digest import (
    CorrectedInputs,
    DigestInputs,
    DigestView,
    digest_html,
    digest_text,
    digest_view,
)
from mkdocs_briefings.render.mail.message import mail_file

RENDER = RenderSettings(site_url="https://example.org/desk/", site_name="The desk")
TEXTS = yaml.load((Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3"/></svg>'
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '<img src=x onerror="alert(1)"> ![alt" onerror="x](files/x.png)',
    "out of the attribute": '"><svg onload=alert(1)> \' & &lt;b&gt;',
    "address": "[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example/x) [d](vbscript:x)",
    "style": '<span style="position:fixed">x</span> <style>p{}</style> <!--[if mso]><b>x</b><![endif]-->',
    "remote": "![x](https://evil.example/x.png) <iframe src=https://evil.example></iframe>",
    "template": "{{ 7*7 }} {% raw %} ${x} <%= x %>",
    "comment": "--> <!-- ]]>",
    "controls": "a\u202eb\u0007c\u2028d",
}  # fmt: skip
ALLOWED = {
    "html": {"lang", "xmlns", "xmlns:o"},
    "head": set(),
    "meta": {"charset", "name", "content"},
    "title": set(),
    "body": {"bgcolor", "style"},
    "div": {"style"},
    "table": {"role", "width", "cellpadding", "cellspacing", "border", "bgcolor", "style"},
    "tr": set(),
    "td": {"align", "bgcolor", "style", "width", "valign", "lang", "dir"},
    "h1": {"style"},
    "h2": {"style"},
    "p": {"style"},
    "a": {"href", "style"},
    "span": {"style", "lang"},
    "br": set(),
    "img": {"src", "alt", "width", "height", "style"},
    **{tag: set() for tag in ("em", "strong", "s", "sub", "sup")},
}
VOID = {"meta", "br", "img"}


class Mail(HTMLParser):
    """Reads a mail strictly: every element and attribute must be allowed, every element closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self.comments: list[str] = []
        self.tables: list[dict[str, str]] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), (tag, attrs)
        assert attributes.keys() <= ALLOWED[tag], (tag, attrs)
        self.links += [attributes[name] for name in ("href", "src") if name in attributes]
        self.styles += [attributes["style"]] if "style" in attributes else []
        self.tables += [attributes] if tag == "table" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        self.comments.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).replace("\u200b", "").split())


def no_picture(file: str) -> bytes:
    raise AssertionError(file)


def no_logo() -> bytes:
    raise AssertionError


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def view_of(write_desk):
    """Return a function that writes a desk and returns what its digest shows, the newest briefing first."""

    def view(briefings, title: str = "Briefings", render: RenderSettings = RENDER) -> DigestView:
        content = {
            f"briefings/2024/{id}": {"sources": [{"id": "x", "outlet": "SB"}], **briefing}
            for id, briefing in briefings.items()
        }
        content |= {
            "publications": {"weekly": {"name": "The Weekly"}},
            "files/port.png": PNG,
            "files/port.svg": SVG,
        }
        settings = write_desk(content, drafts=True, audience=Tlp.RED)
        site = pipeline.gather(settings).site
        shown = tuple(prints.briefing_inputs(site, settings, site.index.summaries).values())
        corrections = ((each, len(each.briefing.corrections)) for each in shown)
        corrected = tuple(CorrectedInputs(each, tuple(range(count))) for each, count in corrections if count)
        inputs = DigestInputs(title, shown, corrected, PartialDate(2024, 2, 5))
        return digest_view(inputs, RenderContext.from_settings(render))

    return view


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["case"])
def test_text(view_of, case) -> None:
    assert digest_text(view_of(case["briefings"], case["title"])) == case["text"]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["case"])
def test_html_says_the_same(view_of, case) -> None:
    """The HTML has the words of the text, but for the numbers of addresses."""
    view = view_of(case["briefings"], case["title"])
    mail = Mail(digest_html(view))
    shown = mail.text.replace(view.preview, "", 1)
    for word in re.sub(r" ?\[\d+\](?: http\S+)?|-{72}|All briefings: \S+|·", "", case["text"]).split():
        assert word.strip(".,").casefold() in shown.casefold(), word
    linked = re.findall(r"^\[\d+\] (\S+)$", case["text"], re.MULTILINE)
    assert set(linked) <= set(mail.links)
    assert mail.text.count(view.tlp) >= 2
    assert mail.text.endswith(view.tlp)


def test_mail_clients_can_show_it(view_of) -> None:
    mail = Mail(digest_html(view_of(TEXTS[0]["briefings"])))
    assert all(table["role"] == "presentation" for table in mail.tables)
    assert "max-width:600px" in mail.styles[4]
    assert not [style for style in mail.styles if re.search(r"url\(|import|expression|position|float", style)]
    fonts = {font for style in mail.styles for font in re.findall(r"font-family:([^;]+)", style)}
    assert {font.rpartition(",")[2] for font in fonts} <= {"serif", "sans-serif", "monospace"}
    assert [comment for comment in mail.comments if not comment.startswith("[if mso]>")] == []
    grounded = [style for style in mail.styles if "background-color" in style]
    assert [
        style
        for style in grounded
        if not re.search(r"(?:^|;)color:|max-width|^background-color:[^;]+$", style)
    ] == []


def test_every_point_is_there(view_of) -> None:
    points = [f"Point {number} *stands* here [@x]." for number in range(1, 8)]
    view = view_of({id: {"title": id, "executive_points": points} for id in ("one", "two", "three")})
    text, html = digest_text(view), Mail(digest_html(view)).text
    for number in range(1, 8):
        assert text.count(f"{number}. Point {number} stands here (SB).") == 3
        assert html.count(f"{number} Point {number} stands here (SB).") == 3


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_words(view_of, text: str) -> None:
    corrections = [{"date": "2024-02-06", "text": text}]
    fields = {
        "title": text,
        "summary": text,
        "executive_points": [text],
        "date": "2024-02-05",
        "corrections": corrections,
    }
    view = view_of({"x": fields}, text)
    mail = Mail(digest_html(view))
    assert [link for link in mail.links if not link.startswith("https://")] == []
    assert all(comment.startswith("[if mso]>") for comment in mail.comments)
    plain = digest_text(view)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain + mail.text)
    content = mail_file(view, no_picture, no_logo)
    assert email.message_from_bytes(content, policy=email.policy.default).keys().count("Subject") == 1


WIDE = {"long words": "x" * 200, "many words": "Суда ушли " * 60, "no spaces": "船" * 200}


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_text_is_72_wide(view_of, text: str) -> None:
    lines = digest_text(view_of({"a": {"title": text, "executive_points": [text]}}, text)).splitlines()
    assert max(len(line) for line in lines if "https://" not in line) <= 72


def test_the_mail_is_read_back(view_of) -> None:
    view = view_of(TEXTS[1]["briefings"], "Über «Häfen»")
    html, text = digest_html(view), digest_text(view)
    content = mail_file(view, no_picture, no_logo)
    assert content == mail_file(view, no_picture, no_logo)
    assert max(map(len, content.splitlines())) < 998
    assert content.isascii()
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert mail["Subject"] == "[TLP:AMBER+STRICT] The desk: Über «Häfen», February 2024 – February 6, 2024"
    assert mail["X-Unsent"] == "1"
    assert mail.get_content_type() == "multipart/alternative"
    plain, rich = mail.iter_parts()
    assert (plain.get_content_type(), rich.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().replace("\r\n", "\n") == text
    assert rich.get_content().replace("\r\n", "\n").rstrip() == html


LEAD = {"file": "files/port.png", "alt": "Two ships", "caption": "In <port>.", "credit": "Ada"}


def test_the_picture_at_the_head_is_in_the_mail(view_of) -> None:
    """The HTML names its address on the site; the mail file has it inside, and nothing to fetch."""
    view = view_of({"a": {"lead_image": LEAD, "subtitle": "And why"}, "b": {"title": "Another"}})
    assert "\n[Two ships] In <port>. Ada\n" in digest_text(view)
    assert "\nAnd why\n" in digest_text(view)
    assert "https://example.org/desk/files/port.png" in Mail(digest_html(view)).links
    content = mail_file(view, {"files/port.png": PNG}.__getitem__, no_logo)
    assert content == mail_file(view, {"files/port.png": PNG}.__getitem__, no_logo)
    _, related = email.message_from_bytes(content, policy=email.policy.default).iter_parts()
    html, picture = related.iter_parts()
    (address,) = (
        link
        for link in Mail(html.get_content()).links
        if "desk/briefings" not in link and link != RENDER.site_url
    )
    assert address == f"cid:{picture['Content-ID'].strip('<>')}"
    assert (picture.get_content_type(), picture.get_content()) == ("image/png", PNG)


FACE = Face(
    palette=with_accent(PALETTE, Shades("#0b5c6b", "#7fd1de")),
    logo=Logo("files/logo.svg"),
    serif=Family("fontpkg-lora", "Lora"),
    imprint='The "desk" & <co>\nHarbour 1',
    footer=(FooterLink("About <us>", "about/"), FooterLink("Write", "mailto:desk@example.org")),
)


def test_the_face_of_the_desk(view_of) -> None:
    """The HTML names the logo's address on the site; the mail file has it inside."""
    view = view_of({"a": {}}, render=replace(RENDER, face=FACE))
    html, text = digest_html(view), digest_text(view)
    mail = Mail(html)
    logo = "https://example.org/desk/assets/briefings/logo-mail.png"
    assert f'<img src="{logo}" alt="The desk" height="44"' in html
    assert {"https://example.org/desk/about/", "mailto:desk@example.org"} < set(mail.links)
    assert 'About <us> WriteThe "desk" & <co>Harbour 1' in mail.text
    assert "\nAbout <us>: https://example.org/desk/about/\n" in text
    assert '\n\nThe "desk" & <co>\nHarbour 1\n\n' in text
    assert any("'Lora',Georgia" in style for style in mail.styles)
    assert "#0b5c6b" in html
    assert PALETTE.accent.light not in html
    content = mail_file(view, no_picture, lambda: PNG)
    _, related = email.message_from_bytes(content, policy=email.policy.default).iter_parts()
    rich, picture = related.iter_parts()
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in rich.get_content()
    assert logo not in rich.get_content()
    assert picture.get_content() == PNG


def test_the_name_stands_beside_a_logo_that_does_not_say_it(view_of) -> None:
    named = replace(FACE, logo=Logo("files/logo.svg", with_name=True))
    assert 'alt="" height="44"' in digest_html(view_of({"a": {}}, render=replace(RENDER, face=named)))


def test_a_picture_that_mail_programs_do_not_show_is_left_out(view_of) -> None:
    view = view_of({"a": {"lead_image": {**LEAD, "file": "files/port.svg"}}})
    assert "Two ships" not in digest_text(view) + digest_html(view)


def test_what_only_pages_show_is_not_made(view_of) -> None:
    """How to cite a briefing takes longest of all, and is not asked for: a style that does not exist stops nothing."""
    assert view_of({"a": {}}, render=replace(RENDER, cite_as=("no such style",))).entries


def test_nothing_of_today(view_of) -> None:
    view = view_of(TEXTS[0]["briefings"])
    assert (digest_html(view), digest_text(view)) == (digest_html(view), digest_text(view))
    assert b"Date:" not in mail_file(view, no_picture, no_logo)


def test_a_briefing_in_another_language_says_so(view_of) -> None:
    html = digest_html(view_of({"a": {"language": "ar", "title": "سفن"}, "b": {"title": "Ships"}}))
    assert html.count('lang="ar"') == html.count('dir="rtl"') == 1


def test_a_mail_that_is_read_from_the_right(view_of) -> None:
    """The mail, and within it a briefing of the other direction; names and dates of that stand apart."""
    render = replace(RENDER, language="ar")
    view = view_of(
        {"a": {"language": "en", "publication": "weekly", "date": "2024-02-05"}, "b": {"language": "ar"}},
        render=render,
    )
    html = digest_html(view)
    assert '<html lang="ar" dir="rtl"' in html
    assert html.count('dir="ltr" align="left"') == 1
    assert "\u2068" not in view.entries[0].line + view.entries[1].line
    mixed = view_of({"a": {"language": "ar", "publication": "weekly"}}, render=render)
    assert mixed.entries[0].line == "\u2068The Weekly\u2069"
