"""Exact incremental builds: what changed is read, made and written again, and nothing else."""
