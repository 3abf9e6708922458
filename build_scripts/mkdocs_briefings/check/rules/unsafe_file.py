"""A file is passed over, because it leads elsewhere or could do harm.

Links (symbolic ones) are followed only if they lead to a file inside the content folder; links to folders never are.
What is read must be an ordinary file of at most 16 MB. Pictures and documents under `files/` become a part of the
site, so their names must be good addresses on every system: letters from A to Z, digits, dots, hyphens and
underscores, no name that Windows keeps for a device, no two that differ only in capitals. Kinds that a browser would
run (HTML, scripts) are not shown, nor is an SVG that holds scripts, handlers, frames or references to other addresses.

FAIL:

    # files/the table.yaml
    ships: 2

PASS:

    # files/the-table.yaml
    ships: 2
"""

from __future__ import annotations

from mkdocs_briefings.diagnostics.diagnostic import Severity

SEVERITY = Severity.ERROR
