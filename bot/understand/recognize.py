"""Recognize the intent and slots of one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understand.context import Context
from bot.understand.families import with_families
from bot.understand.fit import misfits
from bot.understand.index import Index
from bot.understand.lexicon import Lexeme
from bot.understand.mask import mask
from bot.understand.negation import without_negated
from bot.understand.rank import Candidate, barred, rank, slot_counts
from bot.understand.refer import with_references
from bot.understand.spot import Mention, spot
from bot.understand.strangers import Sentence, with_strangers
from bot.understand.text import Token
from bot.understand.threshold import with_threshold


@dataclass(frozen=True)
class Recognition:
    """What a sentence was understood as, and why."""

    lexemes: tuple[Lexeme, ...]
    mentions: tuple[Mention, ...]
    masked: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    """The best first."""

    @property
    def best(self) -> Candidate:
        """The class recognized."""
        return self.candidates[0]

    @property
    def is_marked(self) -> bool:
        """Tell whether the sentence ends in a question mark."""
        return self.lexemes[-1].text[0] == "?"

    @cached_property
    def _by_type(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.type, []).append(mention)
        return found

    def of_type(self, *types: str) -> list[Mention]:
        """Return the mentions of some types, in order."""
        if len(types) == 1:
            return self._by_type.get(types[0], [])
        found = [own for own in types if own in self._by_type]
        if len(found) < 2:
            return self._by_type[found[0]] if found else []
        return [mention for mention in self.mentions if mention.type in found]


def recognize(tokens: Sequence[Token], index: Index, context: Context) -> Recognition:
    """Return what a sentence was understood as; what refers to a role spoken of counts as its name."""
    lexemes = tuple(lexeme for token in tokens for lexeme in index.lexicon.lexemes(token))
    found = with_families(lexemes, spot(lexemes, index.trie, index.lexicon.roles), index.lexicon.roles)
    sentence = Sentence(lexemes, found, index.content.words, index.lexicon.roles, index.role_makers, index.kind_words)
    mentions = without_negated(lexemes, with_strangers(sentence))
    mentions = with_threshold(lexemes, with_references(lexemes, mentions, index.references, context))
    masked = mask(lexemes, mentions)
    content = index.content
    unfit = misfits([lexeme.text for lexeme in lexemes], mentions, index.choosy, content.facts)
    counts = slot_counts(masked)
    excluded = unfit | barred(masked, counts, index.bounded)
    candidates = rank(masked, counts, index.model, index.examples, content.intents, excluded)
    return Recognition(lexemes, mentions, masked, candidates)
