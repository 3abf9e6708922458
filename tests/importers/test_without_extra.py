"""Import where the libraries of the extra cannot be found: in a process of its own that really lacks them."""

from __future__ import annotations

import subprocess
import sys

WITHOUT = """
import sys

EXTRA = {"trafilatura", "mammoth", "markdownify", "lxml_html_clean", "charset_normalizer", "pypdfium2"}

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRA:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from mkdocs_briefings.cli.main import main

main(["import", *sys.argv[1:]])
"""
CYRILLIC = "Две реки\n\nВ городе открыли новый мост через реку, и жители рады (ТАСС, 27 января 2020).\n"
NEEDS = "needs the extra 'import' to read {}: pip install 'mkdocs-briefings[import]'"


def test_text_and_markdown_need_no_extra_and_other_formats_name_it_in_one_line(desk, river):
    files = {
        "river.txt": river.encode(),
        "a.md": b"# A Title\n\nThe locks leak (Tide, 4 March 2020).\n\n<p>All of them.</p>\n",
        "a.docx": b"PK\x03\x04",
        "a.pdf": b"%PDF-1.7\n",
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
        cwd=desk, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    imported = {
        path.stem: path.read_text(encoding="utf-8") for path in desk.glob("content/briefings/*/*.yaml")
    }
    assert imported.keys() == {"the-river-towns-share-a-harbour-again", "a-title"}
    assert "[@tide-2019-11-27]" in imported["the-river-towns-share-a-harbour-again"]
    assert "leak [@tide-2020-03-04].\n\n  <p>All of them.</p>" in imported["a-title"]
    assert ended.returncode == 1
    assert [line for line in ended.stdout.splitlines() if "needs" in line] == [
        f"refused   {name}: {NEEDS.format(what)}"
        for name, what in (
            ("a.docx", "DOCX"),
            ("a.pdf", "PDF"),
            ("a.html", "HTML"),
            ("a.txt", "text that is not Unicode"),
        )
    ]
