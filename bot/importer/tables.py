"""Rows of tables: a label of a fact kind, then one cell a role, in pipes or glued together."""

from dataclasses import dataclass

from bot.cells import NOTHING, CellError, read_cell, split_cells
from bot.content.fact_kinds import FactKind
from bot.importer.lines import Line
from bot.importer.names import PageNames
from bot.importer.readings import LeftOut, Reading


@dataclass(frozen=True)
class UpperEnds:
    """A row that prints only the upper ends of ranges: a check of what sentences say ('212' = 2 and 12)."""

    kind: str
    printed: str
    """All cells of the row, without what stands between them."""
    line: int


@dataclass(frozen=True)
class TableReadings:
    """What the rows of a page say."""

    readings: tuple[Reading, ...]
    upper_ends: tuple[UpperEnds, ...]
    used: frozenset[int]
    """The numbers of the lines that are rows or heads of tables."""
    left_out: tuple[LeftOut, ...]


def labels_of(kinds: dict[str, FactKind]) -> set[str]:
    """Return all row labels, lower case."""
    return {label for kind in kinds.values() for label in (*kind.page.labels, *kind.page.upper_ends)}


def read_tables(lines: list[Line], names: PageNames, kinds: dict[str, FactKind]) -> TableReadings:
    """Return the readings of all rows; a row that cannot be split in one way only is left out."""
    readings: list[Reading] = []
    upper_ends: list[UpperEnds] = []
    left_out: list[LeftOut] = []
    used: set[int] = set()
    for line in lines if names.columns else ():
        label, kind = _label(line, kinds)
        if kind is None:
            used |= {line.number} if _is_head(line, names) else set()
            continue
        used.add(line.number)
        if label in kind.page.upper_ends:
            upper_ends.append(UpperEnds(kind.name, _glued(line, label, names), line.number))
            continue
        try:
            readings += _read_row(line, kind, label, names)
        except CellError as error:
            left_out.append(LeftOut(line.number, line.text, str(error)))
    return TableReadings(tuple(readings), tuple(upper_ends), frozenset(used), tuple(left_out))


def _label(line: Line, kinds: dict[str, FactKind]) -> tuple[str, FactKind | None]:
    """Return the longest label that begins the line, with its kind."""
    text = (line.cells[0] if line.cells else line.text).casefold()
    fitting = [
        (label, kind)
        for kind in kinds.values()
        for label in (*kind.page.labels, *kind.page.upper_ends)
        if (text == label if line.cells else text.startswith(label))
    ]
    return max(fitting, key=lambda found: len(found[0])) if fitting else ("", None)


def _is_head(line: Line, names: PageNames) -> bool:
    """Tell whether a line holds the role names over a table, glued or in cells."""
    expected = [role.name.casefold() for role in names.columns if role]
    if line.cells:
        return set(expected) <= {cell.casefold() for cell in line.cells}
    return line.text.casefold() in ("".join(expected), " ".join(expected))


def _read_row(line: Line, kind: FactKind, label: str, names: PageNames) -> list[Reading]:
    readings = []
    for role, raw in zip(names.columns, _cells(line, kind, label, len(names.columns)), strict=True):
        if role is None or raw in (NOTHING, ""):
            continue
        for value in read_cell(kind.cell, raw, kind.choices, kind.only_item):
            readings.append(Reading(role.name, kind.name, value, raw, line.number))
    return readings


def _cells(line: Line, kind: FactKind, label: str, columns: int) -> tuple[str, ...]:
    if not line.cells:
        return split_cells(kind.cell, line.text[len(label) :], columns, kind.choices, kind.page.traps)
    if len(line.cells) <= columns:
        raise CellError(f"the row has {len(line.cells) - 1} cells for {columns} columns")
    return line.cells[1 : columns + 1]


def _glued(line: Line, label: str, names: PageNames) -> str:
    """Return all that the row prints for the roles, without spaces."""
    cells = zip(names.columns, line.cells[1:], strict=False)
    printed = "".join(cell for role, cell in cells if role) if line.cells else line.text[len(label) :]
    return printed.replace(" ", "")
