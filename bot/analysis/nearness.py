"""Order roles by how near they are to one: by a figure, or by what their lists share."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.analysis.figures import figure
from bot.held import Cell
from bot.render import Renderer, SpokenCell


class Near(NamedTuple):
    """A role near another one."""

    cell: SpokenCell
    gap: str
    """How far its figure is from that of the other role."""
    more: bool
    """Whether its figure is the greater one."""
    shared: tuple[str, ...]
    """Items that both lists have."""


class Nearness(NamedTuple):
    """The roles nearest to one role in one kind of fact."""

    own: SpokenCell
    nearest: tuple[Near, ...]
    """The nearest first; a role that shares nothing is left out."""


def nearness(cells: Sequence[Cell], renderer: Renderer) -> Nearness | None:
    """Return how near the roles of some cells of one kind are to the role of the first; None where it holds nothing."""
    own, others = cells[0], [cell for cell in cells[1:] if cell.held]
    if not own.held:
        return None
    near = _by_list(own, others, renderer) if own.kind.shape == "list" else _by_figure(own, others, renderer)
    return Nearness(SpokenCell(own, renderer), tuple(near))


def _by_list(own: Cell, others: Sequence[Cell], renderer: Renderer) -> list[Near]:
    items = [row["item"] for row in own.rows]
    found = []
    for cell in others:
        held = {row["item"] for row in cell.rows}
        shared = tuple(item for item in items if item in held)
        if shared:
            found.append(Near(SpokenCell(cell, renderer), "", False, shared))
    return sorted(found, key=lambda near: -len(near.shared))


def _by_figure(own: Cell, others: Sequence[Cell], renderer: Renderer) -> list[Near]:
    number = figure(own)
    pairs = [(theirs, cell) for cell in others if (theirs := figure(cell)) is not None]
    if number is None:
        return []
    ordered = sorted(pairs, key=lambda pair: abs(pair[0] - number))
    return [
        Near(
            SpokenCell(cell, renderer),
            renderer.render(own.kind.figure, {"value": abs(theirs - number)}) if theirs != number else "",
            theirs > number,
            (),
        )
        for theirs, cell in ordered
    ]
