"""Read a content folder: files to models, every fault of every file at once."""
