"""Compare the lists of two roles: what both have, and what only one has."""

from typing import NamedTuple

from bot.held import Cell
from bot.names import RoleName
from bot.render import Renderer


class Own(NamedTuple):
    """What only one of two roles has on its list."""

    role: RoleName
    items: tuple[str, ...]
    """Each with its share: 'Phlebotomy (7%)'."""


class Overlap(NamedTuple):
    """Two lists side by side."""

    title: str
    shared: tuple[str, ...]
    """Each with both shares, in the order of the first list: 'Patients (14% and 6%)'."""
    first: Own
    second: Own


def overlap(first: Cell, second: Cell, renderer: Renderer) -> Overlap | None:
    """Return what two lists share and what not, None where one of them is not held."""
    if not first.held or not second.held:
        return None
    one, two = ({row["item"]: renderer.shown_item(cell.kind, row) for row in cell.rows} for cell in (first, second))
    shared = tuple(_with(item, f"{one[item]} and {two[item]}" if one[item] else "") for item in one if item in two)
    return Overlap(
        first.kind.title,
        shared,
        Own(first.role, tuple(_with(item, share) for item, share in one.items() if item not in two)),
        Own(second.role, tuple(_with(item, share) for item, share in two.items() if item not in one)),
    )


def _with(item: str, share: str) -> str:
    return f"{item} ({share})" if share else item
