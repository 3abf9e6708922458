r"""A formula is not LaTeX that pages and PDFs can set.

Readers would see it as it is written, dollars and all. The message says what is wrong: a command that nobody knows, a brace
without its like, or something that neither MathML nor a PDF has, such as colours. Formulas stand between `$` in a line and
between `$$` by themselves; before a dollar that means money and is taken for a formula, put a backslash.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Growth was $\grow{2}$ in both years.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Growth was $\frac{1}{2}$ in both years, and cost $5 to $6.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report formulas that cannot be set."""
    yield from context.slips("unset-formula")
