"""Add up a figure over roles: mean, median, total, and how far it spreads."""

from collections.abc import Sequence
from statistics import fmean, median
from typing import NamedTuple

from bot.analysis.figures import figure
from bot.content.fact_kinds import FactKind
from bot.held import Cell
from bot.render import Renderer, SpokenCell


class Totals(NamedTuple):
    """A figure over the roles that hold it, each role counted once; the texts are in the words of the kind."""

    kind: FactKind
    holders: int
    mean: str
    median: str
    total: str
    spread: str
    lowest: SpokenCell
    highest: SpokenCell


def totals(cells: Sequence[Cell], pole: str, cues: tuple[str, ...], renderer: Renderer) -> Totals | None:
    """Return the totals of some cells of one kind, None where none has a number."""
    numbered = sorted(
        ((number, cell) for cell in cells if (number := figure(cell, pole, cues)) is not None), key=lambda pair: pair[0]
    )
    if not numbered:
        return None
    kind = numbered[0][1].kind
    numbers = [number for number, _ in numbered]

    def shown(number: float) -> str:
        return renderer.render(kind.figure, {"value": number})

    return Totals(
        kind,
        len(numbers),
        shown(fmean(numbers)),
        shown(median(numbers)),
        shown(sum(numbers)),
        shown(numbers[-1] - numbers[0]),
        SpokenCell(numbered[0][1], renderer),
        SpokenCell(numbered[-1][1], renderer),
    )
