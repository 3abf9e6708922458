"""Connections of what was selected: citations to sources, names to registries, briefings to each other."""
