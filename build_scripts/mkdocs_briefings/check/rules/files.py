"""The rules of what the loader passes over, and of what was to be finished before it is published."""

from __future__ import annotations

from mkdocs_briefings.check.rule import Rule
from mkdocs_briefings.diagnostics.diagnostic import Severity

RULES = (
    Rule.from_manual(
        "unread-file",
        """A file or folder under the content folder is read by nobody.

What is read: `briefings/` and `entities/` with files that end in `.yaml` or `.yml`, in small letters; the other
registries and `notices.yaml`, under these very names; pictures and documents in `files/`. Anything else is in no page,
however good it is. Rename it, or move it. Hidden files, those that begin with README, copies of editors (`x.yaml~`) and
the folder `schema/` are passed over without a word.

FAIL:

    # topics.yml
    union-state: {name: Union State}

PASS:

    # topics.yaml
    union-state: {name: Union State}
""",
        severity=Severity.WARNING,
    ),
    Rule.from_manual(
        "cut-value",
        """A value ends at a `#` that is probably a part of it.

In YAML a blank and `#` begin a comment, unless the value stands in quotation marks: `title: Package #14` is "Package".
Put the value in quotes. Comments are told from it by two blanks before the sign and one after it.

FAIL:

    # briefings/2024/visit.yaml
    title: Package #14
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: "Package #14"
    date: 2024-02-05  # a Monday
    executive_points: [They met.]
    body: Talks were held.
""",
        severity=Severity.WARNING,
    ),
    Rule.from_manual(
        "untidy-value",
        """A value has line breaks or blanks that readers do not see.

A title or a name is one line, a description one paragraph: breaks in them are shown as blanks, so that two paragraphs run
together. Blanks before or behind the words mostly come from copying, and make another name of it. Write the value on one
line, or below `>-`, which joins lines; take the blanks out. Texts in Markdown may have any number of lines.

FAIL:

    # briefings/2024/visit.yaml
    title: |
      A visit
      to Minsk
    date: 2024-02-05
    authors: ["Ada Example "]
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: >-
      A visit
      to Minsk
    date: 2024-02-05
    authors: [Ada Example]
    executive_points: [They met.]
    body: Talks were held.
""",
        severity=Severity.WARNING,
    ),
    Rule.from_manual(
        "unfinished",
        """A published briefing still has a text that `briefings new` wrote, or a `# TODO` of an import.

Readers would see "Name of the outlet", or something that the import could not decide. Write your own text; do what the
comment says and remove it; or set `status: draft` until it is done.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources:
      # TODO: the year is inferred
      - {id: sb, outlet: Name of the outlet, date: 2024-01-27}

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: ["They met [@sb]."]
    body: Talks were held.
    sources:
      - {id: sb, outlet: Radio Svaboda, date: 2024-01-27}
""",
    ),
)
