"""Tell whether a message that was not addressed to the bot asks the room something that it can answer."""

from collections.abc import Sequence

from bot.models import ANSWERED, LEAST_YEARLY
from bot.role_names import singular
from bot.understand.asking import asking
from bot.understand.blocking import blocking_words
from bot.understand.choose import choose
from bot.understand.index import Index
from bot.understand.lexicon import Lexeme
from bot.understand.message import own_words
from bot.understand.reading import Reading
from bot.understand.room import probability_of_room
from bot.understand.understand import Understanding, understand

CALLING = frozenset({",", "-", ":"})
"""Marks behind the name of somebody who is called."""
LIKELY = 0.5
"""Probability of being put to the room from which a message that is understood in full is answered."""
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
    questions = asking(understanding.readings, index)
    clear = [reading for reading in questions if _is_clear(reading, index)]
    if not clear or any(_names_a_role(own) or own.recognition.is_marked for own in questions if own not in clear):
        return None
    if any(_silences(reading, index, reading in questions) for reading in understanding.readings):
        return None
    if probability_of_room(understanding.readings, questions, index) < LIKELY:
        return None
    if _answers_itself(understanding.readings, clear[-1], index) or any(_is_idle(own, index) for own in clear):
        return None
    plain = all(_is_answerable(question.status, question.intent, index) for question in understanding.questions)
    return understanding if plain and understanding.questions else None


def _is_clear(reading: Reading, index: Index) -> bool:
    """Tell whether a question is understood to the last word and names what it is about."""
    slots, recognition = reading.slots, reading.recognition
    if slots.strangers or len(slots.facts) > MOST or recognition.of_type("topic"):
        return False
    if slots.narrowings or slots.conditions_beside:
        return False
    chosen = choose(recognition, slots, index)
    if slots.choices and index.content.intents[chosen.intent].scope != "all":
        return False
    return not blocking_words(recognition, slots, chosen, index, strictly=True)


def _silences(reading: Reading, index: Index, asks: bool) -> bool:
    """Tell whether a sentence makes the message nobody else's business: our own bands, a person, a thing of today."""
    silencing = index.content.words.silencing
    lexemes = reading.recognition.lexemes
    text = f" {' '.join(_written(lexeme) for lexeme in lexemes)} "
    phrases = (*silencing["anywhere"], *(silencing["asking"] if asks else ()))
    if any(f" {phrase} " in text for phrase in phrases):
        return True
    if asks and any(own.may_be_a_name for own in lexemes):
        return True
    return _greets_somebody(reading, index)


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
    """Tell whether a figure, or the role that is asked for, follows the question: 'What do they make? About 34k.'"""
    of_all = index.content.intents[choose(last.recognition, last.slots, index).intent].scope == "all"
    behind = [own for own in readings[readings.index(last) + 1 :] if not own.recognition.is_marked]
    return any(_tells_a_figure(own) or (of_all and _names_a_role(own)) for own in behind)


def _tells_a_figure(reading: Reading) -> bool:
    amounts = [own.amount for own in reading.recognition.of_type("amount") if own.amount]
    return any(own.unit or own.value >= LEAST_YEARLY for own in amounts)


def _is_idle(reading: Reading, index: Index) -> bool:
    """Tell whether an amount is only told of rather than asked about: what is held against figures has to be asked."""
    intent = index.content.intents[choose(reading.recognition, reading.slots, index).intent]
    return intent.personal and not reading.recognition.is_marked


def _names_a_role(reading: Reading) -> bool:
    return bool(reading.recognition.of_type("role", "stranger"))


def _is_answerable(status: str, intent: str, index: Index) -> bool:
    return status == ANSWERED and bool(index.content.intents[intent].needs)
