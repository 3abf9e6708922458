"""The relative address from any page to any other leads there."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from mkdocs_briefings.model.facets import Kind
from mkdocs_briefings.model.site import Ref
from mkdocs_briefings.render.addresses import (
    archive_uri,
    briefing_uri,
    catalogue_uri,
    group_uri,
    ref_uri,
    relative_file_url,
    relative_url,
    url,
)

ROOT = "https://example.org/deep/down/"
PAGES = [
    "index.md",
    "search.md",
    "archive/index.md",
    briefing_uri("a"),
    briefing_uri("index"),
    archive_uri(2024),
    archive_uri(2024, 2),
    catalogue_uri(Kind.TOPIC),
    *(group_uri(Kind.PUBLICATION, "edm", *parts) for parts in ((), (21,), (21, 19))),
    group_uri(Kind.OUTLET, "sb", "in", 2024),
]


@given(st.sampled_from(PAGES), st.sampled_from(PAGES), st.booleans())
def test_relative_url_leads_there(origin: str, target: str, directory_urls: bool) -> None:  # noqa: FBT001
    start, end = (url(uri, directory_urls=directory_urls) for uri in (origin, target))
    relative = relative_url(origin, target, directory_urls=directory_urls)
    assert urljoin(ROOT + start, relative) == ROOT + end
    assert relative
    assert not relative.startswith("/")


@given(st.sampled_from(PAGES), st.booleans())
def test_relative_url_of_a_file(origin: str, directory_urls: bool) -> None:  # noqa: FBT001
    relative = relative_file_url(origin, "files/chart.png", directory_urls=directory_urls)
    assert urljoin(ROOT + url(origin, directory_urls=directory_urls), relative) == f"{ROOT}files/chart.png"


@pytest.mark.parametrize(
    ("uri", "folders", "files"),
    [
        ("index.md", "", "index.html"),
        ("search.md", "search/", "search.html"),
        ("archive/index.md", "archive/", "archive/index.html"),
        ("archive/2024/02.md", "archive/2024/02/", "archive/2024/02.html"),
        ("briefings/a.md", "briefings/a/", "briefings/a.html"),
        ("publications/edm/21/19.md", "publications/edm/21/19/", "publications/edm/21/19.html"),
    ],
)
def test_url(uri: str, folders: str, files: str) -> None:
    assert url(uri) == folders
    assert url(uri, directory_urls=False) == files


@pytest.mark.parametrize("uri", PAGES)
@pytest.mark.parametrize("directory_urls", [True, False])
def test_urls_are_those_of_mkdocs(uri: str, *, directory_urls: bool) -> None:
    expected = File(uri, None, "site", directory_urls).url
    assert url(uri, directory_urls=directory_urls) == ("" if expected == "./" else expected)


def test_a_member_of_a_facet_has_a_page() -> None:
    assert ref_uri(Ref("Ada", Kind.AUTHOR, "ada")) == "authors/ada.md"
