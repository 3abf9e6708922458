"""What a rule looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from mkdocs_briefings.check.claims import Claims
from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Finding
from mkdocs_briefings.diagnostics.span import Place
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.site import LinkedBriefing


@dataclass(frozen=True, slots=True)
class Unread:
    """What was written but could not be read: it was reported once, so a reference to it is no fault of its own."""

    briefings: frozenset[str] = frozenset()
    """Ids of briefings with a fault."""
    files: frozenset[str] = frozenset()
    """Files of registries nothing of which was read."""
    entries: frozenset[tuple[str, str]] = frozenset()
    """File and id of every registry entry with a fault."""

    @classmethod
    def of(cls, faults: Iterable[Finding | Diagnostic]) -> Unread:
        """What the faults found while loading leave unread."""
        briefings, files, entries = set(), set(), set()
        for fault in faults:
            place = fault.place if isinstance(fault, Finding) else Place(fault.span.path)
            if isinstance(fault, Diagnostic) and fault.code != "invalid-yaml":
                continue
            if "/briefings/" in f"/{place.path}":
                briefings.add(PurePosixPath(place.path).stem)
            elif place.keys:
                entries.add((place.path, str(place.keys[0])))
            else:
                files.add(place.path)
        return cls(frozenset(briefings), frozenset(files), frozenset(entries))

    def entry(self, registry: str, id: str) -> bool:
        """Whether a registry may hold this id in a part that was not read."""
        return any(_of(path, registry) for path in self.files) or any(
            key == id and _of(path, registry) for path, key in self.entries
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything the rules may ask about."""

    briefings: tuple[LinkedBriefing, ...]
    """The briefings, newest first; for a rule of the whole desk none."""
    claims: tuple[Claims, ...]
    """What all of them have to do with each other; for a rule of single briefings none."""
    registries: Registries
    """The shared lists, whole."""
    today: dt.date
    """The day the site is built for."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Why a briefing may not be shown, by id."""
    unread: Unread = field(default_factory=Unread)
    """What was written but could not be read."""

    @property
    def known(self) -> Mapping[str, Claims]:
        """The briefings by id."""
        return {one.id: one for one in self.claims}

    @property
    def complete(self) -> bool:
        """Whether every briefing of the desk is here, so that what none of them uses is used by none."""
        known = self.known
        return not self.unread.briefings and all(id in known for id in self.withheld)


def _of(path: str, registry: str) -> bool:
    return path.endswith(f"/{registry}.yaml") or path == f"{registry}.yaml" or f"/{registry}/" in f"/{path}"
