"""What readers see for the words that authors choose from closed sets: terms of ICD 203, statuses, kinds, parts of dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_briefings.model.messages import Words, message, term
from mkdocs_briefings.model.vocabulary import (
    Confidence,
    DatePart,
    EntityKind,
    Likelihood,
    NoticeStatus,
    OutletKind,
    SourceKind,
    Status,
)

# Translators: the next three are confidence in a judgment (ICD 203), which is about its sources, not about chance.
CONFIDENCES: Mapping[str, str] = {
    Confidence.LOW: term("low confidence"),
    Confidence.MODERATE: term("moderate confidence"),
    Confidence.HIGH: term("high confidence"),
}
INFERRED: Mapping[str, str] = {
    # Translators: stands in brackets after a date whose year is not in the original, but worked out by the desk.
    DatePart.YEAR: message("year inferred"),
    DatePart.MONTH: message("month inferred"),
    DatePart.DAY: message("day inferred"),
    DatePart.ALL: message("date inferred"),
}
"""What is said of a date of which a part is not in the original."""
NOTICES: Mapping[str, str] = {
    # Translators: said of a source, after its entry in the list of sources.
    NoticeStatus.RETRACTED: message("retracted by the publisher"),
    NoticeStatus.CORRECTED: message("corrected by the publisher"),
    NoticeStatus.DISPUTED: message("disputed"),
    NoticeStatus.DEAD: message("no longer online"),
}
"""What became of a source, in words that follow it."""
A_SOURCE: Mapping[str, str] = {
    NoticeStatus.RETRACTED: message("a source is retracted by the publisher"),
    NoticeStatus.CORRECTED: message("a source is corrected by the publisher"),
    NoticeStatus.DISPUTED: message("a source is disputed"),
    NoticeStatus.DEAD: message("a source is no longer online"),
}
"""What is said of a point that cites a source with a notice."""
DRAFTS: Mapping[str, str] = {Status.DRAFT: message("Draft"), Status.REVIEW: message("In review")}
"""The mark of what is not published."""
ENTITY_KINDS: Mapping[str, str] = {
    EntityKind.PERSON: message("Person"),
    EntityKind.ORGANISATION: message("Organisation"),
    EntityKind.PLACE: message("Place"),
}
SOURCE_KINDS: Mapping[str, str] = {
    # Translators: from here on, what a source is; stands below its entry in the list of sources.
    SourceKind.ARTICLE: message("article"),
    SourceKind.BOOK: message("book"),
    SourceKind.REPORT: message("report"),
    SourceKind.VIDEO: message("video"),
    # Translators: a post on a social network.
    SourceKind.SOCIAL: message("social"),
    SourceKind.DOCUMENT: message("document"),
    SourceKind.DATASET: message("dataset"),
    SourceKind.INTERVIEW: message("interview"),
    SourceKind.BROADCAST: message("broadcast"),
    SourceKind.LAW: message("law"),
    # Translators: a decision of a court or an authority.
    SourceKind.DECISION: message("decision"),
    SourceKind.PRESS_RELEASE: message("press release"),
    SourceKind.SPEECH: message("speech"),
    SourceKind.WEBPAGE: message("webpage"),
    SourceKind.WORKING_PAPER: message("working paper"),
}
OUTLET_KINDS: Mapping[str, str] = {
    # Translators: from here on, what an outlet is, as in "newspaper, Belarus".
    OutletKind.NEWS_AGENCY: message("news agency"),
    OutletKind.NEWSPAPER: message("newspaper"),
    OutletKind.MAGAZINE: message("magazine"),
    OutletKind.BROADCASTER: message("broadcaster"),
    OutletKind.WEBSITE: message("website"),
    OutletKind.GOVERNMENT: message("government"),
    OutletKind.INTERNATIONAL_ORGANISATION: message("international organisation"),
    OutletKind.THINK_TANK: message("think tank"),
    OutletKind.ACADEMIC: message("academic"),
    OutletKind.PUBLISHER: message("publisher"),
    # Translators: a platform of the internet.
    OutletKind.PLATFORM: message("platform"),
    OutletKind.STANDARDS_BODY: message("standards body"),
    OutletKind.OTHER: message("other"),
}
AT_THE_START: Mapping[str, str] = {
    # Translators: what the desk itself heard or saw, where it begins the entry of a source; below, within a citation.
    "own interview": message("Own interview"),
    "own data": message("Own data"),
    "own recording": message("Own recording"),
    "own reporting": message("Own reporting"),
    "retracted by the publisher": message("Retracted by the publisher"),
    "corrected by the publisher": message("Corrected by the publisher"),
    "disputed": message("Disputed"),
    "no longer online": message("No longer online"),
}
"""Words that begin a line, by how they stand within one."""


def inferred_note(words: Words, part: str | None) -> str:
    """Return `year inferred` for the part of a date that is not in the original; empty without one."""
    return words(INFERRED[part]) if part else ""


def percent_range(words: Words, likelihood: str) -> str:
    """Return the range that ICD 203 gives a term: as the language writes it."""
    low, high = Likelihood(likelihood).percent
    # Translators: a range of percentages; French and German put a space before the sign.
    return words("{low}–{high}%", low=low, high=high)


def with_range(words: Words, likelihood: str) -> str:
    """Return a term with its range."""
    # Translators: a term of ICD 203 and its range of percentages.
    return words("{term} ({range})", term=words(likelihood), range=percent_range(words, likelihood))


def judgment_line(words: Words, likelihood: str, confidence: str) -> str:
    """Return `likely, moderate confidence`, as far as either is given."""
    return in_row(words, (words(likelihood), words(CONFIDENCES.get(confidence, ""))))


def sources_with_notice(words: Words, status: str, count: int, total: int) -> str:
    """Return `2 of 9 sources disputed`."""
    values = {"total": words.number(total)}
    match status:
        case NoticeStatus.RETRACTED:
            # Translators: {n} decides the plural form, here and in the next three.
            return words.plural(
                "{n} of {total} sources retracted by the publisher",
                "{n} of {total} sources retracted by the publisher",
                count,
                **values,
            )
        case NoticeStatus.CORRECTED:
            return words.plural(
                "{n} of {total} sources corrected by the publisher",
                "{n} of {total} sources corrected by the publisher",
                count,
                **values,
            )
        case NoticeStatus.DISPUTED:
            return words.plural(
                "{n} of {total} sources disputed", "{n} of {total} sources disputed", count, **values
            )
        case _:
            return words.plural(
                "{n} of {total} sources no longer online",
                "{n} of {total} sources no longer online",
                count,
                **values,
            )


def outlet_unnamed(words: Words) -> str:
    """Return what stands after a source whose outlet the original does not name."""
    return words.in_context("source", "outlet unnamed in the original")


def volume_name(words: Words, number: int) -> str:
    """Return `Volume 21`."""
    # Translators: a volume of a periodical: a year of it.
    return words("Volume {n}", n=number)


def issue_name(words: Words, number: int) -> str:
    """Return `Issue 19`."""
    # Translators: an issue of a periodical.
    return words("Issue {n}", n=number)


def series_line(words: Words, series: str, volume: int | None, issue: int | None) -> str:
    """Return `Eurasia Daily Monitor, Volume 21, Issue 19`, as far as they are known."""
    numbers = (volume_name(words, volume) if volume else "", issue_name(words, issue) if issue else "")
    return in_row(words, (series, *numbers))


def comma(words: Words) -> str:
    """Return what parts the items of a row."""
    # Translators: two items of a row, such as a series and a volume: keep the placeholders, use your comma.
    return words("{first}, {second}", first="", second="")


def semicolon(words: Words) -> str:
    """Return what parts the items of a row that may have commas in them."""
    # Translators: two items of which one may have a comma in it: keep the placeholders, use your semicolon.
    return words("{first}; {second}", first="", second="")


def in_row(words: Words, items: Iterable[str]) -> str:
    """Return the items that are not empty, parted by the language's comma: `Eurasia Daily Monitor, Volume 21`."""
    parts = [item for item in items if item]
    return comma(words).join(parts) if len(parts) > 1 else "".join(parts)


def between_names(words: Words, names: Iterable[str]) -> str:
    """Return what parts names in a row: a semicolon where one of them has a comma: `Doe, Jane; Roe, Richard`."""
    return semicolon(words) if any("," in name for name in names) else comma(words)


def names_line(words: Words, names: Iterable[str]) -> str:
    """Return names in a row."""
    listed = tuple(names)
    return between_names(words, listed).join(listed) if len(listed) > 1 else "".join(listed)
