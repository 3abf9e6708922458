"""Executive points and summaries under the headings that desks use."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers.article import RawArticle
from mkdocs_briefings.importers.language_words import languages
from mkdocs_briefings.importers.structure import structure_article

TEXT = "The locks of both towns leak, as they have done each spring since the river was dammed."


def structured(*blocks):
    """The parts of an article."""
    return structure_article(RawArticle(("# A Title", *blocks), ""), "a.md", "")


def test_paragraphs_and_bullets_to_the_next_heading_are_points():
    article = structured(
        "## Executive Summary", "First.", "Second.", "- A bullet\n- Another", "## Background", TEXT
    )
    assert article.points == ("First.", "Second.", "A bullet", "Another")
    assert article.blocks == ("## Background", TEXT)


def test_a_sentence_that_leads_to_the_list_is_no_point():
    article = structured("## Key points", "We found:", "- One.\n- Two.", "## Background", TEXT)
    assert article.points == ("One.", "Two.")
    assert [words.text for words in article.left_out if words.reason.startswith("leads")] == ["We found:"]


def test_text_after_the_list_is_the_body():
    article = structured("## Key points", "- One.\n- Two.", TEXT, "## Notes", "Thanks.")
    assert (article.points, article.blocks) == (("One.", "Two."), (TEXT, "## Notes", "Thanks."))


def test_a_heading_above_the_whole_text_gives_one_point():
    article = structured("## Key points", *[TEXT] * 4, "## Sources", "Thanks.")
    assert article.points == (TEXT,)


def test_a_heading_with_nothing_but_a_heading_below_it_is_passed_over():
    article = structured("## Highlights", "### What GAO Found", TEXT, "### Why", "It asked.")
    assert article.points == (TEXT,)
    assert article.blocks == ("## Highlights", "### Why", "It asked.")


def test_eight_points_are_kept():
    items = "\n".join(f"- Point {number}." for number in range(8))
    assert structured("## Key Takeaways", items, "## Part", TEXT).points[7] == "Point 7."


@pytest.mark.parametrize("blocks", [("\n".join("- One." for _ in range(30)),), (TEXT,) * 24])
def test_a_summary_that_is_too_long_stays_and_is_told(blocks):
    article = structured("## Executive Summary", *blocks, "## Part", *[TEXT] * 40)
    assert article.points == ()
    assert article.remarks == (
        ("executive_points", "a summary stands in the body, under `Executive Summary`"),
    )


def test_every_line_that_ends_a_summary_ends_it():
    for tag, by_field in languages().items():
        for word in by_field.get("end_of_summary", ()):
            article = structured("SUMMARY", "It leaks.", word, TEXT)
            assert (article.metadata.summary, article.blocks) == ("It leaks.", (TEXT,)), (tag, word)


@pytest.mark.parametrize("label", ["BLUF", "**Bottom line:**", "Key point"])
def test_a_text_after_the_label_of_points_is_a_point(label):
    article = structured(f"{label.rstrip(':*')}: It leaks (Tide, May 3, 2020).", TEXT)
    assert bool(article.points) is (label != "Key point")
