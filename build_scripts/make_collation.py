"""Write the sort orders of `mkdocs_briefings/collation/` anew: CLDR's, as ICU has them.

Needed only for a newer CLDR: `pip install pyicu-wheels` into an environment of its own, then
`python build_scripts/make_collation.py`. The format is that which `model/collation.py` reads.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import icu  # type: ignore[import-not-found]

FOLDER = Path(__file__).parent / "mkdocs_briefings/collation"
_CHARACTERS = (*range(0x21, 0x2070), *range(0x20A0, 0x2150), *range(0x2C00, 0x2E80), *range(0x3005, 0x3400),
               *range(0xA640, 0xA6A0), *range(0xA720, 0xA800), *range(0xA8E0, 0xA900), *range(0xAB30, 0xAB70))  # fmt: skip
"""Of the scripts that live languages are written in; of signs, those that names have."""
_SCRIPTS = frozenset(
    "Zyyy Latn Grek Cyrl Geor Armn Hebr Arab Syrc Thaa Ethi Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai"
    " Laoo Tibt Mymr Khmr Mong Hang Hira Kana Bopo".split()
)
_MARKS = (*range(0x300, 0x370), *range(0x483, 0x488), *range(0x591, 0x5C8), *range(0x610, 0x670))
_HAN = range(0x4E00, 0xA000)
_ALEF_MADDA = "ءا"
"""What the Arabic letter آ counts as."""
_IMPORTED = {"ja": "[reorder Latn Kana Hani]"}
"""Rules that are part of others, which ICU does not spell out."""
_HAN_ORDERS = {"zh": "zh", "zh-Hant": "zh_Hant", "ja": "ja"}


def fold(text: str) -> str:
    """Return a text as `model/collation.py` reads it: in small letters, with marks apart."""
    return unicodedata.normalize("NFKD", text.casefold())


class Order:
    """The order of one language."""

    def __init__(self, language: str) -> None:
        """Take a language of ICU: `zh_Hant`."""
        self.language = language
        self.collator = icu.Collator.createInstance(icu.Locale(language))
        self.primary = icu.Collator.createInstance(icu.Locale(language))
        self.primary.setStrength(icu.Collator.PRIMARY)

    def key(self, text: str) -> bytes:
        """Return what texts that differ in accents and capitals alone have in common."""
        return bytes(self.primary.getSortKey(text))

    def whole(self, text: str) -> bytes:
        """Return what decides between all texts."""
        return bytes(self.collator.getSortKey(text))


def letters(root: Order) -> Iterator[str]:
    """Yield what has a place of its own in the order: characters, and letters with marks that count as letters."""
    ignored = root.key("\u0301")
    for number in _CHARACTERS:
        character = chr(number)
        if unicodedata.category(character)[0] not in "LNPSM" or _script(character) not in _SCRIPTS | {"Zinh"}:
            continue
        folded = fold(character)
        if folded == character:
            if root.key(character) != ignored:
                yield character
        elif len(folded[1:]) == 1 and _is_mark(folded[1]) and root.key(folded) != root.key(folded[0]):
            yield folded


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _script(text: str) -> str:
    return str(icu.Script.getScript(text[0]).getShortName())


def grouped(texts: Iterable[str], order: Order) -> list[list[str]]:
    """Return texts in order; those that differ only as accents do are in one group."""
    groups: dict[bytes, list[str]] = {}
    for text in sorted(set(texts), key=lambda text: (order.whole(text), text)):
        groups.setdefault(order.key(text), []).append(text)
    return [groups[key] for key in sorted(groups)]


def expansions(texts: Iterable[str], order: Order, contracted: Iterable[str] = ()) -> dict[str, str]:
    """Return for letters that count as two, such as æ or the Hungarian ccs, these two.

    Args:
        texts: the letters.
        order: what counts.
        contracted: several letters that count as one, so never as two.
    """
    pairs = {
        pair for letters in product(ascii_lowercase, repeat=2) if (pair := "".join(letters)) not in contracted
    }
    by_key = {order.key(pair): pair for pair in (*pairs, *(text * 2 for text in contracted), _ALEF_MADDA)}
    as_two = {text: by_key[key] for text in texts if (key := order.key(text)) in by_key}
    return {text: pair for text, pair in as_two.items() if text != pair}


def written(groups: Iterable[Iterable[str]]) -> str:
    """Return groups as a text."""
    return " ".join("|".join(group) for group in groups)


def by_script(groups: Iterable[list[str]]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield runs of groups of one script; what belongs to several goes with the script before it."""
    script, run = "Zyyy", list[list[str]]()
    for group in groups:
        own = next((name for name in map(_script, group) if name not in {"Zyyy", "Zinh"}), script)
        if (
            script == "Zyyy" and own != "Latn"
        ):  # signs and digits of all scripts come before the letters of all
            own = script
        own = "Kana" if own in {"Hira", "Kana"} else own
        if own != script:
            yield script, run
            script, run = own, []
        run.append(group)
    yield script, run


class Places:
    """Where texts stand in an order, by letters that no language moves."""

    def __init__(self, order: Order, groups: Iterable[list[str]], moved: set[str]) -> None:
        kept = ([text for text in group if text not in moved] for group in groups)
        anchors = sorted((order.key(group[0]), group[0]) for group in kept if group)
        self._order, self._keys, self._anchors = (
            order,
            [key for key, _ in anchors],
            [text for _, text in anchors],
        )

    def of(self, text: str) -> tuple[str, bool]:
        """Return the letter that a text has the place of, or the one before it; and whether it has its place."""
        key = self._order.key(text)
        place = bisect_right(self._keys, key) - 1
        return (self._anchors[place], self._keys[place] == key) if place >= 0 else ("", False)


def tailored(
    groups: list[list[str]], pairs: dict[str, str], root: Order, order: Order, marks: str
) -> dict[str, Any]:
    """Return what is otherwise in a language than in CLDR's root order."""
    own = set(map(fold, order.collator.getTailoredSet(icu.UnicodeSet())))
    words = (text for text in own if len(text) > 1 and set(map(_script, text)) == {"Hani"})
    chinese = {word for word in words if not _is_sum(word, order)}
    base, ignored = {text for group in groups for text in group} | pairs.keys(), order.key("\u0301")
    own = {text for text in own if base.issuperset(_without_marks(text)) and order.key(text) != ignored}
    own = {text for text in own if text in base or not (_follows(text, own) or _is_sum(text, order))}
    before, now = Places(root, groups, own), Places(order, groups, own)
    own = {text for text in own if len(_without_marks(text)) > 1 or before.of(text) != now.of(text)}
    as_two = expansions(own, order, {text for text in own if len(text) > 1 and text.isascii()})
    after: dict[str, list[list[str]]] = {}
    joined: dict[str, list[str]] = {}
    for group in grouped(own - as_two.keys(), order):
        anchor, same = now.of(group[0])
        if same:
            joined[anchor] = group
        else:
            after.setdefault(anchor, []).append(group)
    own_marks = in_order(marks, order)
    rules = order.collator.getRules() + _IMPORTED.get(order.language, "")
    values = {
        "after": {anchor: written(new) for anchor, new in after.items()},
        "with": {anchor: "|".join(group) for anchor, group in joined.items()},
        "as": as_two | _readings(chinese, order),
        "first": next((part.split("]")[0] for part in rules.split("[reorder ")[1:]), ""),
        "small": {"I": "ı", "İ": "i"} if order.key("I") == order.key("ı") else {},
        "marks": own_marks if own_marks != marks else "",
        "capitals_first": "[caseFirst upper]" in rules,
        "backwards": "[backwards 2]" in rules,
    }
    return {key: value for key, value in values.items() if value}


def _readings(words: Iterable[str], order: Order) -> dict[str, str]:
    """Return for words whose first character is read otherwise than alone, the character that they come after, and the rest."""
    characters = sorted((order.key(character), character) for character in map(chr, _HAN)) if words else []
    keys = [key for key, _ in characters]
    return {word: characters[bisect_right(keys, order.key(word)) - 1][1] + word[1:] for word in sorted(words)}


def in_order(marks: Iterable[str], order: Order) -> str:
    """Return marks, which count where letters are the same."""
    return "".join(sorted(marks, key=lambda mark: (order.whole(f"q{mark}"), mark)))


def _is_sum(text: str, order: Order) -> bool:
    """Return whether letters mean the same when something stands between them that never counts."""
    return order.key(text) == order.key("\u034f".join(text))


def _without_marks(text: str) -> str:
    return "".join(character for character in text if not unicodedata.combining(character))


def _follows(text: str, others: set[str]) -> bool:
    """Return whether a text is another one with a mark more, which has to be told of neither."""
    marks = (place for place, character in enumerate(text) if unicodedata.combining(character))
    return any(text[:place] + text[place + 1 :] in others for place in marks)


def main() -> None:
    """Write the files."""
    root = Order("root")
    all_letters = list(letters(root))
    as_two = expansions((text for text in all_letters if text not in ascii_lowercase), root)
    groups = grouped((text for text in all_letters if text not in as_two), root)
    marks = in_order(
        (chr(n) for n in _MARKS if unicodedata.combining(chr(n)) and fold(chr(n)) == chr(n)), root
    )
    languages: dict[str, dict[str, Any]] = {}
    for name in sorted(icu.Collator.getAvailableLocales()):
        order = Order(name)
        if order.collator.getRules() and name.count("_") <= 1:
            values = tailored(groups, as_two, root, order, marks)
            if values != languages.get(name.partition("_")[0], {}):
                languages[name.replace("_", "-")] = values
    data = {
        "cldr": icu.ICU_VERSION,
        "marks": marks,
        "scripts": [[script, written(run)] for script, run in by_script(groups)],
        "as": as_two,
        "languages": languages,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (FOLDER / "orders.json").write_text(f"{text}\n", encoding="utf-8")
    for name, language in _HAN_ORDERS.items():
        order = Order(language)
        characters = sorted(map(chr, _HAN), key=order.whole)
        (FOLDER / f"han-{name}.txt").write_text("".join(characters) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
