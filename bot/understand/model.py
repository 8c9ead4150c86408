"""The intent model: a linear classifier over sparse features, in plain Python."""

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from typing import NamedTuple

SHARPNESS = 4.0
"""What scores are multiplied with before they become probabilities."""
UNIT = 0.001
"""What weights are rounded to; smaller ones are left out."""

Vector = list[tuple[str, float]]
Label = tuple[str, str]
"""A class: an intent, and the fact kind that a question of the class implies, or nothing."""


class Model(NamedTuple):
    """Weights by feature; classes are numbered in their order."""

    classes: tuple[Label, ...]
    idf: dict[str, float]
    rows: dict[str, bytes]
    """Feature -> the numbers of the classes that it speaks for or against, a byte each, then its weights for them,
    16-bit integers in units of UNIT."""
    unpacked: dict[str, tuple[tuple[int, int], ...]]
    """Rows that were used, as numbers: class, weight."""

    def _weights(self, feature: str) -> tuple[tuple[int, int], ...]:
        if feature not in self.unpacked:
            self.unpacked[feature] = _unpacked(self.rows[feature])
        return self.unpacked[feature]

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """Return the probability of each class."""
        scores = [0.0] * len(self.classes)
        for feature, value in vector(features, self.idf):
            for number, weight in self._weights(feature):
                scores[number] += value * weight
        top = max(scores)
        raised = [exp(SHARPNESS * UNIT * (score - top)) for score in scores]
        total = sum(raised)
        return [value / total for value in raised]


def _unpacked(row: bytes) -> tuple[tuple[int, int], ...]:
    view = memoryview(row)
    count = len(view) // 3
    return tuple(zip(view[:count], view[count:].cast("h"), strict=True))


def vector(features: Sequence[str], idf: Mapping[str, float]) -> Vector:
    """Return the known features with their weights, of length one."""
    known = [(feature, idf[feature]) for feature in features if feature in idf]
    norm = sqrt(sum(value * value for _, value in known)) or 1.0
    return [(feature, value / norm) for feature, value in known]
