"""A briefing refers to one that its readers may not see.

The other is a draft, under embargo, or above the audience of this build. Its id alone can say too much (who is
being written about, and when), so the build stops. Remove the reference, or publish both together.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [sanctions-to-come]
    # briefings/2024/sanctions-to-come.yaml
    title: Sanctions
    date: 2024-02-06
    tlp: amber
    executive_points: [They will come.]
    body: Preparations have begun.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
    related: [sanctions-to-come]
    # briefings/2024/sanctions-to-come.yaml
    title: Sanctions
    date: 2024-02-06
    executive_points: [They have come.]
    body: They were announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_scripts.check.checked import Checked
from build_scripts.diagnostics.diagnostic import Finding, Severity
from build_scripts.diagnostics.span import Place
from build_scripts.model.site import LinkedBriefing

SEVERITY = Severity.ERROR

_LINK = re.compile(r"\]\(\s*<?(?P<target>[^\s<>()]+)")
_PAGE = re.compile(r"(?P<id>[a-z0-9-]+)(?:\.(?:md|html|ya?ml)|/|/index\.(?:md|html))?(?:[?#].*)?$")


def check(checked: Checked) -> Iterator[Finding]:
    """References under `related` and links in the text to briefings that are withheld."""
    if not checked.withheld:
        return
    for briefing in checked.briefings:
        if briefing.id in checked.withheld:
            continue
        for id, place in _references(briefing):
            if id in checked.withheld:
                message = f"readers may not see '{id}': {checked.withheld[id]}"
                yield Finding(place, "hidden-reference", message, "remove the reference, or publish both together")


def _references(briefing: LinkedBriefing) -> Iterator[tuple[str, Place]]:
    for index, id in enumerate(briefing.briefing.related):
        yield id, Place(briefing.path, ("related", index))
    for match in _LINK.finditer(briefing.body.text):
        target = match["target"]
        page = _PAGE.search(target)
        if page is not None and "://" not in target:
            yield page["id"], Place(briefing.path, ("body",), match.start("target"), len(target))
