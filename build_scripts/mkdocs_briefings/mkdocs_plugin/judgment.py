"""What is wrong with the content of a build, and whether the build goes on all the same."""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import (
    Diagnostic,
    Severity,
    Verdict,
    count,
    faulty_files,
    in_order,
)
from mkdocs_briefings.host import MkDocsConfig, PluginError
from mkdocs_briefings.mkdocs_plugin.faults import log_diagnostics


class Judgment:
    """The part of the plugin that holds the problems of the content, and stops a build at those that are too grave."""

    logs_diagnostics: bool = True
    """Whether diagnostics go to MkDocs' log; a command line that shows them itself says False."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Problems of the content, by file, line and column."""
    left_out: frozenset[str] = frozenset()
    """Paths of the files left out because of their errors."""
    not_shown: tuple[str, ...] = ()
    """What the last build did not show and why."""
    content_refused: bool = False
    """Whether the last build stopped because of its content."""

    def stop_unless_publishable(self, read: Verdict, config: MkDocsConfig) -> None:
        """Keep what was found by reading, as `stop_at` does.

        Raises:
            PluginError: as for `stop_at`.
        """
        self.diagnostics, self.left_out, self.not_shown = (), read.left_out, read.not_shown
        self.stop_at(read.diagnostics, config)

    def stop_at(self, problems: tuple[Diagnostic, ...], config: MkDocsConfig) -> None:
        """Keep further problems of the content, log them if so set, and stop the build if they are too grave.

        Raises:
            PluginError: there are errors, or warnings in a strict build (if they are logged, MkDocs itself stops).
        """
        self.diagnostics = in_order((*self.diagnostics, *problems))
        if self.logs_diagnostics:
            log_diagnostics(problems)
        broken = faulty_files(problems) - self.left_out
        strict = bool(config.strict) and count(problems, Severity.WARNING) > 0
        self.content_refused = self.content_refused or bool(broken) or strict
        if broken or (strict and not self.logs_diagnostics):
            raise PluginError("the content has problems; nothing was built")
