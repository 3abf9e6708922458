"""Exports of a briefing for other tools: CSL-JSON, BibTeX, RIS, formatted citations, and metadata for its page."""
