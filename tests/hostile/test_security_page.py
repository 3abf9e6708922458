"""SECURITY.md says what the code does, and names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs_briefings.attachments.read import ATTACHMENT_ENDINGS
from mkdocs_briefings.render.sanitise import ATTRIBUTES, TAGS
from mkdocs_briefings.settings.csp import ContentSecurityPolicy

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def listed(name: str) -> set[str]:
    (part,) = re.findall(rf"<!-- {name} -->(.*?)<!-- /{name} -->", PAGE, re.DOTALL)
    return set(re.findall(r"`([^`]+)`", part))


def test_elements_and_kinds() -> None:
    assert listed("elements") == TAGS
    assert listed("kinds") == ATTACHMENT_ENDINGS


def test_attributes() -> None:
    rows = re.findall(r"^\| (any|`\w+`) \| ((?:`[\w-]+` ?)+) ?\|$", PAGE, re.MULTILINE)
    told = {
        "*" if name == "any" else name.strip("`"): set(re.findall(r"`([^`]+)`", names))
        for name, names in rows
    }
    assert told == ATTRIBUTES


def test_policy() -> None:
    assert ContentSecurityPolicy().text(written=False) in " ".join(PAGE.split())


def test_named_tests_are_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+(?:\.py)?)/?`", PAGE))
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []
