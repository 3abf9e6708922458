"""Static briefing sites from YAML. Start reading at `build_scripts/mkdocs_briefings/pipeline.py`."""
