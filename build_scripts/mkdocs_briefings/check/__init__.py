"""Check content with rules: one file a rule, whose docstring is its manual page."""
