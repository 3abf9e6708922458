"""One article as Markdown, as a web page and as a Word document gives one briefing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from forms import Post
from forms_compared import posts, readings

pytestmark = pytest.mark.slow

ARTICLES = Path(__file__).with_name("articles")
OWN = [
    Post(article["title"], article["body"], str(article["date"]), tuple(article.get("authors", ())))
    for article in yaml.load((ARTICLES / "forms.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
]
TEN = {
    "content/posts/2016-08-29-data-act-prototype-simplicty-is-key.md": "a table",
    "content/posts/2015-12-15-how-bot-named-dolores-landingham-transformed-18fs-onboarding.md": "code",
    "content/news/2014/02/2014-02-19-10-tips-for-better-hallway-usability-testing.md": "lists within lists",
    "content/posts/2020-05-12-rapid-implementation-of-policy-as-code.md": "quotations",
    "content/posts/2014-05-11-18f-shows-what-is-possible-in-government-with-fbopen.md": "pictures",
    "content/posts/2015-12-02-analytics-usa-gov-new-features-more-data.md": "raw HTML",
    "content/posts/2015-06-08-the-us-government-is-moving-to-https-everywhere.md": "many links",
    "content/posts/2024-06-18-back-to-basics-in-the-age-of-ai.md": "footnotes",
    "content/news/2014/11/2014-11-19-young-entrepreneurs-hang-out-with-government-virtually-and-in-spanish.md": (
        "letters beyond ASCII"
    ),
    "content/news/2012/06/2012-06-27-hitting-the-ground-running-with-the-digital-strategy.md": "links as HTML",
}


@pytest.mark.parametrize("post", OWN, ids=[post.title for post in OWN])
def test_three_forms_read_alike(post):
    by_form = readings(post)
    assert by_form["md"].body
    assert by_form["html"] == by_form["md"]
    assert by_form["docx"] == by_form["md"]


def test_a_difference_is_noticed():
    by_form = readings(OWN[0])
    changed = readings(
        replace(OWN[0], body=OWN[0].body.replace("River Radio, March 4", "River Radio, March 5"))
    )
    assert by_form["md"].parts(changed["md"]) == ["points", "sources", "body"]


def test_ten_real_posts_read_alike():
    folder = Path(os.environ.get("BRIEFINGS_CORPUS", "/nowhere"))
    if not folder.is_dir():
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    ten = [post for post in posts(folder, listed=True) if post.id in TEN]
    assert len(ten) == len(TEN)
    for post in ten:
        read = readings(post)
        assert read["html"] == read["md"], post.id
        assert read["docx"] == read["md"], post.id
