"""The step from one role's figure to another's."""

from typing import NamedTuple

from bot.analysis.figures import figure
from bot.held import Cell
from bot.render import Renderer, SpokenCell


class Step(NamedTuple):
    """How a figure changes from a first role to a second."""

    first: SpokenCell
    second: SpokenCell
    gap: str
    """Without its sign, in the words of the kind."""
    percent: float
    """Of the first figure, 0 where that is not above zero."""
    side: int
    """1 up, -1 down, 0 the same."""


def step(first: Cell, second: Cell, renderer: Renderer) -> Step | None:
    """Return the step between two cells of one kind, None where one of them has no figure."""
    before, after = figure(first), figure(second)
    if before is None or after is None:
        return None
    gap = after - before
    return Step(
        SpokenCell(first, renderer),
        SpokenCell(second, renderer),
        renderer.render(second.kind.figure, {"value": abs(gap)}),
        100 * abs(gap) / before if before > 0 else 0.0,
        (gap > 0) - (gap < 0),
    )
