"""A `#` that cuts a value short is told from a comment."""

from __future__ import annotations

import pytest

from mkdocs_briefings.load.cut_values import cut_values
from mkdocs_briefings.load.reader import read_yaml

CUT = {
    "title: Package #14": "#14",
    "title: Package # 14": "# 14",
    "sources:\n- {id: a}\n- id: b\n  title: Notice #4  ": "#4",
    "executive_points:\n  - Two ships left #breaking": "#breaking",
    "authors:\n  - Ada #1 Example": "#1 Example",
    "outlet: Studio\t#54": "#54",
    "summary: So it is # yes": "# yes",
    **{
        f"{key}: So it is # 4": "# 4"
        for key in ("subtitle", "publisher", "owner", "bio", "short", "container", "place")
    },
}
WHOLE = [
    'title: "Package #14"',
    "title: 'Package #14'",
    "title: Package#14",
    "title: Package  # a comment",
    "status: draft # a comment",
    "outlet: sb # a comment",
    "tlp: red # a comment",
    "topics: []  # ids",
    "publication: weekly            # an id in content/publications.yaml",
    "# title: Package #14",
    "title: a  ## two signs",
    "title: a #",
    "body: |\n  Package #14\n  title: Package #14",
    "summary: >-\n  Package #14 and\n  #15",
    "body: |  #14\n  x",
    "topics: [a] #x",
    "tags:\n  - a  # first",
]


def problems(text: str) -> list[str]:
    data, faults = read_yaml(text, "a.yaml")
    assert not faults
    lines = text.splitlines()
    spans = [problem.span for problem in cut_values(text, data, "a.yaml")]
    return [lines[span.line - 1][span.column - 1 :][: span.length] for span in spans]


@pytest.mark.parametrize(("text", "rest"), CUT.items())
def test_a_value_that_is_cut(text: str, rest: str) -> None:
    assert problems(text) == [rest]


@pytest.mark.parametrize("text", WHOLE)
def test_a_value_that_is_whole(text: str) -> None:
    assert problems(text) == []


def test_long_lines_take_no_long_time() -> None:
    for text in (
        "a " * 200_000,
        "- " * 200_000 + "#x",
        "a: " + " " * 200_000 + "x #",
        "x #" * 100_000,
        "a #b\n" * 9_000,
    ):
        assert len(list(cut_values(f"{text} \n #", None, "a.yaml"))) in {0, 1, 9_000}
