"""Tell whether a message that was not addressed to the bot asks the room something that it can answer."""

import re

from bot.models import ANSWERED
from bot.understand.decide import blocking_words, choose
from bot.understand.index import Index
from bot.understand.reading import Reading
from bot.understand.text import SPOKEN_TO
from bot.understand.understand import Understanding, understand

QUOTED = re.compile(r"(?m)^\s*(?:>|&gt;).*$")
CODE = re.compile(r"`|https?://|\w+\(\)|(?m:^\s*(?:at |\$ |\{|\[|\|))|\w=\w|\w/\w+/\w")
"""Code, links, log lines: nobody's question."""
ANSWERED_THERE = re.compile(r"(?im)(?:^|\s)a(?:ns(?:wer)?)?:\s|\bedit:")
"""'Q: … A: …': whoever wrote it knows."""
MOST = 4
"""Facts that one question to the room may ask for."""


def overheard(text: str, index: Index) -> Understanding | None:
    """Return what a message asks the room, None where nothing should be said to it.

    It is better to miss a question than to interrupt: every sentence that asks must be understood in full, be about
    what is held, and be nobody's own affair.
    """
    own_words = QUOTED.sub(" ", text)
    if SPOKEN_TO.search(text) or CODE.search(own_words) or ANSWERED_THERE.search(own_words):
        return None
    understanding = understand(own_words, index)
    asking = [reading for reading in understanding.readings if _is_question(reading, index)]
    if not asking or not all(_is_clear(reading, index) for reading in asking):
        return None
    if any(_silences(reading, index, reading in asking) for reading in understanding.readings):
        return None
    plain = all(_is_answerable(question.status, question.intent, index) for question in understanding.questions)
    return understanding if plain and understanding.questions else None


def _is_question(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence is a question by its mark or first word; courtesies are none."""
    lexemes = reading.recognition.lexemes
    words = [lexeme.text for lexeme in lexemes if lexeme.is_word]
    asks = lexemes[-1].text[0] == "?" or (bool(words) and _first_word(reading) in index.content.words.asking)
    intent = index.content.intents[reading.recognition.best.intent]
    return asks and not (intent.small_talk and not _names_anything(reading))


def _first_word(reading: Reading) -> str:
    noise = {at for own in reading.recognition.of_type("noise") for at in range(own.start, own.end)}
    lexemes = reading.recognition.lexemes
    return next((own.text for at, own in enumerate(lexemes) if own.is_word and at not in noise), "")


def _is_clear(reading: Reading, index: Index) -> bool:
    """Tell whether a question is understood to the last word and names what it is about."""
    slots = reading.slots
    if slots.strangers or slots.choices or slots.topics or slots.narrowings or slots.unsure or len(slots.facts) > MOST:
        return False
    chosen = choose(reading.recognition, slots, index)
    if blocking_words(reading.recognition, slots, chosen, index):
        return False
    return not slots.guessed or len(slots.facts) == 1


def _silences(reading: Reading, index: Index, asks: bool) -> bool:
    """Tell whether a sentence makes the message nobody else's business: our own bands, a person, a thing of today."""
    silencing = index.content.words.silencing
    words = [lexeme.text for lexeme in reading.recognition.lexemes]
    text = f" {' '.join(words)} "
    if any(f" {phrase} " in text for phrase in silencing["anywhere"]):
        return True
    if asks and any(f" {phrase} " in text for phrase in silencing["asking"]):
        return True
    return _greets_somebody(reading, index)


def _greets_somebody(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence calls somebody by name: 'hey Marcus', 'Dana, …'."""
    lexemes = reading.recognition.lexemes
    named = [not own.known and own.is_word and (own.capital or not own.english) for own in lexemes]
    greeted = any(
        lexemes[at].text in index.content.words.silencing["greetings"] and named[at + 1]
        for at in range(len(lexemes) - 1)
    )
    called = len(lexemes) > 2 and named[0] and lexemes[1].text == ","
    return greeted or called


def _names_anything(reading: Reading) -> bool:
    return bool(reading.recognition.of_type("fact", "item", "role", "stranger", "topic"))


def _is_answerable(status: str, intent: str, index: Index) -> bool:
    return status == ANSWERED and bool(index.content.intents[intent].needs)
