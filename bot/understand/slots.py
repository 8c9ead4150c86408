"""Fill the slots of a sentence: which roles, fact kinds and items it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.fact_kinds import FactKind
from bot.content.intents import Topic
from bot.models import Amount, Choice, Condition, Stranger
from bot.understand.amounts import DATE
from bot.understand.conditions import asked_count, find_conditions
from bot.understand.facts_asked import facts_asked
from bot.understand.index import Index
from bot.understand.pole import ENDS, asks_for_an_end
from bot.understand.recognize import Recognition
from bot.understand.spot import Mention

ALL = frozenset({"all", "every", "each"})
SPAN = "months"
YEAR = 12


@dataclass(frozen=True)
class Slots:
    """What one sentence fills in."""

    roles: tuple[int, ...]
    choices: tuple[Choice, ...]
    strangers: tuple[Stranger, ...]
    facts: tuple[str, ...]
    items: tuple[tuple[str, str], ...]
    narrowings: tuple[str, ...]
    """Topics and items that change what a figure means, so that the bare figure is no answer."""
    conditions_beside: tuple[str, ...]
    """Items and spans of time that change what one role's figure means, and that select among all roles."""
    topics: tuple[str, ...]
    pole: str
    amounts: tuple[Amount, ...]
    conditions: tuple[Condition, ...]
    asks_end: bool
    """Whether the top or bottom of a fact is asked for."""
    by_end: frozenset[str]
    """The kinds that are named by a phrase for one end: 'lowest salary'."""
    count: int
    cues: tuple[str, ...]
    unmeant: tuple[int, ...]
    """Roles that are named as not meant: 'not the coordinator'."""
    intent: str
    """The intent that goes on from the last question, nothing where the sentence has its own."""
    guessed: bool
    """Whether the fact kind is only implied, with no word, item or amount of its own."""
    unsure: bool
    """Whether it is not even clear which it is, or which two."""


def fill_slots(recognition: Recognition, index: Index) -> Slots:
    """Return the slots of a sentence."""
    roles, choices, strangers = _roles(recognition)
    asked = facts_asked(recognition, index)
    topics = [index.content.topics[mention.name] for mention in recognition.of_type("topic")]
    kinds = [index.content.facts[kind] for kind in asked.sure]
    narrowings, beside = _narrowings(recognition, kinds, topics, asked.items, asked.pole)
    return Slots(
        roles=roles,
        choices=choices,
        strangers=strangers,
        facts=asked.facts,
        items=asked.items,
        narrowings=narrowings,
        conditions_beside=beside,
        topics=tuple(topic.title for topic in topics if not topic.narrows),
        pole=asked.pole,
        amounts=tuple(own.amount for own in recognition.of_type("amount") if own.amount),
        conditions=find_conditions(recognition, index),
        by_end=_named_by_end(recognition),
        asks_end=asks_for_an_end(recognition),
        count=asked_count(recognition),
        cues=tuple(dict.fromkeys(own.name for own in recognition.of_type("cue"))),
        unmeant=_unmeant(recognition),
        intent="",
        guessed=asked.guessed,
        unsure=asked.unsure,
    )


def _named_by_end(recognition: Recognition) -> frozenset[str]:
    facts = recognition.of_type("fact")
    return frozenset(own.name for own in facts if own.pole in ENDS) - {
        own.name for own in facts if own.pole not in ENDS
    }


def _means_all(recognition: Recognition, mention: Mention) -> bool:
    """Tell whether a family's name stands for all its roles: 'all collections roles', 'every clerk'."""
    before = [lexeme.text for lexeme in recognition.lexemes[max(0, mention.start - 2) : mention.start]]
    return not ALL.isdisjoint(before)


def _unmeant(recognition: Recognition) -> tuple[int, ...]:
    named = [mention.resolution for mention in recognition.of_type("not_role") if mention.resolution]
    return tuple(dict.fromkeys(role for resolution in named for role in resolution.role_ids))


def _roles(recognition: Recognition) -> tuple[tuple[int, ...], tuple[Choice, ...], tuple[Stranger, ...]]:
    unmeant = set(_unmeant(recognition))
    roles: list[int] = []
    choices: list[Choice] = []
    strangers: list[Stranger] = []
    for mention in recognition.of_type("role", "stranger"):
        resolution = mention.resolution
        if resolution is None:
            continue
        if unmeant.issuperset(resolution.role_ids):
            strangers.append(Stranger(mention.name, ()))
            continue
        if mention.type == "stranger":
            strangers.append(Stranger(mention.name, resolution.role_ids))
        elif resolution.certain or _means_all(recognition, mention):
            roles += resolution.role_ids[:1] if resolution.certain and not resolution.together else resolution.role_ids
        else:
            choices.append(Choice(mention.name, tuple(role for role in resolution.role_ids if role not in unmeant)))
    return tuple(dict.fromkeys(roles)), tuple(choices), tuple(dict.fromkeys(strangers))


def _narrowings(
    recognition: Recognition,
    kinds: Sequence[FactKind],
    topics: Sequence[Topic],
    used: Sequence[tuple[str, str]],
    pole: str,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what changes the meaning of the figures asked for: topics or an end, and items or spans of time."""
    figures = [kind for kind in kinds if kind.shape in ("number", "range")]
    found = [
        topic.title for topic in topics if topic.narrows and any(topic.narrows_unit(kind.unit) for kind in figures)
    ]
    if not kinds:
        found = [topic.title for topic in topics if topic.narrows]
    dates = [own.amount for own in recognition.of_type("amount") if own.amount and own.amount.unit == DATE]
    found += [f"{date.value:.0f}" for date in dates]
    beside: list[str] = []
    if figures or not kinds:
        beside += [mention.items[0][1] for mention in recognition.of_type("item") if not set(mention.items) & set(used)]
    if any(kind.meant_by_amounts for kind in figures) and all(kind.unit != SPAN for kind in kinds):
        spans = [
            own
            for own in recognition.of_type("amount")
            if own.amount and own.amount.unit == SPAN and own.amount.value != YEAR
        ]
        beside += [" ".join(lexeme.text for lexeme in recognition.lexemes[own.start : own.end]) for own in spans]
    return (*found, *(kind.lacks for kind in kinds if kind.lacks and pole == "low")), tuple(beside)
