"""What other tools take from a briefing: CSL-JSON, BibTeX, RIS, formatted citations, and tags for its page's head."""
