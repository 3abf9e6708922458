"""Find registered names in texts, however they are spelled: what search then finds under any spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.name_spellings import spellings
from mkdocs_briefings.model.site import MentionedName
from mkdocs_briefings.model.spelling import WORD, index_forms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of every entity, by its first word."""

    entities_by_spelling: dict[str, tuple[str, ...]]
    """For a spelling the ids of the entities it may mean."""
    spellings_by_first_word: dict[str, tuple[str, ...]]

    @classmethod
    def from_registries(cls, registries: Registries) -> Lexicon:
        """The lexicon of these registries."""
        meanings: dict[str, tuple[str, ...]] = {}
        for id, entity in sorted(registries.entities.items()):
            for one in spellings(entity.value):
                meanings[one] = (*meanings.get(one, ()), id)
        by_first: dict[str, tuple[str, ...]] = {}
        for one in meanings:
            first = one.partition(" ")[0]
            by_first[first] = (*by_first.get(first, ()), one)
        return cls(meanings, by_first)

    def find(self, texts: Iterable[str]) -> tuple[MentionedName, ...]:
        """The spellings that some texts hold, in alphabetical order."""
        if not self.spellings_by_first_word:
            return ()
        words = WORD.findall(" ".join(texts))
        there = {form for word in set(words) for form in index_forms(word)}
        candidates = [
            one
            for first in there
            if first in self.spellings_by_first_word
            for one in self.spellings_by_first_word[first]
        ]
        if not candidates:
            return ()
        plain = f" {' '.join(index_forms(word)[0] for word in words)} "
        found = {one for one in candidates if " " not in one or f" {one} " in plain}
        return tuple(MentionedName(one, self.entities_by_spelling[one]) for one in sorted(found))
