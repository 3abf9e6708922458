"""The MkDocs plugin: a thin skin over the pipeline. Only this folder imports mkdocs."""
