"""The rules of paper: what only shows when a PDF is made, so that builds and `briefings pdf` report it."""

from __future__ import annotations

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.diagnostics.diagnostic import Severity

RULES = (
    Rule.from_manual(
        "missing-glyph",
        """A PDF cannot show a character, because no font at hand has it.

The package has fonts for Latin, Cyrillic and Greek; for other scripts the fonts of the computer that builds the site are
used. The PDF has the character's number in its place, or the name of a symbol. Install a font of that script where the
site is built, and remove the cache. Only a build and `briefings pdf` can find this, for `briefings check` prints nothing.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "The sign said \U00016800."

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: The sign said "A".
""",
        severity=Severity.WARNING,
    ),
    Rule.from_manual(
        "unprintable-picture",
        """A PDF cannot show a picture, which readers of the page do see.

Paper takes PNG, JPEG, GIF, WebP and SVG in grey or in the colours of screens (RGB): not AVIF, and no JPEG in the colours
of a press (CMYK). The description of the picture stands in its place. Save it in another form. Only a build and
`briefings pdf` can find this, for `briefings check` prints nothing.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "![Ships in port](files/cmyk.jpg)"

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Ships lay in port.
""",
        severity=Severity.WARNING,
    ),
)
