"""Tell which end of a fact a sentence asks for: the high or the low one."""

from collections.abc import Sequence
from itertools import pairwise

from bot.content.fact_kinds import FactKind
from bot.understand.recognize import Recognition

ENDS = frozenset({"high", "low"})
POLES = {
    "high": "high",
    "more": "high",
    "best": "high",
    "low": "low",
    "less": "low",
    "worst": "low",
    "wide": "high",
    "narrow": "low",
    "ascending": "low",
}
MODALS = frozenset({"can", "could", "might", "may"})
GOOD = frozenset({"best", "worst"})


def pole_of(recognition: Recognition, kinds: Sequence[FactKind]) -> str:
    """Return high or low where the sentence asks for one end; the best of what should be little is the lowest."""
    for mention in recognition.of_type("fact", "cue"):
        if mention.pole in ENDS:
            return mention.pole
        if mention.type == "cue" and mention.name in POLES:
            pole = POLES[mention.name]
            turned = mention.name in GOOD and bool(kinds) and kinds[0].better == "less"
            turned ^= any(fact.pole == "falling" for fact in recognition.of_type("fact"))
            return {"high": "low", "low": "high"}[pole] if turned else pole
    return ""


def asks_for_an_end(recognition: Recognition) -> bool:
    """Tell whether the top or bottom of a fact is asked for: 'the highest pay'; 'most collectors' is none."""
    mentions = recognition.mentions
    return (
        any(fact.type == "fact" and fact.pole in ENDS for fact in mentions)
        or any(
            cue.type == "cue" and cue.name in ENDS and fact.type == "fact" and fact.start - cue.end < 2
            for cue, fact in pairwise(mentions)
        )
        or _asks_what_can_be(recognition)
    )


def _asks_what_can_be(recognition: Recognition) -> bool:
    """Tell whether a sentence asks for 'the most that a collector can make'."""
    words = [lexeme.text for lexeme in recognition.lexemes]
    ends = [
        own for own in recognition.of_type("cue") if own.name in ENDS and words[own.start - 1 : own.start] == ["the"]
    ]
    facts = recognition.of_type("fact")
    return any(not MODALS.isdisjoint(words[cue.end : fact.start]) for cue in ends for fact in facts)
