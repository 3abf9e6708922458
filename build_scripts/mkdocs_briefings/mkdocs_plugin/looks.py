"""What frames the pages of a site: a theme, and how much of it the publication's own look replaces."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from mkdocs_briefings.diagnostics.errors import UsageError
from mkdocs_briefings.host import MkDocsConfig
from mkdocs_briefings.mkdocs_plugin.settings import PluginSettings
from mkdocs_briefings.settings.site_config import OWN_THEME

THEMES = {OWN_THEME: "", "material": "Material for MkDocs", "materialx": "MaterialX"}
"""Themes whose base.html has the blocks that the templates of this package fill, with what their makers call them."""
_TEMPLATES = Path(__file__).parent.parent / "theme"
_SEARCHES = {"search", "material/search", "materialx/search"}
"""Plugins that search a site in the frame of its theme."""


class Look(Enum):
    """One of the three looks of a site, with the folders of its templates, the first before all others."""

    WHOLE = ("everywhere", ".")
    """Every page has it, hand-written ones too."""
    GENERATED = (".",)
    """Generated pages have it; others are as the theme has them."""
    CONTENT = ("framed", ".")
    """No page has it: what is generated stands in the theme's own frame, in the theme's type and colours."""

    @property
    def framed(self) -> bool:
        """Whether generated pages stand in the theme's own frame."""
        return self is Look.CONTENT

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders of its templates."""
        return tuple(str(_TEMPLATES / name) for name in self.value)


def look_of(config: MkDocsConfig, plugin: PluginSettings) -> Look:
    """Return how far the publication's look goes on a site.

    Raises:
        UsageError: the theme is not made for it, or has no frame to leave.
    """
    theme = config.theme.name
    if theme not in THEMES:
        raise UsageError(f"theme: {theme!r} is none of {', '.join(THEMES)}: set `theme: {OWN_THEME}`")
    if theme == OWN_THEME:
        if plugin.own.whole_site is False:
            raise UsageError(
                "whole_site: false leaves the frame of Material, and the theme `briefings` has none"
            )
        return Look.WHOLE
    if plugin.own.whole_site is None:
        return Look.GENERATED if _SEARCHES & set(config.plugins) else Look.WHOLE
    return Look.WHOLE if plugin.own.whole_site else Look.CONTENT


def add_templates(config: MkDocsConfig, look: Look) -> None:
    """Put the package's templates between the site's own and those of the theme."""
    own = config.theme.dirs.index(config.theme.custom_dir) + 1 if config.theme.custom_dir else 0
    if look.folders[-1] not in config.theme.dirs:
        config.theme.dirs[own:own] = look.folders
