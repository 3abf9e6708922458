"""Turn a folder of posts (gzipped JSON lines) into a desk of briefings, and into a plain Markdown site.

    python benchmarks/corpus.py POSTS OUT

POSTS holds `*.jsonl.gz` with the fields title, publication, date, authors, topics, summary, body and
sources[{title, url}]. OUT gets `desk/` (mkdocs.yml and content/) and `plain/` (mkdocs.yml and docs/), the same
texts in both, so that two builds of the same posts can be compared.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from slugify import slugify

Post = dict[str, Any]

_LONGEST = 80
_POINT = 400
_MARK = re.compile(r"@(?=[\w])")


def posts(folder: Path) -> Iterator[Post]:
    """The posts of every file of the folder, in order."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                post = json.loads(line)
                yield {**post, "title": post["title"] or Path(post["id"]).stem.replace("-", " ")}


def convert(every: Iterable[Post], out: Path) -> None:
    """Write both sites."""
    taken: set[str] = set()
    topics: dict[str, str] = {}
    publications: dict[str, str] = {}
    for post in every:
        slug = _free(slugify(post["title"], max_length=_LONGEST, word_boundary=True) or "post", taken)
        year = str(post["date"])[:4]
        _write(out / "desk/content/briefings" / year / f"{slug}.yaml", _briefing(post, topics, publications))
        _write(out / "plain/docs/posts" / f"{slug}.md", _plain(post))
    _write(out / "desk/content/topics.yaml", _registry(topics))
    _write(out / "desk/content/publications.yaml", _registry(publications))
    _write(out / "desk/mkdocs.yml", _DESK)
    _write(out / "desk/docs/about.md", "# About\n\nPosts as briefings.\n")
    _write(out / "plain/mkdocs.yml", _PLAIN)
    _write(out / "plain/docs/index.md", "# Posts\n")


def _briefing(post: Post, topics: dict[str, str], publications: dict[str, str]) -> str:
    sources = [source for source in post["sources"] if str(source["url"]).startswith(("http://", "https://"))]
    point = (post["summary"] or post["title"]).strip()[:_POINT]
    marks = f" [@{'; @'.join(f's{number}' for number in range(1, len(sources) + 1))}]" if sources else ""
    fields = {
        "title": post["title"],
        "date": post["date"],
        "publication": _entry(post["publication"], publications),
        "authors": post["authors"],
        "topics": list(dict.fromkeys(_entry(topic, topics) for topic in post["topics"] if slugify(topic))),
        "summary": post["summary"] or None,
        "executive_points": [_MARK.sub("＠", point) + marks],
        "body": _MARK.sub("＠", post["body"]) or post["title"],
        "sources": [
            {"id": f"s{number}", "title": source["title"] or None, "url": source["url"].strip()}
            for number, source in enumerate(sources, start=1)
        ],
    }
    return json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False, indent=1)


def _plain(post: Post) -> str:
    head = json.dumps({"title": post["title"], "date": post["date"]}, ensure_ascii=False)
    links = "\n".join(f"- [{source['title']}]({source['url']})" for source in post["sources"])
    return f"---\n{head}\n---\n\n{post['summary']}\n\n{post['body']}\n\n## Sources\n\n{links}\n"


def _entry(name: str, registry: dict[str, str]) -> str:
    id = slugify(name)
    registry.setdefault(id, name)
    return id


def _registry(entries: dict[str, str]) -> str:
    return json.dumps(
        {id: {"name": name} for id, name in sorted(entries.items())}, ensure_ascii=False, indent=1
    )


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_EXTENSIONS = "markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables]\n"
_DESK = f"""\
site_name: Posts as briefings
site_url: https://example.org/
theme: {{name: material, font: false}}
plugins:
  - briefings:
      keep_going: true
      rules: {{dead-link: warning, lost-html: warning, picture-elsewhere: warning}}
{_EXTENSIONS}"""
_PLAIN = f"""\
site_name: Posts as Markdown
site_url: https://example.org/
theme: {{name: material, font: false}}
plugins: [search]
nav: [index.md]
not_in_nav: posts/
validation: {{links: {{not_found: ignore, unrecognized_links: ignore, absolute_links: ignore, anchors: ignore}}}}
{_EXTENSIONS}"""


if __name__ == "__main__":
    source, target = (Path(argument) for argument in sys.argv[1:])
    every = list(posts(source))
    convert(every, target)
    print(f"{len(every)} posts written to {target}")
