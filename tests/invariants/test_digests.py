"""Equal values have equal digests, wherever and from whatever they were made; other values have others."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import NamedTuple

import pytest

from mkdocs_briefings.builder import request
from mkdocs_briefings.model.content import Topic
from mkdocs_briefings.model.digests import digest, digest_bytes


@dataclass(frozen=True)
class Part:
    name: str
    number: int = 0


class Named(NamedTuple):
    name: str
    number: int = 0


@dataclass(frozen=True)
class Digested:
    """A value that counts by its digest alone."""

    digest: bytes
    other: int

    __slots__ = ("digest", "other")


def name_made_anew() -> str:
    return b"name".decode()


@pytest.mark.parametrize(
    ("value", "equal"),
    [
        ((name := name_made_anew(), name), (name_made_anew(), name_made_anew())),
        ((part := Part("a"), part), (Part("a"), Part("a"))),
        (Topic(name="a"), Topic(name="a", description=None)),
        (Digested(b"x", 1), Digested(b"x", 2)),
        ({"a": 1, "b": (2, None)}, {"a": 1, "b": (2, None)}),
        ((named := Named("a"), named), (Named("a"), Named("a"))),
    ],
)
def test_equal_values_have_equal_digests(value, equal) -> None:
    """One object that stands in two places is as two that are equal."""
    assert digest(value) == digest(equal)


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (Part("a"), Part("a", 1)),
        (Topic(name="a"), Topic(name="b")),
        (Digested(b"x", 1), Digested(b"y", 1)),
        (Named("a"), Named("a", 1)),
        (Named("a"), ("Named", "a", 0)),
        (Part("a"), ("Part", "a", 0)),
        (["a"], ("a",)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (("a", "b"), ("ab",)),
        (("a", None), ("a", "")),
    ],
)
def test_other_values_have_other_digests(value, other) -> None:
    assert digest(value) != digest(other)


def test_where_one_part_ends_and_the_next_begins_counts() -> None:
    parts = [(b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"", b"abc"), (b"abc", b"")]
    assert len({digest_bytes(*some) for some in parts}) == len(parts)


def test_the_package_is_read_anew_only_where_a_file_has_changed(tmp_path, monkeypatch) -> None:
    """An edit that keeps size and time is seen, too; what Python keeps of a module is none."""
    monkeypatch.setattr(request, "_PACKAGE", tmp_path)
    page = tmp_path / "theme/page.html"
    page.parent.mkdir()
    page.write_text("old", encoding="utf-8")
    read, before = [request._sources()], page.stat()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/module.pyc").write_bytes(b"x")
    misses = request._digest_of_files.cache_info().misses
    read.append(request._sources())
    assert request._digest_of_files.cache_info().misses == misses
    page.write_text("new", encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    read.append(request._sources())
    page.rename(tmp_path / "theme/other.html")
    read.append(request._sources())
    assert len(set(read)) == 3
