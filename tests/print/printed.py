"""Settings that the tests print with."""

from __future__ import annotations

from mkdocs_briefings.render.context import RenderSettings

EXTENSIONS = tuple("toc admonition attr_list def_list fenced_code footnotes md_in_html tables".split())
RENDER = RenderSettings(
    site_url="https://example.org/briefings/", site_name="The Sample Desk", extensions=EXTENSIONS
)
