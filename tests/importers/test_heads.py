"""The head of a document: labels, dates, letterheads and memos above the text, and the title among them."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.article import RawArticle
from mkdocs_briefings.importers.language_words import languages
from mkdocs_briefings.importers.structure import structure_article
from mkdocs_briefings.model.facets import Kind

READ = {tag: words for tag, words in languages().items() if "title" in words}
TEXT = "The locks of both towns leak, as they have done each spring since the river was dammed."
BLOCK = """\
**Product Type:** Reports
**Report No.:** 98-317
**Publication Date:** 04/13/2026
**Author(s):** Doe, Jane
**Topics:** Rivers & Locks; Public Works
**Source:** https://example.gov/98-317"""


def structured(*blocks, name="a-file.md"):
    """The parts of an article."""
    return structure_article(RawArticle(blocks, ""), name, "")


def left_out(article, reason):
    """Words left out for a reason."""
    return [words.text for words in article.left_out if words.reason.startswith(reason)]


def words(field):
    """Words of a field, each with the tag of its language."""
    return [(tag, word) for tag, by_field in READ.items() for word in by_field[field]]


@pytest.mark.parametrize("blocks", [(BLOCK,), tuple(BLOCK.splitlines()), (BLOCK.replace("\n", " | "),)])
def test_a_label_that_is_not_known_does_not_lose_the_others(blocks):
    article = structured("# Types of Locks", *blocks, "---", TEXT)
    given = article.metadata
    assert (given.title, str(given.date), given.authors) == ("Types of Locks", "2026-04-13", ("Jane Doe",))
    assert given.filed[Kind.TOPIC] == ("Rivers & Locks", "Public Works")
    assert [source.url for source in given.sources] == ["https://example.gov/98-317"]
    assert article.blocks == (TEXT,)
    assert left_out(article, "label above the text") == ["Product Type: Reports", "Report No.: 98-317"]


@pytest.mark.parametrize(
    ("label", "value"),
    [("Date", "soon"), ("Volume", "the third"), ("Source", "the archive"), ("Published", "in spring")],
)
def test_a_value_that_does_not_fit_its_label_is_left_out_and_named(label, value):
    article = structured("# A Title", f"{label}: {value}", "Author: Jane Doe", TEXT)
    assert article.metadata.authors == ("Jane Doe",)
    assert f"{label}: {value}" in " ".join([*left_out(article, "l"), *article.blocks])


def test_a_memo_is_about_its_subject_and_by_its_sender():
    for tag, by_field in READ.items():
        sender, subject, to = by_field["sender"][0], by_field["subject"][0], by_field["addressee"][0]
        lines = [f"{to}: Jane Roe, Board of Locks", f"{sender}: John Doe", f"{subject}: Open Gates"]
        article = structured("New Harbour University", "\n".join(lines), TEXT)
        given = article.metadata
        assert (given.title, given.authors) == ("Open Gates", ("John Doe",)), tag
        assert article.blocks == (lines[0], TEXT), tag
        assert article.remarks == (("publication", "above the title stands: New Harbour University"),), tag


@pytest.mark.parametrize("field", ["subject", "sender", "addressee"])
def test_every_label_of_memos_is_known(field):
    others = {"subject": "Cc: Max Roe", "sender": "Re: Gates", "addressee": "Re: Gates"}
    for tag, word in words(field):
        article = structured("# A Title", f"{word}: Ilka Brandt", others[field], TEXT)
        held = {
            "subject": "Ilka Brandt" not in article.blocks,
            "sender": article.metadata.authors == ("Ilka Brandt",),
            "addressee": f"{word}: Ilka Brandt" in article.blocks,
        }
        assert held[field], (tag, word)


def test_every_further_label_of_a_date_is_read_with_and_without_a_colon():
    for tag, word in words("dated"):
        for line in (f"{word}: 2026-04-10", f"{word} 2026-04-10"):
            article = structured(line, "# A Title", TEXT)
            assert (str(article.metadata.date), article.metadata.title) == ("2026-04-10", "A Title"), (
                tag,
                line,
            )


def test_the_date_of_publication_comes_before_that_of_an_update():
    article = structured("# A Title", "Updated: 2026-04-10", "Published: 2026-04-01", TEXT)
    assert str(article.metadata.date) == "2026-04-01"


def test_every_label_of_topics_files_the_text():
    for tag, word in words("topics"):
        article = structured("# A Title", f"{word}: Rivers, Public Works", TEXT)
        assert article.metadata.filed == {Kind.TOPIC: ("Rivers", "Public Works")}, (tag, word)


def test_every_label_of_an_address_keeps_it_as_a_source():
    for tag, word in words("address"):
        article = structured("# A Title", f"{word}: [The Tide](https://tide.example/a)", TEXT)
        (source,) = article.metadata.sources
        assert (source.url, source.outlet) == ("https://tide.example/a", "The Tide"), (tag, word)


def test_no_word_for_a_kind_of_text_is_the_title():
    for tag, word in words("document_type"):
        for line in (word, word.upper(), f"{word} No. 12"):
            article = structured(line, "The Locks of Two Towns", TEXT)
            assert article.metadata.title == "The Locks of Two Towns", (tag, line)
            assert left_out(article, "line above") == [line], (tag, line)


@pytest.mark.parametrize(
    "lines",
    [
        ("April 9, 2026", "*The Locks", TEXT),
        ("Updated April 9, 2026", "*The Locks: Background", TEXT),
        ("INSIGHTi", "*Office Work at Locks", "April 9, 2026", TEXT),
        ("NEW HARBOUR COUNCIL", "*Office Work at Locks", "April 9, 2026", TEXT),
        ("New Harbour Council", "April 9, 2026", "*Office Work at Locks", "April 9, 2026", TEXT),
        ("*Locks", "April 9, 2026", "Who pays for them", TEXT),
        ("*Content governance: what it is", "April 9, 2026", TEXT),
        ("*THE LOCKS OF TWO TOWNS", "Who pays for them", TEXT),
        ("*THE LOCKS", "Background", "April 9, 2026", TEXT),
        ("Harbour Review", "# *The Locks", "April 9, 2026", TEXT),
    ],
)
def test_the_title_is_found_among_the_lines_of_the_head(lines):
    article = structured(*(line.replace("*", "") for line in lines))
    title = next(line for line in lines if "*" in line).replace("*", "").removeprefix("# ")
    assert article.metadata.title == title
    dated = "April 9, 2026" in " ".join(lines)
    assert str(article.metadata.date) == ("2026-04-09" if dated else "None")
    assert not any("April 9" in block for block in article.blocks)


def test_a_title_that_was_guessed_is_told():
    assert structured(TEXT).remarks == (("title", "the original has none; the name of its file stands in"),)
    article = structured("SUMMARY", "The locks leak.", "END SUMMARY", "The Town Threatens", TEXT)
    assert article.metadata.title == "The Town Threatens"
    assert ("title", "not certain: the first line below the summary") in article.remarks


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Doe, Jane", ("Jane Doe",)),
        ("Doe, Jane A.; O’Hara, Max", ("Jane A. Doe", "Max O’Hara")),
        ("Jane Doe, Max O’Hara", ("Jane Doe", "Max O’Hara")),
        ("Jane Doe and Max Roe", ("Jane Doe", "Max Roe")),
    ],
)
def test_names_that_begin_with_the_family_name_are_turned(value, names):
    assert structured("# A Title", f"Author(s): {value}", TEXT).metadata.authors == names
