"""The MkDocs plugin: a thin skin over the pipeline. Only its `host.py` imports mkdocs."""
