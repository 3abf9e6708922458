"""What the HTML of a page gets once it is whole: boxes that wide tables scroll in, and spaces where no line may end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from mkdocs_briefings.model.languages import cldr_locale, reads_from_right
from mkdocs_briefings.model.messages import Words
from mkdocs_briefings.render.bidi import with_bdi
from mkdocs_briefings.render.dates import first_of_month

NO_BREAK = "\u00a0"
_TABLE_BOX = '<div class="table-box" data-scroll-box role="group" aria-label="{}" tabindex="0">'
_AS_WRITTEN = re.compile(r"(<(code|pre)\b.*?</\2>)", re.DOTALL)
_BEFORE_NUMBERS = "p. pp. no. nos. nr. n° № vol. art. arts. sec. § §§ ch. fig. figs. par. para. ca. c. s. volume issue € $ £".split()
"""Words that stay with the number after them."""
_SIGNS = "%‰°€$£"
_AFTER_NUMBERS = "m km cm mm kg t ha km² MW GW kW percent million billion trillion bn".split()
"""Words that stay with the number before them, as signs do."""


def set_in_page(html: str, language: str, words: Words) -> str:
    """Return the HTML of a page with its tables in boxes, and with dates and numbers that no line takes apart.

    What is of another direction than its line stands apart.
    """
    fitted = without_breaks(with_table_boxes(html, words), language)
    return with_bdi(fitted, rtl=reads_from_right(language))


def with_table_boxes(html: str, words: Words) -> str:
    """Put each table into a box that scrolls sideways, and that the keyboard reaches, so that none widens the page."""
    if "<table" not in html:
        return html
    box = _TABLE_BOX.format(escape(words("Table")))
    return html.replace("<table", f"{box}<table").replace("</table>", "</table></div>")


def without_breaks(html: str, language: str) -> str:
    """Make the spaces within `27 January 2024`, `5 %`, `p. 58` and `10 000` such that no line ends there.

    Code stays as it is written.

    Args:
        html: clean HTML.
        language: of the text, BCP 47; its names of months are known.
    """
    if " " not in html:
        return html
    space = _spaces(language)
    if "<code" not in html and "<pre" not in html:
        return space.sub(NO_BREAK, html)
    pieces = _AS_WRITTEN.split(html)
    pieces[::3] = (space.sub(NO_BREAK, piece) for piece in pieces[::3])
    del pieces[2::3]
    return "".join(pieces)


@lru_cache(maxsize=64)
def _spaces(language: str) -> re.Pattern[str]:
    """Return what matches a space inside a date or a number.

    It begins with the space and looks around from there, which is many times faster than looking for words first.
    """
    months = tuple(dict.fromkeys((*_months(language), *_months("en"))))
    words = (*_BEFORE_NUMBERS, *(word.capitalize() for word in _BEFORE_NUMBERS))
    opening = _any_behind((*months, *(f"{month}." for month in months), *words))
    closing = (*months, *_AFTER_NUMBERS)
    first = re.escape("".join(sorted({word[0] for word in closing})))
    thousands = r"(?=\d{3}(?!\d))(?:(?<=(?<![\w.,])\d )|(?<=(?<![\w.,])\d\d )|(?<=(?<![\w.,])\d\d\d ))"
    year = r"(?=[12]\d{3}(?!\d))(?<=\d, )"
    ordinal = rf"|(?<=\b{first_day} )" if (first_day := first_of_month(language)) != "1" else ""
    in_text = r"(?![^<>]*>)"
    return re.compile(
        rf" (?=[\d{_SIGNS}{first}])(?:(?=\d)(?:{opening}|{thousands}|{year})|(?=[{_SIGNS}])(?<=\d )"
        rf"|(?:(?<=\d )|(?<=\d\. ){ordinal})(?=(?:{_any_of(closing)})(?!\w))){in_text}"
    )


def _any_behind(words: Iterable[str]) -> str:
    """Return a pattern for the place after any of the words and a space; what looks back must be of one length."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    return "|".join(rf"(?<=(?<!\w){_any_of(same)} )" for same in by_length.values())


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))})"


def _months(language: str) -> Iterator[str]:
    """Yield the names of the months, long and short, within a date and alone, without full stops."""
    names = cldr_locale(language).months
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from (name.rstrip(".") for name in names[form][width].values() if name[0].isalpha())
