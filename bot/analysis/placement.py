"""Place an amount among a role's published figures: above or below the average, where in the range."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.held import Cell
from bot.models import Amount
from bot.render import Renderer, SpokenCell

PLAUSIBLE = 4
"""How many times a figure or what part of it an amount may be whose period nobody said."""
CONCEIVABLE = 10
"""How many times it may be at all: '$999,999 as a collector' is no offer."""


class Distance(NamedTuple):
    """How far an amount is from one figure."""

    cell: SpokenCell
    figure: str
    gap: str
    percent: float
    """Of the figure."""
    side: int
    """1 above it, -1 below, 0 on it."""


class Placement(NamedTuple):
    """Where an amount lies."""

    amount: str
    """In the words of the kind whose unit it has."""
    kind: FactKind
    supposed: bool
    """Whether its unit was not said, only guessed from its size."""
    average: Distance
    range_cell: SpokenCell | None
    low: Distance | None
    high: Distance | None
    converted: str
    """The amount in the unit of the range, with the arithmetic; nothing where it is the same unit."""


def place(
    amount: Amount, cells: Mapping[str, Cell], kinds: Mapping[str, FactKind], renderer: Renderer
) -> Placement | None:
    """Return where an amount lies among one role's figures, None where the figure of its unit is not held.

    None too where the amount would make no sense: its unit was not said and this is not it, or nobody earns so much.
    """
    kind = next((kind for kind in kinds.values() if kind.places and kind.unit == amount.fact_unit), None)
    if kind is None or not cells[kind.name].held:
        return None
    own_figure = cells[kind.name].rows[0]["value"]
    supposed = not amount.per and amount.unit != "money"
    times = PLAUSIBLE if supposed else CONCEIVABLE
    if not own_figure / times < amount.value < own_figure * times:
        return None
    base = kind.converts
    yearly = amount.value * base.times if base else amount.value
    range_kind = kinds[base.kind if base else kind.name].ends
    spread = cells.get(range_kind)
    row = spread.rows[0] if spread and spread.held else None
    shown = renderer.render(kind.figure, {"value": amount.value})
    arithmetic = ""
    if base and row:
        whole = renderer.render(kinds[base.kind].figure, {"value": yearly})
        arithmetic = f"{shown} x {base.times:,.0f} = {whole}"
    return Placement(
        amount=shown,
        kind=kind,
        supposed=supposed,
        average=_distance(amount.value, cells[kind.name], own_figure, renderer),
        range_cell=SpokenCell(spread, renderer) if spread and row else None,
        low=_distance(yearly, spread, row["low"], renderer) if spread and row else None,
        high=_distance(yearly, spread, row["high"], renderer) if spread and row else None,
        converted=arithmetic,
    )


def _distance(value: float, cell: Cell, figure: float, renderer: Renderer) -> Distance:
    gap = value - figure
    return Distance(
        SpokenCell(cell, renderer),
        renderer.render(cell.kind.figure, {"value": figure}),
        renderer.render(cell.kind.figure, {"value": abs(gap)}),
        100 * abs(gap) / figure if figure else 0.0,
        (gap > 0) - (gap < 0),
    )
