"""The language of a site is that of the plugin's setting, else that of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_briefings.mkdocs_plugin.run import read_settings
from mkdocs_briefings.mkdocs_plugin.wishes import Overrides


@pytest.mark.parametrize(
    ("theme", "setting", "language"),
    [
        ("", "", "en"),
        (", language: fr", "", "fr"),
        (", language: pt-BR", "", "pt-BR"),
        (", locale: fr", "", "fr"),
        (", locale: pt_BR", "", "pt-BR"),
        (", language: fr, locale: de", "", "fr"),
        (", language: fr", "de", "de"),
    ],
)
def test_language(tmp_path: Path, theme: str, setting: str, language: str) -> None:
    (tmp_path / "docs").mkdir()
    plugin = f"{{briefings: {{language: {setting}}}}}" if setting else "briefings"
    text = f"site_name: x\ntheme: {{name: material, font: false{theme}}}\nplugins: [{plugin}]\n"
    (tmp_path / "mkdocs.yml").write_text(text)
    assert read_settings(str(tmp_path / "mkdocs.yml"), Overrides()).language == language
