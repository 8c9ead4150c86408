"""Find which fact kinds a sentence asks for: named, implied, meant by its amounts, or told by the words of prose."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.models import LEAST_YEARLY
from bot.understand.conditions import count_at
from bot.understand.index import Index
from bot.understand.pole import ENDS, pole_of
from bot.understand.rank import certainty_of_two, margin
from bot.understand.recognize import Recognition
from bot.understand.spot import Mention
from bot.understand.text import QUESTIONING

WEAK = "weak"
"""Pole of a phrase that says of a fact only what is asked anyway, so that beside a topic it names none: 'annual'."""
JOINED = frozenset({"and", "&", "+", ",", "plus", "n", "also", "/", "the", "both", "then"})
"""Words between two fact kinds that are both asked for, rather than one by means of the other."""
SHARE = frozenset({"%", "percent", "pct", "share", "of", "the"})
SUPERLATIVE = frozenset({"high", "best"})
IDENTICAL = 0.99
"""Likeness to an example from which the fact kind that it implies is meant, however near the next is."""


class Asked(NamedTuple):
    """The fact kinds that a sentence asks for."""

    facts: tuple[str, ...]
    sure: tuple[str, ...]
    """Those of them that are surely meant."""
    items: tuple[tuple[str, str], ...]
    """(kind, item) pairs to which they are narrowed."""
    pole: str
    guessed: bool
    """Whether they are only implied, with no word, item or amount of their own."""
    unsure: bool
    """Whether it is not even clear which is meant, or which two."""


def facts_asked(recognition: Recognition, index: Index) -> Asked:
    """Return the fact kinds that a sentence asks for."""
    kinds = index.content.facts
    by_amount = _meant_by_amounts(recognition, index)
    topics = [index.content.topics[mention.name] for mention in recognition.of_type("topic")]
    named = bool(recognition.of_type("fact", "item")) or any(not topic.narrows for topic in topics)
    facts = _named_facts(recognition, index) if named or not by_amount else by_amount
    pole = pole_of(recognition, [kinds[kind] for kind in facts])
    facts = _best_at(facts, pole, recognition, index) or facts
    told = [own for own in recognition.of_type("item") if not _only_guesses(own, recognition)]
    facts = _with_listed(facts, told, recognition, kinds)
    facts, items = _with_items(facts, told, pole, kinds)
    if named or by_amount or not recognition.best.fact:
        return Asked(facts, facts, items, pole, guessed=False, unsure=False)
    return _guessed(Asked(facts, facts, items, pole, guessed=True, unsure=False), recognition, index)


def _guessed(asked: Asked, recognition: Recognition, index: Index) -> Asked:
    """Return what is asked where only the model says so: one kind if it is sure, the two likeliest, or none surely."""
    if recognition.best.likeness >= IDENTICAL:
        return asked
    unsure = margin(recognition.candidates, index.content.facts) < index.thresholds.implied
    told = _told_by_prose(recognition, index)
    if told and (unsure or not set(asked.facts) <= set(told)):
        return asked._replace(facts=told, sure=told)
    if unsure and certainty_of_two(recognition.candidates) >= index.thresholds.either:
        first, second = recognition.candidates[:2]
        alike = second.probability * 2 >= first.probability
        likeliest = (first.fact, second.fact) if alike else (first.fact,)
        return asked._replace(facts=tuple(kind for kind in likeliest if kind in index.held) or likeliest, sure=())
    return asked._replace(sure=(), unsure=True) if unsure else asked


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
    items = [own for own in recognition.of_type("item") if not _is_aside(own, implied, index)]
    if implied and not named and (items or any(not topic.narrows for topic in topics)):
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


def _best_at(facts: tuple[str, ...], pole: str, recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the kinds that 'where do collectors earn most?' or 'who pays them best?' asks for, if it asks so."""
    superlative = any(own.pole in ENDS or own.name in SUPERLATIVE for own in recognition.of_type("fact", "cue"))
    if not (pole == "high" and superlative and facts and recognition.of_type("role")) or recognition.of_type("item"):
        return ()
    kinds = index.content.facts
    text = f" {' '.join(lexeme.text for lexeme in recognition.lexemes)} "
    plain = {next((own.name for own in kinds.values() if own.ends == kind), kind) for kind in facts}
    asked = (kind for kind in kinds.values() if any(f" {phrase} " in text for phrase in kind.best_asked))
    return tuple(kind.name for kind in asked if plain <= set(kind.best_of))


def _is_aside(item: Mention, implied: str, index: Index) -> bool:
    """Tell whether a place or trade only goes along: 'describe the collector's work to someone outside finance'."""
    kinds = index.content.facts
    return bool(implied) and kinds[implied].prose and all(kinds[kind].shape == "text" for kind, _ in item.items)


def _told_by_prose(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the kinds in whose running text a word of the question stands: 'does the technician draw blood?'."""
    held = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    free = [own for at, own in enumerate(recognition.lexemes) if at not in held and own.is_word]
    found = [index.prose.get(own.word, ()) for own in free if not (own.plain or own.little)]
    return tuple(dict.fromkeys(kind for kinds in found for kind in kinds))


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
    counted = count_at(recognition)
    amounts = [mention for mention in recognition.of_type("amount") if mention.start != counted]
    units = {mention.amount.fact_unit for mention in amounts if mention.amount}
    kinds = [kind for kind in index.content.facts.values() if kind.meant_by_amounts and kind.unit in units]
    bare = all(not own.amount.unit and own.amount.value < LEAST_YEARLY for own in amounts if own.amount)
    if bare and index.content.intents[best.intent].shows_facts:
        return ()  # 26 may be an age
    return tuple(kind.name for kind in kinds)


def _implied(recognition: Recognition, index: Index) -> str:
    """Return the fact kind that the best class implies; beside named kinds only where that is clearly meant."""
    best = recognition.best
    if not best.fact or not recognition.of_type("fact"):
        return best.fact
    return best.fact if margin(recognition.candidates, index.content.facts) >= index.thresholds.implied else ""


def _are_joined(kind: str, other: str, mentions: Sequence[Mention], recognition: Recognition) -> bool:
    """Tell whether two kinds stand in a list ('yearly and hourly') rather than together ('hourly pay')."""
    held = {at for own in recognition.mentions for at in range(own.start, own.end)}
    for first, second in combinations(mentions, 2):
        if {first.name, second.name} == {kind, other}:
            between = [recognition.lexemes[at].text for at in range(first.end, second.start) if at not in held]
            if between and set(between) <= JOINED:
                return True
    return False


def _only_guesses(item: Mention, recognition: Recognition) -> bool:
    """Tell whether an item is a guess at what its list may say: 'what are their skills, mostly phlebotomy?'."""
    lists = [own for own in recognition.of_type("fact") if own.name in dict(item.items) and own.end < item.start]
    between = [lexeme.text for own in lists[-1:] for lexeme in recognition.lexemes[own.end : item.start]]
    asked = QUESTIONING.intersection(lexeme.text for own in lists[:1] for lexeme in recognition.lexemes[: own.start])
    return bool(asked) and "," in between


def _with_listed(
    facts: tuple[str, ...], items: Sequence[Mention], recognition: Recognition, kinds: dict[str, FactKind]
) -> tuple[str, ...]:
    """Return the fact kinds with those whose items stand among them in a list: 'openings, % women, avg age'."""
    listed = [kind for own in items for kind, _ in own.items if kinds[kind].whole and _is_listed(own, recognition)]
    return tuple(dict.fromkeys((*facts, *listed))) if facts else facts


def _is_listed(item: Mention, recognition: Recognition) -> bool:
    words = [lexeme.text for lexeme in recognition.lexemes]
    start = next((at for at in range(item.start - 1, -1, -1) if words[at] not in SHARE), -1)
    joined = start >= 0 and words[start] in JOINED
    behind = words[item.end : item.end + 1]
    return joined and all(own in JOINED | {"for", "of"} or not own[0].isalnum() for own in behind)


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
