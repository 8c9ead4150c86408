"""Questions, rows and replies that try the templates of content before anybody asks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.assistant import Assistant
from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.held import Cell
from bot.models import ANSWERED, CLARIFY, DECLINED, Amount, Choice, Condition, Question, Row, Stranger
from bot.render import Renderer, SpokenCell

MOST_ROLES = 3
"""Roles named with which templates are tried."""
MANY_ROLES = 12
"""Roles that stand for all there are."""
EVERYTHING = 1e9
"""Further from zero than any figure."""
SUMS = (Amount(0, 1, 36000, "money", "year", False), Amount(0, 1, 17.5, "money", "hour", False),
        Amount(0, 1, 36000, "", "", False), Amount(0, 1, 3, "", "", False),
        Amount(0, 1, 5, "percent", "", False), Amount(0, 1, 6, "months", "", False))  # fmt: skip
"""Amounts that can be held against figures, that make no sense there, and that have another unit."""
WORDLESS = ("not_understood", "menu", "which_role", "which_fact")
"""Replies to what names nothing at all, too."""


class Trials:
    """Questions that mimic real ones, made of the roles and facts of a catalogue that has some."""

    def __init__(self, assistant: Assistant) -> None:
        self._index = assistant.index
        self._kinds = list(assistant.index.content.facts.values())
        self._rows = assistant.catalogue.rows("select * from held order by role_id, id", {})
        held = Counter(row["role_id"] for row in self._rows)
        self._fullest_first = sorted(self._index.roles, key=lambda role: -held[role])

    def questions(self, intent: Intent) -> Iterator[Question]:
        """Yield questions for an intent: few roles and many, full and bare ones, facts of every shape, all slots."""
        facts = self._facts(intent)
        for roles in self._roles(intent):
            plain = Question(intent.name, ANSWERED, roles=roles)
            if intent.rests_on == "selection":
                yield from _with_conditions(plain, list(self._conditions()))
                continue
            yield from (replace(plain, facts=own, amounts=sums) for own in facts for sums in _amounts(intent))
        yield from self._with_slots(Question(intent.name, ANSWERED, roles=roles), intent, facts)

    def replies(self, name: str) -> Iterator[Question]:
        """Yield questions that are answered with a reply: with one of everything, with several, and with nothing."""
        status = CLARIFY if name.startswith("which") else DECLINED
        one, two = tuple(self._fullest_first[:1]), tuple(self._fullest_first[:2])
        kinds = tuple(kind.name for kind in self._kinds)
        shown = tuple(intent.name for intent in self._index.content.intents.values() if intent.tries)
        bare = Question("", status, name)
        if name in WORDLESS or name not in self._index.content.replies:
            yield bare
        yield replace(
            bare,
            words=("word",),
            topics=("topic",),
            strangers=(Stranger("stranger", ()),),
            choices=(Choice("clerk", one),),
            facts=kinds[:1],
        )
        yield replace(
            bare,
            words=("word", "other"),
            topics=("topic", "other"),
            strangers=(Stranger("stranger", two), Stranger("other", one)),
            choices=(Choice("clerk", two), Choice("specialist", two)),
            facts=kinds[:2],
            roles=two,
            menu=shown[:2],
        )

    def rows_of(self, kind: FactKind) -> Iterator[Sequence[Row]]:
        """Yield what some roles hold of a fact kind, and a row made up where none does."""
        own = [row for row in self._rows if row["kind"] == kind.name]
        for role in list(dict.fromkeys(row["role_id"] for row in own))[:MANY_ROLES]:
            yield [row for row in own if row["role_id"] == role]
        if not own:
            number, ends = kind.shape in ("number", "list"), kind.shape == "range"
            yield [{"value": 1.0 if number else None, "low": 1.0 if ends else None, "high": 2.0 if ends else None,
                    "text": "text", "item": "item", "base": 12.0, "role_id": self._fullest_first[0]}]  # fmt: skip

    def gaps(self, kind: FactKind, renderer: Renderer) -> Iterator[dict[str, object]]:
        """Yield differences between two roles, as the template of a gap is given them."""
        rows = tuple(next(self.rows_of(kind)))
        cell = SpokenCell(Cell(self._index.roles[rows[0]["role_id"]], kind, kind, rows), renderer)
        for gap, percent in ((19622.0, 56.3), (0.5, 0.0)):
            yield {"gap": gap, "percent": percent, "percent_less": percent / 2, "high": cell, "low": cell}

    def _roles(self, intent: Intent) -> list[tuple[int, ...]]:
        """Return the roles of questions for an intent, the fullest ones last."""
        full = self._fullest_first
        bare = [*self._standing_in(), full[-1]]
        if intent.scope == "all":
            return [tuple(full[-2:]), tuple(full[:2]), tuple(self._index.roles)[:MANY_ROLES]]
        least = intent.needs.get("roles", 0)
        most = max(least, min(MOST_ROLES, intent.takes.get("roles", MOST_ROLES)))
        counts = range(max(least, 1), most + 1)
        chosen = [(*full[: count - 1], role) for count in counts for role in bare]
        chosen += [tuple(full[:count]) for count in range(least, most + 1)]
        if intent.scope == "others":
            return [tuple(dict.fromkeys((*own[:1], *full[:MANY_ROLES]))) for own in chosen]
        return list(dict.fromkeys(chosen))

    def _standing_in(self) -> list[int]:
        """Return a role of which another kind is held than the one that people ask for, if there is any."""
        held = {(row["role_id"], row["kind"]) for row in self._rows}
        pairs = [(kind.name, kind.instead) for kind in self._kinds if kind.instead]
        return [
            role
            for role in self._index.roles
            if any((role, instead) in held and (role, kind) not in held for kind, instead in pairs)
        ][:1]

    def _facts(self, intent: Intent) -> list[tuple[str, ...]]:
        """Return fact kinds that questions for an intent may name, the most usual ones last."""
        if intent.own_facts or intent.takes.get("facts") == 0:
            return [intent.facts]
        names = [kind.name for kind in self._of_every_shape()]
        chosen = [(), *pairwise(names), *((name,) for name in reversed(names)), intent.facts]
        return [facts for facts in chosen if facts or not (intent.needs.get("facts") or intent.facts)]

    def _of_every_shape(self) -> list[FactKind]:
        """Return a fact kind of each sort that templates may tell apart, numbers first."""
        first: dict[tuple[object, ...], FactKind] = {}
        for kind in sorted(self._kinds, key=lambda own: own.shape != "number"):
            sort = (kind.shape, bool(kind.figure), bool(kind.item_show), kind.prose, bool(kind.instead))
            first.setdefault(sort, kind)
        return list(first.values())

    def _with_slots(self, plain: Question, intent: Intent, facts: Sequence[tuple[str, ...]]) -> Iterator[Question]:
        """Yield questions that differ in one slot each: cues, poles, numbers, families, items, amounts."""
        for own in facts[-3:]:
            asked = replace(plain, facts=own, amounts=_amounts(intent)[0])
            cues = (*intent.cues, *intent.cues_alone)
            yield from (replace(asked, cues=(cue,)) for cue in cues)
            yield from (replace(asked, cues=cues[:1], pole=pole) for pole in ("high", "low"))
            yield from (replace(asked, cues=cues[:1], count=count) for count in (1, 2, 5))
            yield replace(asked, group="group", topics=("topic",), strangers=(Stranger("stranger", ()),))
        for row in [row for row in self._rows if row["item"]][:1]:
            items = ((row["kind"], row["item"]), (row["kind"], "no such item"))
            yield from (replace(plain, facts=(row["kind"],), items=items[:count]) for count in (1, 2))

    def _conditions(self) -> Iterator[Condition]:
        """Yield conditions that all roles fulfil, that some do, and that none does."""
        for kind in self._of_every_shape():
            rows = next(self.rows_of(kind))
            if kind.figure:
                yield Condition((kind.name,), low=-EVERYTHING, text="over it")
                yield Condition((kind.name,), high=-EVERYTHING, strict=True, negated=True)
                yield Condition((kind.name,), high=-EVERYTHING, text="under it")
            if kind.item_column:
                item = str(rows[0][kind.item_column])
                yield Condition((kind.name,), item=item)
                yield Condition((kind.name,), item=item, low=-EVERYTHING, negated=True, text="over it")


def _amounts(intent: Intent) -> list[tuple[Amount, ...]]:
    """Return the amounts of questions for an intent, of each sort where it needs one."""
    return [(amount,) for amount in SUMS] if intent.needs.get("amounts") else [()]


def _with_conditions(plain: Question, conditions: Sequence[Condition]) -> Iterator[Question]:
    """Yield a question with each of some conditions, and with each two neighbours among them."""
    for chosen in [(own,) for own in conditions] + list(pairwise(conditions)):
        kinds = tuple(dict.fromkeys(kind for condition in chosen for kind in condition.kinds))
        yield replace(plain, facts=kinds, conditions=chosen)
