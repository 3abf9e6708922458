"""The MkDocs plugin: a thin skin over the pipeline. What it needs of MkDocs comes from `../host.py`."""
