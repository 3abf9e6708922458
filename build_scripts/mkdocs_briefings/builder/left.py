"""What the last build left of the site, beside what is there now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_briefings.builder.glance import Glance
from mkdocs_briefings.builder.state import State
from mkdocs_briefings.publish.staging import Stat


@dataclass(frozen=True)
class Left:
    """Compared when it is first asked for: the walk over a large site takes as long as reading an edit."""

    state: State
    glance: Glance | None
    """None where there is no site before."""

    @cached_property
    def there(self) -> Mapping[str, Stat]:
        """Size and second of every file of the site; none if nothing is known of what it was made from."""
        return self.glance.walk.answer() if self.glance is not None and self.state.products else {}

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Files that somebody has changed or removed since."""
        left, there = self.state.seen.site, self.there
        if self.glance is None or left == there:
            return frozenset()
        return frozenset(name for name, stat in left.items() if there.get(name) != stat)

    @property
    def sound(self) -> Mapping[str, Stat]:
        """Files that are as they were left."""
        return {name: stat for name, stat in self.state.seen.site.items() if name not in self.damaged}

    def stands(self, name: str, digest: bytes) -> bool:
        """Whether a product is what it would be if it were made now."""
        old = self.state.products.get(name)
        return old is not None and old.digest == digest and self.damaged.isdisjoint(old.outputs)
