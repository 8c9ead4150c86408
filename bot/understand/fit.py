"""Which intents cannot be meant, whatever the model thinks: the facts and roles named do not fit them."""

from collections.abc import Mapping, Sequence

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.understand.spot import Mention

ARTICLES = frozenset({"a", "an"})


def misfits(
    words: Sequence[str], mentions: Sequence[Mention], intents: Mapping[str, Intent], kinds: Mapping[str, FactKind]
) -> frozenset[str]:
    """Return the names of the intents that the mentions of a sentence rule out.

    What asks about all roles is not asked beside the name of one, nor of 'a clerk', who is one of several; what ranks or adds up needs a figure; what has
    facts of its own has no others.
    """
    named = [kinds[mention.name] for mention in mentions if mention.type == "fact"]
    sure = [mention for mention in mentions if mention.type == "role" and mention.resolution]
    named_roles = [own for own in sure if own.resolution and own.resolution.certain and not own.resolution.together]
    certain = {mention.resolution.role_ids for mention in sure if mention.resolution and mention.resolution.certain}
    dangling = any(own.type == "dangling" for own in mentions)
    one_of_several = any(own.start and words[own.start - 1] in ARTICLES for own in sure if own not in named_roles)
    one_role = (
        dangling
        or one_of_several
        or (len(certain) == 1 and len(sure) == len([own for own in sure if own.resolution and own.resolution.certain]))
    )
    sums = [own for own in mentions if own.amount and own.amount.unit in ("money", "")]
    conditions = [own for own in mentions if own.type in ("amount", "item") or own.pole in ("rising", "falling")]
    return frozenset(
        name
        for name, intent in intents.items()
        if (intent.meant_by_amounts and not sums)
        or (intent.rests_on == "selection" and (named_roles or not conditions))
        or (intent.scope == "all" and one_role)
        or not all(_suits(intent, kind) for kind in named)
    )


def _suits(intent: Intent, kind: FactKind) -> bool:
    """Tell whether an intent can use a fact kind."""
    if intent.own_facts:
        return kind.name in intent.facts or bool(intent.cues)
    if intent.lists or intent.scope == "others":
        return (kind.shape == "list" and bool(kind.item_show)) or (bool(kind.figure) and not intent.lists)
    return bool(kind.figure) or intent.scope != "all" or intent.rests_on == "selection"
