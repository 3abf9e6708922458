"""The fonts in the theme are what `make face` makes of the installed families, and nothing else."""

from __future__ import annotations

import pytest

from mkdocs_briefings.publish.fonts import FOLDER, STYLESHEET, THEME, font_files


@pytest.mark.slow
def test_cut_anew_they_are_the_same() -> None:
    cut = dict(font_files())
    published = [*(THEME / FOLDER).iterdir(), THEME / STYLESHEET]
    assert cut == {path.relative_to(THEME).as_posix(): path.read_bytes() for path in published}, (
        "run `make face`"
    )
