"""What the look-up found, arranged by role and fact kind, as answers speak of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.models import Row
from bot.names import RoleName


class Cell(NamedTuple):
    """What is known of one fact kind for one role."""

    role: RoleName
    asked: FactKind
    kind: FactKind
    """The kind that is shown: the one asked for, or the one that stands in for it."""
    rows: tuple[Row, ...]
    absent: tuple[str, ...] = ()
    """Items asked for that the role's list does not have."""
    narrowed: bool = False
    """Whether only the items asked for are among the rows."""

    @property
    def held(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.rows)

    @property
    def stands_in(self) -> bool:
        """Tell whether another kind is shown than the one asked for."""
        return self.held and self.kind.name != self.asked.name

    @property
    def number(self) -> float | None:
        """Return the value of a kind that is one number, or of the one item that was asked for."""
        one_item = self.kind.shape == "list" and bool(self.kind.item_show)
        single = self.kind.shape == "number" or ((self.narrowed or one_item) and len(self.rows) == 1)
        return self.rows[0]["value"] if self.held and single else None


def with_kinds_beside(
    kinds: Sequence[FactKind], rows: Sequence[Row], roles: Sequence[RoleName], all_kinds: Mapping[str, FactKind]
) -> list[FactKind]:
    """Return fact kinds with those that are shown beside them.

    That is, of one role, the kind that a kind wants beside it; of several, the one that stands in for a kind that
    some of them lack, so that like stands beside like.
    """
    held = {(row["role_id"], row["kind"]) for row in rows}
    chosen: dict[str, FactKind] = {}
    for kind in kinds:
        chosen[kind.name] = kind
        lacking = [role for role in roles if (role.id, kind.name) not in held and (role.id, kind.instead) in held]
        wanted = kind.instead if lacking and len(roles) > 1 else ""
        if not lacking and len(roles) == 1 and (roles[0].id, kind.beside) in held:
            wanted = kind.beside
        if wanted:
            chosen[wanted] = all_kinds[wanted]
    return list(chosen.values())


def arrange(
    rows: Sequence[Row],
    roles: Sequence[RoleName],
    kinds: Sequence[FactKind],
    items: Sequence[tuple[str, str]],
    all_kinds: Mapping[str, FactKind],
    by_item: bool = False,
) -> list[list[Cell]]:
    """Return a list of cells for each role, a cell a fact kind.

    Of a list that is shown whole elsewhere only the item named is taken where figures are wanted by item.
    """
    by_key: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault((row["role_id"], row["kind"]), []).append(row)
    alone = len(roles) == 1
    cells = [[_cell(role, kind, by_key, items, all_kinds, alone) for kind in kinds] for role in roles]
    return [[_narrowed(cell, items) for cell in row] for row in cells] if by_item else cells


def _narrowed(cell: Cell, items: Sequence[tuple[str, str]]) -> Cell:
    wanted = {item for kind, item in items if kind == cell.kind.name}
    rows = tuple(row for row in cell.rows if row["item"] in wanted)
    return cell._replace(rows=rows, narrowed=True) if wanted and cell.kind.shape == "list" else cell


def _cell(
    role: RoleName,
    asked: FactKind,
    by_key: Mapping[tuple[int, str], Sequence[Row]],
    items: Sequence[tuple[str, str]],
    all_kinds: Mapping[str, FactKind],
    alone: bool,
) -> Cell:
    """Return a cell; for one role alone another kind stands in where the one asked for is not held."""
    kind = asked
    rows = by_key.get((role.id, asked.name), ())
    if not rows and asked.instead and alone:
        kind = all_kinds[asked.instead]
        rows = by_key.get((role.id, kind.name), ())
    wanted = [item for of_kind, item in items if of_kind == kind.name]
    absent = tuple(item for item in wanted if item not in {row["item"] for row in rows}) if kind.shape == "list" else ()
    named = [row for row in rows if row["item"] in wanted]
    narrowed = bool(named) and not kind.whole
    return Cell(role, asked, kind, tuple(named if narrowed else rows), absent if rows else (), narrowed)
