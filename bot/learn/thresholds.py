"""Find the scores from which an answer is safe, on examples scored by a model that has not seen them."""

from collections.abc import Sequence

from bot.content.content import Content
from bot.learn.examples import MaskedExamples
from bot.learn.train import train
from bot.understand.features import features
from bot.understand.fuzzy import sorted_text
from bot.understand.model import Label
from bot.understand.rank import Thresholds, barred, certainty_of_two, margin, rank, slot_counts

FOLDS = 5
SURE_SHARE = 0.10
"""Share of rightly recognized examples that may fall below the score from which a question is answered."""
PLAIN_SHARE = 0.02
"""Share of them that may fall below the score under which nothing is recognized."""
IMPLIED_RIGHT = 0.85
"""Share of right ones wanted among the fact kinds that a question implies."""


def measure_thresholds(examples: MaskedExamples, content: Content) -> Thresholds:
    """Return the scores of cross-validated examples that the shares above name."""
    pairs = [(words, label) for label, own in examples.items() for words in own]
    scores = []
    implied: list[tuple[float, bool]] = []
    either: list[tuple[float, bool]] = []
    bounded = [intent for intent in content.intents.values() if intent.is_bounded]
    for fold in range(FOLDS):
        seen = [pair for at, pair in enumerate(pairs) if at % FOLDS != fold]
        model = train([(features(words), label) for words, label in seen])
        known: dict[Label, list[str]] = {label: [] for label in examples}
        for words, label in seen:
            known[label].append(sorted_text(words))
        for words, label in pairs[fold::FOLDS]:
            counts = slot_counts(words)
            excluded = barred(words, counts, bounded)
            best = (candidates := rank(words, counts, model, known, content.intents, excluded))[0]
            if best.intent == label[0]:
                scores.append(best.score)
            if best.fact:
                implied.append((margin(candidates, content.facts), (best.intent, best.fact) == label))
                two = [(own.intent, own.fact) for own in candidates[:2]]
                either.append((certainty_of_two(candidates), label in two))
    scores.sort()
    right = len(scores) / len(pairs)
    return Thresholds(_at(scores, SURE_SHARE), _at(scores, PLAIN_SHARE), _trusted(implied), _trusted(either), right)


def _trusted(implied: list[tuple[float, bool]]) -> float:
    """Return the least certainty from which on enough of the implied fact kinds are right."""
    trusted, right = 1.0, 0
    for count, (own, is_right) in enumerate(sorted(implied, reverse=True), 1):
        right += is_right
        if right >= IMPLIED_RIGHT * count:
            trusted = own
    return round(trusted, 3)


def _at(scores: Sequence[float], share: float) -> float:
    return round(scores[int(len(scores) * share)], 3) if scores else 0.0
