"""Every output of a site: which there are to be, what each is made from, and how it is made.

A new output is a module beside this one and a word in `STAGES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from mkdocs_briefings.outputs.card import CARD
from mkdocs_briefings.outputs.chart import CHART
from mkdocs_briefings.outputs.feed import FEED
from mkdocs_briefings.outputs.logo import LOGO
from mkdocs_briefings.outputs.moved import MOVED
from mkdocs_briefings.outputs.output import Output, SitePlan
from mkdocs_briefings.outputs.page import PAGE
from mkdocs_briefings.outputs.print import PRINT
from mkdocs_briefings.outputs.record import RECORD
from mkdocs_briefings.outputs.script_words import SCRIPT_WORDS
from mkdocs_briefings.outputs.sitewide import ATTACHMENT, SITEWIDE
from mkdocs_briefings.outputs.table import TABLE

STAGES: Final[tuple[tuple[Output, ...], ...]] = (
    (PAGE,),
    (RECORD, TABLE, PRINT, CARD, CHART, ATTACHMENT, LOGO, SITEWIDE, SCRIPT_WORDS),
    (FEED, MOVED),
)
"""Outputs in the order in which they are made: those of a stage may read what the stages before it have made."""
OUTPUTS: Final[dict[str, Output]] = {output.kind: output for stage in STAGES for output in stage}
"""Every sort of output, by its name."""


def names_showing(files: Set[str], plan: SitePlan) -> Iterator[str]:
    """Yield the names of the outputs that show the bytes of one of some files of the content."""
    for output in OUTPUTS.values():
        for task, inputs in output.wanted(plan):
            if not files.isdisjoint(inputs.files):
                yield task.name
