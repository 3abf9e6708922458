"""Citations are found where Pandoc would find them, and nowhere else: cases in citations.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.site import Citation, Cite

CASES = yaml.load((Path(__file__).parent / "citations.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
KNOWN = {"a", "b", "c", "sb", "ioffe"}


def expected(case: dict[str, Any]) -> list[Citation]:
    """The citations of a case; each mark is looked for after the one before it."""
    citations, after = [], 0
    for place, (mark, *cites) in enumerate(case["found"]):
        start = case["at"][place] if "at" in case else case["text"].index(mark, after)
        after = start + len(mark)
        bare = cites[0] == "@"
        sources = tuple(Cite(*([cite] if isinstance(cite, str) else cite)) for cite in cites[bare:])
        citations.append(Citation(start, after, sources, bare))
    return citations


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_found(case: dict[str, Any]) -> None:
    cited = find_citations(case["text"], case.get("known", KNOWN))
    assert list(cited.citations) == expected(case)
    assert cited.text == case["text"]


@given(
    st.lists(st.sampled_from(["[@a]", "@a", "`", "```\n", "[", "]", "(", "x ", "\n", "; ", "<", ">", "\\"]))
)
def test_marks_never_overlap(parts: list[str]) -> None:
    text, after = "".join(parts), 0
    for citation in find_citations(text, KNOWN).citations:
        assert after <= citation.start < citation.end <= len(text)
        assert "@a" in text[citation.start : citation.end]
        after = citation.end
