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
from mkdocs_briefings.diagnostics.diagnostic import Finding, Severity
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
                offset = briefing.body.text.find(
                    name
                )  # another text may name it: then the whole file is the place
                place = briefing.at("body", offset=offset, length=len(name)) if offset >= 0 else briefing.at()
                yield Finding(place, "missing-file", message, hint)
