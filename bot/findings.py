"""What can be said of the facts that a look-up found; each finding is worked out when a template asks for it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.analysis.figures import figure
from bot.analysis.nearness import Nearness, nearness
from bot.analysis.overlap import Overlap, overlap
from bot.analysis.placement import Placement, place
from bot.analysis.ranking import Ranking, rank_roles
from bot.analysis.selection import Selection, select
from bot.analysis.standings import Standings, standings
from bot.analysis.step import Step, step
from bot.analysis.totals import Totals, totals
from bot.content.fact_kinds import FactKind
from bot.held import Cell
from bot.models import Question, Row
from bot.names import RoleName
from bot.render import Renderer
from bot.tables import tables

WHOLE = frozenset({"rank", "all", "ascending"})
"""Cues that ask for all places of a ranking."""
ORDINALS = {"second": 2, "third": 3}
"""Cues that ask for one place: it is shown with those before it."""
NEAREST = 3
"""Roles named as near to another, for each kind of nearness."""


class Findings:
    """Rows arranged by role and kind, and what follows from them."""

    def __init__(
        self,
        question: Question,
        roles: Sequence[RoleName],
        grid: Sequence[Sequence[Cell]],
        kinds: Mapping[str, FactKind],
        renderer: Renderer,
    ) -> None:
        self._question, self._roles, self._grid = question, roles, grid
        self._kinds, self._renderer = kinds, renderer

    @cached_property
    def tables(self) -> str:
        """Return what is known of several roles side by side, in Markdown."""
        return tables(self._grid, self._renderer)

    @cached_property
    def standings(self) -> Standings | None:
        """Return how the roles stand in the first kind asked for."""
        return standings(self._grid, self._renderer) if len(self._roles) > 1 else None

    @cached_property
    def ranking(self) -> Ranking | None:
        """Return the roles in the order of the first kind, as many as are asked for."""
        asked = self._question
        whole = len(self._roles) if WHOLE.intersection(asked.cues) else 1
        count = asked.count or max(whole, *(ORDINALS.get(cue, 1) for cue in asked.cues), 1)
        return rank_roles(self._column(0), asked.pole, count, asked.cues, self._renderer)

    @cached_property
    def totals(self) -> list[Totals]:
        """Return the totals of every kind that has a number."""
        columns = (self._column(at) for at in range(len(self._grid[0]) if self._grid else 0))
        found = (totals(cells, self._question.pole, self._question.cues, self._renderer) for cells in columns)
        return [total for total in found if total]

    @cached_property
    def selection(self) -> Selection:
        """Return the roles that fulfil the conditions."""
        return select(self._grid, self._roles, self._question.conditions, self._renderer)

    @cached_property
    def lacking(self) -> list[RoleName]:
        """Return the roles that hold no figure of the first kind."""
        return [
            role
            for role, cells in zip(self._roles, self._grid, strict=True)
            if not cells or not cells[0].held or (cells[0].kind.figure and figure(cells[0]) is None)
        ]

    @cached_property
    def placements(self) -> list[Placement]:
        """Return where the amount lies among the figures of each role, as far as they are held."""
        of_roles = [{cell.asked.name: cell for cell in cells} for cells in self._grid]
        amounts = self._question.amounts[:1]
        found = [place(amount, cells, self._kinds, self._renderer) for amount in amounts for cells in of_roles]
        return [own for own in found if own]

    @cached_property
    def overlap(self) -> Overlap | None:
        """Return what the lists of the first two roles share."""
        lists = [next((cell for cell in cells if cell.kind.shape == "list"), None) for cells in self._grid[:2]]
        first, second = (*lists, None, None)[:2]
        return overlap(first, second, self._renderer) if first and second else None

    @cached_property
    def nearness(self) -> list[Nearness]:
        """Return the roles nearest to the first, once for each kind."""
        columns = (self._column(at) for at in range(len(self._grid[0]) if self._grid else 0))
        found = (nearness(cells, self._renderer) for cells in columns)
        return [near._replace(nearest=near.nearest[:NEAREST]) for near in found if near]

    @cached_property
    def steps(self) -> list[Step]:
        """Return the step from the first role to the second in every kind that has a number."""
        pairs = zip(*self._grid[:2], strict=True) if len(self._grid) > 1 else ()
        found = (step(first, second, self._renderer) for first, second in pairs if first.kind.shape == "number")
        return [own for own in found if own]

    def shown(self, rests_on: str) -> list[Row]:
        """Return the rows that an answer rests on: those of a ranking, a selection or the nearest roles, or all."""
        cells: Sequence[Cell] = [cell for row in self._grid for cell in row]
        if rests_on == "ranking":
            cells = self.ranking.shown if self.ranking else ()
        elif rests_on == "placement":
            placed = {own.average.cell.role.name for own in self.placements}
            cells = [cell for cell in cells if cell.role.name in placed]
        elif rests_on == "selection":
            some = self.selection.chosen or not self.selection.others
            cells = self.selection.shown if some else cells
        elif rests_on == "nearness":
            spoken = [own for near in self.nearness for own in (near.own, *(other.cell for other in near.nearest))]
            cells = [own.cell for own in spoken]
        return list({row["id"]: row for cell in cells for row in cell.rows}.values())

    def told_beside(self, rests_on: str) -> list[Row]:
        """Return the rows of figures that are told beside an answer without being asked for: who comes next."""
        ranking = self.ranking if rests_on == "ranking" else None
        only_first = ranking and len(ranking.places) == len(ranking.first)
        return [row for cell in ranking.next for row in cell.cell.rows] if ranking and only_first else []

    def _column(self, at: int) -> list[Cell]:
        return [cells[at] for cells in self._grid if at < len(cells)]
