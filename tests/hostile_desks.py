"""Desks made of the corpus in tests/hostile: each of its inputs wherever an author could put it."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from slugify import slugify

from mkdocs_briefings.model.desk import is_written_like_id

FOLDER = Path(__file__).parent / "hostile"
OWN = "own"
"""Beginning of the ids of entries that hold an input."""

Data = dict[str, Any]
_RAW = re.compile("[\x7f-\x9f\ufeff\ufffe\uffff]")


def _read(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def _long(text: str) -> str:
    if not text.startswith("=repeat "):
        return text
    _, times, what = text.split(" ", 2)
    return what * int(times)


TEXTS: Mapping[str, str] = {
    f"{group.replace(' ', '-')}-{number}": _long(text)
    for group, all in _read("texts").items()
    for number, text in enumerate(all, start=1)
}
"""Every text by an id."""
ADDRESSES: tuple[str, ...] = tuple(_read("addresses"))
FILES: tuple[Data, ...] = tuple(one for group in _read("files").values() for one in group)

SOUND: Data = {"title": "A visit", "date": "2024-02-05", "executive_points": ["They met."], "body": "Talks."}


def briefing(text: str, id: str, *, clear: bool = True) -> Data:
    """A briefing that holds the text wherever words may stand; as a name with its id, if it alone could mean another entry."""
    named = f"{OWN}-{id}"
    plain = text if clear else f"{text} ({id})"
    source = {
        "id": "s",
        "outlet": plain,
        "title": text,
        "authors": [text],
        "pages": text,
        "as_cited": text,
        "note": text,
    }
    return {
        "title": text,
        "date": "2024-02-05",
        "authors": [plain, named],
        "publication": named,
        "volume": 1,
        "issue": 2,
        "topics": [named],
        "entities": [named],
        "summary": text,
        "executive_points": [text, {"text": f"They met [@s, {text}].", "confidence": "low"}],
        "body": text,
        "events": [{"date": "2024-01", "text": text, "cites": ["t"]}],
        "sources": [
            {**source, "date": "2024-01-27", "url": "https://example.org/s"},
            {**source, "id": "t", "outlet": named, "kind": "book", "date": "2024"},
            {"id": "u", "outlet": None, "as_cited": text},
        ],
        "corrections": [{"date": "2024-02-06", "text": text}],
        "imported": {"file": text, "sha256": "0" * 64, "on": "2024-02-05"},
    }


def registries(texts: Mapping[str, str]) -> dict[str, Any]:
    """Registries whose entries hold the texts; each briefing uses those of its own text."""

    def entries(**fields: Any) -> Data:
        return {f"{OWN}-{id}": _filled(fields, text) for id, text in texts.items()}

    return {
        "publications": entries(name="?", short="?", publisher="?", description="?"),
        "authors": entries(name="?", bio="?"),
        "topics": entries(name="?", description="?"),
        "outlets": entries(name="?", short="?", aliases=["?"], owner="?", description="?"),
        "entities/all": entries(
            name="?", kind="person", aliases=["?"], native_names={"be": "?"}, description="?"
        ),
        "notices": [
            {"outlet": f"{OWN}-{id}", "status": "disputed", "note": text} for id, text in texts.items()
        ],
    }


def _filled(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, text) for one in value]
    return text if value == "?" else value


def whole(texts: Mapping[str, str]) -> dict[str, Any]:
    """One desk of all the texts."""
    folded = {id: "".join(filter(str.isprintable, text.casefold())) for id, text in texts.items()}
    times = Counter(folded.values())
    return {
        **registries(texts),
        **{
            f"briefings/2024/{id}": briefing(
                text, id, clear=times[folded[id]] == 1 and not is_written_like_id(folded[id])
            )
            for id, text in texts.items()
        },
    }


def written(desk: Mapping[str, Any]) -> dict[str, str]:
    """The desk as YAML, each file by its name; what YAML may not hold as it is stands as an escape."""
    return {
        f"{name}.yaml": _RAW.sub(_escaped, json.dumps(data, ensure_ascii=False))
        for name, data in desk.items()
    }


def _escaped(raw: re.Match[str]) -> str:
    return f"\\u{ord(raw[0]):04x}"


PATTERNED: Mapping[str, Data] = {
    "date": {"date": "?"},
    "publication": {"publication": "?"},
    "volume": {"volume": "?"},
    "issue": {"issue": "?"},
    "language": {"language": "?"},
    "status": {"status": "?"},
    "publish_at": {"publish_at": "?"},
    "tlp": {"tlp": "?"},
    "topic": {"topics": ["?"]},
    "region": {"regions": ["?"]},
    "entity": {"entities": ["?"]},
    "alias": {"aliases": ["?"]},
    "related": {"related": ["?"]},
    "likelihood": {"executive_points": [{"text": "x", "likelihood": "?"}]},
    "confidence": {"executive_points": [{"text": "x", "confidence": "?"}]},
    "event": {"events": [{"date": "?", "text": "x"}]},
    "cites": {"events": [{"date": "2024", "text": "x", "cites": ["?"]}]},
    "source": {"sources": [{"id": "?"}]},
    "kind": {"sources": [{"id": "s", "kind": "?"}]},
    "source language": {"sources": [{"id": "s", "language": "?"}]},
    "accessed": {"sources": [{"id": "s", "accessed": "?"}]},
    "credibility": {"sources": [{"id": "s", "credibility": "?"}]},
    "correction": {"corrections": [{"date": "?", "text": "x"}]},
    "sha256": {"imported": {"file": "x", "sha256": "?", "on": "2024-02-05"}},
}
"""Fields of a briefing that take only some words: no text of the corpus is one."""
ENTRIES: Mapping[str, tuple[str, Data]] = {
    "issn": ("publications", {"name": "x", "issn": "?"}),
    "orcid": ("authors", {"name": "x", "orcid": "?"}),
    "parent": ("topics", {"name": "x", "parent": "?"}),
    "country": ("outlets", {"name": "x", "country": "?"}),
    "reliability": ("outlets", {"name": "x", "reliability": "?"}),
    "entity kind": ("entities/all", {"name": "x", "kind": "?"}),
    "wikidata": ("entities/all", {"name": "x", "kind": "person", "wikidata": "?"}),
}


def patterned(text: str) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Desks with the text in each field that takes only some words, and the files and entries that must be refused."""
    briefings = {
        f"briefings/2024/x-{slugify(name)}": {**SOUND, **_filled(given, text)}
        for name, given in PATTERNED.items()
    }
    registries: dict[str, Data] = {}
    for name, (registry, given) in ENTRIES.items():
        registries.setdefault(registry, {})[slugify(name)] = _filled(given, text)
    entries = {f"{registry}.yaml {id}" for registry, ids in registries.items() for id in ids}
    yield {**briefings, **registries}, {f"{name}.yaml" for name in briefings} | entries
    named = ("publications", "topics", "entities/all")
    yield (
        {registry: {text: {"name": "x", "kind": "person"}} for registry in named},
        {f"{registry}.yaml" for registry in named},
    )


def addressed(address: str) -> tuple[dict[str, Any], int]:
    """A desk with the address in every field and form of text that may hold one, and how often it does."""
    forms = [
        f"[words]({address})", f"![words](<{address}>)", f"[words][r]\n\n[r]: {address}", f'<a href="{address}">words</a>',
        f"<img src='{address}'>",
    ]  # fmt: skip
    fields = {"url": address, "archive_url": address}
    desk = {
        "briefings/2024/x": {
            **SOUND,
            "body": forms[2],
            "summary": forms[0],
            "executive_points": [forms[0], {"text": forms[1]}],
            "events": [{"date": "2024", "text": forms[3]}],
            "corrections": [{"date": "2024", "text": forms[4]}],
            "sources": [{"id": "s", "outlet": "o", **fields}],
        },
        "publications": {"p": {"name": "x", "url": address}},
        "authors": {"a": {"name": "x", "url": address}},
        "outlets": {"o": {"name": "x", "url": address}},
        "notices": [{"url": "https://example.org/", "status": "dead", "archive_url": address}],
    }
    return desk, 6 + 2 + 3 + 1


def put(case: Data, content: Path) -> Path:
    """Write the file of a case into a content folder."""
    path = content / case.get("path", "briefings/2024/x.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in case:
        path.unlink(missing_ok=True)
        path.symlink_to(case["link"])
    elif case.get("pipe"):
        os.mkfifo(path)
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    else:
        text = yaml.safe_dump(SOUND) if case.get("briefing") else case["text"] * case.get("repeat", 1)
        path.write_text(text, encoding="utf-8")
    return path
