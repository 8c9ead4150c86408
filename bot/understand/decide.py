"""Decide what is done with a sentence: answer it, ask back, or decline, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.models import ANSWERED, CLARIFY, DECLINED, LEAST_YEARLY, Choice, Question
from bot.understand.index import Index
from bot.understand.narrowing import narrows
from bot.understand.rank import Candidate, completed
from bot.understand.recognize import Recognition
from bot.understand.slots import Slots

PLAINLY = 0.6
"""Score from which a courtesy is plain whatever else is said, and a question plain that names nothing."""
MARGIN = 0.15
"""By how much a refusal must beat a question whose slots are all filled."""
CLAUSE_ENDS = frozenset(",:;()-.=")
PLACE_WORDS = frozenset({"in", "at", "near", "within", "inside", "outside"})
REASONS = frozenset({"so", "because", "bc", "cause", "since", "as", "while", "before", "that"})
PERSONS = frozenset({"i", "we", "he", "she", "they", "you", "im", "my"})
"""'… so I do not embarrass myself': a reason given, which changes nothing of what is asked."""
MENU = 3
"""Intents offered where the sentence may mean several."""


def decide(recognition: Recognition, slots: Slots, index: Index) -> Question:
    """Return the question that a sentence asks, with the status of what can be done."""
    chosen = choose(recognition, slots, index)
    intent = index.content.intents[chosen.intent]
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
        facts = _facts_offered(recognition, index) if reason == "which_fact" else question.facts
        return replace(question, status=status, reason=reason, words=words, menu=menu, facts=facts)
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
        return tuple(dict.fromkeys(kind for condition in slots.conditions for kind in condition.kinds))
    facts = slots.facts or intent.facts
    conditions = {kind for condition in slots.conditions for kind in condition.kinds}
    if intent.scope == "all" and not conditions.issuperset(facts):
        facts = tuple(kind for kind in facts if kind not in conditions)
    if slots.asks_end and intent.scope == "named" and len(slots.roles) + len(slots.choices) < 2:
        return tuple(dict.fromkeys(kinds[kind].ends or kind for kind in facts))
    bases = {kind.ends: kind.name for kind in kinds.values() if kind.ends and not kind.derived}
    if intent.scope == "all":
        return tuple(dict.fromkeys(bases.get(kind, kind) if kind in slots.by_end else kind for kind in facts))
    return facts


def choose(recognition: Recognition, slots: Slots, index: Index) -> Candidate:
    """Return the class meant: the best, unless it is a refusal that hardly beats a complete question."""
    if slots.intent:
        return Candidate(slots.intent, "", index.thresholds.sure, 0.0, 0.0, True)
    candidates = _completed(recognition, slots, index)
    one_role = len(slots.roles) == 1 and not slots.choices
    fitting = [own for own in candidates if not (one_role and index.content.intents[own.intent].scope == "all")]
    best = next((own for own in fitting if _takes(index.content.intents[own.intent], slots)), None)
    if best is None:
        return _plain_reading(index)
    if index.content.intents[best.intent].shows_facts and _holds_an_amount_against(slots, index):
        return _placing(best, index)
    if index.content.intents[best.intent].rests_on == "selection":
        return _of_the_selected(best, slots, index)
    if not index.content.intents[best.intent].declines:
        return best
    for other in candidates if slots.facts or recognition.of_type("topic") else ():
        intent = index.content.intents[other.intent]
        complete = bool(intent.needs) and _takes(intent, slots) and _has_needs(intent, slots)
        if not intent.declines and complete and best.score - other.score < MARGIN:
            return other
    return best


def _of_the_selected(best: Candidate, slots: Slots, index: Index) -> Candidate:
    """Return the class of a question that ranks or adds up another fact of the roles that fulfil its conditions."""
    conditions = {kind for condition in slots.conditions for kind in condition.kinds}
    asked = {*slots.cues, slots.pole}
    fitting = (own for own in index.content.intents.values() if own.scope == "all" and asked.intersection(own.cues))
    other = next(fitting, None) if not conditions.issuperset(slots.facts) else None
    return best._replace(intent=other.name) if other else best


def _holds_an_amount_against(slots: Slots, index: Index) -> bool:
    """Tell whether a sum of money stands beside one role and its pay: 'do collectors get 40k?'."""
    placing = [kind for kind in index.content.facts.values() if kind.places]
    units, names = {kind.unit for kind in placing}, {kind.name for kind in placing}
    ends = {kind.ends for kind in placing}
    sums = (own for own in slots.amounts if own.unit == "money" or (not own.unit and own.value >= LEAST_YEARLY))
    held = any(own.fact_unit in units for own in sums)
    return held and len(slots.roles) + len(slots.choices) == 1 and set(slots.facts) <= names | ends


def _placing(best: Candidate, index: Index) -> Candidate:
    """Return the class of a question that holds an amount against a role's figures."""
    meant = (intent for intent in index.content.intents.values() if intent.meant_by_amounts)
    return next((best._replace(intent=intent.name, fact="") for intent in meant), best)


def _completed(recognition: Recognition, slots: Slots, index: Index) -> list[Candidate]:
    """Return the candidates, the best first, with the roles that other sentences lend to this one counted."""
    intents = index.content.intents
    candidates = [
        completed(own, intents[own.intent])
        if intents[own.intent].needs and _has_needs(intents[own.intent], slots)
        else own
        for own in recognition.candidates
    ]
    return sorted(candidates, key=lambda own: -own.score)


def _takes(intent: Intent, slots: Slots) -> bool:
    """Tell whether an intent can use the fact kinds of a sentence, those taken over from another included."""
    return not slots.facts or intent.takes.get("facts", 1) > 0


def _plain_reading(index: Index) -> Candidate:
    """Return the class of a question for facts, for a sentence whose fact kinds come from another."""
    intent = next(intent for intent in index.content.intents.values() if intent.shows_facts)
    return Candidate(intent.name, "", index.thresholds.sure, 0.0, 0.0, True)


def _objections(
    recognition: Recognition, slots: Slots, intent: Intent, chosen: Candidate, index: Index
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield why a sentence is not answered, the weightiest first: status, reason and the words at fault."""
    yield from _refusals(recognition, slots, intent, chosen, index)
    if intent.continues:
        yield CLARIFY, intent.name, ()
    if chosen.score < index.thresholds.sure and not (chosen.filled and _has_needs(intent, slots)):
        yield CLARIFY, "menu", ()
    if slots.unsure and chosen.fact and len(_facts_offered(recognition, index)) > 1:
        yield CLARIFY, "which_fact", ()
    if intent.needs.get("facts") and not (slots.facts or intent.facts) and not slots.unsure:
        yield CLARIFY, "which_fact", ()
    if slots.choices and intent.needs.get("roles") and intent.scope != "all":
        yield CLARIFY, "which_of", ()
    if intent.needs.get("roles", 0) > len(slots.roles):
        yield CLARIFY, "which_role", ()


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
    if narrowings and intent.needs:
        yield DECLINED, "narrowed", narrowings
    if slots.topics and not slots.facts:
        yield DECLINED, "topic", slots.topics
    facts = _facts(intent, slots, index.content.facts)
    if intent.rests_on == "ranking" and facts and not any(index.content.facts[kind].figure for kind in facts):
        yield DECLINED, "no_figure", tuple(index.content.facts[kind].title for kind in facts)


def _has_needs(intent: Intent, slots: Slots) -> bool:
    """Tell whether a sentence fills all slots that an intent needs."""
    roles = len(slots.roles) + len(slots.choices)
    counts = {"roles": roles, "facts": len(slots.facts), "items": len(slots.items), "amounts": len(slots.amounts)}
    counts["conditions"] = len(slots.conditions)
    return all(counts[slot] >= least for slot, least in intent.needs.items())


def blocking_words(
    recognition: Recognition, slots: Slots, chosen: Candidate, index: Index, strictly: bool = False
) -> tuple[str, ...]:
    """Return the words not understood that may change what is asked: those in a clause that asks.

    A clause asks if it names a fact kind or, where none does, a role; in a sentence that names nothing the last
    one does. A place not understood blocks anywhere.
    """
    unexplained = _unexplained(recognition, slots, chosen, index, strictly)
    if not unexplained:
        return ()
    asking = recognition.of_type("fact", "topic") or recognition.of_type("role", "stranger", "item")
    blocking: list[str] = []
    clauses = [(start, end) for start, end in _clauses(recognition) if start < end]
    for start, end in clauses if asking else clauses[-1:]:
        asks = not asking or any(start <= mention.start < end for mention in asking)
        blocking += [recognition.lexemes[at].text for at in range(start, end) if at in unexplained and asks]
    blocking += [recognition.lexemes[at].text for at in unexplained if _is_place(recognition, at)]
    return tuple(dict.fromkeys(blocking))


def _unexplained(
    recognition: Recognition, slots: Slots, chosen: Candidate, index: Index, strictly: bool
) -> frozenset[int]:
    """Return the words that are in no mention, are no plain language and stand in no example of the class.

    Where a fact kind is named, an everyday word counts only where it may narrow what is asked; where none is, a
    plain word may ask for something that is declined: 'collector raise?'.
    """
    held = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    own = index.own_words[chosen.intent, chosen.fact]
    named = recognition.of_type("fact", "item", "topic", "amount")
    lenient = not strictly
    surely_implied = chosen.fact and not slots.unsure and len(slots.facts) == 1
    some_role = recognition.of_type("role", "stranger")
    asks_else = frozenset() if chosen.fact or named else index.declined_words
    return frozenset(
        at
        for at, lexeme in enumerate(recognition.lexemes)
        if lexeme.is_word and at not in held and not lexeme.text[0].isdigit()
        if not (lexeme.little or (lexeme.plain and lexeme.word not in asks_else))
        if not (lexeme.known and lexeme.word in own) and not _compares(recognition, at)
        if not (
            lenient
            and lexeme.english
            and (named or surely_implied)
            and some_role
            and not narrows(recognition, at, index)
        )
    )


def _compares(recognition: Recognition, at: int) -> bool:
    """Tell whether a word is the 'quicker' of 'quicker than'."""
    return [lexeme.text for lexeme in recognition.lexemes[at + 1 : at + 2]] == ["than"]


def _is_place(recognition: Recognition, at: int) -> bool:
    """Tell whether a word stands behind 'in', 'at' or the like, as the name of a place or company would."""
    before = [lexeme.text for lexeme in recognition.lexemes[max(0, at - 2) : at] if lexeme.text != "the"]
    return bool(before) and before[-1] in PLACE_WORDS


def _clauses(recognition: Recognition) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between marks and before reasons; a mark inside a mention ends none."""
    inside = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    words = [*(lexeme.text for lexeme in recognition.lexemes), ""]
    start = 0
    for at in range(len(words) - 1):
        reason = words[at] in REASONS and words[at + 1] in PERSONS
        if (words[at] in CLAUSE_ENDS and at not in inside) or (reason and at > start):
            yield start, at
            start = at + (not reason)
    yield start, len(words) - 1


def _facts_offered(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the fact kinds that may be meant, the likeliest first; some that have figures where none is implied."""
    implied = tuple(candidate.fact for candidate in recognition.candidates if candidate.fact)
    kinds = index.content.facts.values()
    figures = (kind.name for kind in kinds if kind.figure and not (kind.derived or kind.personal))
    return (implied or tuple(figures))[:MENU]


def _menu(recognition: Recognition, index: Index) -> tuple[str, ...]:
    """Return the intents that may be meant, the likeliest first, as far as there is a question to show."""
    intents = (index.content.intents[candidate.intent] for candidate in recognition.candidates)
    return tuple(dict.fromkeys(intent.name for intent in intents if intent.tries))[:MENU]
