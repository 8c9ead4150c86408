"""Choose the class that a sentence means, of those that were recognized, once its slots are filled."""

from bot.content.intents import Intent
from bot.models import LEAST_YEARLY
from bot.understand.index import Index
from bot.understand.rank import Candidate, completed
from bot.understand.recognize import Recognition
from bot.understand.slots import Slots

LIKELY = 0.4
"""Probability from which a refusal is likely."""
SOME = 0.1
"""Probability that a question needs whose facts are only told by amounts or items, to go before a refusal."""
TWICE = 2
"""How much likelier than a question that names a fact a refusal must be to go before asking for the role."""
MARGIN = 0.15
"""By how much a refusal must beat a question whose slots are all filled."""


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
    if slots.unsure:
        best = next((own for own in fitting if _likely_refused(own, index)), best)
    if index.content.intents[best.intent].shows_facts and _holds_an_amount_against(slots, index):
        return _placing(best, index)
    if index.content.intents[best.intent].rests_on == "selection":
        return _of_the_selected(best, slots, index)
    if not index.content.intents[best.intent].declines:
        return best
    for other in candidates if slots.facts or recognition.of_type("topic") else ():
        intent = index.content.intents[other.intent]
        told = bool(recognition.of_type("fact", "topic")) or other.probability >= SOME
        complete = told and bool(intent.needs) and _takes(intent, slots) and has_needs(intent, slots)
        as_likely = intent.shows_facts and best.probability < TWICE * other.probability
        meant = complete or (as_likely and recognition.of_type("fact"))
        if not intent.declines and meant and best.score - other.score < MARGIN:
            return other
    return best


def _likely_refused(candidate: Candidate, index: Index) -> bool:
    """Tell whether a refusal is so likely that it goes before asking back which fact is meant."""
    return index.content.intents[candidate.intent].declines and candidate.probability >= LIKELY


def _of_the_selected(best: Candidate, slots: Slots, index: Index) -> Candidate:
    """Return the class of a question that ranks or adds up another fact of the roles that fulfil its conditions."""
    conditions = {kind for condition in slots.conditions for kind in condition.kinds}
    asked = {*slots.cues, slots.pole}
    fitting = (own for own in index.content.intents.values() if own.scope == "all" and asked.intersection(own.cues))
    other = next(fitting, None) if not conditions.issuperset(slots.facts) else None
    return best._replace(intent=other.name) if other else best


def _holds_an_amount_against(slots: Slots, index: Index) -> bool:
    """Tell whether a sum of money stands beside one role and its pay: 'do collectors get 40k?'."""
    if not slots.amounts:
        return False
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
        if intents[own.intent].needs and has_needs(intents[own.intent], slots)
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


def has_needs(intent: Intent, slots: Slots) -> bool:
    """Tell whether a sentence fills all slots that an intent needs."""
    roles = len(slots.roles) + len(slots.choices)
    counts = {"roles": roles, "facts": len(slots.facts), "items": len(slots.items), "amounts": len(slots.amounts)}
    counts["conditions"] = len(slots.conditions)
    return all(counts[slot] >= least for slot, least in intent.needs.items())
