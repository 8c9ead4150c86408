"""The words that are no fact kind, no role and no intent: levels, courtesies, cues (intents/words.yaml)."""

from typing import NamedTuple


class Words(NamedTuple):
    """Words that questions are made of."""

    levels: dict[str, str]
    """How a level may be written -> its full form: 'sr' -> 'senior'."""
    job_words: frozenset[str]
    job_endings: tuple[str, ...]
    before_roles: frozenset[str]
    """Words that may stand before a role's name without making another role of it."""
    subjects: frozenset[str]
    """Words behind which a verb may stand directly before a role's name: 'my boss swears collectors …'."""
    directions: frozenset[str]
    """Words whose 'to' leads to another role rather than to a verb: 'compared to', 'move to'."""
    role_nouns: frozenset[str]
    """Words for a role in general: 'the collector job'."""
    little: frozenset[str]
    little_endings: tuple[str, ...]
    verbs: frozenset[str]
    """In every form."""
    adjectives: frozenset[str]
    things: frozenset[str]
    asking: frozenset[str]
    """Words with which questions and requests begin."""
    noise: tuple[str, ...]
    """Phrases dropped before an intent is sought."""
    short: dict[str, str]
    """Short forms of chat -> the words they stand for: 'lvl' -> 'level'."""
    abbreviations: frozenset[str]
    """Words behind which a full stop ends no sentence; the short forms of levels need not stand here."""
    emoji: dict[str, str]
    cues: dict[str, tuple[str, ...]]
    """Groups of phrases that each count as one word when an intent is sought."""
    negations: tuple[str, ...]
    """Words before a condition by which it must not be fulfilled."""
    references: dict[str, tuple[str, ...]]
    """Phrases for roles spoken of before, by which of them they mean."""
    silencing: dict[str, tuple[str, ...]]
    """Phrases of messages overheard that nobody but those spoken to should answer, by where they stand."""
    english: str
    """English words, a line each: none of them is a misspelling of one of ours."""

    @property
    def harmless(self) -> frozenset[str]:
        """Words that may stand in a question without changing what is asked."""
        return self.little | self.before_roles | self.verbs | self.adjectives | self.things | self.role_nouns
