"""Pictures within an original become files beside the draft, with what describes them."""

from __future__ import annotations

import base64
import io

import docx
import pytest
from PIL import Image

from mkdocs_briefings.importers.pictures import MAX_PICTURE_BYTES, picture_ending

TEXT = "<p>They leak every spring, as all of the locks along this river do, and nobody pays.</p>" * 4


def picture(form="PNG", colour="red"):
    """The bytes of a small picture."""
    file = io.BytesIO()
    Image.new("RGB", (4, 3), colour).save(file, form)
    return file.getvalue()


def word_file(*contents, alt="A red lock"):
    """A Word document with pictures."""
    document = docx.Document()
    document.add_paragraph("The Locks", style="Title")
    for content in contents:
        shape = document.add_paragraph("Before. ").add_run().add_picture(io.BytesIO(content))
        shape._inline.docPr.set("descr", alt)
    document.add_paragraph("They leak.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def page(*addresses):
    """A page with pictures within it."""
    images = "".join(f'<p><img alt="A red lock" src="{address}"></p>' for address in addresses)
    return f"<html><head><title>The Locks</title></head><body><article><h1>The Locks</h1>{images}{TEXT}</article></body></html>"


def data_address(content):
    """A picture in an address."""
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


@pytest.mark.parametrize(
    ("form", "ending"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("BMP", ""), ("WEBP", "")]
)
def test_the_kinds_that_pages_prints_and_mails_show_are_kept(form, ending):
    assert picture_ending(picture(form)) == ending


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", word_file(picture())), ("a.html", page(data_address(picture())))],
    ids=["docx", "html"],
)
def test_a_picture_is_a_file_and_its_description_stays(name, data, read):
    draft = read(name, data).draft
    ((path, content),) = draft.files.items()
    assert content == picture()
    assert path.startswith("files/the-locks-")
    assert f"![A red lock]({path})" in draft.briefing.body
    assert "picture:" not in draft.briefing.body


def test_equal_pictures_are_one_file_and_others_have_other_names(read):
    draft = read("a.docx", word_file(picture(), picture(colour="blue"), picture())).draft
    assert len(draft.files) == 2
    assert draft.briefing.body.count("![A red lock](files/the-locks-") == 3


@pytest.mark.parametrize(
    "address", [data_address(b"no picture"), data_address(picture("BMP")), "data:image/png;base64,%%%"]
)
def test_a_picture_that_cannot_be_kept_is_told(address, read):
    draft = read("a.html", page(address, address)).draft
    assert draft.files == {}
    assert "A red lock" in draft.briefing.body
    assert draft.remarks["body"] == (
        "2 pictures of the original could not be kept: save as PNG or JPEG, and put in by hand",
    )


@pytest.mark.slow
def test_a_picture_larger_than_the_limit_is_told(read):
    large = picture() + bytes(MAX_PICTURE_BYTES)
    assert read("a.html", page(data_address(large))).draft.files == {}


def test_an_address_that_only_looks_like_a_kept_picture_stays_text(read):
    briefing = read("a.md", "# A Title\n\n![x](picture:7) and ![y](picture:x).\n").draft.briefing
    assert "picture:x" in briefing.body
