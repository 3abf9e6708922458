"""Plain text by its lines: wrapped, indented, one a paragraph, and all of these in one file."""

from __future__ import annotations

import pytest

from mkdocs_briefings.importers import read_text

CABLE = """\
SUMMARY
                            Seeking to exploit a rift, the president has
presented the council with a virtual ultimatum on the sanctions that
threatens to end all talks.
   In a 13 March speech, which the media played up as an ultimatum
of the two towns, the president demanded that it act.
   Media Highlight
   Tightly controlled media began to portray the speech as a
last chance.  For example:
   -- The daily Dawn said that the speech "defined the contents of
the confrontation" with the council.
   -- The daily Dusk claimed the speech gave the council a chance.
   Earlier Signs
   The president warned "all evildoers, masters and satellites"
- and especially "some evildoers from the two towns" -- not to
"miscalculate" again.
"""
WRAPPED = """\
The ministers of the two river towns met on Monday
and agreed on a common harbour office, which will
open in the spring and is to have forty people from
both of the towns, as the mayor of the larger one
said after the meeting.
"""
ADDRESS = f"https://www.example.org/{'long-address/' * 9}\nCopyright."
ROWS = f"A line that is a paragraph{' and another clause' * 6}, for as long as its author wished.\nShort.\n"


def test_indented_first_lines_part_paragraphs_headings_and_lists():
    assert read_text.read(CABLE).blocks == (
        "SUMMARY",
        (
            "Seeking to exploit a rift, the president has presented the council with a virtual ultimatum on the sanctions "
            "that threatens to end all talks."
        ),
        (
            "In a 13 March speech, which the media played up as an ultimatum of the two towns, the president demanded "
            "that it act."
        ),
        "## Media Highlight",
        "Tightly controlled media began to portray the speech as a last chance. For example:",
        (
            '- The daily Dawn said that the speech "defined the contents of the confrontation" with the council.\n'
            "- The daily Dusk claimed the speech gave the council a chance."
        ),
        "## Earlier Signs",
        (
            'The president warned "all evildoers, masters and satellites" - and especially "some evildoers from the two '
            'towns" -- not to "miscalculate" again.'
        ),
    )


@pytest.mark.parametrize("beside", ["", ADDRESS, ROWS * 9], ids=["alone", "an address", "lines of their own"])
def test_wrapped_lines_are_a_paragraph_whatever_stands_beside_them(beside):
    (paragraph,) = [" ".join(WRAPPED.split())]
    assert read_text.read(f"{WRAPPED}\n{beside}").blocks[0] == paragraph


def test_lines_of_their_own_stay_paragraphs_beside_wrapped_ones():
    blocks = read_text.read(f"{ROWS}{ROWS * 8}\n{WRAPPED}").blocks
    assert blocks[:2] == tuple(ROWS.splitlines())
    assert len(blocks) == 19
