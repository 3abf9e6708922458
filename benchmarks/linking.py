"""Link and check 500 and 5,000 briefings: the cost of one must not grow with their number.

python benchmarks/linking.py
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from generate import SOURCES, briefings, registries

from mkdocs_briefings.check.check import check
from mkdocs_briefings.link.link import link
from mkdocs_briefings.model.settings import Settings
from mkdocs_briefings.render.proofs import SiteProofs

SMALL, LARGE, RUNS = 500, 5_000, 5


def cost(count: int) -> tuple[float, list[str]]:
    """Milliseconds for each briefing, and the unresolved citations found."""
    settings = Settings(root=Path(), content=Path("content"))
    shared = registries()
    made = tuple(briefings(count, unresolved=count // 2))
    started = time.process_time()
    site = link(made, shared, settings)
    found = check(site, shared, settings, {}, SiteProofs())
    spent = (time.process_time() - started) * 1000 / count
    return spent, [str(one.place.path) for one in found if one.code == "unresolved-citation"]


def main() -> None:
    """Measure in turn, and print the ratio."""
    pairs = [(cost(SMALL), cost(LARGE)) for _ in range(RUNS)]
    ratios = [large[0] / small[0] for small, large in pairs]
    print(
        f"{LARGE:,} briefings, {LARGE * (SOURCES + 3):,} citations: {pairs[-1][1][0]:.2f} ms each to link and check"
    )
    print(f"cost of one at {LARGE:,} over one at {SMALL}: {statistics.median(ratios):.2f} (median of {RUNS})")
    print(f"unresolved: {', '.join(pairs[-1][1][1])}")


if __name__ == "__main__":
    main()
