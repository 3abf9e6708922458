"""The pictures at the heads of briefings, in a mail."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_briefings.render.context import RenderContext
from mkdocs_briefings.render.lead_image import absolute_lead_image
from mkdocs_briefings.render.texts import BriefingInputs

_WIDEST, _HIGHEST = 552, 400
"""Pixels that a picture may take."""
_TYPES = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif"}
"""What mail programs show: subtype of `image` by the ending of a file."""


@dataclass(frozen=True, slots=True)
class MailPicture:
    """A picture in a mail."""

    file: str
    """By path from the content folder."""
    src: str
    """Its address, or that of a part of the mail (`cid:`, RFC 2392)."""
    alt: str
    caption: str
    """Caption and credit; may be empty."""
    width: int
    """Pixels at which it is shown."""

    @property
    def subtype(self) -> str:
        """Subtype of its media type."""
        return _TYPES[_ending(self.file)]


def mail_picture(inputs: BriefingInputs, context: RenderContext) -> MailPicture | None:
    """Return the picture at the head of a briefing; None without one, or for a kind that mail programs do not show."""
    written, lead = inputs.briefing.briefing.lead_image, absolute_lead_image(inputs, context)
    if written is None or lead is None or _ending(written.file) not in _TYPES:
        return None
    width = min(_WIDEST, lead.width or _WIDEST)
    if lead.height and lead.width:
        width = max(1, min(width, round(_HIGHEST * lead.width / lead.height)))
    caption = " ".join(filter(None, (lead.caption, lead.credit)))
    return MailPicture(written.file, lead.src, lead.alt, caption, width)


def _ending(file: str) -> str:
    return file.rpartition(".")[2].lower()
