"""One sentence of a message, read: what was recognized, its slots, and whether it asks something."""

from typing import NamedTuple

from bot.understand.index import Index
from bot.understand.recognize import Recognition
from bot.understand.slots import Slots, fill_slots

TELLING = frozenset({"difference", "compare"})
"""Cues of a question of its own, whatever was asked before."""
SUBJECTS = frozenset({"i", "we", "he", "she", "they", "im", "ive", "my", "our", "someone", "somebody"})
"""Words that make a sentence a remark of somebody's rather than a question in keywords."""


class Reading(NamedTuple):
    """One sentence: what was recognized, its slots, and whether it asks something."""

    recognition: Recognition
    slots: Slots
    asks: bool
    names_only: bool
    """Whether it names roles and nothing else: '- collector'."""

    @property
    def only_refers(self) -> bool:
        """Tell whether its roles are only referred to: 'the gap between those two'."""
        roles = [own.resolution for own in self.recognition.of_type("role") if own.resolution]
        return bool(roles) and all(resolution.together for resolution in roles)

    @property
    def only_points(self) -> bool:
        """Tell whether it names nothing itself: 'where does that put her?', 'what is it really?'."""
        named = self.recognition.of_type("fact", "item", "topic", "amount", "stranger")
        return not named and (self.only_refers or not names_a_role(self))


def read(recognition: Recognition, index: Index) -> Reading:
    """Return the reading of a recognized sentence."""
    slots = fill_slots(recognition, index)
    intent = index.content.intents[recognition.best.intent]
    bare = not recognition.of_type("fact", "item", "topic", "amount")
    asks_nothing = intent.takes.get("facts") == 0 or intent.continues or slots.unsure
    names_only = bool(slots.roles or slots.choices) and bare and asks_nothing and _only_goes_on(recognition, index)
    return Reading(recognition, slots, _asks(recognition, index), names_only)


def _only_goes_on(recognition: Recognition, index: Index) -> bool:
    """Tell whether the words beside names are those of going on: 'and for a …', not 'how do I become a …'."""
    held = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    told = any(cue.name in TELLING for cue in recognition.of_type("cue"))
    free = [own for at, own in enumerate(recognition.lexemes) if own.is_word and at not in held]
    return not told and all(own.word in index.going_on for own in free)


def names_a_role(reading: Reading) -> bool:
    """Tell whether a sentence names a role, known or not."""
    slots = reading.slots
    return bool(slots.roles or slots.choices or slots.strangers)


def _asks(recognition: Recognition, index: Index) -> bool:
    """Tell a question or request from a remark: by its mark, its first word, or as keywords ('collector pay')."""
    noise = {at for mention in recognition.of_type("noise") for at in range(mention.start, mention.end)}
    words = [lexeme.text for at, lexeme in enumerate(recognition.lexemes) if lexeme.is_word and at not in noise]
    if recognition.is_marked or (words and words[0] in index.content.words.asking):
        return True
    return not SUBJECTS & set(words)
