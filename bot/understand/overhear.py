"""Tell whether a message that was not addressed to the bot asks the room something that it can answer."""

import re
from itertools import pairwise

from bot.models import ANSWERED
from bot.understand.blocking import blocking_words
from bot.understand.choose import choose
from bot.understand.index import Index
from bot.understand.lexicon import Lexeme
from bot.understand.reading import Reading
from bot.understand.text import QUESTIONING, SPOKEN_TO
from bot.understand.understand import Understanding, understand

QUOTED = re.compile(r"(?m)^\s*(?:>|&gt;).*$")
STRUCK = re.compile(r"~[^~\n]+~")
"""What its author has crossed out."""
CODE = re.compile(
    r"```|`[^`]*[=(){}/|.$][^`]*`|https?://|\w+\(\)|(?m:^\s*(?:at |\$ |\{|\[|\|))|\w=\w|\w/\w+/\w|\bAPP\b"
)
"""Code, links, log lines, what an app posted: nobody's question."""
ANSWERED_THERE = re.compile(r"(?im)(?:^|\s)a(?:ns(?:wer)?)?:\s|\bedit:")
"""'Q: … A: …': whoever wrote it knows."""
CALLING = frozenset({",", "-", ":"})
"""Marks behind the name of somebody who is called."""
MOST = 4
"""Facts that one question to the room may ask for."""


def overheard(text: str, index: Index) -> Understanding | None:
    """Return what a message asks the room, None where nothing should be said to it.

    It is better to miss a question than to interrupt: every sentence that asks must be understood in full, be about
    what is held, and be nobody's own affair.
    """
    said = STRUCK.sub(" ", QUOTED.sub(" ", text))
    if SPOKEN_TO.search(text) or CODE.search(said) or ANSWERED_THERE.search(said):
        return None
    understanding = understand(said, index)
    asking = [reading for reading in understanding.readings if _is_question(reading, index)]
    clear = [reading for reading in asking if _is_clear(reading, index)]
    if not clear or any(_names_a_role(reading) or _is_marked(reading) for reading in asking if reading not in clear):
        return None
    if any(_silences(reading, index, reading in asking) for reading in understanding.readings):
        return None
    plain = all(_is_answerable(question.status, question.intent, index) for question in understanding.questions)
    return understanding if plain and understanding.questions else None


def _is_question(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence asks: by its mark, a question word, or by turning to the room; courtesies do not."""
    lexemes = reading.recognition.lexemes
    words = index.content.words
    pairs = pairwise([None, *lexemes])
    starts = [own.text for before, own in pairs if own and (before is None or not before.is_word)]
    turned = any({own.text, own.word} & (QUESTIONING | set(words.silencing["room"])) for own in lexemes)
    asks = _is_marked(reading) or turned or bool(words.asking.intersection(starts))
    slots = reading.slots
    return asks and bool(slots.roles or slots.choices or slots.strangers or _speaks_of_roles(reading, index))


def _is_marked(reading: Reading) -> bool:
    return reading.recognition.lexemes[-1].text[0] == "?"


def _is_clear(reading: Reading, index: Index) -> bool:
    """Tell whether a question is understood to the last word and names what it is about."""
    slots, recognition = reading.slots, reading.recognition
    if slots.strangers or slots.unsure or len(slots.facts) > MOST or recognition.of_type("topic"):
        return False
    if slots.narrowings or slots.conditions_beside or (slots.guessed and len(slots.facts) > 1):
        return False
    chosen = choose(recognition, slots, index)
    if slots.choices and index.content.intents[chosen.intent].scope != "all":
        return False
    return not blocking_words(recognition, slots, chosen, index, strictly=True)


def _speaks_of_roles(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence that names no role speaks of roles in general: 'which job …', 'of all roles'."""
    nouns = index.content.words.role_nouns
    general = any(lexeme.word in nouns or lexeme.text in nouns for lexeme in reading.recognition.lexemes)
    return general or any(cue.name == "all" for cue in reading.recognition.of_type("cue"))


def _silences(reading: Reading, index: Index, asks: bool) -> bool:
    """Tell whether a sentence makes the message nobody else's business: our own bands, a person, a thing of today."""
    silencing = index.content.words.silencing
    lexemes = reading.recognition.lexemes
    text = f" {' '.join(_written(lexeme) for lexeme in lexemes)} "
    phrases = (*silencing["anywhere"], *(silencing["asking"] if asks else ()))
    if any(f" {phrase} " in text for phrase in phrases):
        return True
    if asks and any(own.capital and not own.known and not own.english for own in lexemes):
        return True
    return _greets_somebody(reading, index)


def _greets_somebody(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence calls somebody by name: 'hey Marcus', 'Dana, …', 'Jen jen'."""
    lexemes = reading.recognition.lexemes
    named = [not own.known and own.is_word and (own.capital or not own.english) for own in lexemes]
    greetings = index.content.words.silencing["greetings"]
    greeted = any(own.text in greetings and named[at + 1] for at, own in enumerate(lexemes[:-1]))
    called = named[0] and len(lexemes) > 1 and lexemes[1].text in CALLING
    only_named = all(named[at] for at, own in enumerate(lexemes) if own.is_word)
    return greeted or called or only_named


def _written(lexeme: Lexeme) -> str:
    """Return a word as it is sought among phrases: the country is not 'us'."""
    return lexeme.text.upper() if lexeme.capital and lexeme.text == "us" else lexeme.text


def _names_a_role(reading: Reading) -> bool:
    return bool(reading.recognition.of_type("role", "stranger"))


def _is_answerable(status: str, intent: str, index: Index) -> bool:
    return status == ANSWERED and bool(index.content.intents[intent].needs)
