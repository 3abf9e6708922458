"""Settings of the plugin, changed for a copy of a site."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

LEAN = {"search": False, "pdf": False, "cards": False, "reference": False}
"""For tests that look at pages of content alone: what these turn off takes most of a small build."""


def settle(folder: Path, **settings: object) -> None:
    """Change settings of the plugin for the site in this folder."""
    path = folder / "mkdocs.yml"
    config = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for number, plugin in enumerate(config["plugins"]):
        if plugin == "briefings" or "briefings" in plugin:
            before = plugin["briefings"] if isinstance(plugin, dict) else {}
            config["plugins"][number] = {"briefings": {**before, **settings}}
    path.write_text(json.dumps(config), encoding="utf-8")
