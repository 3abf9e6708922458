"""What other plugins need of generated pages, and only they."""

from __future__ import annotations

from typing import Any

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import CombinedEvent, Files, MkDocsConfig, MkDocsPage, Navigation, event_priority
from mkdocs_briefings.mkdocs_plugin.headings import hide_headings
from mkdocs_briefings.mkdocs_plugin.navigation import check_listings
from mkdocs_briefings.model.output import PageKind

_NAME = "briefings"
_REFUSED = {
    "i18n": "it builds the site once for each language, and takes no page without a file: remove it, and name the languages "
    "under `briefings`: `languages: [en, de]`"
}
"""Plugins that no site with briefings can be built with, and why."""


def check_neighbours(config: MkDocsConfig) -> None:
    """Refuse plugins that spoil generated pages, and a navigation that lists nothing.

    Raises:
        UsageError: names what is wrong.
    """
    check_listings(config.nav)
    refused = [
        f"plugins: `{name}` cannot be used here: {_REFUSED[name]}"
        for name in config.plugins
        if name in _REFUSED
    ]
    if refused:
        raise UsageError("; ".join(refused))


class OtherPlugins:
    """Events at which other plugins look at pages: before them, and when all are done."""

    @event_priority(100)
    def _prepare_for_rss(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Let the plugin `rss` take briefings, as it takes no page without a file, and leave lists out of its feed."""
        if "rss" in config.plugins and page.file.generated_by == _NAME:
            page.file.abs_src_path = config.config_file_path
            page.meta["draft"] = page.meta.get("kind") != PageKind.BRIEFING

    @event_priority(-100)
    def _end_with_rss(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        if "rss" in config.plugins and page.file.generated_by == _NAME:
            page.file.abs_src_path = None
            del page.meta["draft"]

    on_page_content = CombinedEvent(_prepare_for_rss, _end_with_rss)

    @event_priority(-100)
    def on_page_context(
        self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Leave templates no headings of a generated page."""
        hide_headings(page)
