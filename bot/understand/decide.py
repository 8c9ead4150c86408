"""Decide what is done with a sentence: answer it, ask back, or decline, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.models import ANSWERED, CLARIFY, DECLINED, Choice, Condition, Question
from bot.understand.blocking import blocking_words
from bot.understand.choose import choose, has_needs
from bot.understand.families import SEVERAL
from bot.understand.index import Index
from bot.understand.rank import Candidate
from bot.understand.recognize import Recognition
from bot.understand.slots import Slots

PLAINLY = 0.6
"""Score from which a courtesy is plain whatever else is said, and a question plain that names nothing."""
ALIKE = 0.8
"""Likeness to an example from which a conversation is forgotten."""
SURELY = 0.25
"""Probability from which it is forgotten, however unlike the examples."""
UNLIKELY = 0.1
"""Probability below which a fact kind that is only implied is not even offered, though no other is likelier."""
OVER = frozenset({"across", "among", "amongst", "over", "all", "every", "each", "family", "group", "both"})
"""Words that speak of the roles of a family together."""
MENU = 3
"""Intents offered where the sentence may mean several."""


def decide(recognition: Recognition, slots: Slots, index: Index) -> Question:
    """Return the question that a sentence asks, with the status of what can be done."""
    chosen = choose(recognition, slots, index)
    intent = index.content.intents[chosen.intent]
    if slots.guessed and not (slots.intent or intent.shows_facts):
        slots = replace(slots, facts=(), guessed=False, unsure=False)  # they were implied by another reading
    roles, choices = _scoped(intent, slots, index)
    question = Question(
        intent=intent.name,
        status=ANSWERED,
        roles=roles,
        facts=_facts(intent, slots, index.content.facts),
        items=slots.items,
        choices=choices,
        strangers=slots.strangers,
        topics=slots.topics,
        pole=slots.pole,
        count=slots.count,
        amounts=slots.amounts,
        conditions=slots.conditions,
        cues=slots.cues,
        group=slots.choices[0].text if slots.choices and not choices else "",
        score=round(chosen.score, 3),
    )
    for status, reason, words in _objections(recognition, slots, intent, chosen, index):
        menu = _menu(recognition, index) if reason == "menu" else ()
        facts = _facts_offered(recognition, intent, index) if reason == "which_fact" else question.facts
        question = replace(question, choices=slots.choices) if reason == "which_of" else question
        roles = () if intent.scope == "all" else question.roles
        return replace(question, status=status, reason=reason, words=words, menu=menu, facts=facts, roles=roles)
    return question


def _scoped(intent: Intent, slots: Slots, index: Index) -> tuple[tuple[int, ...], tuple[Choice, ...]]:
    """Return the roles that an intent is about, and the names that leave open which.

    An intent about all roles takes those named, if two or more are, and a family whole; else all there are.
    """
    if intent.scope == "named":
        return slots.roles, slots.choices
    if intent.scope == "others":
        return tuple(dict.fromkeys((*slots.roles, *index.roles))) if slots.roles else (), slots.choices
    family = tuple(role for choice in slots.choices for role in choice.role_ids)
    named = tuple(dict.fromkeys((*slots.roles, *family)))
    return named if len(named) > 1 else tuple(index.roles), ()


def _facts(intent: Intent, slots: Slots, kinds: Mapping[str, FactKind]) -> tuple[str, ...]:
    """Return the fact kinds that a question is about."""
    if intent.own_facts:
        return intent.facts
    if intent.rests_on == "selection":
        return _of_selection(slots, kinds)
    facts = slots.facts or intent.facts
    conditions = {kind for condition in slots.conditions for kind in condition.kinds}
    if intent.scope == "all" and not conditions.issuperset(facts):
        facts = tuple(kind for kind in facts if kind not in conditions)
    if slots.asks_end and intent.scope == "named" and len(slots.roles) + len(slots.choices) < 2:
        return tuple(dict.fromkeys(kinds[kind].ends or kind for kind in facts))
    if intent.scope == "all":
        bases = {kind.ends: kind.name for kind in kinds.values() if kind.ends and not kind.derived}
        plain = dict.fromkeys(bases.get(kind, kind) if kind in slots.by_end else kind for kind in facts)
        return tuple(kind for kind in plain if not any(kind in kinds[other].supersedes for other in plain))
    return facts


def _of_selection(slots: Slots, kinds: Mapping[str, FactKind]) -> tuple[str, ...]:
    """Return the kinds of the conditions, and those named beside them: 'under a year, without a bachelor's'.

    Counts are left out: 'any jobs where …' names roles.
    """
    conditions = dict.fromkeys(kind for condition in slots.conditions for kind in condition.kinds)
    meant = {other for kind in conditions for other in kinds[kind].supersedes}
    of_pay = any(kinds[kind].places or kinds[kind].ends for kind in conditions)
    named = slots.facts if conditions and not slots.guessed else ()
    beside = [
        kind
        for kind in named
        if not (kinds[kind].shape == "list" or kinds[kind].many or kind in meant or (of_pay and kinds[kind].places))
    ]
    return tuple(dict.fromkeys([*conditions, *beside]))


def _objections(
    recognition: Recognition, slots: Slots, intent: Intent, chosen: Candidate, index: Index
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield why a sentence is not answered, the weightiest first: status, reason and the words at fault."""
    yield from _refusals(recognition, slots, intent, chosen, index)
    if intent.clears and chosen.likeness < ALIKE and chosen.probability < SURELY:
        yield CLARIFY, "menu", ()
    if intent.continues and slots.choices:
        yield CLARIFY, "which_of", ()
    if intent.continues:
        yield CLARIFY, intent.name, ()
    if chosen.score < index.thresholds.sure and not (chosen.filled and has_needs(intent, slots)):
        yield CLARIFY, "menu", ()
    sideless = [own.text for own in slots.conditions if _has_no_side(own, index.content.facts)]
    if intent.rests_on == "selection" and sideless:
        yield CLARIFY, "which_side", tuple(sideless[:1])
    may_differ = slots.unsure and intent.shows_facts
    if may_differ and _differ(_facts_offered(recognition, intent, index), index.content.facts):
        yield CLARIFY, "which_fact", ()
    if intent.needs.get("facts") and not (slots.facts or intent.facts) and not slots.unsure:
        yield CLARIFY, "which_fact", ()
    if slots.choices and (
        _adds_up_one(recognition, slots, intent, index) if intent.scope == "all" else intent.needs.get("roles")
    ):
        yield CLARIFY, "which_of", ()
    if intent.needs.get("roles", 0) > len(slots.roles):
        yield CLARIFY, "which_role", ()


def _has_no_side(condition: Condition, kinds: Mapping[str, FactKind]) -> bool:
    """Tell whether pay is to be just one amount, which hardly any is: 'which roles pay 36k?'."""
    of_pay = any(kinds[kind].places for kind in condition.kinds)
    return of_pay and condition.low is not None and condition.low == condition.high and not condition.than


def _adds_up_one(recognition: Recognition, slots: Slots, intent: Intent, index: Index) -> bool:
    """Tell whether 'avg pay AR' may ask for one role of the family rather than over all: nothing speaks of several."""
    roles = [own for own in recognition.of_type("role") if own.resolution and not own.resolution.certain]
    last = [recognition.lexemes[own.end - 1] for own in roles]
    plural = any(own.text.endswith("s") and own.word in index.lexicon.roles.heads for own in last)
    several = any(lexeme.text in SEVERAL | OVER for lexeme in recognition.lexemes)
    return intent.rests_on == "all" and not (plural or several or slots.roles)


def _refusals(
    recognition: Recognition, slots: Slots, intent: Intent, chosen: Candidate, index: Index
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield why a sentence is declined."""
    blocking = blocking_words(recognition, slots, chosen, index)
    thresholds = index.thresholds
    if intent.declines and chosen.score >= thresholds.plain and not (slots.strangers and slots.facts):
        yield DECLINED, intent.name, ()
    if slots.strangers and not slots.roles and not slots.choices and not intent.small_talk:
        yield DECLINED, "stranger", ()
    wordless = not slots.intent and not any(char.isalpha() for lexeme in recognition.lexemes for char in lexeme.text)
    polite = intent.small_talk and chosen.score >= PLAINLY
    if wordless or intent.declines or (blocking and not polite) or chosen.score < thresholds.plain:
        yield DECLINED, "not_understood", blocking
    narrowings = slots.narrowings if intent.scope == "all" else (*slots.narrowings, *slots.conditions_beside)
    narrowings += tuple(intent.lacks[cue] for cue in slots.cues if cue in intent.lacks)
    narrowings += tuple(item for _, item in slots.items) if intent.meant_by_amounts else ()
    if narrowings and intent.needs:
        yield DECLINED, "narrowed", narrowings
    if slots.topics and not slots.facts:
        yield DECLINED, "topic", slots.topics
    facts = _facts(intent, slots, index.content.facts)
    adds_up = intent.scope == "all" and intent.rests_on in ("ranking", "all") and bool(intent.needs.get("facts"))
    if adds_up and facts and not any(index.content.facts[kind].figure for kind in facts):
        yield DECLINED, "no_figure", tuple(index.content.facts[kind].title for kind in facts)


def _differ(offered: tuple[str, ...], kinds: Mapping[str, FactKind]) -> bool:
    """Tell whether it matters which of some fact kinds is meant: not of one, nor of those that mean nearly the same."""
    return not {*kinds[offered[0]].akin, offered[0]}.issuperset(offered)


def _facts_offered(recognition: Recognition, intent: Intent, index: Index) -> tuple[str, ...]:
    """Return the fact kinds that may be meant, the likeliest first; some that have figures where none is implied."""
    likely = recognition.best.probability / 2
    of_facts = [own for own in recognition.candidates if own.fact in index.held and own.probability >= likely]
    implied = tuple(own.fact for own in of_facts) if intent.shows_facts else ()
    if len(implied) == 1 and recognition.best.probability < UNLIKELY:
        implied = ()
    kinds = index.content.facts.values()
    plain = (kind for kind in kinds if kind.figure and not (kind.derived or kind.personal))
    figures = tuple(kind.name for kind in sorted(plain, key=lambda kind: not kind.places))
    return (implied or figures)[:MENU]


def _menu(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the intents that may be meant, the likeliest first, as far as there is a question to show."""
    intents = (index.content.intents[candidate.intent] for candidate in recognition.candidates)
    return tuple(dict.fromkeys(intent.name for intent in intents if intent.tries))[:MENU]
