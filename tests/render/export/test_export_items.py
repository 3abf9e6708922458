"""Items of briefings and sources say what is known, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from mkdocs_briefings.render.export.csl import csl_fields


@pytest.mark.parametrize(
    ("written", "type"),
    [
        ({"kind": "article", "outlet": "sb"}, "article-newspaper"),
        ({"kind": "article", "outlet": "weekly"}, "article-magazine"),
        ({"kind": "article", "outlet": "who"}, "webpage"),
        ({"kind": "article", "outlet": "A plain name"}, "article-newspaper"),
        ({"kind": "article", "outlet": None}, "article-newspaper"),
        ({"kind": "book"}, "book"),
        ({"kind": "report"}, "report"),
        ({"kind": "video"}, "motion_picture"),
        ({"kind": "social"}, "post"),
        ({"kind": "document"}, "document"),
        ({"kind": "dataset"}, "dataset"),
        ({"kind": "interview"}, "interview"),
        ({"kind": "broadcast"}, "broadcast"),
    ],
)
def test_type(source, written: dict[str, str], type: str) -> None:
    assert csl_fields(source(written))["type"] == type


DEAD = {
    "url": "https://gone.example/a",
    "status": "dead",
    "date": "2025-03-01",
    "archive_url": "https://copy.example",
}


@pytest.mark.parametrize(
    ("written", "notice", "expected"),
    [
        (
            {"as_cited": "(, January 27)", "date": "2024-01-27", "date_inferred": "year", "note": "Lost."},
            None,
            {
                "id": "x",
                "type": "article-newspaper",
                "issued": {"date-parts": [[2024, 1, 27]]},
                "note": "As cited: (, January 27). Outlet unnamed in the original. Date: year inferred. Lost.",
            },
        ),
        (
            {
                "url": "https://gone.example/a",
                "title": "T",
                "outlet": "sb",
                "archive_url": "https://own.example",
            },
            None,
            {
                "id": "x",
                "type": "article-newspaper",
                "title": "T",
                "container-title": "SB. Belarus Segodnya",
                "URL": "https://gone.example/a",
                "note": "Archived copy: https://own.example",
            },
        ),
        (
            {
                "url": "https://gone.example/a",
                "title": "T",
                "kind": "report",
                "outlet": "sb",
                "authors": ["SB", "A Bell"],
            },
            DEAD,
            {
                "id": "x",
                "type": "report",
                "title": "T",
                "author": [{"literal": "SB"}, {"family": "Bell", "given": "A"}],
                "publisher": "SB. Belarus Segodnya",
                "URL": "https://copy.example",
                "note": "No longer online (2025-03-01). Original address: https://gone.example/a",
            },
        ),
        (
            {"url": "https://gone.example/a", "title": "T", "outlet": "sb"},
            {"outlet": "sb", "status": "dead", "archive_url": "https://copy-of-the-front-page.example"},
            {
                "id": "x",
                "type": "article-newspaper",
                "title": "T",
                "container-title": "SB. Belarus Segodnya",
                "URL": "https://gone.example/a",
                "note": "No longer online.",
            },
        ),
        (
            {
                "url": "https://gone.example/a",
                "title": "A\n  title",
                "language": "ru",
                "accessed": "2024",
                "pages": "3",
            },
            {"url": "https://gone.example/a", "status": "retracted", "note": "They say so."},
            {
                "id": "x",
                "type": "article-newspaper",
                "title": "A title",
                "page": "3",
                "accessed": {"date-parts": [[2024]]},
                "URL": "https://gone.example/a",
                "language": "ru",
                "note": "Retracted by the publisher. They say so.",
            },
        ),
    ],
    ids=[
        "nothing but a date",
        "archived copy besides",
        "archived copy takes over",
        "copy of the outlet",
        "retracted",
    ],
)
def test_source_item(
    source, written: dict[str, Any], notice: dict[str, str] | None, expected: dict[str, Any]
) -> None:
    assert csl_fields(source(written, **({"notices": [notice]} if notice else {}))) == expected


def test_briefing_item(item_of_briefing) -> None:
    item = item_of_briefing(
        {"publication": "edm", "volume": 21, "issue": 19, "authors": ["ioffe"], "date_inferred": "year"}
    )
    assert csl_fields(item) == {
        "id": "a",
        "type": "article-journal",
        "title": "A visit",
        "author": [{"family": "Ioffe", "given": "Grigory"}],
        "container-title": "Eurasia Daily Monitor",
        "publisher": "The Jamestown Foundation",
        "volume": "21",
        "issue": "19",
        "ISSN": "1234-567X",
        "issued": {"date-parts": [[2024, 2, 5]]},
        "URL": "https://example.org/briefings/a/",
        "language": "en",
        "note": "Date: year inferred.",
    }
