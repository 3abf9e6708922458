"""BibTeX and BibLaTeX files, as Zotero, Better BibTeX, JabRef and publishers write them, read by pybtex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from pybtex import errors
from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import BibliographyData, Entry, InvalidNameString, Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from mkdocs_briefings.diagnostics.diagnostic import Diagnostic, Severity, Span
from mkdocs_briefings.importers.bibliography_item import (
    BibliographyItem,
    Field,
    first_date,
    kind_by_genre,
    month_number,
    plain,
    under_keys,
)
from mkdocs_briefings.model.person_names import PersonName
from mkdocs_briefings.model.safe_text import one_line
from mkdocs_briefings.model.vocabulary import SourceKind

_KINDS: Mapping[str, SourceKind] = {
    "article": SourceKind.ARTICLE,
    "periodical": SourceKind.ARTICLE,
    **dict.fromkeys(
        ("book", "mvbook", "booklet", "inbook", "bookinbook", "incollection", "inproceedings", "conference", "proceedings"),
        SourceKind.BOOK,
    ),
    **dict.fromkeys(("collection", "mvcollection", "reference", "inreference", "suppbook"), SourceKind.BOOK),
    **dict.fromkeys(("report", "techreport"), SourceKind.REPORT),
    **dict.fromkeys(("online", "electronic", "www"), SourceKind.WEBPAGE),
    **dict.fromkeys(("video", "movie"), SourceKind.VIDEO),
    **dict.fromkeys(("misc", "document", "manual"), SourceKind.DOCUMENT),
    **dict.fromkeys(("legislation", "legal"), SourceKind.LAW),
    "dataset": SourceKind.DATASET,
    "jurisdiction": SourceKind.DECISION,
}  # fmt: skip
"""Kinds by type of entry; any other is a document, and told."""
_KEYS = {
    "title": "title", "journaltitle": "container", "journal": "container", "booktitle": "container", "series": "container",
    "organization": "publisher", "institution": "publisher", "school": "publisher", "publisher": "publisher",
    "volume": "volume", "number": "issue", "issue": "issue", "pages": "pages", "location": "place", "address": "place",
    "doi": "doi", "isbn": "isbn", "url": "url", "language": "language", "langid": "language", "note": "note",
}  # fmt: skip
_PUBLISHERS = frozenset({"publisher", "institution", "organization", "school"})
_READ_APART = frozenset(
    "author year month day date urldate type howpublished crossref xref ids options sortname".split()
)
_ENTRY = re.compile(r"^[^\S\n]*@(\w+)\s*[{(]\s*([^\s,]*)\s*,", re.MULTILINE)
_NO_ENTRIES = frozenset({"comment", "string", "preamble", "xdata"})
_STYLE = re.compile(
    r"\\(?:emph|text(?:it|bf|sc|tt|rm|sf|up|sl|md|normal)|enquote|mkbibquote|mkbibemph|url|path|mbox|uppercase)\s*(?=\{)"
)
_DECLARATION = re.compile(r"\\(?:em|it|bf|sc|itshape|bfseries|scshape|protect|relax)(?![A-Za-z])\s*")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
_SIGNS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textbraceleft": "{", "textbraceright": "}",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textquotesingle": "'",
    "textquotedbl": '"', "slash": "/", "ldots": "…", "dots": "…", "textellipsis": "…",
}  # fmt: skip
_SIGN = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\{{\}}|\s+)?")
_ESCAPED = re.compile(r"\\([&%$#_{}])")
_HELD = {sign: chr(0xE000 + number) for number, sign in enumerate(sorted({*_SIGNS.values(), *"&%$#_"}))}
"""Private letters that stand for signs while the rest is read as LaTeX, which would take some of them for commands."""
_BACK = str.maketrans({letter: sign for sign, letter in _HELD.items()})
_IN_PARTS = re.compile(r"(?:family|given|prefix|suffix)(?:-i)? ?=")
"""Beginning of a name as BibLaTeX may write it: `family=Gogh, given=Vincent, prefix=van`."""
_CODE = "invalid-bibliography"
_NO_TITLE = re.compile(r"\[untitled [^\]]*\]")
"""Words that an export of this package has for a title where the format demands one."""
_WEB_ADDRESS = re.compile(r"https?://\S+")


def read_bibtex(text: str, path: str) -> tuple[list[BibliographyItem], list[Diagnostic]]:
    """Return the items of a BibTeX file, and what is wrong with the file."""
    lines = {match[2]: text.count("\n", 0, match.start(1)) + 1 for match in reversed(_entries(text))}
    with errors.capture() as faults:
        try:
            data = Parser(person_fields=[]).parse_string(text)
        except PybtexError as error:
            faults.append(error)
            data = BibliographyData()
    problems = [_diagnostic(error, path, text) for error in faults]
    items = []
    for key, entry in data.entries.items():
        span = Span(path, lines.get(key, 1))
        try:
            items += [_item(key, entry, data, span)] if entry.type not in _NO_ENTRIES else []
        except InvalidNameString as error:
            problems.append(
                Diagnostic(span, Severity.ERROR, _CODE, one_line(str(error)), "put ` and ` between authors")
            )
    return items, problems


def _entries(text: str) -> list[re.Match[str]]:
    return [match for match in _ENTRY.finditer(text) if match[1].casefold() not in _NO_ENTRIES]


def _diagnostic(error: PybtexError, path: str, text: str) -> Diagnostic:
    """Return what pybtex says, with its line; of a repeated key that of its second entry."""
    message = re.sub(r"^(?:syntax error|undefined string) in line \d+: ", "", str(error))
    line, hint = (
        getattr(error, "lineno", None) or 1,
        "compare braces, quotation marks and commas of this entry",
    )
    if type(error).__name__ == "UndefinedMacro":
        message, hint = f"undefined string: {message}", f"define it: @string{{{message} = {{...}}}}"
    elif match := re.fullmatch(r"repeated bibliography entry: (.*)", str(error)):
        again = [entry for entry in _entries(text) if entry[2].casefold() == match[1].casefold()]
        line = text.count("\n", 0, again[-1].start(1)) + 1 if again else 1
        message, hint = (
            f"the key '{match[1]}' is taken by an entry above",
            "rename one of the two, or remove it",
        )
    return Diagnostic(Span(path, line), Severity.ERROR, _CODE, one_line(message), hint)


def _item(key: str, entry: Entry, data: BibliographyData, span: Span) -> BibliographyItem:
    raw = {name.casefold(): value for name, value in _inherited(entry, data).items()}
    fields = [(name, _text(name, value)) for name, value in raw.items() if name not in _READ_APART]
    fields = [(name, text) for name, text in fields if name != "title" or not _NO_TITLE.fullmatch(text)]
    howpublished = latex_text(raw.get("howpublished", ""))
    if _WEB_ADDRESS.fullmatch(howpublished):
        fields.append(("url", howpublished))
    elif howpublished:
        by = "series" if _PUBLISHERS & raw.keys() else "publisher"
        fields.append((by if entry.type == "misc" else "howpublished", howpublished))
    kind, not_held = kind_by_genre(_kind(entry.type, raw), latex_text(raw.get("type", "")))
    texts, further = under_keys(fields, _KEYS)
    date, undated = first_date(_dates(raw))
    accessed, unread = first_date([("urldate", raw.get("urldate", ""))])
    authors, others = _authors(raw.get("author", ""))
    if entry.type not in _KINDS:
        not_held.insert(0, ("type of entry", entry.type))
    not_held = [*not_held, *others, *further, *undated, *unread]
    return BibliographyItem(span, key, kind, texts, authors, date, accessed, tuple(not_held))


def _kind(type: str, raw: Mapping[str, str]) -> SourceKind:
    """Return the kind of an entry; what has no type of its own and an address without a publisher is a page."""
    kind = _KINDS.get(type, SourceKind.DOCUMENT)
    if type in {"misc", "document"} and "url" in raw and not _PUBLISHERS & raw.keys():
        return SourceKind.WEBPAGE
    if kind is SourceKind.BOOK and type in {"inproceedings", "conference"} and "booktitle" not in raw:
        return SourceKind.DOCUMENT
    return kind


def _inherited(entry: Entry, data: BibliographyData) -> dict[str, str]:
    """Return the fields of an entry, with those of the entry that it is a part of."""
    fields = dict(entry.fields)
    parent = data.entries.get(entry.fields.get("crossref", ""))
    if parent is not None:
        held = {
            name: text for name, text in parent.fields.items() if name not in {"title", "subtitle", "key"}
        }
        title = parent.fields.get("title", "")
        fields = {**({"booktitle": title} if title else {}), **held, **fields}
    subtitle, title = fields.pop("subtitle", ""), fields.get("title", "")
    if subtitle:
        fields["title"] = f"{title}: {subtitle}" if title else subtitle
    return fields


def _dates(raw: Mapping[str, str]) -> Iterator[Field]:
    """Yield the dates of an entry: `date` of BibLaTeX, else year, month and day; what is no month is one by itself."""
    yield "date", latex_text(raw.get("date", ""))
    year, month, day = (latex_text(raw.get(name, "")) for name in ("year", "month", "day"))
    if not day and (match := re.fullmatch(r"(\w+)\.? (\d{1,2})", month)):
        month, day = match.groups()
    number = month_number(month)
    yield ("year", "-".join(filter(None, (year, number, day if number else ""))))
    if month and not number:
        yield "month", month


def _text(name: str, value: str) -> str:
    if name in {"url", "doi", "file"}:
        return re.sub(r"\\([&%$#_{}~])", r"\1", _STYLE.sub("", value)).strip("{} ")
    text = plain(latex_text(value))
    return re.sub(r"(?<=\d)\s*[-–—]+\s*(?=\w)", "–", text) if name == "pages" else text


def latex_text(text: str) -> str:
    """Return what LaTeX shows of a text; commands that are not known stay as they stand."""
    held = _SIGN.sub(lambda match: _HELD[_SIGNS[match[1]]], _STYLE.sub("", _LINK.sub("", text)))
    held = _ESCAPED.sub(lambda match: _HELD[match[1]], _DECLARATION.sub("", held))
    try:
        decoded = str(Text.from_latex(held))
    except (PybtexError, UnicodeDecodeError):  # braces that do not match, a backslash at the end
        decoded = held
    return one_line(decoded.translate(_BACK).replace("\xa0", " "))


def _authors(written: str) -> tuple[tuple[PersonName, ...], list[Field]]:
    """Return the authors, and that there are others."""
    names = split_name_list(written) if written.strip() else []
    named = [name for name in names if name.strip() != "others"]
    return tuple(map(_name, named)), [("author", "and others")] if len(named) < len(names) else []


def _name(written: str) -> PersonName:
    """Return a name, which BibLaTeX may write in parts with their names; one in braces is that of a body."""
    if _IN_PARTS.match(written):
        named = (part.partition("=") for part in split_tex_string(written, ","))
        parts = {name.strip(): latex_text(text.strip().strip('"')) for name, _, text in named}
        given, particle, family = (parts.get(key, "") for key in ("given", "prefix", "family"))
        return PersonName(family=family, given=given, particle=particle, suffix=parts.get("suffix", ""))
    person = Person(written)
    given, particle, family, suffix = (
        latex_text(" ".join(words))
        for words in (
            chain(person.first_names, person.middle_names),
            person.prelast_names,
            person.last_names,
            person.lineage_names,
        )
    )
    if not given and not particle:
        return PersonName(literal=family)
    return PersonName(family=family, given=given, particle=particle, suffix=suffix)
