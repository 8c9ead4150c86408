"""The one number by which a fact is ranked, filtered and averaged."""

from bot.held import Cell
from bot.models import Row

WIDTH = frozenset({"wide", "narrow"})
"""Cues that ask how wide a range is rather than where it lies."""


def figure(cell: Cell, pole: str = "", cues: tuple[str, ...] = ()) -> float | None:
    """Return the number of a cell, in the unit of its kind; None where it has none.

    Of a range that is the end that is asked for, the upper one unless the low pole is; its width where that is asked.
    """
    return figure_of(cell.rows[0], pole, cues) if len(cell.rows) == 1 else None


def figure_of(row: Row, pole: str = "", cues: tuple[str, ...] = ()) -> float | None:
    """Return the number of one fact."""
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return float(row["value"]) if row["value"] is not None else None
    if WIDTH.intersection(cues):
        return float(high - low)
    return float(low if pole == "low" else high)
