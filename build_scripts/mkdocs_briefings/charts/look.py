"""The colours of a chart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a chart on one ground."""

    ink: str
    soft: str
    rule: str
    paper: str
    categories: tuple[str, ...]
    """Colours of the series, the first that of a single one."""
    ramp: tuple[str, str]
    """Colours of the least and the greatest value."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Colours of a chart wherever it is shown."""

    light: Look
    """On the light page."""
    dark: Look
    """On the dark page."""
    paper: Look
    """On paper, in feeds and in mails."""
