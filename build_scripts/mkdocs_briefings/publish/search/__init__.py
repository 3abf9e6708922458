"""Records in, search bundle out: the only part that knows Pagefind.

records --records.py--> lean HTML --shards.py, Pagefind--> shards --merging.py, frequent.py--> bundle

`indexing.py` starts all that as a program of its own (`__main__.py`), beside whatever else a build does. The counterpart in the
browser is `theme/assets/briefings/search/engine.js`.
"""
