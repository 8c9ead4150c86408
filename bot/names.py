"""The names in the catalogue that questions may hold: those of roles and of items."""

from typing import NamedTuple

from bot.understand.roles import Alias


class KnownItem(NamedTuple):
    """An item of a list or the value of a text fact that some role has."""

    kind: str
    item: str


class RoleName(NamedTuple):
    """A role as answers name it."""

    id: int
    slug: str
    name: str
    plural: str


class Prose(NamedTuple):
    """Running text that a role has under a kind, in which questions may find their words."""

    kind: str
    text: str


class CatalogueNames(NamedTuple):
    """What understanding takes from the catalogue."""

    roles: tuple[RoleName, ...]
    aliases: tuple[Alias, ...]
    items: tuple[KnownItem, ...]
    prose: tuple[Prose, ...]
    kinds: frozenset[str]
    """The fact kinds of which some role holds a fact, those that are computed included."""
