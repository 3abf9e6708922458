"""Desks that say the same in ten languages, with every kind of page: their texts lie in tests/sites/languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "sites" / "languages"
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))
"""BCP 47."""
UN = "https://undocs.org"
_KUCHMA = {"en": "Leonid Kuchma", "uk": "Леонід Кучма"}


def texts_of(language: str) -> dict[str, Any]:
    """Return the texts of a language, as its file has them."""
    return dict(yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")))


def desk_content(language: str) -> dict[str, Any]:
    """Return the content of a desk, by name of the file without its ending."""
    texts = texts_of(language)
    entities = texts["entities"]
    return {
        "publications": {"notes": {"name": texts["publication"], "first_volume_year": 2012}},
        "topics": {
            "security": {"name": texts["topics"]["security"], "description": texts["lead"]},
            "guarantees": {"name": texts["topics"]["guarantees"], "parent": "security"},
        },
        "regions": {"east": {"name": texts["region"]}},
        "entities/all": {
            "un": {"name": entities["un"], "kind": "organisation", "aliases": ["UN"], "wikidata": "Q1065"},
            "ukraine": {"name": entities["ukraine"], "kind": "place"},
            "budapest": {"name": entities["budapest"], "kind": "place"},
            "kuchma": {"name": entities["kuchma"], "kind": "person", "native_names": _KUCHMA},
        },
        "authors": {"desk": {**texts["author"], "kind": "organisation"}},
        "outlets": {
            "un": {
                "name": entities["un"], "short": "UN", "kind": "international-organisation", "country": "US",
                "language": "en", "reliability": "A", "rated_on": "2026-06-01", "url": "https://www.un.org/",
            },
        },
        "notices": [{"url": f"{UN}/A/49/765", "status": "corrected", "date": "2020-01-02"}],
        "briefings/2014/memorandum": _memorandum(texts["memorandum"]),
        "briefings/2022/assembly": _assembly(texts["assembly"]),
        "briefings/2022/draft": {**_assembly(texts["draft"]), "status": "draft", "tlp": "green"},
    }  # fmt: skip


def _memorandum(texts: dict[str, Any]) -> dict[str, Any]:
    first, second, third = texts["points"]
    return {
        **_part(texts, "title", "subtitle", "summary", "body"),
        "date": "2014-04-01", "date_inferred": "day", "publication": "notes", "volume": 3, "issue": 1,
        "authors": ["desk"], "topics": ["guarantees"], "regions": ["east"],
        "entities": ["un", "ukraine", "budapest", "kuchma"],
        "executive_points": [
            first,
            {"text": second, "confidence": "moderate"},
            {"text": third, "likelihood": "very likely", "confidence": "high"},
        ],
        "events": [
            {"date": "1994-12-05", "text": texts["events"][0], "cites": ["memorandum"]},
            {"date": "2014-03-27", "text": texts["events"][1], "cites": ["resolution", "vote"]},
        ],
        "corrections": [{"date": "2014-04-08", "text": texts["correction"]}],
        "license": "CC-BY-4.0",
        "sources": [
            {
                "id": "memorandum", "outlet": "un", "kind": "document", "language": "en", "credibility": 1,
                "title": "Memorandum on Security Assurances (A/49/765)", "date": "1994-12-19", "url": f"{UN}/A/49/765",
            },
            {
                "id": "vote", "outlet": "un", "kind": "press-release", "language": "en", "date": "2014-03-27",
                "title": "GA/11493", "url": "https://press.un.org/en/2014/ga11493.doc.htm", "accessed": "2024-02-01",
            },
            {
                "id": "resolution", "outlet": "un", "kind": "decision", "date": "2014-03-27",
                "title": "A/RES/68/262", "url": f"{UN}/A/RES/68/262",
            },
            {"id": "lost", "outlet": None, "date": "2014-03", "date_inferred": "month"},
        ],
    }  # fmt: skip


def _assembly(texts: dict[str, Any]) -> dict[str, Any]:
    return {
        **_part(texts, "title", "body"),
        "executive_points": texts["points"],
        "date": "2022-03-02", "publication": "notes", "volume": 11, "issue": 2,
        "authors": ["desk"], "topics": ["security"], "regions": ["east"], "entities": ["un"],
        "sources": [
            {
                "id": "emergency", "outlet": "un", "kind": "decision", "date": "2022-03-02",
                "title": "A/RES/ES-11/1", "url": f"{UN}/A/RES/ES-11/1",
            },
        ],
    }  # fmt: skip


def _part(texts: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: texts[key] for key in keys}


def write_language_desk(root: Path, language: str, **settings: object) -> Path:
    """Write a desk into a folder and return that; it shows drafts, and what is TLP:GREEN."""
    texts = texts_of(language)
    for name, data in desk_content(language).items():
        path = root / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    config = {
        "site_name": texts["site_name"],
        "site_description": texts["description"],
        "site_url": "https://example.org/desk/",
        "theme": {"name": "material", "font": False, "language": "zh" if language == "zh-Hans" else language},
        "plugins": [{"briefings": {"drafts": True, "audience": "green", "language": language, **settings}}],
        "markdown_extensions": ["footnotes", "tables", "attr_list", "def_list"],
    }
    (root / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "about.md").write_text(
        f"# {texts['publication']}\n\n{texts['lead']}\n", encoding="utf-8"
    )
    return root
