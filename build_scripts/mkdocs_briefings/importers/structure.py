"""Blocks to an article: which of them is the title, the publication line, the executive points, a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mkdocs_briefings.importers.article import Article, Footnote, LeftOut, Metadata, RawArticle, count_words
from mkdocs_briefings.importers.front_matter import read_date, whole_number
from mkdocs_briefings.importers.markdown_spans import flatten
from mkdocs_briefings.importers.markdown_text import one_line

_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*\s*|([^\n]+)\n(?:=+|-+)\s*", re.DOTALL)
_POINTS = re.compile(
    r"(?:executive\s+(?:summary|points)|key\s+(?:points|takeaways|findings|judge?ments|messages|facts)"
    r"|(?:main\s+)?takeaways|main\s+points|bottom\s+line(?:\s+up\s+front)?|at\s+a\s+glance|in\s+brief"
    r"|краткое\s+содержание|основные\s+(?:выводы|тезисы)|ключевые\s+(?:выводы|тезисы)|главное)\s*:?",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(Publication|Series|Volume|Vol\.?|Issue|No\.?|Date|Published|By|Authors?)\s*:\s*", re.IGNORECASE
)
_NAME = (
    r"[A-ZА-ЯЁ][\w.’'-]*(?:\s+(?:[A-ZА-ЯЁ][\w.’'-]*|al|bin|d[aeiou]|del|der|el|ibn|la|le|van|von|ten|y)){1,4}"
)
_BYLINE = re.compile(
    rf"(?P<by>[Bb]y|BY)\s+(?P<names>{_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*){_NAME})*)"
)
_AND = re.compile(r"\band\b")
_SERIES = re.compile(
    r"(?P<name>.*?)[\s,|·–—-]*\b(?P<first>Vol(?:ume|\.)?):?\s*(?P<volume>[1-9]\d{0,3})[\s,|·–—-]+"
    r"(?P<second>Issue|No\.?|Number|#):?\s*(?P<issue>[1-9]\d{0,3})",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(?:end\s?notes|foot\s?notes|notes|references|sources|bibliography|works\s+cited|примечания)\s*:?",
    re.IGNORECASE,
)
_AS_SOURCES = re.compile(r"(?:references|sources|bibliography|works\s+cited)\s*:?", re.IGNORECASE)
_ITEM = re.compile(r"[ ]{0,3}(?:(?:[-*+]|\d{1,3}[.)])[ \t]+|[•‣◦▪●■∙⁃]\s*)(?=\S)")
_NUMBER = re.compile(r"^[ ]{0,3}(\d{1,3})[.)][ \t]+", re.MULTILINE)
_NOTE_ITEM = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])[ \t]+(.*)", re.DOTALL)
_REFERENCES = re.compile(r"\[(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\](?![(\[:])")
_LONGEST_TITLE = 250
_HEAD = 8
_MOST_POINTS = 7
_MOST_NOTES = 999


@dataclass(slots=True)
class _OpenArticle:
    """An article while its parts are being told apart."""

    blocks: list[str]
    metadata: Metadata
    points: list[str] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """Which file an article came from."""

    name: str
    """Name as given."""
    sha256: str
    """Digest of its bytes."""


def structure_article(raw: RawArticle, source: OriginalFile) -> Article:
    """Tell the parts of an article apart. What is no title, label, point or note stays in the body."""
    sheet = _OpenArticle(
        list(raw.blocks), raw.metadata, list(raw.metadata.points), list(raw.notes), list(raw.left_out)
    )
    _take_title(sheet, source)
    _take_labels(sheet)
    _take_points(sheet)
    _take_notes(sheet)
    return Article(
        source.name,
        source.sha256,
        sheet.metadata,
        tuple(sheet.points),
        tuple(sheet.blocks),
        tuple(sheet.notes),
        tuple(sheet.left),
    )


def _heading(block: str) -> str:
    """The text of a heading; empty for other blocks."""
    match = _HEADING.fullmatch(block)
    return one_line(match[1] or match[2] or "") if match else ""


def _bare(block: str) -> str:
    """A block's words without heading signs and emphasis."""
    return one_line(flatten(_heading(block) or block).text)


def _leave(sheet: _OpenArticle, block: str, reason: str) -> None:
    """Note a block that is left out, when there is a reason, and the addresses of its links."""
    if reason:
        sheet.left.append(LeftOut(_bare(block), reason))
    if addresses := " ".join(url for _, _, url in flatten(block).links):
        sheet.left.append(LeftOut(addresses, "link of a title or a label"))


def _take_title(sheet: _OpenArticle, source: OriginalFile) -> None:
    first = sheet.blocks[0] if sheet.blocks else ""
    given = sheet.metadata.title
    if given:
        if first and count_words(_bare(first)) == count_words(given):
            _leave(sheet, sheet.blocks.pop(0), "the title again")
        return
    second = next((one for one in sheet.blocks[:_HEAD] if one.startswith("# ")), "")
    chosen = second if second and not first.startswith("#") and _LABELS.match(first) else first
    if chosen and (_heading(chosen) or _reads_as_title(chosen)):
        sheet.blocks.remove(chosen)
        title = _bare(chosen)
        _leave(sheet, chosen, "")
    else:
        title = re.sub(r"[-_]+", " ", source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]).strip().capitalize()
        title = title if count_words(title) else "Untitled"
    sheet.metadata = replace(sheet.metadata, title=title)


def _reads_as_title(block: str) -> bool:
    text = _bare(block)
    is_line = "\n" not in block.strip() and not _ITEM.match(block) and block[:1] not in "<|>`!"
    return (
        is_line
        and 0 < len(text) <= _LONGEST_TITLE
        and bool(count_words(text))
        and not text.endswith((".", ":", ";", ","))
    )


def _take_labels(sheet: _OpenArticle) -> None:
    """The publication line: `Publication: ... Volume: 21 Issue: 19`, a by-line, a line with the date."""
    for block in list(sheet.blocks[:_HEAD]):
        if _announces_points(block):
            return
        text = one_line(flatten(block).text)
        pieces = _LABELS.split(text)
        if len(text) > _LONGEST_TITLE or not pieces or pieces[0].strip():
            if _takes_plain_line(sheet, text):
                sheet.blocks.remove(block)
                _leave(sheet, block, "")
            elif _is_date_line(text) and (date := read_date(text)) and sheet.metadata.date is None:
                sheet.metadata = replace(sheet.metadata, date=date, date_text=text)
                sheet.blocks.remove(block)
                _leave(sheet, block, "")
            continue
        pairs = dict(zip((name.casefold().rstrip(".s") for name in pieces[1::2]), pieces[2::2], strict=True))
        taken = _labelled(sheet.metadata, {name: value.strip(" ,;|·") for name, value in pairs.items()})
        if taken is not None:
            sheet.metadata = taken
            sheet.blocks.remove(block)
            ands = _AND.findall(pairs.get("by", "") + pairs.get("author", ""))
            sheet.left.append(LeftOut(" ".join([*pieces[1::2], *ands]), "labels of fields"))
            _leave(sheet, block, "")


def _takes_plain_line(sheet: _OpenArticle, text: str) -> bool:
    """Fill fields from a line without colons: `By Ilka Brandt`, `River Letters, Volume 3, Issue 1`."""
    known = sheet.metadata
    if (match := _BYLINE.fullmatch(text)) and not known.authors:
        sheet.metadata = replace(known, authors=_people(match["names"]))
        sheet.left.append(LeftOut(" ".join([match["by"], *_AND.findall(match["names"])]), "labels of fields"))
        return True
    match = _SERIES.fullmatch(text)
    if match is None or (known.volume, known.issue) != (None, None) or (match["name"] and known.publication):
        return False
    sheet.metadata = replace(
        known,
        publication=match["name"] or known.publication,
        volume=int(match["volume"]),
        issue=int(match["issue"]),
    )
    sheet.left.append(LeftOut(f"{match['first']} {match['second']}", "labels of fields"))
    return True


def _people(names: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(rf",|{_AND.pattern}|&", names) if part.strip())


def _is_date_line(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:\w+,\s+)?(?:[^\W\d]+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[^\W\d]+\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)",
            text,
        )
    )


def _labelled(known: Metadata, pairs: dict[str, str]) -> Metadata | None:
    """The metadata with these fields; None when a value does not fit its label, or the field is filled."""
    for name, value in pairs.items():
        if name in ("publication", "serie") and value and not known.publication:
            known = replace(known, publication=value)
        elif name in ("volume", "vol") and whole_number(value) and known.volume is None:
            known = replace(known, volume=int(value))
        elif name in ("issue", "no") and whole_number(value) and known.issue is None:
            known = replace(known, issue=int(value))
        elif name in ("date", "published") and (date := read_date(value)) and known.date is None:
            known = replace(known, date=date, date_text=value)
        elif name in ("by", "author") and value and not known.authors:
            known = replace(known, authors=_people(value))
        else:
            return None
    return known if pairs else None


def _take_points(sheet: _OpenArticle) -> None:
    """The list, or else the paragraph, under a heading such as "Executive Summary:"."""
    at = next((i for i, one in enumerate(sheet.blocks) if _announces_points(one)), None)
    start = next((i for i, one in enumerate(sheet.blocks) if _glued(one)), None) if at is None else None
    if start is not None:
        label, rest = sheet.blocks[start].split("\n", 1)
        sheet.blocks[start : start + 1] = [label, rest]
        at = start
    if at is None or at + 1 >= len(sheet.blocks) or _heading(sheet.blocks[at + 1]):
        return
    after = at + 1
    taken = 0
    points: list[str] = []
    kind = _numbered(sheet.blocks[after])
    while after + taken < len(sheet.blocks) and _ITEM.match(sheet.blocks[after + taken]):
        if _numbered(sheet.blocks[after + taken]) != kind:
            break
        points += _items(sheet.blocks[after + taken])
        taken += 1
    if not points:
        points, taken = [one_line(sheet.blocks[after])], 1
    if len(points) > _MOST_POINTS or sheet.points:
        return
    _leave(sheet, sheet.blocks[at], "heading of the executive points")
    numbers = [match[1] for block in sheet.blocks[after : after + taken] for match in _NUMBER.finditer(block)]
    if numbers:
        sheet.left.append(LeftOut(" ".join(numbers), "numbers of the executive points"))
    sheet.points = points
    del sheet.blocks[at : after + taken]


def _announces_points(block: str) -> bool:
    return len(block) < _LONGEST_TITLE and _POINTS.fullmatch(_bare(block)) is not None


def _numbered(block: str) -> bool:
    return _NUMBER.match(block) is not None


def _glued(block: str) -> bool:
    """Whether a label stands on the first line of a list."""
    label, _, rest = block.partition("\n")
    return bool(_ITEM.match(rest) and _announces_points(label))


def _items(block: str) -> list[str]:
    """The items of a Markdown list, those of inner lists joined to the one they belong to."""
    items: list[str] = []
    for line in block.split("\n"):
        match = _ITEM.match(line)
        if match:
            items.append(line[match.end() :].strip())
        elif items:
            items[-1] += " " + line.strip()
    return [one_line(re.sub(r"(?<=\s)[-*+][ ]+", "", item)) for item in items]


def _take_notes(sheet: _OpenArticle) -> None:
    """A numbered list at the end, when the text refers to it with `[1]`, becomes notes."""
    first = len(sheet.blocks)
    found: list[Footnote] = []
    while first and (notes := _note_items(sheet.blocks[first - 1])):
        found, first = [*notes, *found], first - 1
    referred = _referred([*sheet.points, *sheet.blocks[:first]])
    labels = [note.label for note in found]
    if not found or not referred or len(set(labels)) < len(labels) or not referred <= set(labels):
        return
    del sheet.blocks[first:]
    if first and _NOTES.fullmatch(_bare(sheet.blocks[-1])):
        _leave(sheet, sheet.blocks.pop(), "heading of the notes")
    sheet.notes += found
    sheet.left.append(LeftOut(" ".join(labels), "numbers of notes"))
    sheet.blocks = [_REFERENCES.sub(_as_note_marks, block) for block in sheet.blocks]
    sheet.points = [_REFERENCES.sub(_as_note_marks, point) for point in sheet.points]


def _note_items(block: str) -> list[Footnote]:
    lines = block.split("\n")
    notes: list[Footnote] = []
    for line in lines:
        if match := _NOTE_ITEM.match(line):
            notes.append(Footnote(match[1] or match[2], match[3].strip()))
        elif notes and line.strip():
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {line.strip()}")
        else:
            return []
    return notes


def _referred(texts: Sequence[str]) -> set[str]:
    return {label for text in texts for match in _REFERENCES.finditer(text) for label in _labels(match[1])}


def _labels(inside: str) -> list[str]:
    """The numbers of `1, 3-5`."""
    found: list[str] = []
    for part in inside.split(","):
        ends = [int(end) for end in re.split(r"[–-]", part)]
        found += [str(number) for number in range(ends[0], min(ends[-1], _MOST_NOTES) + 1)]
    return found


def _as_note_marks(match: re.Match[str]) -> str:
    return "".join(f"[^{label}]" for label in _labels(match[1]))


def notes_are_references(article: Article) -> bool:
    """Whether the notes stood under a heading such as "References"."""
    return any(
        one.reason == "heading of the notes" and _AS_SOURCES.fullmatch(one.text) for one in article.left_out
    )
