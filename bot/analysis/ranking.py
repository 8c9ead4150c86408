"""Rank the roles that hold a figure; those that do not are named, never counted as zero."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.analysis.figures import figure
from bot.content.fact_kinds import FactKind
from bot.held import Cell
from bot.render import Renderer, SpokenCell


class Place(NamedTuple):
    """A role in a ranking; roles with the same figure share a place."""

    number: int
    cell: SpokenCell


class Ranking(NamedTuple):
    """Roles in the order of one figure."""

    kind: FactKind
    item: str
    """The item of a list kind that is ranked."""
    places: tuple[Place, ...]
    """The places asked for, ties with the last of them included."""
    held: int
    """How many roles hold the figure."""
    first: tuple[SpokenCell, ...]
    """Those that share the first place."""
    next: tuple[SpokenCell, ...]
    """Those that share the place behind them."""

    @property
    def shown(self) -> tuple[Cell, ...]:
        """The cells of the places, in order."""
        return tuple(place.cell.cell for place in self.places)


def rank_roles(
    cells: Sequence[Cell], pole: str, count: int, cues: tuple[str, ...], renderer: Renderer
) -> Ranking | None:
    """Return the ranking of some cells of one kind, the highest first, for the low pole the lowest.

    None where no cell has a number. Equal figures keep the order of the catalogue.
    """
    numbered = [(number, cell) for cell in cells if (number := figure(cell, pole, cues)) is not None]
    if not numbered:
        return None
    ordered = sorted(numbered, key=lambda pair: pair[0] if pole == "low" else -pair[0])
    numbers = [number for number, _ in ordered]
    places = [Place(numbers.index(number) + 1, SpokenCell(cell, renderer)) for number, cell in ordered]
    first = [place.cell for place in places if place.number == 1]
    following = [place.cell for place in places if place.number == len(first) + 1]
    kept = places if not count else [place for place in places if place.number <= count]
    kind, row = ordered[0][1].kind, ordered[0][1].rows[0]
    same = len({cell.rows[0]["item"] for _, cell in ordered}) == 1
    return Ranking(kind, row["item"] or "" if same else "", tuple(kept), len(places), tuple(first), tuple(following))
