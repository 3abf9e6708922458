"""What a rule looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from build_scripts.diagnostics.diagnostic import Diagnostic, Finding
from build_scripts.model.desk import Registries
from build_scripts.model.site import LinkedBriefing, Site


@dataclass(frozen=True, slots=True)
class Unread:
    """What was written but could not be read: it was reported once, so a reference to it is no fault of its own."""

    files: frozenset[str] = frozenset()
    """Files nothing of which was read."""
    entries: frozenset[tuple[str, str]] = frozenset()
    """File and first key of everything with a fault."""

    @classmethod
    def of(cls, faults: Iterable[Finding | Diagnostic]) -> Unread:
        """What the faults found while loading leave unread."""
        files, entries = set(), set()
        for fault in faults:
            if isinstance(fault, Diagnostic):
                files |= {fault.span.path} if fault.code == "invalid-yaml" else set()
            elif fault.place.keys:
                entries.add((fault.place.path, str(fault.place.keys[0])))
            else:
                files.add(fault.place.path)
        return cls(frozenset(files), frozenset(entries))

    def entry(self, registry: str, id: str) -> bool:
        """Whether a registry may hold this id in a part that was not read."""
        return any(_of(path, registry) for path in self.files) or any(
            key == id and _of(path, registry) for path, key in self.entries
        )

    def briefing(self, id: str) -> bool:
        """Whether a briefing has this id and was not read."""
        paths = (*self.files, *(path for path, _ in self.entries))
        return any(path.rpartition("/")[2].rpartition(".")[0] == id for path in paths)


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the rules may ask about."""

    site: Site
    """The briefings, connected."""
    registries: Registries
    """The shared lists, whole."""
    today: dt.date
    """The day the site is built for."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Why a briefing may not be shown, by id."""
    unread: Unread = field(default_factory=Unread)
    """What was written but could not be read."""

    @property
    def briefings(self) -> Iterable[LinkedBriefing]:
        """The briefings, newest first."""
        return self.site.briefings.values()

    @property
    def complete(self) -> bool:
        """Whether every briefing of the desk is here, so that what none of them uses is used by none."""
        unread = any("/briefings/" in f"/{path}" for path in self.unread.files | {p for p, _ in self.unread.entries})
        return not unread and all(id in self.site.briefings for id in self.withheld)


def _of(path: str, registry: str) -> bool:
    return path.endswith(f"/{registry}.yaml") or path == f"{registry}.yaml" or f"/{registry}/" in f"/{path}"
