"""Set aside what a sentence says that it does not mean: 'salary, not hourly', 'the analyst, not the senior one'."""

from collections.abc import Sequence

from bot.understand.lexicon import Lexeme
from bot.understand.spot import Mention

ARTICLES = frozenset({"the", "a", "an", "that", "this", "their", "his", "her"})
VERBS = frozenset(
    ["is", "are", "was", "were", "am", "do", "does", "did", "has", "have", "can", "could", "will", "would", "shall",
     "should", "may", "might", "why", "if", "or"]
)  # fmt: skip
"""Words whose 'not' negates a verb, not the name that follows: 'is not the collector paid more?'."""
SIGNS = frozenset({"rising", "falling"})
"""Poles of facts whose negation asks for the others: 'not growing'."""
NEGATED = {"fact": "noise", "role": "not_role"}
"""Type of a mention -> its type where it is not meant."""


def without_negated(lexemes: Sequence[Lexeme], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with those that a 'not' sets aside made noise, or roles that are not meant.

    'not' sets aside what an article follows, or what stands as a correction behind a mark or a word of the same
    kind; elsewhere it belongs to a verb ('is it not growing?').
    """
    return tuple(
        _as_negated(mention, start) if (start := _negation(lexemes, mentions, mention)) is not None else mention
        for mention in mentions
    )


def _negation(lexemes: Sequence[Lexeme], mentions: Sequence[Mention], mention: Mention) -> int | None:
    """Return where the negation of a mention begins, None where it has none."""
    if mention.type not in NEGATED or mention.pole in SIGNS:
        return None
    at = mention.start - 1
    article = at >= 0 and lexemes[at].text in ARTICLES
    at -= article
    excepted = at >= 1 and lexemes[at].text == "no" and not lexemes[at - 1].is_word and mention.type == "role"
    if at < 0 or not (lexemes[at].text == "not" or excepted):
        return None
    if at and lexemes[at - 1].text in VERBS:
        return None
    marked = at == 0 or not lexemes[at - 1].is_word or lexemes[at - 1].text in ("and", "but")
    like = any(other.end == at and other.type == mention.type for other in mentions)
    return at if article or marked or like else None


def _as_negated(mention: Mention, start: int) -> Mention:
    return mention._replace(start=start, type=NEGATED[mention.type])
