"""The settings of a desk: what mkdocs.yml may say, how it is read, and what follows. No host has a part in this."""
