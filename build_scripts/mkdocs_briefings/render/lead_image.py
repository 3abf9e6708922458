"""The picture at the head of a briefing."""

from __future__ import annotations

from dataclasses import replace

from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.texts import BriefingInputs
from mkdocs_briefings.render.views import PictureView


def absolute_lead_image(inputs: BriefingInputs, context: RenderContext) -> PictureView | None:
    """Return the picture at the head of a briefing with its absolute address; None where the site does not know its own."""
    lead = lead_image(inputs)
    return (
        replace(lead, src=context.absolute_file_url(lead.src)) if lead and context.settings.site_url else None
    )


def lead_image(inputs: BriefingInputs) -> PictureView | None:
    """Return the picture at the head of a briefing, its file given from the root of the site; None without one."""
    lead = inputs.briefing.briefing.lead_image
    if lead is None or lead.file not in inputs.link_targets:
        return None
    return PictureView(
        inputs.link_targets[lead.file],
        one_line(lead.alt),
        *(inputs.lead_size or (0, 0)),
        caption=one_line(lead.caption),
        credit=one_line(lead.credit),
    )
