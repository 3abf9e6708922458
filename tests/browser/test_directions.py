"""A text of the other direction on a page: Material sets sides by the direction of anything around, so by two at once."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

TEXT = (
    "<blockquote><p>a</p></blockquote><ul><li>b</li></ul><ol><li>c</li></ol><div class='table-box'><table><tr><td>d</td>"
    "</tr></table></div><pre>e</pre>"
)
SIDES = """([html, outer, inner]) => {
  document.body.dir = outer;
  document.querySelector("article.briefing").dir = inner;
  const prose = document.querySelector(".prose");
  prose.innerHTML = html;
  const style = (selector) => getComputedStyle(prose.querySelector(selector));
  const end = inner === "rtl" ? "left" : "right";
  return {
    quote: style("blockquote")[`border-${end}-width`],
    bullet: style("ul > li")[`margin-${end}`],
    number: style("ol > li")[`margin-${end}`],
    cell: style("td").textAlign,
    code: style("pre").direction,
  };
}"""
BELARUS = "briefings/belarus-strengthens-ties-with-russia/"


@pytest.mark.parametrize(("outer", "inner"), [("ltr", "rtl"), ("rtl", "ltr"), ("ltr", "ltr"), ("rtl", "rtl")])
def test_what_has_a_side_has_one(open_page, outer: str, inner: str) -> None:
    sides = open_page(BELARUS).evaluate(SIDES, [TEXT, outer, inner])
    assert sides == {"quote": "0px", "bullet": "0px", "number": "0px", "cell": "start", "code": "ltr"}
