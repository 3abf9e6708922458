"""Types of the single values that authors write, with the form that each must have."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mkdocs_briefings.model.safe_text import address_problem, quote_address
from mkdocs_briefings.model.text_forms import TextForm
from mkdocs_briefings.model.vocabulary import RESERVED_NAMES

SLUG_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
SOURCE_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_]*(?:[.:-][A-Za-z0-9_]+)*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
DOI_PATTERN = r"^(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s?)?10\.\d{4,9}(?:\.\d+)*/\S+$"
ISBN_PATTERN = r"^(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]$"
PICTURE_PATTERN = r"^files/\S+\.(?:avif|gif|jpe?g|png|svg|webp|AVIF|GIF|JPE?G|PNG|SVG|WEBP)$"
EMAIL_PATTERN = r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$"
_LONGEST_SLUG = 120
_LONGEST_NAME = 300
"""Letters of a name in a registry: every text is searched for each of them."""
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters without a shape (Unicode property Default_Ignorable_Code_Point)."""
_OLD_ISBN = 10
"""Digits of an ISBN from before 2007."""
_COMPARE = "compare it with the imprint of the book"
_LICENSES = "write an id of spdx.org/licenses, such as `CC-BY-4.0`, or a sentence, best with an address"


def _not_a_device(slug: str) -> str:
    """Reject the names under which Windows opens a device instead of a file."""
    if RESERVED_NAMES.fullmatch(slug):
        raise PydanticCustomError(
            "reserved_name", "'{slug}' is a reserved file name on Windows", {"slug": slug}
        )
    return slug


def _not_blank(text: str) -> str:
    """Reject a text of blanks and invisible letters."""
    if not any(sign.isprintable() and not sign.isspace() and sign not in _INVISIBLE for sign in text):
        raise PydanticCustomError("empty_text", "is empty")
    return text


def _safe_address(address: str) -> str:
    """Reject an address that no page may lead to; the rule `bad-address` reports what is no web address."""
    problem = address_problem(address) or ("holds a line break" if re.search(r"[\r\n]", address) else "")
    if problem:
        words = {"address": quote_address(address), "problem": problem}
        raise PydanticCustomError("unsafe_address", "the address {address} {problem}", words)
    return address


def _bare_doi(doi: str) -> str:
    """Return a DOI without the address of its resolver, in which some of its signs are escaped."""
    name = doi[doi.index("10.") :]
    return unquote(name) if doi.casefold().startswith(("http", "doi.org", "dx.")) else name


def _known_license(license: str) -> str:
    """Return an SPDX expression in its own capitals; a text of several words is left as it is."""
    if any(sign.isspace() for sign in license.strip()) or "://" in license:
        return license
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression  # noqa: PLC0415

    try:
        return canonicalize_license_expression(license)
    except InvalidLicenseExpression:
        words = {"license": license, "hint": _LICENSES}
        raise PydanticCustomError("license", "'{license}' is no SPDX id", words) from None


def is_license(text: str) -> bool:
    """Return whether a text can be the `license` of a briefing."""
    try:
        return bool(_known_license(_not_blank(text)))
    except PydanticCustomError:
        return False


def _checked_isbn(isbn: str) -> str:
    """Reject an ISBN whose last digit does not follow from the others (ISO 2108)."""
    digits = [10 if sign in "Xx" else int(sign) for sign in isbn if sign not in "- "]
    if len(digits) == _OLD_ISBN:
        sound = sum(digit * (_OLD_ISBN - place) for place, digit in enumerate(digits)) % 11 == 0
    else:
        sound = max(digits) < _OLD_ISBN and (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0
    if not sound:
        raise PydanticCustomError(
            "check_digit", "{isbn} is no ISBN: a digit is wrong", {"isbn": isbn, "hint": _COMPARE}
        )
    return isbn


Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=_LONGEST_SLUG), AfterValidator(_not_a_device)]
SourceId = Annotated[str, Field(pattern=SOURCE_ID_PATTERN, max_length=_LONGEST_SLUG)]
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
Text = Annotated[str, AfterValidator(_not_blank)]
OtherName = Annotated[str, Field(max_length=_LONGEST_NAME)]
Name = Annotated[OtherName, AfterValidator(_not_blank)]
MarkdownText = Annotated[Text, TextForm.MARKDOWN]
Markdown = Annotated[str, TextForm.MARKDOWN]
Sentences = Annotated[str, TextForm.SENTENCES]
Verbatim = Annotated[str, TextForm.OTHER]
Address = Annotated[str, AfterValidator(_safe_address), TextForm.OTHER]
Doi = Annotated[str, Field(pattern=DOI_PATTERN), AfterValidator(_bare_doi)]
Isbn = Annotated[str, Field(pattern=ISBN_PATTERN), AfterValidator(_checked_isbn)]
Email = Annotated[str, Field(pattern=EMAIL_PATTERN)]
Picture = Annotated[str, Field(pattern=PICTURE_PATTERN)]
"""A picture of the content folder, as texts name it: `files/chart.png`."""
License = Annotated[Text, AfterValidator(_known_license)]
