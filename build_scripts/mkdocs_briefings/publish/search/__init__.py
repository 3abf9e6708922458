"""Records in, a search index out: files from which browsers answer every query by themselves.

record --texts.py--> text file --reader.py--> postings --index.py, shards.py, parts.py--> files of the index

Pages' workers write the text files. All else is done by a program of its own (`__main__.py`, started by `indexing.py`)
beside whatever else a build does: it alone loads numpy. The counterpart in the browser is
`theme/assets/briefings/search/`.
"""
