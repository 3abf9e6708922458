"""Parentheses with a name and a date that cite no outlet: courts and imprints."""

from __future__ import annotations

import re

from mkdocs_briefings.importers.name_shapes import KnownNames, NameShape, name_shape

_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+)?(?:1[789]|20)\d\d"
_STATE = r"(?:[A-Z][a-z]+\.?|[A-Z]\.\s?[A-Z]\.)(?:\s[A-Z][a-z]+\.)?"
_COURT = re.compile(
    rf"""(?:
      (?:\d{{1,2}}(?:st|nd|rd|d|th)|D\.C\.|Fed\.)\s+Cir\.         # 9th Cir.
    | (?:[NSEWMC]{{1,2}}\.\s?)?D\.(?:\s?D\.C\.|\s{_STATE})          # S.D. Fla.
    | Bankr\.\s[\w.\s]{{2,20}}
    | (?:{_STATE}\s)?(?:Sup\.\s|Super\.\s)?(?:Ct\.|Ch\.|App\.)(?:\s(?:App|Crim|Civ|Cl)\.)*
    | Fed\.\sCl\. | J\.P\.M\.L\. | B\.I\.A\. | Ct\.\sInt[’']l\sTrade
    )(?:\s[\w.]{{1,12}})?,?\s+{_DATE}""",
    re.VERBOSE,
)
"""A court of the United States, as legal citations name it (The Bluebook, table 1), with the date of its decision."""
_IMPRINT = re.compile(rf"(?P<place>[^:;()]{{2,60}}):\s+(?:[^:;()]{{2,80}},\s+)?{_DATE}")
"""Place, publisher and year of a book, or the place and day of a report."""
_REGION = re.compile(r",?\s+(?:D\.?\s?C\.?|[A-Z]{2}|[A-Z][a-z]+\.)$")


def is_of_law_or_imprint(inside: str, known_names: KnownNames) -> bool:
    """Return whether a parenthesis names a court and a date, or where and when something was published."""
    text = inside.strip()
    if _COURT.fullmatch(text):
        return True
    imprint = _IMPRINT.fullmatch(text)
    place = _REGION.sub("", imprint["place"].strip()) if imprint else ""
    return bool(place.strip()) and name_shape(place, known_names) is NameShape.PLACE
