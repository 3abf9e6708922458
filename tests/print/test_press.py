"""The press of a process: Typst runs beside whoever asks, and its faults arrive."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mkdocs_briefings.diagnostics.errors import PublishError
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.model.output import PrintDocument
from mkdocs_briefings.publish.glyphs import script_fonts
from mkdocs_briefings.publish.press import press_for

SMALL = """
import sys
from pathlib import Path
from mkdocs_briefings.publish.press import press_for
from mkdocs_briefings.model.face import Face
from mkdocs_briefings.publish.glyphs import script_fonts
from mkdocs_briefings.render.context import RenderContext, RenderSettings
from mkdocs_briefings.render.sharing import site_card_document
document = site_card_document(RenderContext.from_settings(RenderSettings(site_name="Desk")))
png = press_for(*map(Path, sys.argv[1:]), Face()).png(document)
assert png == press_for(*map(Path, sys.argv[1:]), Face()).png(document)
print(png[1:4].decode(), sorted({"typst", "PIL", "fontTools"} & sys.modules.keys()))
"""


def test_typst_runs_in_a_process_beside_whoever_asks(print_cache, tmp_path) -> None:
    command = [sys.executable, "-c", SMALL, str(tmp_path), str(print_cache)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("PNG []\n", "")


def test_a_fault_of_the_press_says_what_it_is_and_the_next_document_is_printed(print_cache, tmp_path) -> None:
    press = press_for(tmp_path, print_cache, Face())
    broken = PrintDocument("A title", "no JSON", ())
    for _ in range(2):
        with pytest.raises(PublishError, match=r"'A title' cannot be printed: .*JSON"):
            press.pdf(broken)


def test_fonts_of_a_script_go_before_others_of_the_machine() -> None:
    families = [
        "Noto Serif Thai",
        "Noto Sans Thai",
        "Noto Naskh Arabic",
        "Noto Serif",
        "Noto Sans Mono",
        "Noto Sans Symbols2",
    ]
    families += [
        "Noto Sans CJK JP",
        "Noto Serif Display",
        "Noto Kufi Arabic",
        "DejaVu Sans",
        "Noto Color Emoji",
    ]
    with_serifs, plain = ["Noto Naskh Arabic", "Noto Serif Thai"], ["Noto Sans CJK JP", "Noto Sans Thai"]
    assert script_fonts(families) == {"serif": with_serifs + plain, "sans": plain + with_serifs}
