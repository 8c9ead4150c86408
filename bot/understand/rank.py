"""Score the intents that a masked sentence may have."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.understand.features import features
from bot.understand.fuzzy import likeness, sorted_text
from bot.understand.model import Label, Model

LIKENESS_WEIGHT = 0.5
"""What the likeness to the nearest example counts beside the model's probability."""
FILLED_WEIGHT = 0.5
"""What it counts that all slots an intent needs are filled."""
WEIGHTS = 1 + LIKENESS_WEIGHT + FILLED_WEIGHT
SPECIAL = 0.1
"""Probability from which a question is taken for more than a plain one for the facts that it names."""
COMPARED = 3
"""Classes, the most probable ones, whose examples are compared."""
SLOT_OF_MASK = {
    "role": "roles",
    "stranger": "roles",
    "fact": "facts",
    "topic": "facts",
    "item": "items",
    "amount": "amounts",
    "number": "amounts",
}
POLED = {"{fact+}": "high", "{fact-}": "low"}
SHORT = 8
"""Words of a question that needs no word for roles to ask about all of them: '20+ an hour'."""
OWN = frozenset({"my", "mine", "our", "i"})
GENERAL = frozenset({"role", "job", "position", "which", "occupation", "career", "profession"})
"""Words that speak of roles in general."""
CONDITIONS = frozenset({"{amount}", "{number}", "{item}", "{fact^}"})
"""Masks of what may be a condition."""

Examples = Mapping[Label, Sequence[str]]
"""Class -> its masked examples, each as `sorted_text` gives it."""


class Candidate(NamedTuple):
    """A class with its score: an intent, with the fact kind that the question implies where it names none."""

    intent: str
    fact: str
    score: float
    probability: float
    likeness: float
    filled: bool
    """Whether all slots that the intent needs are filled."""


class Thresholds(NamedTuple):
    """Scores measured on the examples themselves, each scored by a model that has not seen it."""

    sure: float
    """From here on a question is answered."""
    plain: float
    """Below this nothing is recognized; between the two the intents that may be meant are offered."""
    implied: float
    """How much likelier than the next class one that implies a fact kind must be to be taken at its word."""
    either: float
    """How likely the two best classes must be together for both of their fact kinds to be shown."""
    right: float
    """Share of the examples recognized rightly in the measurement."""


def rank(
    masked: Sequence[str],
    counts: Mapping[str, int],
    model: Model,
    examples: Examples,
    intents: Mapping[str, Intent],
    excluded: frozenset[str] = frozenset(),
) -> tuple[Candidate, ...]:
    """Return the classes of the intents that are not excluded, the best first."""
    odds = model.odds(features(masked))
    allowed = [number for number, label in enumerate(model.classes) if label[0] not in excluded]
    total = sum(map(odds.__getitem__, allowed))
    compared = sorted(allowed, key=odds.__getitem__, reverse=True)[:COMPARED]
    likeliest = {model.classes[number]: odds[number] for number in compared}
    plain = ((intent.name, "") for intent in intents.values() if intent.shows_facts and intent.name not in excluded)
    likeliest |= {label: odds[model.classes.index(label)] for label in plain}
    text = sorted_text(masked)
    candidates = [
        _candidate(label, own / total, likeness(text, examples[label]), counts, intents[label[0]])
        for label, own in likeliest.items()
    ]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent, candidate.fact)))


def _candidate(label: Label, probability: float, like: float, counts: Mapping[str, int], intent: Intent) -> Candidate:
    fact = label[1]
    filled = bool(intent.needs) and all(
        counts[slot] >= least for slot, least in intent.needs.items() if slot != "facts" or not fact
    )
    told = _is_told(intent, probability) or (intent.rests_on == "selection" and counts["selecting"] > 0)
    score = (probability + LIKENESS_WEIGHT * like + FILLED_WEIGHT * (filled and told)) / WEIGHTS
    return Candidate(intent.name, fact, score, probability, like, filled and told)


def _is_told(intent: Intent, probability: float) -> bool:
    """Tell whether enough speaks for an intent that its slots count: more for a special one than for a plain one."""
    return intent.shows_facts or probability >= SPECIAL


def completed(candidate: Candidate, intent: Intent) -> Candidate:
    """Return a candidate whose missing slots were filled from elsewhere, with the score that it has so."""
    if candidate.filled or not _is_told(intent, candidate.probability):
        return candidate
    return candidate._replace(filled=True, score=candidate.score + FILLED_WEIGHT / WEIGHTS)


def barred(masked: Sequence[str], counts: Mapping[str, int], bounded: Sequence[Intent]) -> frozenset[str]:
    """Return the names of the intents, of those that are bounded, whose slots or cues a masked sentence rules out."""
    cues = {pole for mask, pole in POLED.items() if mask in masked} | {token.strip("{}") for token in masked}
    return frozenset(intent.name for intent in bounded if not _allows(intent, counts, cues))


def slot_counts(masked: Sequence[str]) -> dict[str, int]:
    """Return how many roles, facts, items and amounts a masked sentence holds."""
    counts = {"roles": 0, "facts": 0, "items": 0, "amounts": 0}
    counts["conditions"] = sum(token in CONDITIONS for token in masked)
    general = not GENERAL.isdisjoint(masked)
    short = len(masked) <= SHORT
    counts["selecting"] = counts["conditions"] if general else short * sum(token == "{amount}" for token in masked)
    counts["selecting"] *= OWN.isdisjoint(masked)
    for token in masked:
        slot = SLOT_OF_MASK.get(token.strip("{}+-^")) if token[0] == "{" else None
        if slot:
            counts[slot] += 1
    return counts


def _allows(intent: Intent, counts: Mapping[str, int], cues: Set[str]) -> bool:
    """Tell whether an intent can use all slots that were found; what it lacks it may ask back for."""
    if intent.cues_not and not cues.isdisjoint(intent.cues_not):
        return False
    if intent.cues and cues.isdisjoint(intent.cues) and (counts["roles"] or cues.isdisjoint(intent.cues_alone)):
        return False
    return not [slot for slot, most in intent.takes.items() if counts[slot] > most]


def margin(candidates: Sequence[Candidate], kinds: Mapping[str, FactKind]) -> float:
    """Return how much likelier the best class is than any other that does not mean nearly the same."""
    best = candidates[0]
    akin = kinds[best.fact].akin if best.fact else ()
    others = [other.probability for other in candidates[1:] if other.fact not in akin]
    return best.probability - max(others, default=0.0)


def certainty_of_two(candidates: Sequence[Candidate]) -> float:
    """Return how likely one of the two best classes is, 0 where not both imply a fact kind of one intent."""
    two = candidates[:2]
    of_one = len({own.intent for own in two}) == 1 and all(own.fact for own in two) and len(two) > 1
    return sum(own.probability for own in two) if of_one else 0.0
