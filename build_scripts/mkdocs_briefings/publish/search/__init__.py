"""Records in, a search index out: files from which browsers answer every query by themselves.

record --texts.py--> text file --reader.py--> postings --inverted.py, shards.py--> shards --parts.py--> the rest

Pages' workers write the text files. All else is done in a process of its own (`program.py`, started by `indexing.py`)
beside whatever else a build does: it alone loads numpy, with the workers of a cluster where it has one do its tasks
(`tasks.py`). The counterpart in the browser is `theme/assets/briefings/search/`.
"""
