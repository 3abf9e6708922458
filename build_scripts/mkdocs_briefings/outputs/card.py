"""Cards: the picture of every briefing for where its address is shared, and the one that all other pages share."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_briefings.outputs.output import Inputs, Made, Maker, Output, SitePlan, Task, Wanted
from mkdocs_briefings.render import addresses
from mkdocs_briefings.render.sharing import card_document, card_inputs, site_card_document


def _wanted(plan: SitePlan) -> Iterator[Wanted]:
    """Yield the card of every briefing, then that of the site, which shows settings alone."""
    if not plan.render.cards:
        return
    for id, briefing in plan.briefings.items():
        if plan.has_page(id):
            task = Task(addresses.card(addresses.briefing_uri(id)), data=id)
            yield Wanted(task, Inputs(briefing.card_digest, plan.logo_files))
    yield Wanted(Task(addresses.SITE_CARD), Inputs(b"", plan.logo_files))


def _make(task: Task, maker: Maker) -> Made:
    """Draw a card."""
    if task.data is None:
        document = site_card_document(maker.context)
    else:
        listing = maker.summary(task.data).listing
        document = card_document(card_inputs(listing.ref, listing.points[0].text), maker.context)
    return Made({task.name: maker.png(document)})


CARD = Output("card", "Drawing", _wanted, _make, travels=True)
"""A card."""
