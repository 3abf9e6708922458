"""A file is named that is not in the content folder.

Pictures and documents stand under `content/files/` and are named from there: `![Exports](files/exports.png)` in a text,
`file: files/exports.png` under `lead_image`, `photo: files/ada.jpg` of an author. The link would lead nowhere. Put the file there, or correct its name.

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
from mkdocs_briefings.model.site import LinkedBriefing

SEVERITY = Severity.ERROR


def check(context: CheckContext) -> Iterator[Finding]:
    """Report files that a text, a picture at the head of a briefing or an author's photo names, and that are not there."""
    files = context.registries.files
    named = (
        *((name, place) for briefing in context.briefings for name, place in _of_briefing(briefing)),
        *((author.value.photo, author.at("photo")) for author in context.registries.authors.values()),
    )
    for name, place in named:
        if name is not None and name not in files:
            message = f"there is no file '{name}' in the content folder"
            hint = did_you_mean(name, files) or "put it there, or correct its name"
            yield Finding(place, "missing-file", message, hint)


def _of_briefing(briefing: LinkedBriefing) -> Iterator[tuple[str, Place]]:
    """Yield each file that a briefing names with its place, the whole file where that is neither the body nor a key."""
    for name in briefing.files:
        offset = briefing.body.text.find(name)
        if name == briefing.lead_image:
            yield name, briefing.at("lead_image", "file")
        else:
            yield name, briefing.at("body", offset=offset, length=len(name)) if offset >= 0 else briefing.at()
