"""Formulas of hand-written pages in the theme `briefings`."""

from __future__ import annotations

import markdown
import pytest

from mkdocs_briefings.mkdocs_plugin.written_formulas import with_written_formulas

TEXT = "Where $a < b$ and \\(c\\).\n\n$$\n\\frac{1}{2} & x\n$$\n\nCode `$z$`, text.\n"


@pytest.mark.parametrize("generic", [True, False])
def test_formulas_are_set(generic) -> None:
    options = {"pymdownx.arithmatex": {"generic": generic}}
    html = markdown.markdown(TEXT, extensions=list(options), extension_configs=options)
    assert html.count("arithmatex") == 3
    formulas = with_written_formulas(html.replace(" &amp; x", "").replace(" & x", ""))
    assert formulas.count("<math ") == 3
    assert formulas.count('display="block"') == 1
    assert 'alttext="a &lt; b"' in formulas
    assert "<mfrac>" in formulas
    assert "<code>$z$</code>" in formulas
    assert "<script" not in formulas


@pytest.mark.parametrize("generic", [True, False])
def test_what_cannot_be_set_stays_as_written(generic) -> None:
    options = {"pymdownx.arithmatex": {"generic": generic}}
    html = markdown.markdown("$\\nothing{x}$ and $y$", extensions=list(options), extension_configs=options)
    formulas = with_written_formulas(html)
    assert "\\nothing{x}" in formulas
    assert formulas.count("<math ") == 1


def test_other_pages_stay_as_they_are() -> None:
    html = "<p>Where $a$ and \\(b\\)</p>"
    assert with_written_formulas(html) == html
