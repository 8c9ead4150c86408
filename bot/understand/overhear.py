"""Tell whether a message that was not addressed to the bot asks the room something that it can answer."""

from collections.abc import Sequence
from itertools import pairwise

from bot.models import ANSWERED
from bot.role_names import singular
from bot.understand.blocking import blocking_words
from bot.understand.choose import choose
from bot.understand.index import Index
from bot.understand.lexicon import Lexeme
from bot.understand.message import own_words
from bot.understand.reading import Reading
from bot.understand.text import QUESTIONING
from bot.understand.understand import Understanding, understand

CALLING = frozenset({",", "-", ":"})
"""Marks behind the name of somebody who is called."""
ASIDE = frozenset(
    ["i", "im", "ive", "we", "he", "she", "they", "my", "me", "need", "needed", "asking", "curious", "someone",
     "somebody", "anyone", "anybody", "folks", "trying", "want", "wondering", "please", "pls", "plz", "tia", "just",
     "looking", "thank", "thanks", "thx", "appreciated", "what", "which", "how", "preparing", "prepping", "writing",
     "quick", "urgent", "asap", "candidate", "client", "not", "or"]
)  # fmt: skip
"""Words of what is said beside a question about who asks it."""
ASKING_YOU = frozenset({"do", "did", "can", "could", "would", "will", "have", "are"})
KNOWING = frozenset(
    {"have", "know", "happen", "also", "remember", "think", "mind", "still", "got", "send", "share", "tell"}
)
MOST = 4
"""Facts that one question to the room may ask for."""


def overheard(text: str, index: Index) -> Understanding | None:
    """Return what a message asks the room, None where nothing should be said to it.

    It is better to miss a question than to interrupt: every sentence that asks must be understood in full, be about
    what is held, and be nobody's own affair.
    """
    said = own_words(text)
    if said is None:
        return None
    understanding = understand(said, index)
    called = any(_only_calls(reading, index) for reading in understanding.readings)
    asking = [reading for reading in understanding.readings if _is_question(reading, index, called)]
    clear = [reading for reading in asking if _is_clear(reading, index)]
    if not clear or any(_names_a_role(reading) or _is_marked(reading) for reading in asking if reading not in clear):
        return None
    if any(_silences(reading, index, reading in asking) for reading in understanding.readings):
        return None
    if _answers_itself(understanding.readings, clear[-1], index) or any(_is_idle(own, index) for own in clear):
        return None
    plain = all(_is_answerable(question.status, question.intent, index) for question in understanding.questions)
    return understanding if plain and understanding.questions else None


def _only_calls(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence only calls the room: 'Anyone?'."""
    words = [lexeme.text for lexeme in reading.recognition.lexemes if lexeme.is_word]
    return bool(words) and set(words) <= set(index.content.words.silencing["room"])


def _is_question(reading: Reading, index: Index, called: bool) -> bool:
    """Tell whether a sentence asks: by its mark, a question word, or by turning to the room; courtesies do not."""
    lexemes = reading.recognition.lexemes
    words = index.content.words
    pairs = pairwise([None, *lexemes])
    starts = [own.text for before, own in pairs if own and (before is None or not before.is_word)]
    turned = any({own.text, own.word} & set(words.silencing["room"]) for own in lexemes)
    asks = called or _is_marked(reading) or turned or not (words.asking | QUESTIONING).isdisjoint(starts)
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
    if any(f" {phrase} " in text for phrase in phrases) or (
        asks and (_is_of_this_place(reading, index) or _asks_somebody(lexemes, index))
    ):
        return True
    if asks and any(own.capital and not own.known and not own.english for own in lexemes):
        return True
    return _greets_somebody(reading, index)


def _is_of_this_place(reading: Reading, index: Index) -> bool:
    """Tell whether 'here' is a part of what is asked: 'the collector role here', 'do they earn more here'."""
    held = {at for own in reading.recognition.of_type("role", "fact") for at in range(own.start, own.end)}
    nouns = index.content.words.role_nouns
    pairs = enumerate(pairwise(reading.recognition.lexemes))
    return any(own.text == "here" and (at in held or before.text in nouns) for at, (before, own) in pairs)


def _asks_somebody(lexemes: Sequence[Lexeme], index: Index) -> bool:
    """Tell whether a sentence asks one person: 'do you have …' without a word for the room."""
    room = set(index.content.words.silencing["room"])
    words = [own.text for own in lexemes]
    asked = any(
        own == "you" and words[at] in ASKING_YOU and words[at + 2] in KNOWING for at, own in enumerate(words[1:-1])
    )
    return asked and room.isdisjoint(own.text for own in lexemes)


def _greets_somebody(reading: Reading, index: Index) -> bool:
    """Tell whether a sentence calls somebody by name: 'hey Marcus', 'Dana, …', 'Jen jen'."""
    lexemes = reading.recognition.lexemes
    named = [own.is_word and (_is_strange(own) or (own.capital and _is_put_right(own))) for own in lexemes]
    greetings = index.content.words.silencing["greetings"]
    greeted = any(own.text in greetings and named[at + 1] for at, own in enumerate(lexemes[:-1]))
    called = named[0] and len(lexemes) > 1 and lexemes[1].text in CALLING
    only_named = all(named[at] for at, own in enumerate(lexemes) if own.is_word)
    return greeted or called or only_named


def _is_strange(lexeme: Lexeme) -> bool:
    return not lexeme.known and (lexeme.capital or not lexeme.english)


def _is_put_right(lexeme: Lexeme) -> bool:
    """Tell whether a word was taken for a misspelling of another, which a name may look like: 'Dana' for 'data'."""
    return lexeme.word not in (lexeme.text, singular(lexeme.text))


def _written(lexeme: Lexeme) -> str:
    """Return a word as it is sought among phrases: the country is not 'us'."""
    return lexeme.text.upper() if lexeme.capital and lexeme.text == "us" else lexeme.text


def _answers_itself(readings: Sequence[Reading], last: Reading, index: Index) -> bool:
    """Tell whether something follows the question that is not about who asks: 'What does he do? Collects.'"""
    behind = readings[readings.index(last) + 1 :]
    return any(
        not (_names_a_role(own) or _is_marked(own) or _is_courtesy(own, index) or _is_aside(own)) for own in behind
    )


def _is_courtesy(reading: Reading, index: Index) -> bool:
    return index.content.intents[reading.recognition.best.intent].small_talk or len(reading.recognition.lexemes) < 2


def _is_aside(reading: Reading) -> bool:
    """Tell whether a sentence speaks of who asks, and why: 'Need it for a req', 'I can not find it'."""
    return any(lexeme.text in ASIDE for lexeme in reading.recognition.lexemes)


def _is_idle(reading: Reading, index: Index) -> bool:
    """Tell whether an amount is only told of rather than asked about: what is held against figures has to be asked."""
    intent = index.content.intents[choose(reading.recognition, reading.slots, index).intent]
    return intent.personal and not _is_marked(reading)


def _names_a_role(reading: Reading) -> bool:
    return bool(reading.recognition.of_type("role", "stranger"))


def _is_answerable(status: str, intent: str, index: Index) -> bool:
    return status == ANSWERED and bool(index.content.intents[intent].needs)
