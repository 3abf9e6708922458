"""The headers are one set: in the file of the site, and in what the handbook has for nginx and Apache."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_briefings.mkdocs_plugin import run
from mkdocs_briefings.render.headers import EVERYWHERE, FILES, HEADERS, headers

HANDBOOK = Path(__file__).parents[2] / "docs/handbook/publish.md"


def parsed(text: str) -> list[tuple[str, dict[str, str]]]:
    """The parts of a file of headers, as Netlify and Cloudflare read it."""
    parts: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            parts.append((line, {}))
        else:
            name, value = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line).groups()
            parts[-1][1][name] = value
    return parts


def test_the_file() -> None:
    assert parsed(headers(hidden=False).decode()) == [("/*", EVERYWHERE), ("/files/*", FILES)]
    assert parsed(headers(hidden=True).decode())[0][1] == {**EVERYWHERE, "X-Robots-Tag": "noindex"}
    assert EVERYWHERE["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in EVERYWHERE["Content-Security-Policy"]


def test_the_handbook_has_the_same() -> None:
    page = HANDBOOK.read_text(encoding="utf-8")
    (nginx,) = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)
    (apache,) = re.findall(r"```apache\n(.*?)```", page, re.DOTALL)
    outside, inside = nginx.split("location /files/ {")
    given = [re.findall(r'add_header (\S+) "(.*)" always;', part) for part in (outside, inside)]
    assert given == [[*EVERYWHERE.items()], [*EVERYWHERE.items(), *FILES.items()]]
    assert re.findall(r'Header always (?:set|add) (\S+) "(.*)"', apache) == [
        *EVERYWHERE.items(),
        *FILES.items(),
    ]


@pytest.mark.slow
def test_a_file_of_the_desk_stays(lean_site) -> None:
    desk = lean_site("minimal")
    built = run.build(str(desk / "mkdocs.yml"), run.Overrides(), lambda *_: None).site
    assert parsed((built / HEADERS).read_text("utf-8"))[0][0] == "/*"
    (desk / "docs").mkdir(exist_ok=True)
    (desk / "docs" / HEADERS).write_text("/*\n  X-Own: yes\n", encoding="utf-8")
    run.build(str(desk / "mkdocs.yml"), run.Overrides(), lambda *_: None)
    assert (built / HEADERS).read_text("utf-8") == "/*\n  X-Own: yes\n"
