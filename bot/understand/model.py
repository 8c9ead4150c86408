"""The intent model: a linear classifier over sparse features, in plain Python."""

from collections.abc import Iterator, Sequence
from math import exp, sqrt
from struct import unpack
from typing import NamedTuple

SHARPNESS = 4.0
"""What scores are multiplied with before they become probabilities."""
UNIT = 0.001
"""What weights are rounded to; smaller ones are left out."""
FINE = 64
"""Parts of a UNIT that scores are counted in."""
LANE = 64
"""Bits of an integer that hold the score of one class."""
MIDDLE = (1 << (LANE - 1)).to_bytes(LANE // 8, "little")
"""What a lane is raised by before it is read, so that none is negative."""

Label = tuple[str, str]
"""A class: an intent, and the fact kind that a question of the class implies, or nothing."""


class Model(NamedTuple):
    """Weights by feature; classes are numbered in their order."""

    classes: tuple[Label, ...]
    idf: dict[str, float]
    rows: dict[str, bytes]
    """Feature -> the numbers of the classes that it speaks for or against, a byte each, then its weights for them,
    16-bit integers in units of UNIT."""
    lanes: dict[str, int]
    """Rows that were used, as one integer: a feature's weight times its idf, in units of UNIT / FINE, for class n at
    bit n * LANE. One addition of such integers adds the scores of all classes."""

    def odds(self, features: Sequence[str]) -> list[float]:
        """Return how likely each class is beside the likeliest, which has 1; divided by their sum: probabilities."""
        known = [feature for feature in features if feature in self.idf]
        norm = sqrt(sum(self.idf[feature] ** 2 for feature in known)) or 1.0
        lanes = sum(self.lanes.get(feature) or self._lanes(feature) for feature in known)
        scores = _unpacked(lanes, len(self.classes))
        top = max(scores)
        sharpness = SHARPNESS * UNIT / FINE / norm
        return [exp(sharpness * (score - top)) for score in scores]

    def _lanes(self, feature: str) -> int:
        """Return the scores of a feature in lanes, kept for the next time."""
        idf = self.idf[feature] * FINE
        row = _weights(self.rows[feature])
        self.lanes[feature] = sum(round(weight * idf) << (LANE * number) for number, weight in row)
        return self.lanes[feature]


def _weights(row: bytes) -> Iterator[tuple[int, int]]:
    view = memoryview(row)
    count = len(view) // 3
    return zip(view[:count], view[count:].cast("h"), strict=True)


def _unpacked(lanes: int, count: int) -> tuple[int, ...]:
    """Return the scores in the lanes, all of them raised alike."""
    raised = lanes + int.from_bytes(MIDDLE * count, "little")
    return unpack(f"<{count}Q", raised.to_bytes(count * LANE // 8, "little"))
