"""Import where the libraries of the extra cannot be found: in a process of its own that really lacks them."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """
import sys

EXTRA = {"trafilatura", "mammoth", "markdownify", "lxml_html_clean", "charset_normalizer"}

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRA:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from mkdocs_briefings.cli.main import main

for name in sys.argv[1:]:
    try:
        main(["import", name])
    except SystemExit as end:
        print(end.code, flush=True)
"""
CYRILLIC = "Две реки\n\nВ городе открыли новый мост через реку, и жители рады (ТАСС, 27 января 2020).\n"
NEEDS = "needs the extra 'import': pip install 'mkdocs-briefings[import]'"


def test_text_and_markdown_need_no_extra_and_other_formats_name_it_in_one_line(desk, river):
    files = {
        "river.txt": river.encode(),
        "a.md": b"# A Title\n\nThe locks leak (Tide, 4 March 2020).\n\n<p>All of them.</p>\n",
        "a.docx": b"PK\x03\x04",
        "a.html": b"<p>The locks leak.</p>",
        "a.txt": CYRILLIC.encode("cp1251"),
    }
    for name, data in files.items():
        (desk / name).write_bytes(data)
    (desk / "docs").mkdir()
    (desk / "mkdocs.yml").write_text(
        "site_name: Desk\ntheme: material\nplugins: [search, briefings]\n", encoding="utf-8"
    )
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, *files],
        cwd=desk, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    imported = {
        path.stem: path.read_text(encoding="utf-8") for path in desk.glob("content/briefings/*/*.yaml")
    }
    assert imported.keys() == {"the-river-towns-share-a-harbour-again", "a-title"}
    assert "[@tide-2019-11-27]" in imported["the-river-towns-share-a-harbour-again"]
    assert "leak [@tide-2020-03-04].\n\n  <p>All of them.</p>" in imported["a-title"]
    assert [line for line in ended.stdout.splitlines() if line.isdigit()] == ["0", "0", "2", "2", "2"]
    assert ended.stderr.splitlines() == [
        f"briefings: {what} {NEEDS}" for what in ("DOCX", "HTML", "A text that is not Unicode")
    ]
