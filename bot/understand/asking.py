"""Tell which sentences of a message ask about roles."""

from collections.abc import Sequence
from itertools import pairwise

from bot.understand.index import Index
from bot.understand.reading import Reading
from bot.understand.text import QUESTIONING


def asking(readings: Sequence[Reading], index: Index) -> list[Reading]:
    """Return the sentences that ask: by their mark, a question word, or by turning to the room; courtesies do not."""
    called = any(_only_calls(reading, index) for reading in readings)
    return [reading for reading in readings if _asks(reading, index, called)]


def _only_calls(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence only calls the room: 'Anyone?'."""
    words = [lexeme.text for lexeme in reading.recognition.lexemes if lexeme.is_word]
    return bool(words) and set(words) <= set(index.content.words.silencing["room"])


def _asks(reading: Reading, index: Index, called: bool) -> bool:
    lexemes = reading.recognition.lexemes
    words = index.content.words
    pairs = pairwise([None, *lexemes])
    starts = [own.text for before, own in pairs if own and (before is None or not before.is_word)]
    turned = any({own.text, own.word} & set(words.silencing["room"]) for own in lexemes)
    asks = called or reading.recognition.is_marked or turned or not (words.asking | QUESTIONING).isdisjoint(starts)
    slots = reading.slots
    return asks and bool(slots.roles or slots.choices or slots.strangers or _speaks_of_roles(reading, index))


def _speaks_of_roles(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence that names no role speaks of roles in general: 'which job …', 'of all roles'."""
    nouns = index.content.words.role_nouns
    general = any(lexeme.word in nouns or lexeme.text in nouns for lexeme in reading.recognition.lexemes)
    return general or any(cue.name == "all" for cue in reading.recognition.of_type("cue"))
