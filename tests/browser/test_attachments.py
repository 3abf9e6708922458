"""Authors' files in a real Chromium, opened by themselves and without any policy: none runs, and none asks another host."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watch import Watched, watch

from mkdocs_briefings.attachments.kinds import mismatch
from mkdocs_briefings.attachments.svg import UnusableDrawing, clean_drawing

pytestmark = pytest.mark.slow

EVIL = "http://evil.invalid"
ACTS = "top.ran = (top.ran || 0) + 1"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'
SVG = "image/svg+xml"
RUNS = {"text/html", "application/xhtml+xml", "text/xml", "application/xml", SVG}
IN_FRAMES = """async (names) => {
  const load = (name) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = frame.onerror = () => done([name, frame.contentDocument?.contentType ?? ""]);
    setTimeout(() => done([name, ""]), 2000); // a download
    frame.src = name;
    document.body.append(frame);
  });
  return Object.fromEntries(await Promise.all(names.map(load)));
}"""
ACTIVE = {
    "script": f"{HEAD}><script>{ACTS}</script></svg>",
    "default": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{ACTS}">]>{HEAD}></svg>',
    "handler": f'{HEAD} onload="{ACTS}"></svg>',
    "page": f"{HEAD}><foreignObject><h:img src='x' onerror='{ACTS}'/></foreignObject></svg>",
    "picture": f'{HEAD}><image href="{EVIL}/image"/></svg>',
    "use": f'{HEAD}><use href="{EVIL}/use#x"/></svg>',
    "image-set": f'{HEAD}><style>svg{{background-image:image-set("{EVIL}/set" 1x)}}</style></svg>',
    "blank": f'{HEAD}><style>svg{{background:url("\t{EVIL}/tab")}}</style></svg>',
    "pieces": f"{HEAD}><style>svg{{background:ur<!-- -->l({EVIL}/pieces)}}</style></svg>",
    "escape": f"{HEAD}><style>svg{{background:u\\72l({EVIL}/escape)}}</style></svg>",
    "import": f'{HEAD}><style>@import "{EVIL}/import";</style></svg>',
    "font": f'{HEAD}><style>@font-face{{font-family:x;src:url({EVIL}/font)}}</style><text font-family="x">a</text></svg>',
    "sheet": f'<?xml-stylesheet href="{EVIL}/sheet"?>{HEAD}></svg>',
    "movement": f'{HEAD}><image><set attributeName="href" to="{EVIL}/set"/></image></svg>',
}
"""Drawings that act: they show that this test would see it, and are refused."""
QUIET = {
    "foreign": f'{HEAD} xmlns:x="urn:x"><x:script>{ACTS}</x:script><x:g><script xmlns="urn:y">{ACTS}</script></x:g></svg>',
    "metadata": f'{HEAD}><metadata><script>{ACTS}</script><h:script>{ACTS}</h:script><h:img src="{EVIL}/m"/></metadata></svg>',
    "attributes": f'{HEAD} xmlns:x="urn:x" x:onload="{ACTS}" src="{EVIL}/src" xml:base="{EVIL}/"><use href="#a"/><g id="a"/></svg>',
    "comments": f"<!-- --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' '{EVIL}/dtd'>{HEAD}></svg>".replace(
        "'", '"'
    ).replace(f"{EVIL}/dtd", "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"),
    "vendor": f'{HEAD} style="-x-a:red;--b:{{}};fill:red"></svg>'.replace("{}", "1"),
    "strings": f"{HEAD}><style>text{{font-family:\"{EVIL}/x\",'@import {EVIL}'}}</style><text>a</text></svg>",
    "links": f'{HEAD}><a href="{EVIL}/"><rect width="9" height="9"/></a></svg>',
}
"""Drawings with as much that could act, which are published as what was understood of them."""


class _Files(http.server.SimpleHTTPRequestHandler):
    """Serves files; those without an ending with no word about their kind."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() != "content-type" or "." in self.path:
            super().send_header(keyword, value)

    def log_message(self, *_: object) -> None:
        return None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    (folder / "start.html").write_text(
        "<!DOCTYPE html><title>x</title><link rel=icon href=data:,><body>", encoding="utf-8"
    )
    handler = lambda *given: _Files(*given, directory=str(folder))  # noqa: E731
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def opened(browser, folder: Path, files: dict[str, bytes]) -> tuple[dict[str, str], Watched, int]:
    """What the browser takes each file for, what they did, and how often one ran."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with served(folder) as host:
        context = browser.new_context()
        seen = watch(context, host)
        page = context.new_page()
        page.goto(f"{host}start.html")
        kinds = page.evaluate(IN_FRAMES, list(files))
        page.wait_for_timeout(300)
        ran = page.evaluate("window.ran || 0")
        context.close()
    return kinds, seen, ran


def test_drawings_that_act_are_seen_and_refused(browser, tmp_path):
    files = {f"{name}.svg": text.encode() for name, text in ACTIVE.items()}
    _, seen, ran = opened(browser, tmp_path, files)
    assert ran >= 4
    asked = {address.removeprefix(EVIL) for address in seen.strayed}
    assert asked >= {"/image", "/set", "/tab", "/pieces", "/escape", "/import", "/font"}
    for text in ACTIVE.values():
        with pytest.raises(UnusableDrawing):
            clean_drawing(text.encode())


def test_drawings_that_are_published_do_nothing(browser, tmp_path):
    real = {
        path.name: path.read_bytes()
        for path in (Path(__file__).parents[1] / "attachments/drawings").glob("*.svg")
    }
    written = {f"{name}.svg": text.encode() for name, text in QUIET.items()}
    cleaned = {name: clean_drawing(content) for name, content in {**real, **written}.items()}
    kinds, seen, ran = opened(browser, tmp_path, cleaned)
    assert set(kinds.values()) == {SVG}
    assert (ran, seen.strayed, seen.said) == (0, [], [])


def test_what_is_no_page_to_us_is_none_to_a_browser(browser, tmp_path):
    """Whatever stands before a tag: a file that passes is never taken for a page, with no word from the host."""
    signs = [bytes([number]) for number in (*range(0x22), 0x3B, 0x60, *range(0x7F, 0xA2), 0xEF, 0xFE, 0xFF)]
    before = [b"", *signs, b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"\xc2\xa0", b"\xe2\x80\xa8", b"a"]
    tags = [f"<html><script>{ACTS}</script>".encode(), f"<svg {HEAD[4:]} onload='{ACTS}'/>".encode()]
    texts = [start + tags[0] for start in before] + [
        start + tags[1] for start in (b"", b" ", b"a", b"\x0b", b"\xa0")
    ]
    files = {f"t{number}": text for number, text in enumerate(texts) if not mismatch(text, "md")}
    assert len(files) > 30
    kinds, seen, ran = opened(browser, tmp_path, files)
    assert {kind: name for name, kind in kinds.items() if kind in RUNS} == {}
    assert (ran, seen.strayed) == (0, [])
    refused = {f"r{number}": text for number, text in enumerate(texts) if mismatch(text, "md")}
    assert opened(browser, tmp_path, refused)[2] > 0, "a page would have been seen"
