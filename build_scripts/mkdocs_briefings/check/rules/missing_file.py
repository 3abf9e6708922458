"""A text shows or links to a file that is not in the content folder.

Pictures and documents stand under `content/files/` and are named from there: `![Exports](files/exports.png)`.
The link would lead nowhere. Put the file there, or correct its name.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "![The programme](files/programme.png)"

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "[The programme](https://example.org/programme)"
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.check.context import CheckContext
from mkdocs_briefings.diagnostics.diagnostic import Finding, Place, Severity
from mkdocs_briefings.diagnostics.messages import did_you_mean

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report files that a text names and that are not there."""
    files = context.registries.files
    for briefing in context.briefings:
        for name in briefing.files:
            if name not in files:
                message = f"there is no file '{name}' in the content folder"
                hint = did_you_mean(name, files) or "put it there, or correct its name"
                yield Finding(_place(briefing.path, briefing.body.text, name), "missing-file", message, hint)


def _place(path: str, body: str, name: str) -> Place:
    """Return where the body names the file; the briefing's start when another text does."""
    offset = body.find(name)
    return Place(path, ("body",), offset, len(name)) if offset >= 0 else Place(path)
