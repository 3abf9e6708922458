"""A page that shows what is not published says so to search engines."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("status", ["draft", "review"])
def test_draft(made, status: str) -> None:
    page = made({"briefings/2024/a": {"status": status}}, drafts=True)["briefings/a.md"]
    assert page.meta["robots"] == "noindex"


def test_published(made) -> None:
    assert "robots" not in made({"briefings/2024/a": {}}, drafts=True)["briefings/a.md"].meta
