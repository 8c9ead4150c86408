"""Tell a role whose figure is a threshold from one that is asked about: 'which roles pay more than a collector?'."""

from collections.abc import Sequence

from bot.understand.lexicon import Lexeme
from bot.understand.spot import Mention

THAN = "than"
"""Type of the mention of a role that others are held against."""
GENERAL = frozenset({"which", "what", "who", "whose", "role", "job", "position", "anything", "something", "any"})
"""Words that ask about all roles."""
REACH = 2
"""Words back to 'than'."""


def with_threshold(lexemes: Sequence[Lexeme], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with the one role behind 'than' as a threshold, where all roles are asked about."""
    roles = [own for own in mentions if own.type in ("role", "stranger")]
    words = [lexeme.word for lexeme in lexemes]
    if len(roles) != 1 or roles[0].type != "role" or GENERAL.isdisjoint(words[: roles[0].start]):
        return tuple(mentions)
    only = roles[0]
    certain = only.resolution is not None and only.resolution.certain and len(only.resolution.role_ids) == 1
    if not certain or THAN not in words[max(0, only.start - REACH) : only.start]:
        return tuple(mentions)
    return tuple(own._replace(type=THAN) if own is only else own for own in mentions)
