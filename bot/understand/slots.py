"""Fill the slots of a sentence: which roles, fact kinds and items it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.content.fact_kinds import FactKind
from bot.content.intents import Topic
from bot.models import Amount, Choice, Condition, Stranger
from bot.understand.conditions import asked_count, find_conditions
from bot.understand.index import Index
from bot.understand.rank import certainty_of_two, margin
from bot.understand.recognize import Recognition
from bot.understand.spot import Mention

ENDS = frozenset({"high", "low"})
POLES = {
    "high": "high",
    "more": "high",
    "best": "high",
    "low": "low",
    "less": "low",
    "worst": "low",
    "wide": "high",
    "narrow": "low",
}
GOOD = frozenset({"best", "worst"})
WEAK = "weak"
"""Pole of a phrase that says of a fact only what is asked anyway, so that beside a topic it names none: 'annual'."""
IDENTICAL = 0.99
"""Likeness to an example from which the fact kind that it implies is meant, however near the next is."""
SPAN = "months"
YEAR = 12
JOINED = frozenset({"and", "&", "+", ",", "plus", "n", "also", "/", "the", "both", "then"})
"""Words between two fact kinds that are both asked for, rather than one by means of the other."""


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
    by_amount = _meant_by_amounts(recognition, index)
    topics = [index.content.topics[mention.name] for mention in recognition.of_type("topic")]
    named = bool(recognition.of_type("fact", "item")) or any(not topic.narrows for topic in topics)
    guessed = not named and not by_amount and bool(recognition.best.fact)
    facts = _named_facts(recognition, index) if named or not by_amount else by_amount
    pole = _pole(recognition, [index.content.facts[kind] for kind in facts])
    items = tuple(pair for mention in recognition.of_type("item") for pair in mention.items)
    facts, used = _with_items(facts, recognition.of_type("item"), pole, index.content.facts)
    unsure = guessed and margin(recognition.candidates, index.content.facts) < index.thresholds.implied
    unsure = unsure and recognition.best.likeness < IDENTICAL
    sure = () if unsure else facts
    if unsure and certainty_of_two(recognition.candidates) >= index.thresholds.either:
        facts, unsure = tuple(own.fact for own in recognition.candidates[:2]), False
    kinds = [index.content.facts[kind] for kind in sure]
    narrowings, beside = _narrowings(recognition, kinds, topics, used, pole)
    return Slots(
        roles=roles,
        choices=choices,
        strangers=strangers,
        facts=facts,
        items=tuple(pair for pair in items if pair in used),
        narrowings=narrowings,
        conditions_beside=beside,
        topics=tuple(topic.title for topic in topics if not topic.narrows),
        pole=pole,
        amounts=tuple(own.amount for own in recognition.of_type("amount") if own.amount),
        conditions=find_conditions(recognition, index),
        by_end=frozenset(own.name for own in recognition.of_type("fact") if own.pole in ENDS),
        asks_end=_asks_for_an_end(recognition),
        count=asked_count(recognition),
        cues=tuple(dict.fromkeys(own.name for own in recognition.of_type("cue"))),
        unmeant=_unmeant(recognition),
        intent="",
        guessed=guessed,
        unsure=unsure,
    )


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
        elif resolution.certain:
            roles += resolution.role_ids if resolution.together else resolution.role_ids[:1]
        else:
            choices.append(Choice(mention.name, tuple(role for role in resolution.role_ids if role not in unmeant)))
    return tuple(dict.fromkeys(roles)), tuple(choices), tuple(dict.fromkeys(strangers))


def _named_facts(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the fact kinds that are named or implied, in the order asked for."""
    mentions = recognition.of_type("fact")
    telling = [] if recognition.of_type("topic") else mentions
    named = [mention.name for mention in mentions if mention.pole != WEAK or mention in telling]
    facts = index.content.facts
    if all(facts[kind].places for kind in named) and _has_lone_topic(recognition, index):
        named = []
    implied = _implied(recognition, index)
    topics = [index.content.topics[mention.name] for mention in recognition.of_type("topic")]
    if implied and not named and (recognition.of_type("item") or any(not topic.narrows for topic in topics)):
        implied = ""  # what is named tells better what is asked: 'how many men …', 'is the job unionised'
    kinds = list(dict.fromkeys([*named, *([implied] if implied else [])]))
    kinds += [
        kind.name
        for kind in facts.values()
        if kind.together and set(kind.together) <= set(kinds)
        if not _are_joined(kind.together[0], kind.together[1], mentions, recognition)
    ]
    return tuple(
        kind
        for kind in kinds
        if not any(
            kind in facts[other].supersedes and not _are_joined(kind, other, mentions, recognition) for other in kinds
        )
    )


def _has_lone_topic(recognition: Recognition, index: Index) -> bool:
    """Tell whether a topic that nobody publishes is what pay is asked about: 'paid for overtime', not 'pay and PTO'."""
    topics = [own for own in recognition.of_type("topic") if not index.content.topics[own.name].narrows]
    words = [lexeme.text for lexeme in recognition.lexemes]
    joined = {"and", "&", "+", ",", "plus", "also", "/"}
    facts = recognition.of_type("fact")
    return any(
        all(joined.isdisjoint(words[min(own.end, fact.end) : max(own.start, fact.start)]) for fact in facts)
        for own in topics
    )


def _meant_by_amounts(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the fact kinds whose unit the amounts have; none where the sentence surely implies another."""
    best = recognition.best
    if best.fact and margin(recognition.candidates, index.content.facts) >= index.thresholds.implied:
        return ()
    units = {mention.amount.fact_unit for mention in recognition.of_type("amount") if mention.amount}
    kinds = (kind for kind in index.content.facts.values() if kind.meant_by_amounts)
    return tuple(kind.name for kind in kinds if kind.unit in units)


def _implied(recognition: Recognition, index: Index) -> str:
    """Return the fact kind that the best class implies; beside named kinds only where that is clearly meant."""
    best = recognition.best
    if not best.fact or not recognition.of_type("fact"):
        return best.fact
    return best.fact if margin(recognition.candidates, index.content.facts) >= index.thresholds.implied else ""


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
    beside: list[str] = []
    if figures or not kinds:
        beside += [mention.name for mention in recognition.of_type("item") if not set(mention.items) & set(used)]
    if any(kind.meant_by_amounts for kind in figures) and all(kind.unit != SPAN for kind in kinds):
        spans = [
            own
            for own in recognition.of_type("amount")
            if own.amount and own.amount.unit == SPAN and own.amount.value != YEAR
        ]
        beside += [" ".join(lexeme.text for lexeme in recognition.lexemes[own.start : own.end]) for own in spans]
    return (*found, *(kind.lacks for kind in kinds if kind.lacks and pole == "low")), tuple(beside)


def _are_joined(kind: str, other: str, mentions: Sequence[Mention], recognition: Recognition) -> bool:
    """Tell whether two kinds stand in a list ('yearly and hourly') rather than together ('hourly pay')."""
    for first, second in pairwise(mentions):
        if {first.name, second.name} == {kind, other}:
            between = [lexeme.text for lexeme in recognition.lexemes[first.end : second.start]]
            if between and set(between) <= JOINED:
                return True
    return False


def _asks_for_an_end(recognition: Recognition) -> bool:
    """Tell whether the top or bottom of a fact is asked for: 'the highest pay'; 'most collectors' is none."""
    mentions = recognition.mentions
    return any(fact.type == "fact" and fact.pole in ENDS for fact in mentions) or any(
        cue.type == "cue" and cue.name in ENDS and fact.type == "fact" and fact.start - cue.end < 2
        for cue, fact in pairwise(mentions)
    )


def _pole(recognition: Recognition, kinds: Sequence[FactKind]) -> str:
    """Return high or low where the sentence asks for one end; the best of what should be little is the lowest."""
    for mention in recognition.of_type("fact", "cue"):
        if mention.pole in ENDS:
            return mention.pole
        if mention.type == "cue" and mention.name in POLES:
            pole = POLES[mention.name]
            turned = mention.name in GOOD and bool(kinds) and kinds[0].better == "less"
            turned ^= any(fact.pole == "falling" for fact in recognition.of_type("fact"))
            return {"high": "low", "low": "high"}[pole] if turned else pole
    return ""


def _with_items(
    facts: tuple[str, ...], mentions: Sequence[Mention], pole: str, kinds: dict[str, FactKind]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the fact kinds that the items named make of those named, and the items that they use.

    'pay in tech' is the pay in one industry, 'women' the gender ratio; 'earn most in Boston?' asks for the
    best city, while 'pay in Boston' uses no item: that figure is not held.
    """
    used: list[tuple[str, str]] = []
    for mention in mentions:
        of_kind = dict(mention.items)
        asked = [kind for kind in facts if kind in of_kind]
        narrowing = [narrow for kind in facts for narrow in kinds[kind].narrowed_by if narrow in of_kind]
        meant = [kind for kind in of_kind for fact in facts if fact in kinds[kind].supersedes and pole == "high"]
        if not asked and narrowing and not meant:
            facts = tuple(
                dict.fromkeys(narrowing[0] if narrowing[0] in kinds[kind].narrowed_by else kind for kind in facts)
            )
            asked = narrowing[:1]
        elif not asked and meant:
            others = dict.fromkeys(kind for kind in facts if kind not in kinds[meant[0]].supersedes)
            facts = (*others, meant[0])
            asked = meant[:1]
        elif not asked and not facts:
            asked = list(of_kind)[:1]
            facts = (*facts, *asked)
        used += [(kind, of_kind[kind]) for kind in asked]
    return facts, tuple(used)
