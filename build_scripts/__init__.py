"""Static briefing sites from YAML. Start reading at `build_scripts/pipeline.py`."""
