"""Brings the catalogues of words up to date with the code, and says what is not translated: `make messages`."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from mkdocs_briefings.model.messages import FOLDER, TEMPLATE, cldr_locale, forms

KEYWORDS = {
    **dict.fromkeys(("message", "term", "words", "html", "t", "th", "say")),
    **dict.fromkeys(("plural", "tn", "sayPlural"), (1, 2)),
    **dict.fromkeys(("in_context", "tc", "sayInContext"), ((1, "c"), 2)),
}
"""Functions that say messages, and which of their arguments are one."""
TERMS = {"term": None}
OURS = "Ours: no published translation of the term is known."
"""What stands above the translation of a term of a standard that has no source: `Published in ...`."""
_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_NOTES = ("Translators:",)
_WIDTH = 120


def extract() -> Catalog:
    """Return every message of the package: of code, templates and scripts, each with the files that say it."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for file, _, text, notes, context in _found(KEYWORDS):
        catalogue.add(text, locations=[(file, None)], auto_comments=notes, context=context)
    return catalogue


@cache
def terms() -> frozenset[str]:
    """Return the messages that are terms of a standard."""
    return frozenset(str(text) for _, _, text, _, _ in _found(TERMS))


def _found(keywords: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    mappings = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(pattern, mapping["method"]) for mapping in mappings for pattern in mapping["patterns"]]
    options = {pattern: mapping.get("options", {}) for mapping in mappings for pattern in mapping["patterns"]}
    found = extract_from_dir(
        FOLDER.parent, methods, options, keywords=keywords, comment_tags=_NOTES, strip_comment_tags=True
    )
    return sorted(found, key=lambda message: (message[0], message[1]))


def written(catalogue: Catalog, *, template: bool = False) -> bytes:
    """Return a catalogue as a PO file: in the order of the code, without moments, so that equal words are equal bytes."""
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, omit_header=True, include_lineno=False)
    head = ['msgid ""', 'msgstr ""', '"Content-Type: text/plain; charset=utf-8\\n"']
    if not template:
        head += [
            f'"Language: {catalogue.locale_identifier}\\n"',
            f'"Plural-Forms: {catalogue.plural_forms}\\n"',
        ]
    return "\n".join(head).encode() + b"\n\n" + file.getvalue()


def main() -> None:
    """Write the template and every catalogue; a message that is gone goes from them, a new one comes untranslated."""
    template, standard = extract(), terms()
    (FOLDER / TEMPLATE).write_bytes(written(template, template=True))
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=str(cldr_locale(path.stem)))
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        for entry in catalogue:
            if entry.id in standard and not entry.user_comments:
                entry.user_comments = [OURS]
        path.write_bytes(written(catalogue))
        missing = [
            forms(entry.id)[0] for entry in catalogue if entry.id and not all(forms(entry.string or ""))
        ]
        sys.stdout.write(
            f"{path.stem:8} {len(template) - len(missing)} of {len(template)} messages translated\n"
        )
        sys.stdout.writelines(f"  {text}\n" for text in missing)


if __name__ == "__main__":
    main()
