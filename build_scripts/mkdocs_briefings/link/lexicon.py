"""Find registered names in texts under any of their spellings, so that search finds them under every other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_briefings.model.desk import Registries
from mkdocs_briefings.model.name_spellings import spellings
from mkdocs_briefings.model.site import MentionedName
from mkdocs_briefings.model.spelling import WORD, index_forms


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every spelling of every entity, as `normalise_name` writes it."""

    entities_by_spelling: dict[str, tuple[str, ...]]
    """For a spelling the ids of the entities it may mean, in alphabetical order."""
    spellings_by_first_word: dict[str, tuple[str, ...]]

    @classmethod
    def from_registries(cls, registries: Registries) -> Lexicon:
        """Return the lexicon of the entities in these registries."""
        entities_by_spelling: dict[str, tuple[str, ...]] = {}
        for id, entity in sorted(registries.entities.items()):
            for spelling in spellings(entity.value):
                entities_by_spelling[spelling] = (*entities_by_spelling.get(spelling, ()), id)
        by_first_word: dict[str, tuple[str, ...]] = {}
        for spelling in entities_by_spelling:
            first = spelling.partition(" ")[0]
            by_first_word[first] = (*by_first_word.get(first, ()), spelling)
        return cls(entities_by_spelling, by_first_word)

    def find(self, texts: Iterable[str]) -> tuple[MentionedName, ...]:
        """Return the spellings that the texts hold, in alphabetical order."""
        by_first_word = self.spellings_by_first_word
        if not by_first_word:
            return ()
        words = WORD.findall(" ".join(texts))
        forms = {form for word in set(words) for form in index_forms(word)}
        candidates = [spelling for form in forms if form in by_first_word for spelling in by_first_word[form]]
        if not candidates:
            return ()
        text = f" {' '.join(index_forms(word)[0] for word in words)} "
        mentioned = {spelling for spelling in candidates if " " not in spelling or f" {spelling} " in text}
        return tuple(
            MentionedName(spelling, self.entities_by_spelling[spelling]) for spelling in sorted(mentioned)
        )
