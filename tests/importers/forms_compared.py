"""Whether the three forms of an article give the same briefing. Run it to see where real posts part.

python tests/importers/forms_compared.py POSTS [EVERY]

POSTS is a folder of `*.jsonl.gz` as `benchmarks/corpus.py` describes it; EVERY 40 takes each fortieth post.
"""

from __future__ import annotations

import datetime as dt
import difflib
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from forms import Post, as_document, as_markdown, as_page, rendered

from mkdocs_briefings.importers.draft import ImportOptions
from mkdocs_briefings.importers.html_to_markdown import visible_text
from mkdocs_briefings.importers.pipeline import ImportResult, import_file
from mkdocs_briefings.importers.registry_index import RegistryIndex
from mkdocs_briefings.model.desk import Registries

OPTIONS = ImportOptions(dt.date(2026, 1, 2))
NOBODY = RegistryIndex.from_registries(Registries())


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
    return " ".join(visible_text(lxml.html.fragment_fromstring(html, create_parent="div")).split())


def reading(result: ImportResult) -> Reading:
    """A result as it is compared. Only the day of the import and the digest are left aside."""
    briefing = result.draft.briefing
    return Reading(
        tuple(seen(point.text) for point in briefing.executive_points),
        tuple(source.model_dump_json(exclude_none=True) for source in briefing.sources),
        seen(briefing.body),
    )


def readings(post: Post, registry_index: RegistryIndex = NOBODY) -> dict[str, Reading]:
    """The article read from each of its forms."""
    forms = {
        "post.md": as_markdown(post).encode(),
        "post.html": as_page(post).encode(),
        "post.docx": as_document(post),
    }
    by_form = {}
    for name, data in forms.items():
        result = import_file(name, data, registry_index, OPTIONS)
        assert isinstance(result, ImportResult), result
        by_form[name.partition(".")[2]] = reading(result)
    return by_form


def posts(folder: Path, *, listed: bool = False) -> Iterator[Post]:
    """The posts of a folder that have a text.

    Args:
        folder: holds `*.jsonl.gz`.
        listed: whether the front matter lists the sources, some of which this corpus gives other titles there.
    """
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for post in map(json.loads, lines):
                keys = ("publication", "topics", "summary", *(["sources"] if listed else []))
                others = {key: post[key] for key in keys}
                title = post["title"] or Path(post["id"]).stem.replace("-", " ")
                if post["body"].strip():
                    yield Post(
                        title, post["body"], str(post["date"]), tuple(post["authors"]), others, post["id"]
                    )


_REASONS = {
    "template code in a link or a tag, which only the post's own generator reads": r"\]\(\s*\{\{|=[\"']?\{\{|\{%|\[[^\]]*\{\{",
    "code set by hand between lines of text": r"^[ ]*(?:```|~~~)|^[ ]{5,}\S",
    "the title of a link, which mammoth drops": r"\]\(\s*\S+\s+[\"']|<a\b[^>]*\btitle=",
    "two links side by side to one address, which mammoth joins": r"\]\(([^()\s]+)\)\s?\[[^\]]*\]\(\1\)",
    "a picture in the file, of which only the description is text": r"!\[|<img\b",
    "footnotes made by hand in HTML": r"href=[\"']#\w*(?:fn|note|ref)",
    "HTML that does more than text": r"<(?:iframe|script|form|video|details|svg|del|pre)\b",
}


def reason(post: Post) -> str:
    """What in a post its forms must lose; empty when nothing is known."""
    flags = re.IGNORECASE | re.MULTILINE
    return next((why for why, sign in _REASONS.items() if re.search(sign, post.body, flags)), "")


def main(folder: str, every: str = "40") -> int:
    """Compare a sample and say where its forms part, and why."""
    counts: Counter[str] = Counter()
    for post in list(posts(Path(folder)))[:: int(every)]:
        by_form = readings(post)
        counts["posts"] += 1
        for form in ("html", "docx"):
            parts = by_form["md"].parts(by_form[form])
            why = reason(post) or "NO REASON KNOWN"
            if parts:
                counts.update([f"{form} differs", f"{form} differs: {why}"])
            for part in parts:
                _say(f"-- {post.title[:60]} | {form} | {part} | {why}")
                _show(getattr(by_form["md"], part), getattr(by_form[form], part))
    for name, number in sorted(counts.items()):
        _say(f"{name}: {number}")
    return int(any("NO REASON" in name for name in counts))


def _show(first: str | tuple[str, ...], second: str | tuple[str, ...]) -> None:
    before, after = (text.split() if isinstance(text, str) else list(text) for text in (first, second))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            _say(f"   {' '.join(before[a:b])[:300]!r}\n-> {' '.join(after[c:d])[:300]!r}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
