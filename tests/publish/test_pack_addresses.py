"""Addresses in pages for a disk: each leads to the file that a host would send."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.publish.pack.addresses import SiteFiles, page_on_disk

FILES = frozenset(
    "index.html 404.html a/index.html a/b/index.html a/print.pdf a/c/index.json files/50%#1.png ü/index.html plain.html "
    "assets/briefings/site.js assets/own.js".split()
)
SITE = SiteFiles(FILES, "https://example.org/briefings/", "assets/briefings/site.js")
PAGE = "a/b/index.html"
LEADS = {
    ".": "index.html",
    "./": "index.html",
    "./?q=a/#b/": "index.html?q=a/#b/",
    "..": "../index.html",
    "../": "../index.html",
    "../../": "../../index.html",
    "../../?marked=x&marked=y#point:1": "../../index.html?marked=x&marked=y#point:1",
    "../../a/": "../../a/index.html",
    "../../a": "../../a/index.html",
    " ../ ": "../index.html",
    "../../%C3%BC/": "../../%C3%BC/index.html",
    "/briefings/": "../../index.html",
    "/briefings": "../../index.html",
    "/briefings/a/#c": "../../a/index.html#c",
    "/briefings/a/print.pdf": "../../a/print.pdf",
    "/other/": "https://example.org/other/",
    "../../../other/?x": "https://example.org/other/?x",
}
"""What an address in PAGE becomes."""
STAYS = (
    "", "#a", "?q=x", "?q=../", "../print.pdf", "../print.pdf#page=2", "../../files/50%25%231.png", "../../plain.html",
    "../c/", "../nowhere/", "https://example.org/briefings/a/", "//example.org/", "mailto:a@b/", "data:,a/", "index.html",
)  # fmt: skip
"""Addresses in PAGE that lead on a disk to where they lead on a host, or to nowhere on both."""

ATTRIBUTES = (
    "action", "background", "cite", "data", "formaction", "href", "imagesrcset", "longdesc", "poster", "src", "srcset",
    "xlink:href",
)  # fmt: skip
"""Attributes of HTML and SVG whose values are addresses (HTML Standard, index of attributes)."""


@pytest.mark.parametrize("address", LEADS)
def test_what_a_host_would_find(address: str) -> None:
    assert SITE.on_disk(address, PAGE) == LEADS[address]


@pytest.mark.parametrize("address", STAYS)
def test_what_stays(address: str) -> None:
    assert SITE.on_disk(address, PAGE) == address


def test_a_site_without_address_is_at_the_root_of_its_host() -> None:
    site = SiteFiles(FILES, "", "")
    assert site.on_disk("/a/", "404.html") == "a/index.html"
    assert site.on_disk("/", "404.html") == "index.html"
    assert site.on_disk("../x/", "404.html") == "../x/"


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_every_attribute(name: str) -> None:
    html = f"<p>ä &amp; <!-- <a {name}='../'> -->\n<x Class=a {name}='../?a&amp;b'  hidden>&#39;</x>\n<x {name}=../ />"
    expected = (
        f"<p>ä &amp; <!-- <a {name}='../'> -->\n"
        f'<x class="a" {name}="../index.html?a&amp;b" hidden>&#39;</x>\n<x {name}="../index.html"/>'
    )
    assert page_on_disk(html, PAGE, SITE).html == expected


def test_lists_of_pictures_and_pages_that_have_moved() -> None:
    html = '<img srcset="/briefings/a/print.pdf 1x, /briefings/a/ 2x"><meta http-equiv="Refresh" content="0; url=../../a/">'
    changed = '<img srcset="../../a/print.pdf 1x, ../../a/index.html 2x"><meta http-equiv="Refresh" content="0; url=../../a/index.html">'
    assert page_on_disk(html, PAGE, SITE).html == changed


def test_a_page_that_needs_nothing_keeps_its_bytes() -> None:
    html = "<!DOCTYPE html>\r\n<A HREF = '#x' >x</A\n><script>'<a href=\"../\">'</script>&unknown <p title=../>\x0c<br/ >"
    assert page_on_disk(html, PAGE, SITE).html == html


def test_the_script_of_all_modules_and_others() -> None:
    scripts = (
        '<script type="module" src="../../assets/briefings/site.js"></script>',
        '<script type="module" src="../../assets/own.js"></script>',
        '<script type="module">import "x"</script>',
        '<link rel="preload" as="font" href="x.woff2" crossorigin>',
    )
    page = page_on_disk("".join(scripts), PAGE, SITE)
    assert (
        page.html == f'<script defer src="../../assets/briefings/site.js"></script>{scripts[1]}{scripts[2]}'
    )
    assert page.unloadable == ("assets/own.js", f"a module within {PAGE}")


def test_the_root_in_a_page_that_any_address_may_show() -> None:
    """A host sends 404.html for any address, so what it names begins at the root of the host."""
    page = page_on_disk('<script data-scope="/briefings/"></script><p data-scope="../..">', "404.html", SITE)
    assert page.html == '<script data-scope="./"></script><p data-scope="../..">'


def test_a_declaration_that_the_parser_cannot_read_is_told_with_its_page() -> None:
    """Later versions of Python take it for a comment, as browsers do."""
    if is_refused():
        with pytest.raises(
            PublishError, match=f"^{PAGE} in the site is not HTML: it has a declaration that only SGML has$"
        ):
            page_on_disk("<![x[", PAGE, SITE)


def is_refused() -> bool:
    try:
        HTMLParser().feed("<![x[")
    except AssertionError:
        return True
    return False
