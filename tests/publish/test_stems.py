"""Words of languages that Snowball has no stemmer for are found by their usual forms."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mkdocs_briefings.publish.search.reader import _stemmer

INFLECTED = yaml.safe_load((Path(__file__).parent / "inflected.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", INFLECTED)
def test_forms_have_one_stem(language: str) -> None:
    stems = {
        words: sorted({_stemmer(language)(word) for word in words.split()}) for words in INFLECTED[language]
    }
    assert {words: several for words, several in stems.items() if len(several) > 1} == {}
