"""Choose which questions of a message get a reply, and join those that are one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.models import ANSWERED, CLARIFY, Question
from bot.understand.decide import PLAINLY
from bot.understand.index import Index
from bot.understand.reading import Reading, names_a_role
from bot.understand.text import QUESTIONING

REASONS = frozenset({"need", "needed", "asking", "want", "its", "for"})
"""First words of what a question is asked for."""
VAGUE = frozenset({"not_understood", "menu", "which_role", "which_fact"})
"""Reasons that go without saying where another sentence is answered."""


def worth_a_reply(questions: list[Question], readings: Sequence[Reading], index: Index) -> list[Question]:
    """Return the questions that get a reply: remarks and courtesies go without one where something is asked."""
    intents = index.content.intents
    pairs = list(zip(questions, readings, strict=True))
    real = [pair for pair in pairs if not (intents[pair[0].intent].small_talk and pair[0].status == ANSWERED)]
    if not real:
        return questions[:1]
    real = [pair for pair in real if _says_something(pair[1]) and not _is_reason(pair[1])] or real
    placed = any(intents[question.intent].meant_by_amounts and question.amounts for question, _ in real)
    real = [pair for pair in real if not (placed and pair[1].only_points)] or real
    telling = [pair for pair in real if not _is_vague(*pair, index)] or real
    asked = [pair for pair in telling if pair[1].asks]
    answered = [question for question, _ in asked if question.status == ANSWERED]
    if answered:
        return [
            question
            for question, reading in asked
            if question.status == ANSWERED or not (_goes_without(question, index) or _is_aside(question, reading))
        ]
    said = [question for question, _ in telling if question.status == ANSWERED]
    if said:
        return said
    if len(real) < len(questions) and all(_goes_without(question, index) for question, _ in telling):
        return [question for question in questions if question.status == ANSWERED][:1] or questions[:1]
    return [min((question for question, _ in asked or telling), key=lambda question: _vagueness(question, index))]


def _says_something(reading: Reading) -> bool:
    """Tell a sentence that names a role or fact, or plainly asks, from a remark beside one that does."""
    return bool(reading.recognition.is_marked or reading.slots.facts or reading.slots.topics or names_a_role(reading))


def _is_reason(reading: Reading) -> bool:
    """Tell what a question is asked for: 'Need it for the advert.'."""
    first = next((lexeme.text for lexeme in reading.recognition.lexemes if lexeme.is_word), "")
    return first in REASONS and reading.only_refers


def _is_vague(question: Question, reading: Reading, index: Index) -> bool:
    """Tell a question that names nothing and goes on from another or is not plainly recognized: 'Is that right?'."""
    names = reading.slots.facts or names_a_role(reading)
    return not names and (index.content.intents[question.intent].continues or question.score < PLAINLY)


def _is_aside(question: Question, reading: Reading) -> bool:
    """Tell a remark that only names somebody's job: 'An auditor may ask me.'."""
    first = next((lexeme.text for lexeme in reading.recognition.lexemes if lexeme.is_word), "")
    named = reading.recognition.of_type("fact", "item", "role")
    asked = reading.recognition.is_marked or first in QUESTIONING or named
    return bool(question.strangers) and not asked


def _goes_without(question: Question, index: Index) -> bool:
    """Tell a question that needs no reply of its own where another sentence gets one."""
    return question.reason in VAGUE or index.content.intents[question.intent].continues


def _vagueness(question: Question, index: Index) -> tuple[bool, bool]:
    """Return an order in which the most telling of several unanswered questions comes first."""
    return (_goes_without(question, index), question.status != CLARIFY)


def merged(questions: list[Question], index: Index) -> list[Question]:
    """Join questions of one intent that ask the same of several roles, or several things of the same roles."""
    merged: list[Question] = []
    for question in questions:
        for at, other in enumerate(merged):
            joined = _joined(other, question, index)
            if joined:
                merged[at] = joined
                break
        else:
            merged.append(question)
    return merged


def _joined(first: Question, second: Question, index: Index) -> Question | None:
    if first.facts != second.facts and index.content.intents[first.intent].rests_on == "ranking":
        return None
    if first.intent != second.intent or {first.status, second.status} != {ANSWERED} or first.items != second.items:
        return None
    if (first.roles != second.roles and first.facts != second.facts) or first.conditions or first.pole != second.pole:
        return None
    return replace(
        first,
        roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
        facts=tuple(dict.fromkeys((*first.facts, *second.facts))),
        strangers=tuple(dict.fromkeys((*first.strangers, *second.strangers))),
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
    )
