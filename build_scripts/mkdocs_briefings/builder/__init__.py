"""Exact incremental builds: what has changed is read, made and written again, and nothing else."""
