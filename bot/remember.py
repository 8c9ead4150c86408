"""What a conversation keeps of a turn."""

from collections.abc import Sequence

from bot.content.intents import Intent
from bot.models import ANSWERED, CLARIFY, DECLINED, Answer, Question
from bot.state import START, State
from bot.understand.index import Index

MOST_SPOKEN = 4
"""Roles, named one after the other, that can be spoken of together."""


def remember(state: State, questions: Sequence[Question], answers: Sequence[Answer], index: Index) -> State:
    """Return the state after a turn: that of its last question that was about anything.

    Courtesies and what is out of scope leave the state alone; a role that is not known leaves none in hand.
    """
    intents = index.content.intents
    for question, answer in zip(questions, answers, strict=True):
        intent = intents.get(question.intent)
        if intent is None or (intent.small_talk and not intent.clears):
            continue
        if intent.clears and question.status == ANSWERED:
            state = START
        elif _is_about_something(question, intent):
            state = _after(state, question, answer, index)
    return state


def _is_about_something(question: Question, intent: Intent) -> bool:
    """Tell whether a question leaves something to go on from; what is out of scope or not understood does not."""
    declined = question.status == DECLINED and (intent.declines or question.reason == "not_understood")
    return not declined and bool(question.facts or question.roles or question.choices)


def _after(state: State, question: Question, answer: Answer, index: Index) -> State:
    """Return the state after one question."""
    intent = index.content.intents[question.intent]
    if question.strangers and question.status == DECLINED:
        intent_kept = state.intent or question.intent
        return state._replace(intent=intent_kept, roles=(), facts=state.facts or question.facts, options=())
    asked = tuple(index.roles[role].slug for role in question.roles)
    roles = answer.roles if question.status == ANSWERED and intent.scope == "all" else asked
    if intent.scope == "others":
        roles = asked[:1]
    if not roles and not question.strangers and question.status != CLARIFY:
        roles = state.roles
    spoken = answer.roles if len(answer.roles) > 1 else roles
    return State(
        intent=question.intent if not intent.declines else state.intent,
        roles=roles,
        group=spoken if len(spoken) > 1 else _spoken_of(state, roles),
        over=asked if 1 < len(asked) < len(index.roles) and intent.scope != "others" else (),
        ranked=_ranked(answer),
        facts=question.facts,
        items=question.items,
        amounts=tuple((own.value, own.unit, own.per) for own in question.amounts),
        pole=question.pole,
        places=question.count,
        cues=question.cues,
        options=tuple(
            index.roles[role].slug
            for choice in question.choices
            for role in choice.role_ids
            if question.status == CLARIFY
        ),
    )


def _spoken_of(state: State, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles that 'both' and 'all three' mean: those spoken of together, or one after the other."""
    if set(roles) <= set(state.group):
        return state.group
    before = state.group if set(state.roles) <= set(state.group) else state.roles[-1:]
    return tuple(dict.fromkeys((*before, *roles)))[-MOST_SPOKEN:]


def _ranked(answer: Answer) -> tuple[str, ...]:
    """Return the roles of an answer by the figure of its first fact, the highest first."""
    if not answer.facts or not answer.rows or "slug" not in answer.rows[0]:
        return ()
    rows = [row for row in answer.rows if row["kind"] == answer.facts[0]]
    figures = [(row["high"] if row["value"] is None else row["value"], row["slug"]) for row in rows]
    ordered = sorted((pair for pair in figures if pair[0] is not None), key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(slug for _, slug in ordered))
