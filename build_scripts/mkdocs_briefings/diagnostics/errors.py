"""The few exceptions. Content never raises one: a problem in content is a `Diagnostic`."""

from __future__ import annotations

from collections.abc import Callable


class BriefingsError(Exception):
    """Root of everything this package raises; caught by the command line and by the plugin, nowhere else."""


class UsageError(BriefingsError):
    """The command, a setting or the environment is wrong (exit status 2)."""


class ContentError(BriefingsError):
    """The content has errors, so no site was made (exit status 1); the diagnostics were reported before."""


class PublishError(BriefingsError):
    """Writing the site failed: no space, no permission, a tool that did not run (exit status 2)."""


ProgressCallback = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done and how much there is."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
