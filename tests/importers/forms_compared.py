"""Whether the three forms of an article give the same briefing. Run it to see where real posts part.

python tests/importers/forms_compared.py POSTS [EVERY]

POSTS is a folder of `*.jsonl.gz` as `benchmarks/corpus.py` describes it; EVERY 40 takes each fortieth post.
"""

from __future__ import annotations

import datetime as dt
import difflib
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from forms import Post, as_document, as_markdown, as_page, rendered

from build_scripts.importers.draft import Options
from build_scripts.importers.html_markdown import visible
from build_scripts.importers.intake import Result, take
from build_scripts.importers.match import Roster
from build_scripts.model.desk import Registries

OPTIONS = Options(dt.date(2026, 1, 2))
NOBODY = Roster.of(Registries())


@dataclass(frozen=True)
class Reading:
    """What a briefing says, however it is marked up."""

    points: tuple[str, ...]
    sources: tuple[str, ...]
    body: str

    def parts(self, other: Reading) -> list[str]:
        """Names of the parts that differ."""
        return [name for name in ("points", "sources", "body") if getattr(self, name) != getattr(other, name)]


def seen(text: str) -> str:
    """The words and signs a reader meets in Markdown, the descriptions of pictures among them."""
    html = rendered(text)
    return " ".join(visible(lxml.html.fragment_fromstring(html, create_parent="div")).split())


def reading(result: Result) -> Reading:
    """A result as it is compared. Only the day of the import and the digest are left aside."""
    briefing = result.draft.briefing
    return Reading(
        tuple(seen(point.text) for point in briefing.executive_points),
        tuple(one.model_dump_json(exclude_none=True) for one in briefing.sources),
        seen(briefing.body),
    )


def readings(post: Post, roster: Roster = NOBODY) -> dict[str, Reading]:
    """The article read from each of its forms."""
    forms = {
        "post.md": as_markdown(post).encode(),
        "post.html": as_page(post).encode(),
        "post.docx": as_document(post),
    }
    found = {}
    for name, data in forms.items():
        result = take(name, data, roster, OPTIONS)
        assert isinstance(result, Result), result
        found[name.partition(".")[2]] = reading(result)
    return found


def posts(folder: Path) -> Iterator[Post]:
    """The posts of a folder that have a text."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for post in map(json.loads, lines):
                others = {key: post[key] for key in ("publication", "topics", "summary")}
                title = post["title"] or Path(post["id"]).stem.replace("-", " ")
                if post["body"].strip():
                    yield Post(title, post["body"], str(post["date"]), tuple(post["authors"]), others)


def main(folder: str, every: str = "40") -> int:
    """Compare a sample and say where its forms part."""
    counts: Counter[str] = Counter()
    for post in list(posts(Path(folder)))[:: int(every)]:
        found = readings(post)
        counts["posts"] += 1
        for form in ("html", "docx"):
            parts = found["md"].parts(found[form])
            counts.update([f"{form}: {part}" for part in parts] + ([f"{form}: other"] if parts else []))
            for part in parts:
                _show(post, form, getattr(found["md"], part), getattr(found[form], part))
    print(*(f"{name}: {number}" for name, number in sorted(counts.items())), sep="\n")
    return 0


def _show(post: Post, form: str, first: str | tuple[str, ...], second: str | tuple[str, ...]) -> None:
    one, two = (text.split() if isinstance(text, str) else list(text) for text in (first, second))
    print(f"-- {post.title[:60]} | {form}")
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            print(f"   {' '.join(one[a:b])[:160]!r} -> {' '.join(two[c:d])[:160]!r}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
