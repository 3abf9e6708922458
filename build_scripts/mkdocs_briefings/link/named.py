"""Find registered names in texts, however they are spelled: what search then finds under any spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.naming import spellings
from mkdocs_briefings.model.site import Named
from mkdocs_briefings.model.spelling import WORD, forms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of every entity, by its first word."""

    meanings: dict[str, tuple[str, ...]]
    """For a spelling the ids of the entities it may mean."""
    by_first: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, registries: Registries) -> Lexicon:
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

    def find(self, texts: Iterable[str]) -> tuple[Named, ...]:
        """The spellings that some texts hold, in alphabetical order."""
        if not self.by_first:
            return ()
        words = WORD.findall(" ".join(texts))
        there = {form for word in set(words) for form in forms(word)}
        candidates = [one for first in there if first in self.by_first for one in self.by_first[first]]
        if not candidates:
            return ()
        plain = f" {' '.join(forms(word)[0] for word in words)} "
        found = {one for one in candidates if " " not in one or f" {one} " in plain}
        return tuple(Named(one, self.meanings[one]) for one in sorted(found))
