"""The draft that `briefings new` writes, and those of its texts that nobody should publish."""

from __future__ import annotations

import json

_SUMMARY = "One paragraph for lists, feeds and search results."
_POINT = "The first point, with its source"
_BODY = "The analysis, in Markdown. Every claim cites a source"
_OUTLET = "outlet: Name of the outlet"
_TITLE = "title: Title of the item"
_URL = "url: https://example.org/address-of-the-item"
PLACEHOLDERS = (_SUMMARY, _POINT, _BODY, _OUTLET, _TITLE, _URL)
"""Texts that an author replaces, as they stand in the file."""

_DRAFT = """\
# yaml-language-server: $schema=../../schema/briefing.schema.json
title: {title}
date: {date}
{publication}status: draft            # published, when it is ready
topics: []               # ids from content/topics.yaml
summary: >-
  {summary}

executive_points:        # what a reader in a hurry must know; three or four
  - text: >-
      {point} [@outlet-{date}].
    # likelihood: likely   # a term of ICD 203
    # confidence: moderate # low, moderate or high

body: |
  {body} [@outlet-{date}].

sources:
  - id: outlet-{date}
    {outlet}
    {source_title}
    {url}
    date: {date}
"""


def printable_line(text: str) -> str:
    """Return what somebody typed as one line of printable letters, which any file can hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def new_draft(title: str, date: str, publication: str = "") -> str:
    """Return the file of a new draft; `publication` is written as it is."""
    return _DRAFT.format(
        title=json.dumps(title, ensure_ascii=False),
        date=date,
        publication=f"publication: {publication}\n" if publication else "",
        summary=_SUMMARY,
        point=_POINT,
        body=_BODY,
        outlet=_OUTLET,
        source_title=_TITLE,
        url=_URL,
    )
