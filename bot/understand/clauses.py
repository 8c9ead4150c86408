"""Cut a sentence that asks different things of different roles: 'collector pay, then the coordinator's growth'."""

from collections.abc import Sequence

from bot.understand.recognize import Recognition
from bot.understand.spot import Mention
from bot.understand.text import JOINING, Token

COMPARING = frozenset({"vs", "difference", "compare", "more", "less", "over", "under"})
"""Cues of a question that holds its roles against each other."""


def clause_end(recognition: Recognition, tokens: Sequence[Token]) -> int:
    """Return the token at which a second clause begins that has a role and a fact of its own, 0 where none does."""
    if len(recognition.lexemes) != len(tokens) or any(own.name in COMPARING for own in recognition.of_type("cue")):
        return 0
    if len(recognition.of_type("role")) != 2 or len(recognition.of_type("fact")) < 2:
        return 0
    held = {at for own in recognition.mentions for at in range(own.start, own.end)}
    for at, token in enumerate(tokens):
        joins = token.text in JOINING and at not in held
        if joins and _ask_apart(_before(recognition, at), _behind(recognition, at)):
            return at
    return 0


def _before(recognition: Recognition, at: int) -> list[Mention]:
    return [own for own in recognition.of_type("role", "fact") if own.end <= at]


def _behind(recognition: Recognition, at: int) -> list[Mention]:
    return [own for own in recognition.of_type("role", "fact") if own.start > at]


def _ask_apart(first: Sequence[Mention], second: Sequence[Mention]) -> bool:
    """Tell whether two clauses each name a role and facts, no fact of which the other names."""
    facts = [{own.name for own in clause if own.type == "fact"} for clause in (first, second)]
    roles = [sum(own.type == "role" for own in clause) for clause in (first, second)]
    return roles == [1, 1] and all(facts) and facts[0].isdisjoint(facts[1])
