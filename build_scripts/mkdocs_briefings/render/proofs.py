"""Proofs of texts. What renders is imported when the first is asked for: most texts need none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_briefings.model.proof import Proof
from mkdocs_briefings.model.settings import RenderSettings
from mkdocs_briefings.model.site import CitedText, LinkedBriefing

if TYPE_CHECKING:
    from mkdocs_briefings.render.context import RenderContext


@dataclass(frozen=True)
class SiteProofs:
    """Makes proofs with the settings of a site; sent elsewhere, it begins anew there."""

    settings: RenderSettings = field(default_factory=RenderSettings)

    def of_text(self, cited: CitedText, desk_addresses: Iterable[str]) -> Proof:
        """Return the proof of a text; `desk_addresses` are those that lead to briefings and files of the desk."""
        from mkdocs_briefings.render.proof import proof_of  # noqa: PLC0415

        return proof_of(cited, desk_addresses, self._context.renderer)

    def anchors(self, briefing: LinkedBriefing) -> frozenset[str]:
        """Return the ids on the page of a briefing."""
        from mkdocs_briefings.render.anchors import page_anchors  # noqa: PLC0415

        return page_anchors(briefing, self._context)

    @cached_property
    def _context(self) -> RenderContext:
        from mkdocs_briefings.render.context import RenderContext  # noqa: PLC0415

        return RenderContext.from_settings(self.settings)

    def __reduce__(self) -> tuple[type[SiteProofs], tuple[RenderSettings]]:
        return type(self), (self.settings,)
