"""Impact finds what rests on a source; spellings that two entities share mean neither."""

from __future__ import annotations

import pytest

from mkdocs_briefings import pipeline
from mkdocs_briefings.link.impact import impact, is_registered, nearest

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
    "outlets": {
        "sb": {"name": "Segodnya", "short": "SB", "aliases": ["Belarus Segodnya"]},
        "uncited": {"name": "Nobody's Herald"},
    },
    "notices": [{"url": "https://sb.by/gone", "status": "dead"}],
    "entities/all": {
        "ann": {"name": "Ann Smith", "kind": "person", "aliases": ["Smith", "Annie"]},
        "bob": {"name": "Bob Smith", "kind": "person", "aliases": ["SMITH"], "native_names": {"ru": "Боб"}},
    },
}


@pytest.fixture(scope="module")
def gathered(write_content, tmp_path_factory):
    return pipeline.examine(write_content(CONTENT, tmp_path_factory.mktemp("desk")))


@pytest.fixture
def site(gathered):
    return gathered.site


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("sb", [("one", (1, 2), (2,)), ("two", (1,), (1,))]),
        ("Segodnya", [("one", (1, 2), (2,)), ("two", (1,), (1,))]),
        ("belarus segodnya", [("one", (1, 2), (2,)), ("two", (1,), (1,))]),
        ("radio", [("one", (1, 3), (3,))]),
        ("https://sb.by/visit", [("one", (1, 2), (2,))]),
        ("c", [("two", (1,), (1,))]),
        ("nobody", []),
    ],
)
def test_impact(gathered, target, expected) -> None:
    hits = impact(gathered.site, gathered.registries, target)
    assert [(hit.briefing.id, hit.points, hit.points_resting_on_nothing_else) for hit in hits] == expected


@pytest.mark.parametrize(
    ("target", "registered", "hint"),
    [
        ("uncited", True, ""),
        ("NOBODY'S HERALD", True, ""),
        ("https://www.sb.by/gone/", True, ""),
        ("uncitd", False, "did you mean 'uncited'?"),
        ("segodnja", False, "did you mean 'Segodnya'?"),
        ("radjo", False, "did you mean 'Radio'?"),
        ("https://www.sb.by/visits/", False, "did you mean 'https://www.sb.by/visit/'?"),
        ("nothing like it", False, ""),
    ],
)
def test_what_nothing_rests_on_is_registered_or_a_near_miss(gathered, target, registered, hint) -> None:
    assert not list(impact(gathered.site, gathered.registries, target))
    assert is_registered(gathered.registries, target) is registered
    if not registered:
        assert nearest(gathered.site, gathered.registries, target) == hint


def test_a_shared_spelling_means_nobody(site) -> None:
    assert site.index.entity_names == {"ann": ("Ann Smith", "Annie"), "bob": ("Bob Smith", "Боб")}
