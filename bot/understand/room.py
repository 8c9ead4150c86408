"""How likely a message is put to the room, told by the words around what it names: learnt from messages."""

from collections.abc import Iterator, Sequence

from bot.understand.features import EDGE
from bot.understand.index import Index
from bot.understand.model import Label
from bot.understand.reading import Reading

ASKED: Label = ("asked", "")
SILENT: Label = ("silent", "")
BESIDE = "~"
"""Stands before the words of a sentence that does not ask: they tell something else there."""
NAME = "{name}"
"""Stands for words that may be somebody's name."""


def probability_of_room(readings: Sequence[Reading], asking: Sequence[Reading], index: Index) -> float:
    """Return how likely a message is put to the room rather than told, asked of somebody, or our own affair."""
    model = index.listening
    odds = dict(zip(model.classes, model.odds(message_features(readings, asking, index)), strict=True))
    return odds[ASKED] / sum(odds.values())


def message_features(readings: Sequence[Reading], asking: Sequence[Reading], index: Index) -> list[str]:
    """Return what the model sees of a message: words and pairs of words of its sentences, courtesies left out."""
    telling = [own for own in readings if own in asking or not _is_courtesy(own, index)]
    return list(dict.fromkeys(feature for reading in telling for feature in _features(reading, reading in asking)))


def _is_courtesy(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence greets or thanks, with a name or without: 'Thanks Priya!'."""
    lexemes, recognition = reading.recognition.lexemes, reading.recognition
    polite = {at for own in recognition.of_type("noise") for at in range(own.start, own.end)}
    named = all(at in polite or own.capital for at, own in enumerate(lexemes) if own.is_word)
    return index.content.intents[recognition.best.intent].small_talk or (bool(polite) and named)


def _features(reading: Reading, asks: bool) -> Iterator[str]:
    side = "" if asks else BESIDE
    lexemes = reading.recognition.lexemes
    before = EDGE
    for word in (*reading.recognition.masked, "?" if reading.recognition.is_marked else "."):
        yield f"{side}{word}"
        yield f"{side}{before} {word}"
        before = word
    held = {at for own in reading.recognition.mentions for at in range(own.start, own.end)}
    if any(lexeme.may_be_a_name for at, lexeme in enumerate(lexemes) if at not in held):
        yield f"{side}{NAME}"
