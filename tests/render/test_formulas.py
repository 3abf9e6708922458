"""Formulas are found and set, money never is, and what cannot be set stays in the text."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from mkdocs_briefings.link.citations import find_citations
from mkdocs_briefings.model.formulas import find_formulas
from mkdocs_briefings.model.mathml import set_formula
from mkdocs_briefings.model.site import CitedText
from mkdocs_briefings.render.markdown import MarkdownRenderer
from mkdocs_briefings.render.plain_words import plain_text
from mkdocs_briefings.render.print.formula import formula_node
from mkdocs_briefings.render.print.tree import parse_fragment

RENDERER = MarkdownRenderer(("toc", "tables", "fenced_code"), {}, ["maths", "smart_quotes", "abbreviations"])
POSTS = Path(os.environ.get("BRIEFINGS_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus"))
FORMULAS = {
    "$x$": ["x"],
    "it is ($x+y$), so": ["x+y"],
    "$10^{-3}$ and $2x+1$.": ["10^{-3}", "2x+1"],
    "$5x$ and $6": ["5x"],
    "$$a\n= b$$": ["a\n= b"],
    r"$GDP_{per capita} = \$5$": [r"GDP_{per capita} = \$5"],
    "`$x$` $y$ ``$z$``": ["y"],
    r"\$x$ $y$": ["y"],
}
TEXTS = (
    "$5 and $6", "US$5-US$6", "costs $5-$6 million", "$1.5bn ($2bn)", "between $5bn and A$", "make $$ and save $$",
    "$PATH and $HOME", "$5m/$", "$A$AP$", "$3$ kings", "$ x^2 $", "$x$5", "a $50-$100 or $5,000$ fee",
    "$100-a-day to 5$", "$x\n\ny$", "<a title='$x$'>", "[a](https://e.org/$x$)", "https://e.org/$x$", "$$$x$$$", "$100–$", "$",
)  # fmt: skip


@pytest.mark.parametrize(("text", "latex"), FORMULAS.items(), ids=FORMULAS)
def test_formulas(text: str, latex: list[str]) -> None:
    found = list(find_formulas(text))
    assert [formula.latex for formula in found] == latex
    assert all(text[formula.start] == text[formula.end - 1] == "$" for formula in found)


@pytest.mark.parametrize("text", TEXTS)
def test_no_formulas(text: str) -> None:
    assert list(find_formulas(text)) == []


@pytest.mark.slow
def test_no_post_has_a_formula() -> None:
    """Posts with hundreds of amounts of money."""
    if not POSTS.is_dir():
        pytest.skip("BRIEFINGS_CORPUS names no folder")
    amounts, found = 0, []
    for path in sorted(POSTS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = str(json.loads(line)["body"])
                amounts += text.count("$")
                found += find_formulas(text)
    assert found == []
    assert amounts > 400


def block(text: str) -> str:
    html = RENDERER.block(find_citations(text, {"x"}), lambda citation: "<i>SB</i>", {}, {}).html
    return re.sub(r'<a aria-label[^>]*></a>| id="p:[^"]*"', "", html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("So $x$.", '<p>So <math alttext="x"><mi>x</mi></math>.</p>'),
        ('*So* $x$ "it".', '<p><em>So</em> <math alttext="x"><mi>x</mi></math> “it”.</p>'),
        ("$$x$$", '<p><span class="formula"><math alttext="x" display="block"><mi>x</mi></math></span></p>'),
        (
            "`$x$`, $a<b$",
            '<p><code>$x$</code>, <math alttext="a&lt;b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math></p>',
        ),
        ("    $x$", "<pre><code>$x$\n</code></pre>"),
        ("![$x$](a.png)", '<p><img alt="$x$"></p>'),
        (r"Not $\foo$, \$5 to \$6 [@x].", r"<p>Not $\foo$, $5 to $6 <i>SB</i>.</p>"),
        ("\U00100000 $x$", '<p>\ufffd <math alttext="x"><mi>x</mi></math></p>'),
        ("A <math><mi>y</mi></math> $x$", '<p>A y <math alttext="x"><mi>x</mi></math></p>'),
    ],
)
def test_set_in_a_text(text: str, html: str) -> None:
    assert block(text) == html


def test_words_and_headings_have_the_source() -> None:
    fragment = RENDERER.block(CitedText("## The $x^2$ case\n\nSo $a<b$."), lambda citation: "", {}, {})
    assert [(heading.anchor, heading.title) for heading in fragment.headings] == [
        ("the-case", "The x^2 case")
    ]
    assert plain_text(fragment.html) == "The x^2 case So a<b."


@pytest.mark.parametrize(
    ("latex", "problem"),
    [
        (r"\foo", r'Unknown command "\foo"'),
        (r"\frac{a}", "Expected argument but reached end of input"),
        (r"\cancel{x}", "neither pages nor PDFs have 'updiagonalstrike'"),
        (r"\color{red}{x}", "it asks for a style (color:#FF0000)"),
        (r"\href{javascript:alert(1)}{x}", r'Unknown command "\href"'),
    ],
)
def test_what_cannot_be_set(latex: str, problem: str) -> None:
    assert set_formula(latex, is_display=False) == ("", problem)
    assert RENDERER.unset_formulas(f"So ${latex}$.") == [(f"${latex}$", problem)]


NODES = {
    r"\frac{a}{b}": ("over", ("letter", "a"), ("letter", "b")),
    r"\sqrt[3]{x}": ("root", ("letter", "x"), ("text", "3")),
    r"\hat{x}": ("mark", ("letter", "x"), "hat"),
    r"\overline{ab}": ("line-above", ("row", [("letter", "a"), ("letter", "b")])),
    r"\left(x\right)": ("fenced", [("letter", "("), ("letter", "x"), ("letter", ")")]),
    r"\binom nk": ("fenced", [("letter", "("), ("stack", ("letter", "n"), ("letter", "k")), ("letter", ")")]),
    r"\sum_i^n": ("scripts", ("letter", "∑"), ("letter", "i"), ("letter", "n"), ""),
    r"\overset{a}{=}": ("scripts", ("letter", "="), None, ("letter", "a"), "always"),
    r"\begin{aligned}a&=b\end{aligned}": (
        "lines",
        [[("letter", "a"), ("row", [("letter", "="), ("letter", "b")])]],
    ),
    r"\text{so it}": ("text", "so\u00a0it"),
    r"\phantom{x}": ("hidden", ("letter", "x")),
}


@pytest.mark.parametrize(("latex", "node"), NODES.items(), ids=NODES)
def test_nodes_of_the_print(latex: str, node: tuple[object, ...]) -> None:
    body = parse_fragment(set_formula(latex, is_display=False).html)
    assert formula_node(body[0][0] if body[0].tag == "p" else body[0]) == ("math", False, latex, node)
