"""How roles stand in one number: the highest first, and how far each is from it."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.held import Cell
from bot.render import Renderer, SpokenCell


class Behind(NamedTuple):
    """A role that does not have the highest number."""

    cell: SpokenCell
    gap: str
    """Its distance from the highest, empty where the fact kind has no template for one."""


class Standings(NamedTuple):
    """Roles in the order of one number."""

    kind: FactKind
    highest: tuple[SpokenCell, ...]
    """Those that share the highest number."""
    behind: tuple[Behind, ...]
    """The others, the next first."""


def standings(grid: Sequence[Sequence[Cell]], renderer: Renderer) -> Standings | None:
    """Return how roles stand in the first fact kind asked for, None where it is not one number of two or more."""
    cells = [row[0] for row in grid if row and row[0].number is not None]
    if len(cells) < 2 or len({(cell.kind.name, cell.rows[0]["item"]) for cell in cells}) > 1:
        return None
    ordered = sorted(cells, key=lambda cell: -(cell.number or 0))
    kind, most = ordered[0].kind, ordered[0].number
    highest = [cell for cell in ordered if cell.number == most]
    behind = [
        Behind(SpokenCell(cell, renderer), gap_text(ordered[0], cell, renderer)) for cell in ordered[len(highest) :]
    ]
    return Standings(kind, tuple(SpokenCell(cell, renderer) for cell in highest), tuple(behind))


def gap_text(high: Cell, low: Cell, renderer: Renderer) -> str:
    """Return the distance of two numbers in the words of their kind.

    `percent` is of the lower number, `percent_less` of the higher; both are 0 where a number is not above zero.
    """
    more, less = high.number or 0.0, low.number or 0.0
    gap = more - less
    positive = less > 0
    context = {
        "gap": gap,
        "percent": 100 * gap / less if positive else 0.0,
        "percent_less": 100 * gap / more if positive else 0.0,
        "high": SpokenCell(high, renderer),
        "low": SpokenCell(low, renderer),
    }
    return renderer.render(high.kind.gap, context) if high.kind.gap else ""
