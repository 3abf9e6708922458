"""Which notices concern a source: by its address or by its outlet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from mkdocs_briefings.model.content import Notice, Source
from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.site import Ref


def same_address(url: str) -> str:
    """The part of an address that tells it from others: no scheme, no `www.`, no fragment, no last slash."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices by what they are about."""

    by_address: Mapping[str, tuple[Notice, ...]]
    by_outlet: Mapping[str, tuple[Notice, ...]]

    @classmethod
    def of(cls, registries: Registries) -> Notices:
        """The notices of these registries, in the order written."""
        by_address: dict[str, tuple[Notice, ...]] = {}
        by_outlet: dict[str, tuple[Notice, ...]] = {}
        for located in registries.notices:
            notice = located.value
            if notice.outlet is not None:
                by_outlet[notice.outlet] = (*by_outlet.get(notice.outlet, ()), notice)
            elif notice.url is not None:
                key = same_address(notice.url)
                by_address[key] = (*by_address.get(key, ()), notice)
        return cls(by_address, by_outlet)

    def about(self, source: Source, outlet: Ref | None) -> tuple[Notice, ...]:
        """What became of the source, then of its outlet."""
        own = self.by_address.get(same_address(source.url), ()) if source.url and self.by_address else ()
        return own + (self.by_outlet.get(outlet.id, ()) if outlet else ())
