"""The few exceptions, and the callback for progress.

Content never raises an exception of these: a problem in content is a `Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic

ProgressCallback = Callable[[str, int, int], None]
"""Function called with the name of a stage, how many of its items are done, and how many there are."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Ignore the progress."""


class BriefingsError(Exception):
    """Root of everything this package raises; caught by the command line and by the plugin, nowhere else."""


class UsageError(BriefingsError):
    """Wrong command, setting or environment (exit status 2)."""


class ContentError(BriefingsError):
    """Content of which nothing was made (exit status 1)."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = tuple(diagnostics)
        """Its problems, for whoever reports them."""


class PublishError(BriefingsError):
    """Failure to write the site: no space, no permission, a tool that did not run (exit status 2)."""
