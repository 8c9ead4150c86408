"""Likeness of words and of sentences (the only importer of rapidfuzz)."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters from which a word may be a misspelling; shorter ones are too like each other."""
LONG = 7
"""Letters from which two slips are forgiven rather than one."""


class Words:
    """Words that a misspelt one may stand for, found by optimal string alignment distance."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(set(words)):
            self._by_length.setdefault(len(word), []).append(word)

    def nearest(self, word: str) -> list[str]:
        """Return the words with the fewest slips from a word, those with the same first letter first."""
        slips = slips_forgiven(word)
        if not slips:
            return []
        lengths = range(len(word) - slips, len(word) + slips + 1)
        near = [candidate for length in lengths for candidate in self._by_length.get(length, ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        likely = [(candidate, slips) for candidate, slips, _ in found if slips <= 1 or candidate[0] == word[0]]
        fewest = min((slips for _, slips in likely), default=0)
        best = [candidate for candidate, slips in likely if slips == fewest]
        return sorted(best, key=lambda candidate: (candidate[0] != word[0], candidate))


def slips_forgiven(word: str) -> int:
    """Return how many letters of a word may be wrong."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def likeness(text: str, examples: Sequence[str]) -> float:
    """Return how like the nearest of some examples a sentence is, 0 to 1; both as `sorted_text` gives them."""
    best = process.extractOne(text, examples, scorer=fuzz.ratio, processor=None)
    return best[1] / 100 if best else 0.0


def sorted_text(words: Iterable[str]) -> str:
    """Return words in the order of the alphabet, so that likeness does not heed their order."""
    return " ".join(sorted(words))
