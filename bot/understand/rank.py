"""Score the intents that a masked sentence may have, and find the scores from which an answer is safe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.content.intents import MANY, Intent
from bot.understand.features import features
from bot.understand.fuzzy import likeness
from bot.understand.model import Model, train

LIKENESS_WEIGHT = 0.5
"""What the likeness to the nearest example counts beside the model's probability."""
FILLED_WEIGHT = 0.5
"""What it counts that all slots an intent needs are filled."""
WEIGHTS = 1 + LIKENESS_WEIGHT + FILLED_WEIGHT
COMPARED = 6
"""Classes, the most probable ones, whose examples are compared."""
FOLDS = 5
SURE_SHARE = 0.10
"""Share of rightly recognized examples that may fall below the score from which a question is answered."""
IMPLIED_RIGHT = 0.9
"""Share of right ones wanted among the fact kinds that a question implies."""
PLAIN_SHARE = 0.02
"""Share of them that may fall below the score under which nothing is recognized."""
SLOT_OF_MASK = {
    "role": "roles",
    "stranger": "roles",
    "fact": "facts",
    "topic": "facts",
    "item": "items",
    "amount": "amounts",
}

Examples = Mapping[str, Sequence[str]]
"""Class -> its masked examples, each as one text."""


@dataclass(frozen=True)
class Candidate:
    """A class with its score: an intent, with the fact kind that the question implies where it names none."""

    intent: str
    fact: str
    score: float
    probability: float
    likeness: float
    filled: bool
    """Whether all slots that the intent needs are filled."""


@dataclass(frozen=True)
class Thresholds:
    """Scores measured on the examples themselves, each scored by a model that has not seen it."""

    sure: float
    """From here on a question is answered."""
    plain: float
    """Below this nothing is recognized; between the two the intents that may be meant are offered."""
    implied: float
    """How much likelier than the next class one that implies a fact kind must be to be taken at its word."""
    right: float
    """Share of the examples recognized rightly in the measurement."""


def rank(
    masked: Sequence[str], model: Model, examples: Examples, intents: Mapping[str, Intent]
) -> tuple[Candidate, ...]:
    """Return the classes that the slots allow, the best first."""
    counts = _slot_counts(masked)
    allowed = [
        (probability, label)
        for probability, label in zip(model.probabilities(features(masked)), model.classes, strict=True)
        if _allows(intents[label.partition("/")[0]], counts)
    ]
    total = sum(probability for probability, _ in allowed)
    likeliest = sorted(allowed, key=lambda pair: (-pair[0], pair[1]))[:COMPARED]
    text = " ".join(masked)
    candidates = [
        _candidate(label, probability / total, likeness(text, examples[label]), counts, intents)
        for probability, label in likeliest
    ]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.intent, candidate.fact)))


def _candidate(
    label: str, probability: float, like: float, counts: Mapping[str, int], intents: Mapping[str, Intent]
) -> Candidate:
    intent, _, fact = label.partition("/")
    needs = intents[intent].needs
    filled = bool(needs) and all(counts[slot] >= least for slot, least in needs.items() if slot != "facts" or not fact)
    score = (probability + LIKENESS_WEIGHT * like + FILLED_WEIGHT * filled) / WEIGHTS
    return Candidate(intent, fact, score, probability, like, filled)


def completed(candidate: Candidate) -> Candidate:
    """Return a candidate whose missing slots were filled from elsewhere, with the score that it has so."""
    if candidate.filled:
        return candidate
    return replace(candidate, filled=True, score=candidate.score + FILLED_WEIGHT / WEIGHTS)


def _slot_counts(masked: Sequence[str]) -> dict[str, int]:
    """Return how many roles, facts, items and amounts a masked sentence holds."""
    counts = {"roles": 0, "facts": 0, "items": 0, "amounts": 0}
    for token in masked:
        slot = SLOT_OF_MASK.get(token.strip("{}+-")) if token[0] == "{" else None
        if slot:
            counts[slot] += 1
    return counts


def _allows(intent: Intent, counts: Mapping[str, int]) -> bool:
    """Tell whether an intent can use all slots that were found; what it lacks it may ask back for."""
    return all(count <= intent.takes.get(slot, MANY) for slot, count in counts.items())


def measure_thresholds(examples: Examples, intents: Mapping[str, Intent]) -> Thresholds:
    """Return the scores of cross-validated examples that the shares above name."""
    pairs = [(text, label) for label, texts in examples.items() for text in texts]
    scores = []
    implied: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        seen = [pair for at, pair in enumerate(pairs) if at % FOLDS != fold]
        model = train([(features(text.split()), label) for text, label in seen])
        known: dict[str, list[str]] = {label: [] for label in examples}
        for text, label in seen:
            known[label].append(text)
        for text, label in pairs[fold::FOLDS]:
            best = (candidates := rank(text.split(), model, known, intents))[0]
            if best.intent == label.partition("/")[0]:
                scores.append(best.score)
            if best.fact:
                implied.append((margin(candidates), f"{best.intent}/{best.fact}" == label))
    scores.sort()
    right = len(scores) / len(pairs)
    return Thresholds(_at(scores, SURE_SHARE), _at(scores, PLAIN_SHARE), _trusted_margin(implied), right)


def margin(candidates: Sequence[Candidate]) -> float:
    """Return how much likelier the best class is than any other."""
    return candidates[0].probability - max((other.probability for other in candidates[1:]), default=0.0)


def _trusted_margin(implied: list[tuple[float, bool]]) -> float:
    """Return the least margin from which on enough of the implied fact kinds are right."""
    trusted, right = 1.0, 0
    for count, (own, is_right) in enumerate(sorted(implied, reverse=True), 1):
        right += is_right
        if right >= IMPLIED_RIGHT * count:
            trusted = own
    return round(trusted, 3)


def _at(scores: Sequence[float], share: float) -> float:
    return round(scores[int(len(scores) * share)], 3) if scores else 0.0
