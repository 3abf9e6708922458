"""The command `briefings`: one file a command, a thin skin over the pipeline."""
