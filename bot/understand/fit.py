"""Which intents cannot be meant, whatever the model thinks: the facts and roles named do not fit them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.understand.spot import Mention
from bot.understand.threshold import THAN

ARTICLES = frozenset({"a", "an"})
SIGNS = frozenset({"rising", "falling"})
GENERAL = frozenset(
    ["which", "what", "who", "whose", "where", "any", "anyone", "role", "roles", "job", "jobs", "position", "positions",
     "list", "show", "everyone", "whos", "whom", "titles", "ones"]
)  # fmt: skip
"""Words of a question about all roles, without which a mere name ('business') selects none."""


class Named(NamedTuple):
    """What a sentence names, as far as intents are choosy about it."""

    kinds: tuple[FactKind, ...]
    one_role: bool
    """Whether it is about one role: a named one, one of several, or one that it refers to in vain."""
    a_role: bool
    """Whether it names a role that is known."""
    a_sum: bool
    a_condition: bool


def misfits(
    words: Sequence[str], mentions: Sequence[Mention], choosy: Sequence[Intent], kinds: Mapping[str, FactKind]
) -> frozenset[str]:
    """Return the names of the intents, of those that are choosy, that the mentions of a sentence rule out."""
    named = _named(words, mentions, kinds)
    return frozenset(intent.name for intent in choosy if not _fits(intent, named))


def _named(words: Sequence[str], mentions: Sequence[Mention], kinds: Mapping[str, FactKind]) -> Named:
    roles = [(own, own.resolution) for own in mentions if own.type == "role" and own.resolution]
    known = [resolution for _, resolution in roles if resolution.certain]
    one_of_several = any(
        not resolution.certain and own.start and words[own.start - 1] in ARTICLES for own, resolution in roles
    )
    asks_of_all = not GENERAL.isdisjoint(words) or any(own.pole or own.type == "cue" for own in mentions)
    only_one = len({resolution.role_ids for resolution in known}) == 1 and len(known) == len(roles)
    return Named(
        kinds=tuple(kinds[own.name] for own in mentions if own.type == "fact"),
        one_role=only_one or one_of_several or any(own.type == "dangling" for own in mentions),
        a_role=any(not resolution.together for resolution in known),
        a_sum=any(own.amount and own.amount.unit in ("money", "") for own in mentions),
        a_condition=any(
            own.type in ("amount", THAN) or own.pole in SIGNS or (own.type == "item" and asks_of_all)
            for own in mentions
        ),
    )


def _fits(intent: Intent, named: Named) -> bool:
    """Tell whether an intent may be meant.

    What asks about all roles is not asked beside the name of one, nor of 'a clerk'; what ranks or adds up needs a
    figure; what selects needs a condition; what has facts of its own has no others.
    """
    if intent.meant_by_amounts and not named.a_sum:
        return False
    if intent.rests_on == "selection" and (named.a_role or not named.a_condition):
        return False
    if intent.scope == "all" and named.one_role:
        return False
    return not named.kinds or all(_suits(intent, kind) for kind in named.kinds)


def _suits(intent: Intent, kind: FactKind) -> bool:
    """Tell whether an intent can use a fact kind."""
    if intent.own_facts:
        return kind.name in intent.facts or bool(intent.cues)
    if intent.lists or intent.scope == "others":
        return (kind.shape == "list" and bool(kind.item_show)) or (kind.shape == "number" and not intent.lists)
    return bool(kind.figure) or intent.scope != "all" or intent.rests_on == "selection"
