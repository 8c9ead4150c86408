"""Select the roles that fulfil conditions."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.analysis.figures import figure
from bot.held import Cell
from bot.models import Condition, Row
from bot.names import RoleName
from bot.render import Renderer, SpokenCell


class Selected(NamedTuple):
    """A role that fulfils all conditions, with the facts that show it."""

    role: RoleName
    cells: tuple[SpokenCell, ...]


class Selection(NamedTuple):
    """What conditions make of the roles asked about."""

    chosen: tuple[Selected, ...]
    others: int
    """How many roles hold the facts and do not fulfil the conditions."""
    lacking: tuple[RoleName, ...]
    """Roles of which a fact asked for is not held, so that nobody can tell."""

    @property
    def shown(self) -> tuple[Cell, ...]:
        """The cells of the roles chosen, in order."""
        return tuple(spoken.cell for selected in self.chosen for spoken in selected.cells)


def select(
    grid: Sequence[Sequence[Cell]], roles: Sequence[RoleName], conditions: Sequence[Condition], renderer: Renderer
) -> Selection:
    """Return the roles whose facts fulfil all conditions, in catalogue order.

    A negated condition and the plain one together choose every role that holds the fact, each role once.
    """
    conditions = [_measured(condition, grid, roles) for condition in conditions]
    told = {kind for condition in conditions for kind in condition.kinds}
    chosen: list[Selected] = []
    lacking: list[RoleName] = []
    others = 0
    for role, cells in zip(roles, grid, strict=True):
        by_kind = {cell.asked.name: cell for cell in cells if cell.held}
        verdicts = [fulfils(by_kind, condition) for condition in conditions]
        if None in verdicts:
            lacking.append(role)
        elif all(verdicts):
            shown = [cell for condition in conditions for cell in _showing(by_kind, condition)]
            shown += [cell for kind, cell in by_kind.items() if kind not in told]
            once = {(cell.kind.name, cell.rows[0]["id"]): cell for cell in shown}
            chosen.append(Selected(role, tuple(SpokenCell(cell, renderer) for cell in once.values())))
        else:
            others += 1
    return Selection(tuple(chosen), others, tuple(lacking))


def _measured(condition: Condition, grid: Sequence[Sequence[Cell]], roles: Sequence[RoleName]) -> Condition:
    """Return a condition with the figure of the role that it names as its end; one that none fulfils if it has none."""
    if not condition.than:
        return condition
    own = next((cells for role, cells in zip(roles, grid, strict=True) if role.id == condition.than), ())
    figures = [figure(cell) for cell in own if cell.asked.name in condition.kinds and cell.held]
    if not figures or figures[0] is None:
        return condition._replace(kinds=())
    low, high = (figures[0], None) if condition.high is None else (None, figures[0])
    return condition._replace(low=low, high=high)


def fulfils(cells: Mapping[str, Cell], condition: Condition) -> bool | None:
    """Tell whether a role's facts fulfil a condition; None where none of its kinds is held, or not that item."""
    held = [cells[kind] for kind in condition.kinds if kind in cells]
    rows = [row for cell in held for row in cell.rows if not condition.is_figure or _names(row, condition.item)]
    if not rows:
        return None
    if condition.is_figure:
        found = any(_within(row, condition) for row in rows)
    else:
        found = any(_names(row, condition.item) for row in rows)
    return found != condition.negated


def _names(row: Row, item: str) -> bool:
    return not item or item in (row["item"], row["text"])


def _within(row: Row, condition: Condition) -> bool:
    """Tell whether a figure, or both ends of a range, lie between the ends of a condition."""
    value = row["value"]
    low, high = (row["low"], row["high"]) if row["low"] is not None else (value, value)
    if condition.pole:
        low, high = (low, low) if condition.pole == "low" else (high, high)
    if low is None or high is None:
        return False
    strict = condition.strict and low == high  # '6-12 months' is what people call under a year
    above = condition.low is None or (low > condition.low if strict else low >= condition.low)
    below = condition.high is None or (high < condition.high if strict else high <= condition.high)
    return above and below


def _showing(cells: Mapping[str, Cell], condition: Condition) -> list[Cell]:
    """Return the cells that show a condition fulfilled, a list narrowed to the item that it names."""
    shown = []
    for kind in condition.kinds:
        cell = cells.get(kind)
        if cell is None:
            continue
        named = tuple(row for row in cell.rows if condition.item and row["item"] == condition.item)
        if named:
            shown.append(cell._replace(rows=named, narrowed=True))
        elif condition.is_figure or condition.negated or any(_names(row, condition.item) for row in cell.rows):
            shown.append(cell)
    return shown
