"""The colours and families of a mail, as inline styles have them."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_briefings.model.face import Face, Family

_SERIF, _SANS = "Georgia,Times,serif", "Arial,Helvetica,sans-serif"
"""What the machines of readers have."""


class MailStyle(NamedTuple):
    """Colours, and families as lists for `font-family`."""

    ink: str
    soft: str
    rule: str
    accent: str
    panel: str
    """Ground of executive points."""
    sheet: str
    """Ground of the mail."""
    desk: str
    """Ground around it."""
    serif: str
    sans: str
    mono: str = "Consolas,Courier,monospace"


def mail_style(face: Face) -> MailStyle:
    """Return the style of a desk's mails: those of a mail are the colours of the light page."""
    colors = face.palette
    return MailStyle(
        colors.ink.light,
        colors.soft.light,
        colors.printed_rule,
        colors.accent.light,
        colors.card.light,
        colors.sheet,
        colors.desk,
        _families(face.serif, _SERIF),
        _families(face.sans, _SANS),
    )


def _families(own: Family | None, others: str) -> str:
    """Return a family of the desk, for readers who have it, before others."""
    return f"'{own.name}',{others}" if own is not None else others
