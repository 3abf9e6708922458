"""What is not selected does not exist in any byte of a site; what is selected is all there."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from site_settings import settle

from mkdocs_briefings import pipeline
from mkdocs_briefings.mkdocs_plugin import run as mkdocs_run
from mkdocs_briefings.model.content import Briefing, Source
from mkdocs_briefings.model.vocabulary import Tlp

pytestmark = pytest.mark.slow


PLACES = {
    "title": "Title {}",
    "summary": "Summary {}",
    "point": "Point {}",
    "body": "Body {}",
    "event": "Event {}",
    "source": "Source {}",
    "writer": "Writer {}",
    "note": "Note {}",
    "paper": "Paper {}",
    "plain author": "Plain {}",
    "correction": "Correction {}",
    "notice": "Notice {}",
    "archive": "archive.example/{}",
    "subtitle": "Subtitle {}",
    "picture at the head": "files/{}-lead.png",
    "words of the picture": "Words {}",
    "caption": "Caption {}",
    "credit": "Credit {}",
    "license": "License {}",
    "book of a source": "Container {}",
    "publisher of a source": "Imprint {}",
    "place of a source": "Town {}",
    "DOI": "10.1000/{}",
    "role": "Role Registered authors {}",
    "mail": "{}@example.org",
    "photo": "files/{}-photo.png",
    "footnote": "Footnote {}",
    "former address": "former-{}",
    "publication": "Registered publications {}",
    "author": "Registered authors {}",
    "topic": "Registered topics {}",
    "region": "Registered regions {}",
    "outlet": "Registered outlets {}",
    "entity": "Registered entities/all {}",
}
"""Words that a shown briefing must bring into the site, each from another field."""


def hidden(canary: str) -> dict[str, object]:
    """A briefing with its name in every field that takes words."""
    source = {
        "id": canary,
        "outlet": canary,
        "title": f"Source {canary}",
        "authors": [f"Writer {canary}"],
        "url": f"https://example.org/{canary}",
        "archive_url": f"https://archive.example/{canary}",
        "pages": canary,
        "as_cited": f"({canary})",
        "container": f"Container {canary}",
        "volume": f"Volume {canary}",
        "issue": f"Issue {canary}",
        "publisher": f"Imprint {canary}",
        "place": f"Town {canary}",
        "doi": f"10.1000/{canary}",
        "note": f"Note {canary}",
        "date": "2024-02-01",
    }
    return {
        "title": f"Title {canary}",
        "date": "2024-02-05",
        "publication": canary,
        "volume": 3,
        "issue": 6,
        "authors": [canary, f"Plain {canary}"],
        "topics": [canary],
        "regions": [canary],
        "entities": [canary],
        "aliases": [f"former-{canary}"],
        "summary": f"Summary {canary}",
        "executive_points": [{"text": f"Point {canary} [@{canary}].", "likelihood": "likely"}],
        "body": f"Body {canary} [see {canary} @{canary}, p. {canary}].[^{canary}]\n\n"
        f"![x](files/{canary}.png) [y](briefing:open)\n\n[^{canary}]: Footnote {canary}.",
        "subtitle": f"Subtitle {canary}",
        "lead_image": {
            "file": f"files/{canary}-lead.png",
            "alt": f"Words {canary}",
            "caption": f"Caption {canary}",
            "credit": f"Credit {canary}",
        },
        "license": f"License {canary}",
        "events": [{"date": "2024-02-05", "text": f"Event {canary}", "cites": [canary]}],
        "sources": [source, {"id": f"plain-{canary}", "outlet": f"Paper {canary}"}],
        "corrections": [{"date": "2024-02-06", "text": f"Correction {canary}"}],
        "related": ["open"],
        "language": f"be-x-{len(canary)}{canary[-1]}",
        "translation_of": "open",
        "imported": {"file": f"{canary}.txt", "sha256": "0" * 64, "on": "2024-02-05"},
    }


CHART = """

```chart
alt: Chart canary-draft
data: {url: files/canary-draft.csv}
mark: bar
encoding: {x: {field: year, type: ordinal}, y: {field: canary-draft, type: quantitative}}
```
"""
"""In one of them, for each is drawn."""
HIDDEN: Mapping[str, Mapping[str, str]] = {
    "canary-draft": {"status": "draft"},
    "canary-review": {"status": "review"},
    "canary-embargo": {"publish_at": "2025-01-01T09:00:00+02:00"},
    **{f"canary-tlp-{level.rank}": {"tlp": level.value} for level in Tlp},
    "canary-red-draft": {"status": "draft", "tlp": "red"},
}
ORIGINALS = ("canary-embargo", "canary-red-draft")
"""Those that are translated themselves."""
REGISTRIES = {
    "publications": {"name": "{}", "short": "{}", "publisher": "{}", "description": "{}"},
    "authors": {
        "name": "{}", "bio": "{}", "role": "Role {}",
    },
    "topics": {"name": {"en": "{}", "be": "{} be"}, "description": {"en": "{}", "be": "{} be"}},
    "regions": {"name": "{}", "description": "{}"},
    "outlets": {"name": "{}", "short": "{}", "aliases": ["Alias {}"], "owner": "{}", "description": "{}"},
    "entities/all": {
        "name": {"en": "{}", "fr": "{} fr"}, "kind": "place", "aliases": ["Alias {}"], "native_names": {"be": "{}"}, "description": "{}",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Readers:
    """For whom a site is built, and when."""

    audience: Tlp = Tlp.CLEAR
    drafts: bool = False
    at: str = "2025-01-01T06:59:59Z"
    """A second before the embargo ends."""

    def may_see(self, canary: str) -> bool:
        """Return whether a briefing is for these readers, worked out in another way than the program's own."""
        why = HIDDEN[canary]
        if list(Tlp).index(Tlp(why.get("tlp", "clear"))) > list(Tlp).index(self.audience):
            return False
        if "publish_at" in why:
            return self.at >= "2025-01-01T07:00:00Z"
        return self.drafts or "status" not in why

    def build(self, desk: Path, site: Path) -> None:
        overrides = mkdocs_run.Overrides(
            audience=self.audience.value, drafts=self.drafts, at=self.at, site_dir=str(site)
        )
        mkdocs_run.build(str(desk / "mkdocs.yml"), overrides, pipeline.no_progress)


AFTER = "2025-01-01T07:00:00Z"
EVERYBODY = [Readers(audience) for audience in Tlp]


def write(folder: Path, write_content, plugins: list[object]) -> Path:
    """A desk with one open briefing, and one for each reason to hide it."""
    content: dict[str, object] = {
        "briefings/2024/open": {
            "executive_points": ["They met [@x]."],
            "body": "Talks [@x].",
            "sources": [{"id": "x", "outlet": "SB"}],
        }
    }
    for registry, fields in REGISTRIES.items():
        text = json.dumps(fields)
        entries = {
            canary: json.loads(text.replace("{}", f"Registered {registry} {canary}")) for canary in HIDDEN
        }
        content[registry] = {**entries, "unused": json.loads(text.replace("{}", "Registered, used by none"))}
    content["notices"] = [
        {"url": f"https://example.org/{canary}", "status": "dead", "note": f"Notice {canary}"}
        for canary in HIDDEN
    ]
    for canary, reason in HIDDEN.items():
        content[f"briefings/2024/{canary}"] = {**hidden(canary), **reason}
        content["authors"][canary] |= {"photo": f"files/{canary}-photo.png", "email": f"{canary}@example.org"}  # type: ignore[index]
    for number, canary in enumerate(ORIGINALS):
        del content[f"briefings/2024/{canary}"]["translation_of"]  # type: ignore[attr-defined]
        for language in ("de", "fr"):
            content[f"briefings/2024/version-{number}-{language}"] = {
                "title": f"In {language}", "language": language, "translation_of": canary,
            }  # fmt: skip
    content["briefings/2024/canary-draft"]["body"] += CHART  # type: ignore[index]
    write_content(content, folder)
    (folder / "content/files").mkdir()
    for canary in HIDDEN:
        for name in (canary, f"{canary}-lead", f"{canary}-photo"):
            (folder / f"content/files/{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    (folder / "content/files/canary-draft.csv").write_text("year,canary-draft\n2024,3\n", encoding="utf-8")
    (folder / "docs").mkdir()
    settings = {
        "site_name": "Desk",
        "site_url": "https://example.org/",
        "theme": {"name": "material", "font": False},
        "plugins": plugins,
    }
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def every_byte(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of all files, and of what is packed in them."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        yield name, name.encode()
        if path.is_file():
            content = path.read_bytes()
            yield name, content
            yield from ((f"{name}: {part}", inside) for part, inside in unpacked(content))


@cache
def unpacked(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """What a packed file holds; many files are the same in several sites."""
    return tuple(unpack(content))


def unpack(content: bytes) -> Iterator[tuple[str, bytes]]:
    """What a packed file holds: gzip, zlib, zip, and of a PDF its objects, streams and text."""
    if content.startswith(b"\x1f\x8b"):
        yield "unpacked", gzip.decompress(content)
    elif content.startswith(b"\x78\x9c"):
        yield "unpacked", zlib.decompress(content)
    elif content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    elif content.startswith(b"%PDF"):
        yield from in_pdf(content)


def in_pdf(content: bytes) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for number, value in enumerate(pdf.objects):
            if isinstance(value, pikepdf.Stream):
                yield f"stream {number}", value.read_bytes()
            yield f"object {number}", value.unparse(resolved=True)
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    yield "text", "".join(texts).replace("￾", "-").replace("\x02", "-").encode()


@cache
def canaries_in(content: bytes) -> frozenset[str]:
    """Return which briefings a file tells of; many files are the same in several sites."""
    return frozenset(canary for canary in HIDDEN if canary.encode() in content)


@cache
def unused_in(content: bytes) -> bool:
    """Return whether a file tells of an entry of a registry that no briefing uses."""
    return b"used by none" in content or re.search(rb"(?<!\S)unused(?!\S)", content) is not None


def look(site: Path, readers: Readers) -> None:
    """Find nothing in the site that must not be there, and all that must."""
    contents = list(every_byte(site))
    hidden_ones = [canary for canary in HIDDEN if not readers.may_see(canary)]
    visible = [canary for canary in HIDDEN if readers.may_see(canary)]
    leaks = [
        (name, canary)
        for name, content in contents
        for canary in hidden_ones
        if canary in canaries_in(content)
    ]
    assert leaks == []
    assert [name for name, content in contents if unused_in(content)] == []
    assert [name for name, content in contents if b"To see: briefings serve" in content] == []
    everything = b"\n".join(content for _, content in contents if canaries_in(content))
    missing = [
        (place, canary)
        for canary in visible
        for place, words in PLACES.items()
        if words.format(canary).encode() not in everything
    ]
    assert missing == []
    printed = b"\n".join(content for name, content in contents if ".pdf: text" in name)
    assert [canary for canary in visible if f"Title {canary}".encode() not in printed] == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory, write_content) -> Path:
    """A desk whose pages MkDocs makes, because it has another plugin too; without cards, of which no text can be read."""
    return write(
        tmp_path_factory.mktemp("plain"),
        write_content,
        ["search", {"briefings": {"languages": ["en", "de", "be"], "cards": False}}],
    )


@pytest.mark.parametrize(
    "readers", [EVERYBODY[0], EVERYBODY[2], EVERYBODY[4]], ids=lambda readers: readers.audience
)
def test_what_is_not_selected_does_not_exist(plain, tmp_path, readers: Readers) -> None:
    readers.build(plain, tmp_path / "site")
    look(tmp_path / "site", readers)


def test_whoever_reads_next(tmp_path, write_content) -> None:
    """The same folder and the same cache, for one circle of readers after another, in every direction.

    Without cards; `test_card_products.py` has them.
    """
    desk = write(tmp_path, write_content, [{"briefings": {"cards": False}}])
    circles = [
        *EVERYBODY,
        Readers(),
        Readers(at=AFTER),
        Readers(drafts=True),
        Readers(Tlp.RED, drafts=True, at=AFTER),
        Readers(Tlp.GREEN),
    ]
    for readers in circles:
        readers.build(desk, desk / "site")
        look(desk / "site", readers)
    shutil.rmtree(desk / ".cache")
    settle(desk, pdf=False)  # which changes no name of a page
    circles[-1].build(desk, desk / "clean")
    names = [
        {path.relative_to(site) for path in site.rglob("*.html")} for site in (desk / "site", desk / "clean")
    ]
    assert names[0] == names[1]


def test_every_field_is_looked_for() -> None:
    """A new field of the content must come into `hidden`."""
    briefing = hidden("x")
    untold = set(Briefing.model_fields) - set(briefing) - {"date_inferred", "status", "publish_at", "tlp"}
    assert not untold
    canaried = {key for source in briefing["sources"] for key in source}  # type: ignore[attr-defined]
    assert (
        set(Source.model_fields)
        - {"kind", "own", "isbn", "accessed", "date_inferred", "language", "credibility"}
        <= canaried
    )
