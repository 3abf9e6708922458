"""How many processors there are, and when processes pay."""

from __future__ import annotations

import os

_WORTH_IT = 64
"""Below this many values, starting processes costs more than it saves."""


def processors() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(count: int) -> int:
    """Return how many processes pay for a number of values; 1 says to stay in this one."""
    return processors() if count >= _WORTH_IT else 1
