"""Rules that check content: one file a rule, whose docstring is its manual page."""
