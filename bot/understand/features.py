"""What of a masked sentence the intent model sees: words, pairs of words, and beginnings of words."""

from collections.abc import Iterator, Sequence

EDGE = "\x02"
"""Stands before the first and behind the last word."""
BEGINNINGS = (4, 5)
"""Letters of the beginnings of longer words, which their forms share: 'requi' of required, requires."""


def features(masked: Sequence[str]) -> list[str]:
    """Return the features of a masked sentence, once each, in order."""
    return list(dict.fromkeys(_features(masked)))


def _features(masked: Sequence[str]) -> Iterator[str]:
    before = EDGE
    for word in masked:
        yield word
        yield f"{before} {word}"
        before = word
        if word[0] != "{":
            yield from (f"#{word[:length]}" for length in BEGINNINGS if len(word) > length)
    yield f"{before} {EDGE}"
