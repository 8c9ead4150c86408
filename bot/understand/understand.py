"""Understand an utterance: its sentences one by one, then together, in the conversation that it belongs to."""

from dataclasses import dataclass

from bot.models import DECLINED, Question
from bot.understand.carry import carried
from bot.understand.clauses import clause_end
from bot.understand.context import NOTHING, Context
from bot.understand.decide import decide
from bot.understand.index import Index
from bot.understand.reading import Reading, names_a_role, read
from bot.understand.recognize import Recognition, recognize
from bot.understand.share import sharing_facts, sharing_roles
from bot.understand.text import Token, decode, tokenize
from bot.understand.worth import merged, worth_a_reply


@dataclass(frozen=True)
class Understanding:
    """What an utterance was understood as."""

    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]


def understand(text: str, index: Index, context: Context = NOTHING) -> Understanding:
    """Return the questions of an utterance, with what was recognized in each sentence."""
    sentences = tokenize(decode(text, index.content.words.emoji), index.abbreviations)
    readings = sharing_facts(sharing_roles(_read_all(sentences, index, context)))
    if not readings:
        return Understanding((), (Question(intent="", status=DECLINED, reason="not_understood"),))
    readings = _carry_on(readings, index, context)
    questions = [decide(reading.recognition, reading.slots, index) for reading in readings]
    return Understanding(tuple(readings), tuple(merged(worth_a_reply(questions, readings, index), index)))


def _carry_on(readings: list[Reading], index: Index, context: Context) -> list[Reading]:
    """Return the readings with what the conversation lends them; each goes on from the roles named before it."""
    result: list[Reading] = []
    for reading in readings:
        result.append(carried(reading, index, context))
        if names_a_role(reading):
            context = context._replace(roles=reading.slots.roles, options=())
    return result


def _read_all(sentences: list[list[Token]], index: Index, context: Context) -> list[Reading]:
    """Return the readings of sentences; a pronoun refers to the roles named last, in this message or before it."""
    readings: list[Reading] = []
    for sentence in sentences:
        for recognition in _recognized(sentence, index, context):
            reading = read(recognition, index)
            readings.append(reading)
            if names_a_role(reading):
                roles = reading.slots.roles
                context = context._replace(roles=roles, options=(), group=roles if len(roles) > 1 else context.group)
    return readings


def _recognized(sentence: list[Token], index: Index, context: Context) -> list[Recognition]:
    """Return what a sentence was understood as, its clauses one by one where they ask different things."""
    whole = recognize(sentence, index, context)
    end = clause_end(whole, sentence)
    clauses = (sentence[:end], sentence[end + 1 :])
    return [recognize(clause, index, context) for clause in clauses] if end else [whole]
