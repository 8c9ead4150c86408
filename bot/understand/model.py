"""The intent model: a linear classifier over sparse features, in plain Python.

Trained when content changes by averaged passive-aggressive steps (Crammer et al. 2006, PA-I, multi-class):
only the right class and its strongest rival move, so that training takes a second without numpy, and
asking adds up a few hundred numbers. Order and rounding are fixed: the same content gives the same weights.
"""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

EPOCHS = 5
STEP = 0.3
"""The largest step for one example (C of PA-I)."""
SHARPNESS = 3.0
"""What scores are multiplied with before they become probabilities."""
UNIT = 0.001
"""What weights are rounded to; smaller ones are left out."""

Vector = list[tuple[str, float]]


@dataclass(frozen=True)
class Model:
    """Weights by feature; classes are numbered in their order."""

    classes: tuple[str, ...]
    idf: dict[str, float]
    weights: dict[str, tuple[bytes, bytes]]
    """Feature -> class numbers, a byte each, and their weights as 16-bit integers in units of UNIT."""

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """Return the probability of each class."""
        scores = [0.0] * len(self.classes)
        for feature, value in _vector(features, self.idf):
            numbers, weights = self.weights[feature]
            for number, weight in zip(numbers, memoryview(weights).cast("h"), strict=True):
                scores[number] += value * weight
        top = max(scores)
        raised = [exp(SHARPNESS * UNIT * (score - top)) for score in scores]
        total = sum(raised)
        return [value / total for value in raised]


def train(examples: Sequence[tuple[Sequence[str], str]]) -> Model:
    """Return a model of examples, each with its features and class."""
    classes = tuple(sorted({label for _, label in examples}))
    counts = Counter(feature for features, _ in examples for feature in features)
    idf = {feature: log(1 + len(examples) / count) for feature, count in sorted(counts.items())}
    vectors = [(_vector(features, idf), classes.index(label)) for features, label in examples]
    weights: dict[str, dict[int, float]] = {feature: {} for feature in idf}
    weighted_by_time: dict[str, dict[int, float]] = {feature: {} for feature in idf}
    time = 1
    for epoch in range(EPOCHS):
        for at in _shuffled(len(vectors), epoch):
            vector, label = vectors[at]
            step, rival = _step(vector, label, weights, len(classes))
            for feature, value in vector if step else ():
                _add(weights[feature], label, rival, step * value)
                _add(weighted_by_time[feature], label, rival, time * step * value)
            time += 1
    averaged = {feature: _averaged(row, weighted_by_time[feature], time) for feature, row in weights.items()}
    return Model(classes, idf, averaged)


def _step(vector: Vector, label: int, weights: dict[str, dict[int, float]], classes: int) -> tuple[float, int]:
    """Return how far to move towards the right class, and the rival to move away from."""
    scores = [0.0] * classes
    for feature, value in vector:
        for number, weight in weights[feature].items():
            scores[number] += value * weight
    right, scores[label] = scores[label], float("-inf")
    rival = max(range(classes), key=scores.__getitem__)
    loss = 1 - right + scores[rival]
    return (min(STEP, loss / 2), rival) if loss > 0 else (0.0, rival)


def _add(row: dict[int, float], label: int, rival: int, step: float) -> None:
    row[label] = row.get(label, 0.0) + step
    row[rival] = row.get(rival, 0.0) - step


def _averaged(row: dict[int, float], weighted: dict[int, float], time: int) -> tuple[bytes, bytes]:
    """Return the means of a row's weights over all steps, packed."""
    means = ((number, round((weight - weighted[number] / time) / UNIT)) for number, weight in sorted(row.items()))
    kept = [(number, mean) for number, mean in means if mean]
    return bytes(number for number, _ in kept), array("h", (mean for _, mean in kept)).tobytes()


def _vector(features: Sequence[str], idf: dict[str, float]) -> Vector:
    """Return the known features with their weights, of length one."""
    known = [(feature, idf[feature]) for feature in features if feature in idf]
    norm = sqrt(sum(value * value for _, value in known)) or 1.0
    return [(feature, value / norm) for feature, value in known]


def _shuffled(length: int, seed: int) -> list[int]:
    """Return the numbers below a length in an order that depends on the seed alone."""
    order = list(range(length))
    state = seed * 2654435761 + 12345
    for at in range(length - 1, 0, -1):
        state = (state * 1103515245 + 12345) % 2147483648
        other = state % (at + 1)
        order[at], order[other] = order[other], order[at]
    return order
