"""Mask what a sentence speaks of, so that the intent is learnt once for every role and fact kind."""

from collections.abc import Sequence

from bot.models import LEAST_YEARLY
from bot.understand.lexicon import Lexeme
from bot.understand.spot import Mention
from bot.understand.threshold import THAN

POLES = {"high": "+", "low": "-", "rising": "^", "falling": "^"}


def mask(lexemes: Sequence[Lexeme], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the words of a sentence with each mention as one token, courtesies left out where more is said.

    'whats the avg pay of a sr AR rep?' -> what the {average} {fact} of a {role} …
    """
    masked = _masked(lexemes, mentions, keep_noise=False)
    return masked or _masked(lexemes, mentions, keep_noise=True)


def _masked(lexemes: Sequence[Lexeme], mentions: Sequence[Mention], keep_noise: bool) -> tuple[str, ...]:
    tokens: list[str] = []
    at = 0
    for mention in [*mentions, None]:
        gap_end = mention.start if mention else len(lexemes)
        tokens += [_word(lexeme) for lexeme in lexemes[at:gap_end] if lexeme.is_word]
        if mention is None:
            break
        if mention.type == "dangling":
            tokens += [lexeme.word for lexeme in lexemes[mention.start : mention.end]]
        elif mention.type in ("noise", "not_role"):
            tokens += [lexeme.word for lexeme in lexemes[mention.start : mention.end]] if keep_noise else []
        else:
            tokens.append(_token(mention))
        at = mention.end
    return tuple(tokens)


def _token(mention: Mention) -> str:
    if mention.amount is not None and not mention.amount.unit and mention.amount.value < LEAST_YEARLY:
        return "{number}"
    if mention.type == THAN:
        return "{amount}"
    if mention.type == "cue":
        return f"{{{mention.name}}}"
    return f"{{{mention.type}{POLES.get(mention.pole, '')}}}"


def _word(lexeme: Lexeme) -> str:
    if lexeme.known or not lexeme.is_word:
        return lexeme.word
    return "{person}" if lexeme.capital else "{unknown}"
