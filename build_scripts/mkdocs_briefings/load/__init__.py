"""Read a content folder: files become models, and every fault of every file is found in one run."""
