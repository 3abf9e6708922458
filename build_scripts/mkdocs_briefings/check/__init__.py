"""Rules about content that could be read: one file a rule, its docstring is its manual page."""
