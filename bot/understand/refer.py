"""Resolve what refers to roles spoken of before: 'they', 'the second one', 'both', 'the lower one'."""

from collections.abc import Iterator, Sequence, Set

from bot.understand.context import Context
from bot.understand.lexicon import Lexeme
from bot.understand.phrases import Node, find_phrases
from bot.understand.roles import Resolution
from bot.understand.spot import Mention

PRONOUNS = frozenset({"they", "their", "them", "its"})
"""Words that speak of somebody even where nobody has been spoken of."""
EVERYONE = frozenset({"all", "each", "every"})
"""Words by which 'all of them' means all roles where none have been spoken of."""
PLURAL = frozenset({"roles", "jobs", "positions"})
"""Words of 'these roles' and 'any of these jobs', which are all there are where none have been spoken of."""
WHICHEVER = ["which", "one"]
"""Words by which 'which one' means any role where none have been spoken of."""
GENERAL = frozenset({"which", "what", "who", "any", "role", "roles", "job", "jobs", "position", "positions", "where"})
"""Words of a question about all roles, in which 'they' are whoever fits."""
SUPERLATIVE = frozenset({"high", "low", "best", "worst"})
"""Cues and poles that a place counts from: 'the second highest salary'."""
COUNTED = {"two": 2, "three": 3}
"""References that say how many roles they mean, of those spoken of last."""
PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def with_references(
    lexemes: Sequence[Lexeme], mentions: Sequence[Mention], references: Node, context: Context
) -> tuple[Mention, ...]:
    """Return the mentions with every word that refers to roles in hand as a mention of them.

    A sentence that names a role itself refers to no other by a mere pronoun. A phrase that refers to nothing known
    dangles, so that nobody takes the sentence to be about all roles.
    """
    if any(mention.type in ("role", "stranger") for mention in mentions):
        return tuple(mentions)
    superlatives = {own.start for own in mentions if not SUPERLATIVE.isdisjoint((own.pole, own.name))}
    found = list(_found(lexemes, references, context, superlatives))
    refs = [ref for ref in found if not any(_swallows(own, ref) for own in mentions)]
    kept = [own for own in mentions if all(own.end <= ref.start or own.start >= ref.end for ref in refs)]
    return tuple(sorted([*kept, *refs], key=lambda mention: mention.start))


def _swallows(mention: Mention, reference: Mention) -> bool:
    """Tell whether a reference is only a word of a longer phrase: the 'it' of 'how long does it take'."""
    if mention.end <= reference.start or reference.end <= mention.start:
        return False
    whole = reference.start <= mention.start and mention.end <= reference.end
    return not whole


def _found(lexemes: Sequence[Lexeme], references: Node, context: Context, superlatives: Set[int]) -> Iterator[Mention]:
    """Yield the references of a sentence, the longest where several overlap; 'the second highest' is none."""
    spans = list(find_phrases(references, [lexeme.text for lexeme in lexemes]))
    reached = 0
    for start, end, entries in sorted(spans, key=lambda span: (span[0], -span[1])):
        roles = _roles_meant(entries[0][1], context)
        if start >= reached and not (entries[0][1] in PLACES and end in superlatives):
            text = " ".join(lexeme.text for lexeme in lexemes[start:end])
            resolution = Resolution(roles, whole=True, together=True) if roles else None
            if resolution or _dangles([*(lexeme.text for lexeme in lexemes), ""], start, end):
                yield Mention(start, end, "role" if roles else "dangling", text, resolution=resolution)
            if resolution or end - start > 1:
                reached = end


def _dangles(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a reference to nothing known keeps a sentence from being about all roles."""
    if end - start > 1:
        everyone = not EVERYONE.isdisjoint((words[start], words[start - 1])) or words[start:end] == WHICHEVER
        return not everyone and PLURAL.isdisjoint((words[end - 1], words[end]))
    return words[start] in PRONOUNS and GENERAL.isdisjoint(words)


def _roles_meant(name: str, context: Context) -> tuple[int, ...]:
    """Return the roles that a reference means; none where nothing fits it."""
    several = context.options or context.group or context.roles
    if name in PLACES:
        return several[PLACES[name] :][:1]
    if name == "other":
        return tuple(role for role in context.group if role not in context.roles) or context.group[1:2]
    if name in ("higher", "lower"):
        ranked = context.ranked or context.group
        return ranked[:1] if name == "higher" else ranked[-1:]
    if name in COUNTED and not context.options:
        return _spoken_of(context)[-COUNTED[name] :]
    if name == "several" or name in COUNTED:
        spoken = context.options or _spoken_of(context)
        return spoken if len(spoken) > 1 else ()
    return _winner(context) if name == "it" else context.roles


def _spoken_of(context: Context) -> tuple[int, ...]:
    return context.roles if len(context.roles) > 1 else context.group


def _winner(context: Context) -> tuple[int, ...]:
    """Return the role that came out on top where that was asked ('which has more?'), else the roles in hand."""
    if len(context.roles) < 2 or not (context.pole and context.ranked):
        return context.roles
    if not PLACES.keys().isdisjoint(context.cues):
        return context.roles[-1:]  # 'the second highest' is shown behind the highest
    return context.ranked[:1] if context.pole == "high" else context.ranked[-1:]
