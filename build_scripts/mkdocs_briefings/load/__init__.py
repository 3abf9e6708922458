"""The reading of a content folder: files become models, and every fault of every file is reported in one run."""
