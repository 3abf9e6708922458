"""Records in, search bundle out: the only file that knows Pagefind, but for its format (`frequent.py`).

Its counterpart in the browser is `theme/assets/briefings/search/engine.js`. Pagefind reads a folder of lean HTML files, one a record, and writes the bundle. That costs a quarter of feeding it
whole pages, and the bundle of records that did not change is taken from the cache.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from build_scripts.diagnostics.errors import PublishError
from build_scripts.model.output import Name, Record
from build_scripts.model.spelling import WORD, forms
from build_scripts.publish.frequent import tame

BUNDLE = "pagefind"
"""Folder of the bundle in the site."""
_RECIPE = "4"
"""Raised when the HTML of a record, or what becomes of its bundle, changes."""
_NOTHING = Record("", "No briefing has been published yet", "en", {}, {}, "")
"""What search finds on an empty site, for Pagefind fails without a record."""
_WEIGHT = 3
"""Of the line under the title and of what a briefing belongs to, over that of its text."""
_CHUNK = "4000"
"""Places of words in a file of the index, a fifth of what Pagefind takes: a query then loads less than it does of words
that nobody asked for. Pagefind calls the variable unstable; without it searches are right, and load more."""
_AN_HOUR = 3600
_ANNOUNCED = re.compile(r"^(?:Error|error)[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Indexing:
    """Pagefind at work, beside whatever else is done."""

    bundle: Path
    """Where the finished bundle will be, in the cache."""
    work: Path | None = None
    """Folder of this run; None when the cache had the bundle."""
    process: subprocess.Popen[bytes] | None = None

    def finish(self, site: Path) -> None:
        """Wait for the bundle and put it into the site.

        Raises:
            PublishError: Pagefind failed.
        """
        self.wait()
        target = site / BUNDLE
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.bundle, target, copy_function=shutil.copyfile)

    def close(self) -> None:
        """Stop it, if nobody has waited for it."""
        if self.process is not None and self.work is not None and self.process.returncode is None:
            self.process.kill()
            self.process.communicate()
            shutil.rmtree(self.work, ignore_errors=True)

    def wait(self) -> Mapping[str, Path]:
        """Wait for the bundle.

        Returns:
            Its files in the cache, by their address in the site.

        Raises:
            PublishError: Pagefind failed.
        """
        if self.process is not None and self.work is not None:
            _, said = self.process.communicate()
            if self.process.returncode:
                shutil.rmtree(self.work, ignore_errors=True)
                reason = _ANNOUNCED.search(said.decode(errors="replace"))
                raise PublishError(
                    f"Pagefind failed: {reason[0] if reason else f'exit {self.process.returncode}'}"
                )
            tame(self.work / "bundle")
            _keep(self.work / "bundle", self.bundle)
            shutil.rmtree(self.work, ignore_errors=True)
        paths = (path for path in self.bundle.rglob("*") if path.is_file())
        return {f"{BUNDLE}/{path.relative_to(self.bundle).as_posix()}": path for path in paths}


def start(records: Iterable[Record], language: str, cache: Path) -> Indexing:
    """Begin to index the records, unless the cache has the bundle of exactly these.

    Args:
        records: what search is to know.
        language: of the site, BCP 47: one index for all, so that a name finds every language.
        cache: folder that may be deleted at any time.
    """
    ordered = sorted(records, key=lambda record: record.url)
    bundle = cache / "search" / _digest(ordered, language)
    if (bundle / "pagefind.js").is_file():
        return Indexing(bundle)
    work = _work(cache)
    for record in ordered:
        _write(work / "records" / record_file(record.url), record, language)
    return _pagefind(work / "records", bundle, work, language)


def start_in(folder: Path, digest: str, language: str, cache: Path) -> Indexing:
    """The same for records that somebody keeps in a folder, as `record_html` under `record_file`.

    Args:
        folder: with the records, and nothing else.
        digest: of all the records.
        language: of the site.
        cache: folder that may be deleted at any time.
    """
    name = hashlib.sha256(f"{_RECIPE} {version('pagefind')} {language} {digest}\n".encode()).hexdigest()
    bundle = cache / "search" / name
    if (bundle / "pagefind.js").is_file():
        return Indexing(bundle)
    return _pagefind(folder, bundle, _work(cache), language)


def _work(cache: Path) -> Path:
    cache.mkdir(parents=True, exist_ok=True)
    _clear(cache)
    return Path(tempfile.mkdtemp(prefix="search-", dir=cache))


def _pagefind(records: Path, bundle: Path, work: Path, language: str) -> Indexing:
    if not any(records.glob("*")):
        _write(records / "index.html", _NOTHING, language)
    command = [str(get_executable()), "--site", str(records), "--output-path", str(work / "bundle")]
    process = subprocess.Popen(
        [*command, "--force-language", language.partition("-")[0], "--quiet"],
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    return Indexing(bundle, work, process)


def _clear(cache: Path) -> None:
    """Remove what killed builds left; a folder of the last hour may belong to a build beside this one."""
    for left in cache.glob("search-*"):
        if time.time() - left.stat().st_mtime > _AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


def record_html(record: Record, language: str) -> str:
    """The lean page that Pagefind reads: what is shown, what is filtered by, and the words under their headings."""
    filters = "".join(
        f'<b data-pagefind-filter="{escape(name)}">{escape(value)}</b>'
        for name, values in record.filters.items()
        for value in values
    )
    meta = "".join(
        f'<b data-pagefind-meta="{escape(name)}">{escape(value)}</b>'
        for name, value in record.shown.items()
        if value
    )
    sort = f'<b data-pagefind-sort="date">{record.date}</b>' if record.date else ""
    shown = record.shown.get("line", ""), record.shown.get("date", ""), *record.filters.get("date", ())
    words = ". ".join(dict.fromkeys(filter(None, (*shown, *record.belongs))))
    signed = _Signs.of(record.names)
    sections = "".join(
        f'<h2 id="{escape(one.anchor)}">{escape(signed.put(one.title))}</h2><p>{escape(signed.put(one.text))}</p>'
        for one in record.sections
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><title>{escape(record.title)}</title>'
        f"<body data-pagefind-body><div data-pagefind-ignore>{filters}{meta}{sort}</div>"
        f'<h1 data-pagefind-meta="title">{escape(signed.put(record.title))}</h1>'
        f'<p data-pagefind-weight="{_WEIGHT}">{escape(signed.put(words))}</p>{sections}'
    )


@dataclass(frozen=True, slots=True)
class _Signs:
    """Puts the sign of a name behind every spelling of it: `Lukashenka|zqbcdfghjkq`.

    Pagefind takes that for a compound, so the name as written, and the sign, are found in the same place, phrases in
    quotation marks still match, and the marks of an excerpt fall on the name. `engine.js` takes the signs away again.
    """

    by_last: Mapping[str, tuple[tuple[list[str], str], ...]]
    """Spellings and their signs by the last word."""

    @classmethod
    def of(cls, names: Iterable[Name]) -> _Signs:
        by_last: dict[str, tuple[tuple[list[str], str], ...]] = {}
        for name in names:
            words = name.spelling.split(" ")
            by_last[words[-1]] = (*by_last.get(words[-1], ()), (words, name.sign))
        return cls(by_last)

    def put(self, text: str) -> str:
        words: list[str] = []

        def mark(match: re.Match[str]) -> str:
            found = forms(match[0])
            words.append(found[0])
            signs = {
                sign: None
                for form in found
                for spelling, sign in self.by_last.get(form, ())
                if spelling[:-1] == words[-len(spelling) : -1]
            }
            return "|".join((match[0], *signs))

        return WORD.sub(mark, text) if self.by_last else text


def _write(path: Path, record: Record, language: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_html(record, language), encoding="utf-8")


def record_file(url: str) -> str:
    """Where the record of a page stands in the folder that Pagefind reads."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def _digest(records: list[Record], language: str) -> str:
    """Name of the bundle of these records, made by this version of everything."""
    sha = hashlib.sha256(f"{_RECIPE} {version('pagefind')} {language}\n".encode())
    for record in records:
        sha.update(repr(record).encode())
    return sha.hexdigest()


def _keep(made: Path, bundle: Path) -> None:
    """Move a finished bundle into the cache, the only one there."""
    bundle.parent.mkdir(parents=True, exist_ok=True)
    for old in bundle.parent.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    os.replace(made, bundle)
