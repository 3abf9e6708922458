"""What Zensical makes of an export is what MkDocs makes of the desk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

pytestmark = pytest.mark.slow
OF_MKDOCS = re.compile(r"assets/(images|javascripts|stylesheets)/.*|\.briefings-site|_headers")
"""What only the site of MkDocs has: files of Material, and the mark of a build."""
OF_ZENSICAL = {
    "search.json",
    "assets/briefings/frame.css",
    "assets/briefings/icon.svg",
    "assets/briefings/written.css",
}
"""What only that of Zensical has: an index of its own, without a page of ours, and our own frame."""
HEAD = """//head/meta[@http-equiv or @name and not(@name="generator" or @name="viewport") or @property]
 | //head/title | //head/link[@rel="canonical" or @rel="alternate"] | //head/script[@type="application/ld+json"]"""
SITES = ["sample", "hostile"]


@pytest.fixture(params=SITES)
def pair(request) -> tuple[Path, Path]:
    """A site as MkDocs and as Zensical build it."""
    if request.param == "hostile":
        return request.getfixturevalue("hostile_sites")
    return request.getfixturevalue("sample_site"), request.getfixturevalue("zensical_sample")


def pages(site: Path) -> Iterator[tuple[str, etree._Element]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.fromstring(path.read_text(encoding="utf-8"))


def parts(page: etree._Element, address: str, xpath: str) -> list[str]:
    """Parts of a page without blanks around lines, with each address resolved, for there are several ways to write one."""
    found, base = page.xpath(xpath), f"http://x/{address.removesuffix('index.html')}"
    for part in found:
        for element in part.iter(etree.Element):
            for name in {"href", "src", "content"} & set(element.attrib):
                if name != "content" or "/" in element.get(name):
                    element.set(name, urljoin(base, element.get(name)))
    lines = (etree.tostring(part, method="c14n", with_tail=False).decode().splitlines() for part in found)
    return sorted("\n".join(filter(None, map(str.strip, each))) for each in lines)


def test_the_content_of_every_page_is_equal(pair) -> None:
    of_mkdocs, of_zensical = (dict(pages(site)) for site in pair)
    assert of_mkdocs.keys() == of_zensical.keys()
    content = '//*[@id="page:content"]'
    differ = [
        address
        for address, page in of_mkdocs.items()
        if parts(page, address, content) != parts(of_zensical[address], address, content)
    ]
    assert differ == []
    assert sum(bool(page.xpath(content)) for page in of_mkdocs.values()) > len(of_mkdocs) * 0.9


def test_the_head_masthead_and_foot_of_every_page_are_equal(pair) -> None:
    """But for what names the program, and what Material puts beside ours."""
    of_mkdocs, of_zensical = (dict(pages(site)) for site in pair)
    for address, page in of_mkdocs.items():
        for xpath in (
            HEAD,
            '//header[@data-md-component="header"]',
            "//footer//nav",
            '//nav[@class="section-nav"]',
        ):
            assert parts(of_zensical[address], address, xpath) == parts(page, address, xpath), address


def test_every_other_file_is_equal(pair, files_of) -> None:
    of_mkdocs, of_zensical = map(files_of, pair)
    alike = {name for name in of_mkdocs if not OF_MKDOCS.fullmatch(name)}
    assert alike <= of_zensical.keys()
    assert of_zensical.keys() - of_mkdocs.keys() <= OF_ZENSICAL
    assert [
        name for name in alike if not name.endswith(".html") and of_zensical[name] != of_mkdocs[name]
    ] == []


def test_every_link_leads_to_a_file_under_the_path_of_the_site(zensical_sample) -> None:
    """As a host would serve it at `site_url`, which has a path; the page for errors is shown at any address."""
    base, dead, links = "https://example.org/briefings/", [], 0
    for address, page in pages(zensical_sample):
        places = [address, "deep/er/nowhere"] if address == "404.html" else [address]
        for place in places:
            for element in page.iter(etree.Element):
                for name in {"href", "src", "action"} & set(element.attrib):
                    if element.get(name).startswith("#"):
                        continue
                    links += 1
                    target = urljoin(base + place, element.get(name))
                    path = unquote(urlsplit(target).path).removeprefix("/briefings/")
                    file = f"{path}index.html" if path.endswith("/") or not path else path
                    if (target.startswith(base) and not (zensical_sample / file).is_file()) or (
                        target.startswith("https://example.org/") and not target.startswith(base)
                    ):
                        dead.append((place, element.get(name)))
    assert dead == []
    assert links > 10_000


def test_every_page_has_a_policy_before_all_that_it_governs(pair) -> None:
    for address, page in pages(pair[1]):
        if not page.xpath("//meta[@http-equiv='refresh']"):
            first = next(
                element
                for element in page.head
                if element.tag in {"meta", "link", "script"} and not element.get("charset")
            )
            assert first.get("http-equiv") == "Content-Security-Policy", address
            assert not page.xpath("//script[not(@src) and not(contains(@type, 'json'))] | //style"), address


def test_it_is_the_same_when_built_again(zensical_sample, zensical, files_of, tmp_path) -> None:
    again = shutil.copytree(zensical_sample.parent, tmp_path / "again")  # others look at the site meanwhile
    zensical(again, "--strict", "--clean")
    assert files_of(again / "site") == files_of(zensical_sample)


def test_a_desk_with_our_theme_is_not_built_without_its_briefings(zensical, tmp_path) -> None:
    """Zensical passes over plugins that it does not know; with our theme it stops."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/about.md").write_text("# About\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: briefings\nplugins: [briefings]\n")
    assert re.search("[Tt]heme `?'?briefings", zensical(tmp_path, status=1).stderr)
