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
        """Return the value of a kind that is one number."""
        return self.rows[0]["value"] if self.held and self.kind.shape == "number" else None


def with_stand_ins(
    kinds: Sequence[FactKind], rows: Sequence[Row], roles: Sequence[RoleName], all_kinds: Mapping[str, FactKind]
) -> list[FactKind]:
    """Return fact kinds with those that stand in for one that some of several roles lack, for like beside like."""
    held = {(row["role_id"], row["kind"]) for row in rows}
    chosen: dict[str, FactKind] = {}
    for kind in kinds:
        chosen[kind.name] = kind
        if len(roles) > 1 and any(
            (role.id, kind.name) not in held and (role.id, kind.instead) in held for role in roles
        ):
            chosen[kind.instead] = all_kinds[kind.instead]
    return list(chosen.values())


def arrange(
    rows: Sequence[Row],
    roles: Sequence[RoleName],
    kinds: Sequence[FactKind],
    items: Sequence[tuple[str, str]],
    all_kinds: Mapping[str, FactKind],
) -> list[list[Cell]]:
    """Return a list of cells for each role, a cell a fact kind."""
    by_key: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault((row["role_id"], row["kind"]), []).append(row)
    alone = len(roles) == 1
    return [[_cell(role, kind, by_key, items, all_kinds, alone) for kind in kinds] for role in roles]


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
    return Cell(role, asked, kind, tuple(named if named and not kind.whole else rows), absent if rows else ())
