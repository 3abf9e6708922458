"""The rules whose problems the loader reports: files that cannot be read, and data that is not the format."""

from __future__ import annotations

from mkdocs_briefings.check.rule import Rule

RULES = (
    Rule.from_manual(
        "file-name",
        """The name of a file cannot be the id of a briefing.

The name without `.yaml` is the briefing's id and the end of its address, on every system: small letters, digits and
single hyphens, at most 120, and none of the names that Windows keeps for devices (`con`, `nul`, ...). Rename the
file; an address that readers know already goes under `aliases`.

FAIL:

    # briefings/2024/State Visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/state-visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
""",
    ),
    Rule.from_manual(
        "unsafe-file",
        """A file is passed over, because it leads elsewhere or could do harm.

Links (symbolic ones) are followed only if they lead to a file inside the content folder; links to folders never are.
What is read must be an ordinary file of at most 16 MB. Pictures and documents under `files/` become a part of the
site, so their names must be good addresses on every system: letters from A to Z, digits, dots, hyphens and
underscores, no name that Windows keeps for a device, no two that differ only in capitals. Kinds that a browser would
run (HTML, scripts) are not shown, nor is a file that is not what its ending says, or that a browser could take for a
page. An SVG may hold shapes, text, styles and pictures, but no script, handler, movement, HTML, font or reference to
another address; it is in UTF-8, and its DOCTYPE declares nothing.

FAIL:

    # files/the table.yaml
    ships: 2

PASS:

    # files/the-table.yaml
    ships: 2
""",
    ),
    Rule.from_manual(
        "invalid-yaml",
        """The file is not YAML that can be read.

YAML goes wrong in few ways: a colon inside a value that is not in quotes, a tab where spaces belong, a quote that
is never closed. Files that are not UTF-8, nest deeper than 40 levels, carry tags such as `!!python`, or blow up
through aliases are refused as well. Nothing of such a file can be used; the message stands where reading stopped,
and the slip is there or on the line above.

FAIL:

    # briefings/2024/visit.yaml
    title: Minsk: a visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: "Minsk: a visit"
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
""",
        fatal=True,
    ),
    Rule.from_manual(
        "duplicate-key",
        """A key stands twice in the same mapping.

One of the two values would be lost without a word, and YAML readers do not agree on which. The first is kept;
remove the other, or merge them.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    title: A state visit
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A state visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
""",
    ),
    Rule.from_manual(
        "hidden-character",
        r"""A text holds a character that readers do not see.

Control characters come from copying out of terminals and old word processors; no page, feed or export can hold them,
so they are left out whatever the severity. Characters that turn the direction of writing (U+202A to U+202E, and
isolates that are not closed) can make a line read as something else than it says. Delete the character, or type the
passage again. The marks that right-to-left text needs (U+200E, U+200F, closed isolates) are no fault.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "Talks were \u202Edleh\u202C."

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: "Talks were held."
""",
    ),
    Rule.from_manual(
        "unclear-audience",
        """It is not certain who may see a briefing, or from when.

`tlp`, `status` and `publish_at` decide that, and a slip in one of them must not make a briefing public. So the briefing
is withheld, and this is an error that no setting lowers, if one of the three

- has a value that cannot be read with certainty: misspelt, in capitals, empty, a number or a list, a moment without its
  offset, or two values;
- seems to be meant by a key that does not exist: `TLP`, `tpl`, `publish-at`, `Status`, or a word of other systems such
  as `embargo`, `classification`, `visibility`, `draft` or `published`; also deeper in the file;
- stands, by a slip of indentation, as a line inside the text above it.

The message names the key that was meant. Leave a key out if it does not apply.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    TLP: red
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    tlp: red
    executive_points: [They met.]
    body: Talks were held.
""",
        fatal=True,
    ),
    Rule.from_manual(
        "unknown-key",
        """A key is not part of the content format.

Mostly a slip of the pen, and what stands under the misspelt key would be missing from the page. The hint names the
nearest key there is.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    sumary: Two presidents met.
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    summary: Two presidents met.
    executive_points: [They met.]
    body: Talks were held.
""",
    ),
    Rule.from_manual(
        "missing-key",
        """Something that every entry of this kind needs is not there.

A briefing needs `title`, `executive_points` and `body`, and `date` once it is published; a registry entry needs its
`name`. Without them there is nothing to show, so no setting lowers this rule. A briefing that is not finished can
be kept out of the site with `status: draft`.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [They met.]
    body: Talks were held.
""",
        fatal=True,
    ),
    Rule.from_manual(
        "wrong-type",
        """A value is of another shape than its key asks for.

Text where a list belongs, words where a number belongs, a list where a mapping belongs. The value is left out of
what is checked further; if the entry cannot do without it, so is the entry.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    volume: twenty-one
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    publication: edm
    volume: 21
    executive_points: [They met.]
    body: Talks were held.
    # publications.yaml
    edm: {name: Eurasia Daily Monitor}
""",
    ),
    Rule.from_manual(
        "wrong-value",
        """A value has the right shape but is none of those allowed.

A word outside a closed list (`likelihood`, `kind`, `reliability`, ...), a number out of range, an id with capital
letters or spaces, text that is empty. The hint lists what is allowed or names the nearest.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [{text: They met., likelihood: maybe}]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-05
    executive_points: [{text: They met., likelihood: likely}]
    body: Talks were held.
""",
    ),
    Rule.from_manual(
        "impossible-date",
        """A date does not exist, or is not written as a date.

Dates are a year, a month or a day: `2024`, `2024-02`, `2024-02-05` (EDTF level 0, ISO 8601-2). Leave out what is
not known instead of filling in a first of January.

FAIL:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02-30
    executive_points: [They met.]
    body: Talks were held.

PASS:

    # briefings/2024/visit.yaml
    title: A visit
    date: 2024-02
    executive_points: [They met.]
    body: Talks were held.
""",
    ),
)
