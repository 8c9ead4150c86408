"""Train the intent model: averaged passive-aggressive steps (Crammer et al. 2006, PA-I, multi-class).

Only the right class and its strongest rival move, so that training takes seconds without numpy. Order and
rounding are fixed: the same content gives the same weights.
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log, sqrt
from zlib import crc32

from bot.understand.model import UNIT, Label, Model

EPOCHS = 8
STEP = 0.3
"""The largest step for one example (C of PA-I)."""
LEAST_WEIGHT = 40
"""Weights nearer to nothing, in units of the model, are left out: a fifth of all, without which no answer changes."""
LEAST_SEEN = 2
"""Examples that a pair of words must stand in to count: those seen once triple the model and add nothing."""

Vector = list[tuple[str, float]]


def train(examples: Sequence[tuple[Sequence[str], Label]]) -> Model:
    """Return a model of examples, each with its features and class."""
    classes = tuple(sorted({label for _, label in examples}))
    counts = Counter(feature for features, _ in examples for feature in features)
    kept = {feature: count for feature, count in counts.items() if count >= LEAST_SEEN or " " not in feature}
    idf = {feature: log(1 + len(examples) / count) for feature, count in sorted(kept.items())}
    vectors = [(_vector(features, idf), classes.index(label)) for features, label in examples]
    weights: dict[str, dict[int, float]] = {feature: {} for feature in idf}
    weighted_by_time: dict[str, dict[int, float]] = {feature: {} for feature in idf}
    time = 1
    for epoch in range(EPOCHS):
        for at in _order(examples, epoch):
            own, label = vectors[at]
            step, rival = _step(own, label, weights, len(classes))
            for feature, value in own if step else ():
                _add(weights[feature], label, rival, step * value)
                _add(weighted_by_time[feature], label, rival, time * step * value)
            time += 1
    averaged = {feature: _averaged(row, weighted_by_time[feature], time) for feature, row in weights.items()}
    return Model(classes, idf, averaged, {})


def _step(own: Vector, label: int, weights: dict[str, dict[int, float]], classes: int) -> tuple[float, int]:
    """Return how far to move towards the right class, and the rival to move away from."""
    scores = [0.0] * classes
    for feature, value in own:
        for number, weight in weights[feature].items():
            scores[number] += value * weight
    right, scores[label] = scores[label], float("-inf")
    rival = max(range(classes), key=scores.__getitem__)
    loss = 1 - right + scores[rival]
    return (min(STEP, loss / 2), rival) if loss > 0 else (0.0, rival)


def _add(row: dict[int, float], label: int, rival: int, step: float) -> None:
    row[label] = row.get(label, 0.0) + step
    row[rival] = row.get(rival, 0.0) - step


def _averaged(row: dict[int, float], weighted: dict[int, float], time: int) -> bytes:
    """Return the means of a row's weights over all steps, packed as Model.rows has them."""
    means = ((number, round((weight - weighted[number] / time) / UNIT)) for number, weight in sorted(row.items()))
    kept = [(number, mean) for number, mean in means if abs(mean) >= LEAST_WEIGHT]
    return bytes(number for number, _ in kept) + array("h", (mean for _, mean in kept)).tobytes()


def _order(examples: Sequence[tuple[Sequence[str], Label]], epoch: int) -> list[int]:
    """Return an order of the examples that looks random and that another example hardly changes."""
    keys = [crc32(f"{epoch} {label} {' '.join(features)}".encode()) for features, label in examples]
    return sorted(range(len(examples)), key=lambda at: (keys[at], at))


def _vector(features: Sequence[str], idf: Mapping[str, float]) -> Vector:
    """Return the known features with their weights, of length one."""
    known = [(feature, idf[feature]) for feature in features if feature in idf]
    norm = sqrt(sum(value * value for _, value in known)) or 1.0
    return [(feature, value / norm) for feature, value in known]
