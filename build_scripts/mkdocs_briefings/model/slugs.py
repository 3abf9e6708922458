"""Ids and names of files from words: in Latin letters, as the language of the words is romanised.

What no table here says goes by text-unidecode, as in English, whose ids are the same as ever. Ukrainian, Belarusian and Russian go by the
tables of `name_spellings.py`; Bulgarian by its law of 2009, Greek by ELOT 743, kana by Hepburn.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import chain

from slugify import slugify
from slugify.special import GERMAN
from text_unidecode import unidecode

from mkdocs_briefings.model.vocabulary import RESERVED_NAMES

LONGEST = 80
"""Letters of an id."""
_CYRILLIC = frozenset({"be", "ru", "uk"})


def _table(letters: str) -> dict[str, str]:
    """Return `ä:ae ö:oe` as a table, for capitals, too."""
    pairs = [pair.split(":") for pair in letters.split()]
    return dict(chain.from_iterable(((a, b), (a.upper(), b.title())) for a, b in pairs))


_NORDIC = _table("æ:ae ø:oe å:aa")
_SOUTH_SLAVIC = _table("đ:dj")
_SERBIAN = _table(
    "а:a б:b в:v г:g д:d ђ:dj е:e ж:z з:z и:i ј:j к:k л:l љ:lj м:m н:n њ:nj о:o п:p р:r с:s т:t ћ:c у:u ф:f х:h ц:c ч:c"
    " џ:dz ш:s"
)
_MACEDONIAN = _SERBIAN | _table("ѓ:gj ж:zh ѕ:dz ќ:kj ч:ch џ:dzh ш:sh ц:c")
_BULGARIAN = _table(
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sht ъ:a ь:y"
    " ю:yu я:ya"
)
_GREEK = _table(
    "αυ:av αύ:av ευ:ev εύ:ev γγ:ng γξ:nx γχ:nch ου:ou ού:ou μπ:mp α:a ά:a β:v γ:g δ:d ε:e έ:e ζ:z η:i ή:i θ:th ι:i ί:i ϊ:i ΐ:i κ:k λ:l μ:m ν:n ξ:x ο:o"
    " ό:o π:p ρ:r σ:s ς:s τ:t υ:y ύ:y ϋ:y ΰ:y φ:f χ:ch ψ:ps ω:o ώ:o"
)
_ARABIC = _table(
    "ا:a أ:a إ:i آ:a ء: ئ: ؤ: ب:b ة:a ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع:a غ:gh ف:f ق:q ك:k"
    " ل:l م:m ن:n ه:h و:w ي:y ى:a"
)
_PERSIAN = _ARABIC | _table("پ:p چ:ch ژ:zh گ:g ک:k ی:i ث:s ذ:z ض:z و:v ه:h")
_HEBREW = _table(
    "א:a ב:b ג:g ד:d ה:h ו:v ז:z ח:h ט:t י:y כ:k ך:k ל:l מ:m ם:m נ:n ן:n ס:s ע:a פ:p ף:p צ:ts ץ:ts ק:k ר:r ש:sh ת:t"
)
_TABLES = {
    "ar": _ARABIC, "bg": _BULGARIAN, "bs": _SOUTH_SLAVIC, "ca": _table("l·l:ll"), "da": _NORDIC, "de": dict(GERMAN),
    "el": _GREEK, "fa": _PERSIAN, "fo": _NORDIC, "gsw": dict(GERMAN), "he": _HEBREW, "hr": _SOUTH_SLAVIC, "mk": _MACEDONIAN,
    "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC, "sr": _SERBIAN | _SOUTH_SLAVIC, "ur": _PERSIAN,
}  # fmt: skip
_HAN = re.compile("[㐀-鿿豈-﫿々]")
_READ_IN_JAPANESE = re.compile("[ァ-ヺーA-Za-z0-9０-９Ａ-Ｚａ-ｚ]+")
_KANA = re.compile("[ぁ-ゖァ-ヺ]+")
_SYLLABLES = {
    "si": "shi",
    "ti": "chi",
    "tu": "tsu",
    "hu": "fu",
    "zi": "ji",
    "di": "ji",
    "du": "zu",
    "wi": "i",
    "we": "e",
}


def slug(text: str, language: str, most: int = LONGEST) -> str:
    """Return small letters, digits and hyphens of a text; empty where nothing of it can be written so.

    Args:
        text: words.
        language: of the words, BCP 47.
        most: letters that it may have.
    """
    return slugify(in_latin(text, language), max_length=most, word_boundary=True)


def draft_id(title: str, language: str, day: str = "") -> str:
    """Return the id of a new briefing with this title; of one that cannot be written in ASCII, by its day, if it has one."""
    otherwise = f"briefing-{day}" if day and any(map(str.isalnum, title)) else "untitled"
    return _not_reserved(slug(title, language) or otherwise)


def registry_id(name: str, language: str) -> str:
    """Return the id of a new entry of a registry."""
    return _not_reserved(name_id(name, language))


def _not_reserved(id: str) -> str:
    return f"{id}-briefing" if RESERVED_NAMES.fullmatch(id) else id


@lru_cache(maxsize=1 << 14)
def name_id(name: str, language: str) -> str:
    """Return the id of a name that no registry has; made of a digest where nothing of it can be written in ASCII."""
    return slug(name, language) or "x-" + hashlib.sha256(name.encode()).hexdigest()[:12]


def in_latin(text: str, language: str) -> str:
    """Return a text in which what its language romanises in a way of its own is in Latin letters."""
    if text.isascii() or _is_english(language):
        return text
    primary, text = language.partition("-")[0].lower(), unicodedata.normalize("NFC", text)
    if primary in _CYRILLIC:
        from mkdocs_briefings.model.name_spellings import romanised_for_ids  # noqa: PLC0415 - few languages need it

        return romanised_for_ids(text, primary)
    if primary == "ja":
        return _japanese(text)
    table = _TABLES.get(primary)
    return _replacing(primary).sub(lambda match: table[match[0]], text) if table else text


@lru_cache(maxsize=8)
def _replacing(language: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_TABLES[language], key=len, reverse=True))))


def heading_words(title: str, language: str) -> str:
    """Return the words that the id of a heading is made of, in ASCII; in English as they are."""
    return title if _is_english(language) else str(unidecode(in_latin(title, language)))


def _is_english(language: str) -> bool:
    return language.partition("-")[0].lower() in {"", "en"}


def _japanese(text: str) -> str:
    """Return a text with its kana romanised; of one with kanji, whose readings no table says, foreign words alone."""
    if _HAN.search(text):
        text = " ".join(_READ_IN_JAPANESE.findall(text))
    return _KANA.sub(lambda match: _hepburn(match[0]), text).replace("ー", "")


def _hepburn(kana: str) -> str:
    """Return kana in Latin letters: with a small vowel the one before it goes, a small tsu doubles what follows."""
    latin, doubled = "", False
    for name in (unicodedata.name(character).lower().split() for character in kana):
        syllable, small = _SYLLABLES.get(name[-1], name[-1]), "small" in name
        if small and syllable == "tsu":
            doubled = True
            continue
        if small and latin:
            palatal = latin.endswith(("shi", "chi", "ji"))
            latin, syllable = latin[:-1], syllable.removeprefix("y") if palatal else syllable
        elif doubled:
            latin += "t" if syllable.startswith("ch") else syllable[0]
        latin, doubled = latin + syllable, False
    return latin
