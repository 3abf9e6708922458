"""Impact finds what rests on a source; spellings that two entities share mean neither."""

from __future__ import annotations

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.link.impact import impact

CONTENT = {
    "briefings/2024/one": {
        "title": "One",
        "date": "2024-01-02",
        "entities": ["ann", "bob"],
        "executive_points": ["Both say so [@a; @b].", "One says so [@a].", "The other says so [@b]."],
        "body": "Talks [@a].",
        "sources": [
            {"id": "a", "outlet": "sb", "url": "https://www.sb.by/visit/"},
            {"id": "b", "outlet": "Radio"},
        ],
    },
    "briefings/2023/two": {
        "title": "Two",
        "date": "2023-01-02",
        "executive_points": ["So they say [@c]."],
        "body": "Talks.",
        "sources": [{"id": "c", "outlet": "SB", "url": "http://sb.by/other"}],
    },
    "outlets": {"sb": {"name": "Segodnya", "short": "SB"}},
    "entities/all": {
        "ann": {"name": "Ann Smith", "kind": "person", "aliases": ["Smith", "Annie"]},
        "bob": {"name": "Bob Smith", "kind": "person", "aliases": ["SMITH"], "native_names": {"ru": "Боб"}},
    },
}


@pytest.fixture
def site(write_content, tmp_path):
    return pipeline.gather(write_content(CONTENT, tmp_path)).site


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sb", [("one", (1, 2), (2,)), ("two", (1,), (1,))]),
        ("Segodnya", [("one", (1, 2), (2,)), ("two", (1,), (1,))]),
        ("radio", [("one", (1, 3), (3,))]),
        ("https://sb.by/visit", [("one", (1, 2), (2,))]),
        ("c", [("two", (1,), (1,))]),
        ("nobody", []),
    ],
)
def test_impact(site, target, expected) -> None:
    hits = impact(site, target)
    assert [(hit.briefing.id, hit.points, hit.points_resting_on_nothing_else) for hit in hits] == expected


def test_a_shared_spelling_means_nobody(site) -> None:
    assert site.index.entity_names == {"ann": ("Ann Smith", "Annie"), "bob": ("Bob Smith", "Боб")}
