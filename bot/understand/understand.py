"""Understand an utterance: its sentences one by one, then together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.models import ANSWERED, CLARIFY, DECLINED, Question
from bot.understand.decide import PLAINLY, decide
from bot.understand.index import Index
from bot.understand.rank import margin
from bot.understand.recognize import Recognition, recognize
from bot.understand.slots import Slots, fill_slots
from bot.understand.text import QUESTIONING, decode, tokenize

SUBJECTS = frozenset({"i", "we", "he", "she", "they", "im", "ive", "my", "our", "someone", "somebody"})
"""Words that make a sentence a remark of somebody's rather than a question in keywords."""
VAGUE = frozenset({"not_understood", "menu", "which_role", "which_fact"})
"""Reasons that go without saying where another sentence is answered."""
SEVERAL = frozenset({"both", "each", "all", "them", "these", "those", "either", "two", "three"})
"""Words that mean all roles named so far."""


class Reading(NamedTuple):
    """One sentence: what was recognized, its slots, and whether it asks something."""

    recognition: Recognition
    slots: Slots
    asks: bool
    names_only: bool
    """Whether it names roles and nothing else: '- collector'."""


@dataclass(frozen=True)
class Understanding:
    """What an utterance was understood as."""

    readings: tuple[Reading, ...]
    questions: tuple[Question, ...]


def understand(text: str, index: Index) -> Understanding:
    """Return the questions of an utterance, with what was recognized in each sentence."""
    sentences = tokenize(decode(text, index.content.words.emoji), index.abbreviations)
    readings = [_read(recognize(sentence, index), index) for sentence in sentences]
    readings = _sharing_facts(_sharing_roles(readings))
    if not readings:
        return Understanding((), (Question(intent="", status=DECLINED, reason="not_understood"),))
    questions = [decide(reading.recognition, reading.slots, index) for reading in readings]
    return Understanding(tuple(readings), tuple(_merged(_worth_a_reply(questions, readings, index))))


def _read(recognition: Recognition, index: Index) -> Reading:
    slots = fill_slots(recognition, index)
    intent = index.content.intents[recognition.best.intent]
    bare = not recognition.of_type("fact", "item", "topic", "amount")
    unsure = slots.guessed and margin(recognition.candidates, index.content.facts) < index.thresholds.implied
    asks_nothing = intent.takes.get("facts") == 0 or intent.continues or unsure
    names_only = bool(slots.roles or slots.choices) and bare and asks_nothing
    return Reading(recognition, slots, _asks(recognition, index), names_only)


def _asks(recognition: Recognition, index: Index) -> bool:
    """Tell a question or request from a remark: by its mark, its first word, or as keywords ('collector pay')."""
    noise = {at for mention in recognition.of_type("noise") for at in range(mention.start, mention.end)}
    words = [lexeme.text for at, lexeme in enumerate(recognition.lexemes) if lexeme.is_word and at not in noise]
    if recognition.lexemes[-1].text[0] == "?" or (words and words[0] in index.content.words.asking):
        return True
    return not SUBJECTS & set(words)


def _sharing_roles(readings: list[Reading]) -> list[Reading]:
    """Return the readings where a sentence that asks without a role takes those of a neighbour.

    A list of names that follows belongs to it whole: 'Pay range, for: - collector - coordinator'.
    """
    shared: list[Reading] = []
    at = 0
    while at < len(readings):
        reading, at = readings[at], at + 1
        if not reading.slots.facts or _names_a_role(reading):
            shared.append(reading)
            continue
        listed = [other for other in _run(readings[at:], lambda other: other.names_only)]
        at += len(listed)
        several = any(lexeme.text in SEVERAL for lexeme in reading.recognition.lexemes)
        named = [other for other in shared if _names_a_role(other)]
        near = listed or (named if several else named[-1:]) or _first(readings[at:], _names_a_role)
        shared.append(reading._replace(slots=_with_roles_of(reading.slots, near)))
    return shared


def _sharing_facts(readings: list[Reading]) -> list[Reading]:
    """Return the readings where a bare name takes the fact kinds asked for before: 'And for a coordinator?'."""
    shared: list[Reading] = []
    for reading in readings:
        before = _last(shared, lambda other: bool(other.slots.facts) and not other.names_only)
        if reading.names_only and reading.asks and before:
            slots = replace(reading.slots, facts=before[0].slots.facts, items=before[0].slots.items, guessed=False)
            reading = reading._replace(slots=slots)
        shared.append(reading)
    return shared


def _names_a_role(reading: Reading) -> bool:
    slots = reading.slots
    return bool(slots.roles or slots.choices or slots.strangers)


def _with_roles_of(slots: Slots, others: Sequence[Reading]) -> Slots:
    """Return slots with the roles of other sentences."""
    return replace(
        slots,
        roles=tuple(dict.fromkeys(role for other in others for role in other.slots.roles)),
        choices=tuple(choice for other in others for choice in other.slots.choices),
        strangers=tuple(stranger for other in others for stranger in other.slots.strangers),
    )


Test = Callable[[Reading], bool]


def _run(readings: Sequence[Reading], test: Test) -> list[Reading]:
    """Return the readings from the first on as long as they pass a test."""
    length = next((at for at, reading in enumerate(readings) if not test(reading)), len(readings))
    return list(readings[:length])


def _first(readings: Sequence[Reading], test: Test) -> list[Reading]:
    """Return the first reading that passes a test, in a list, empty where none does."""
    return [reading for reading in readings if test(reading)][:1]


def _last(readings: Sequence[Reading], test: Test) -> list[Reading]:
    return _first(readings[::-1], test)


Pair = tuple[Question, Reading]


def _worth_a_reply(questions: list[Question], readings: Sequence[Reading], index: Index) -> list[Question]:
    """Return the questions that get a reply: remarks and courtesies go without one where something is asked."""
    intents = index.content.intents
    pairs = list(zip(questions, readings, strict=True))
    real = [pair for pair in pairs if not (intents[pair[0].intent].small_talk and pair[0].status == ANSWERED)]
    if not real:
        return questions[:1]
    real = [pair for pair in real if _says_something(pair[1])] or real
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
    asked = reading.recognition.lexemes[-1].text[0] == "?"
    return bool(asked or reading.slots.facts or reading.slots.topics or _names_a_role(reading))


def _is_vague(question: Question, reading: Reading, index: Index) -> bool:
    """Tell a question that names nothing and goes on from another or is not plainly recognized: 'Is that right?'."""
    names = reading.slots.facts or _names_a_role(reading)
    return not names and (index.content.intents[question.intent].continues or question.score < PLAINLY)


def _is_aside(question: Question, reading: Reading) -> bool:
    """Tell a remark that only names somebody's job: 'An auditor may ask me.'."""
    first = next((lexeme.text for lexeme in reading.recognition.lexemes if lexeme.is_word), "")
    named = reading.recognition.of_type("fact", "item", "role")
    asked = reading.recognition.lexemes[-1].text[0] == "?" or first in QUESTIONING or named
    return bool(question.strangers) and not asked


def _goes_without(question: Question, index: Index) -> bool:
    """Tell a question that needs no reply of its own where another sentence gets one."""
    return question.reason in VAGUE or index.content.intents[question.intent].continues


def _vagueness(question: Question, index: Index) -> tuple[bool, bool]:
    """Return an order in which the most telling of several unanswered questions comes first."""
    return (_goes_without(question, index), question.status != CLARIFY)


def _merged(questions: list[Question]) -> list[Question]:
    """Join questions of one intent that ask the same of several roles, or several things of the same roles."""
    merged: list[Question] = []
    for question in questions:
        for at, other in enumerate(merged):
            joined = _joined(other, question)
            if joined:
                merged[at] = joined
                break
        else:
            merged.append(question)
    return merged


def _joined(first: Question, second: Question) -> Question | None:
    if first.intent != second.intent or {first.status, second.status} != {ANSWERED} or first.items != second.items:
        return None
    if first.roles != second.roles and first.facts != second.facts:
        return None
    return replace(
        first,
        roles=tuple(dict.fromkeys((*first.roles, *second.roles))),
        facts=tuple(dict.fromkeys((*first.facts, *second.facts))),
        strangers=tuple(dict.fromkeys((*first.strangers, *second.strangers))),
        topics=tuple(dict.fromkeys((*first.topics, *second.topics))),
    )
