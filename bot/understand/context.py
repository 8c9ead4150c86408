"""What of a conversation an utterance may refer to: the dialogue state, its roles looked up in the catalogue."""

from typing import NamedTuple

from bot.models import Amount
from bot.state import START, State
from bot.understand.index import Index


class Context(NamedTuple):
    """What the last question was about."""

    intent: str = ""
    roles: tuple[int, ...] = ()
    """The roles in hand, in the order of the last answer."""
    group: tuple[int, ...] = ()
    """The last several roles that were spoken of together, in order: those that 'the second one' counts."""
    over: tuple[int, ...] = ()
    """The several roles that the last question was put to; none where it was put to one, or to all there are."""
    ranked: tuple[int, ...] = ()
    """The roles of the last answer, the highest figure first."""
    facts: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    amounts: tuple[Amount, ...] = ()
    pole: str = ""
    places: int = 0
    cues: tuple[str, ...] = ()
    options: tuple[int, ...] = ()
    """The roles among which an open question asks to choose."""

    @property
    def known(self) -> tuple[int, ...]:
        """Return all roles spoken of of late."""
        return tuple(dict.fromkeys((*self.options, *self.roles, *self.group)))


NOTHING = Context()
"""The context of the first utterance of a conversation."""


def context_of(state: State, index: Index) -> Context:
    """Return what a state means in a catalogue; what the catalogue no longer has is left out."""
    if state == START:
        return NOTHING
    ids = {role.slug: role.id for role in index.roles.values()}

    def found(slugs: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(ids[slug] for slug in slugs if slug in ids)

    facts, intents = index.content.facts, index.content.intents
    return Context(
        intent=state.intent if state.intent in intents else "",
        roles=found(state.roles),
        group=found(state.group),
        over=found(state.over),
        ranked=found(state.ranked),
        facts=tuple(kind for kind in state.facts if kind in facts),
        items=tuple((kind, item) for kind, item in state.items if kind in facts),
        amounts=tuple(Amount(0, 0, value, unit, per, False) for value, unit, per in state.amounts),
        pole=state.pole,
        places=state.places,
        cues=state.cues,
        options=found(state.options),
    )
