"""A print: what its PDF is made from, and what came out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """Everything a PDF is made from. Two equal ones give the same bytes on the same machine."""

    title: str
    text: str
    """JSON that the print template walks; nothing in it is code."""
    pictures: tuple[str, ...] = ()
    """Files of the content folder that it shows, by number."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF."""

    content: bytes
    missing: tuple[str, ...] = ()
    """Characters that no font at hand shows; each is replaced by its name or number."""
    unshown: tuple[str, ...] = ()
    """Pictures that cannot be printed; each is replaced by its description."""
