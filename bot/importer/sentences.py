"""Sentences of a page that state a fact, or repeat one as a check."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cells import CellError, Value, read_cell
from bot.content.fact_kinds import FactKind
from bot.importer.lines import Line
from bot.importer.names import NamedRole, PageNames, as_title
from bot.importer.patterns import ITEM, ITEMS, QUOTED, VALUE, any_of, captured, compile_pattern
from bot.importer.readings import Reading

CLAUSE_END = r"(?<=[.!?])\s+|(?<=[.!?][\"”])\s+|(?<=[a-z0-9][.!?])(?=(?-i:[A-Z]))|, while | whereas "


@dataclass(frozen=True)
class Confirmation:
    """The first items of a list, as a sentence repeats them."""

    role: str
    kind: str
    items: str
    line: int

    def fits(self, items: Sequence[str]) -> bool:
        """Tell whether a list begins with the items: 'patients, customer service, and data entry'."""
        beginnings = (_folded(", ".join(items[:count])) for count in range(1, len(items) + 1))
        return _folded(self.items) in beginnings


@dataclass(frozen=True)
class SentenceReadings:
    """What the running text of a page says."""

    readings: tuple[Reading, ...]
    confirmations: tuple[Confirmation, ...]
    used: frozenset[int]


def read_sentences(lines: list[Line], names: PageNames, kinds: dict[str, FactKind]) -> SentenceReadings:
    """Return the readings of all sentences that are of a form of some fact kind."""
    holes = _holes(names)
    clause_end = re.compile(rf"{CLAUSE_END}|(?<=[.!?])(?={holes['roles']}\b)", re.IGNORECASE)
    forms = [
        (kind, form, compile_pattern(pattern, holes, whole=False))
        for kind in kinds.values()
        for form in ("sentences", "confirms")
        for pattern in getattr(kind.page, form)
    ]
    readings: list[Reading] = []
    confirmations: list[Confirmation] = []
    used: set[int] = set()
    for line in lines:
        for sentence in () if line.listed else clause_end.split(line.text):
            for kind, form, pattern in forms:
                for match in pattern.finditer(sentence):
                    used.add(line.number)
                    if form == "confirms":
                        confirmations += _confirm(match, kind, line, names)
                    else:
                        readings += _read(match, kind, line, names)
    return SentenceReadings(tuple(readings), tuple(confirmations), frozenset(used))


def _holes(names: PageNames) -> dict[str, str]:
    every = [form for role in names.roles for form in (role.name, role.plural)]
    return {
        "role": any_of(every, article=True),
        "roles": any_of(every, article=True),
        "other": any_of(every, article=True),
        "value": VALUE,
        "item": ITEM,
        "items": ITEMS,
        "quoted": QUOTED,
        "...": rf"(?:(?!{any_of(every)}\b)[^.])*?",
    }


def _meant(match: re.Match[str], names: PageNames) -> list[NamedRole]:
    """Return the roles that a sentence names; on a role page a sentence without one speaks of its subject."""
    texts = [*captured(match, "role"), *captured(match, "roles")]
    if not texts and names.subject:
        return [names.subject]
    return [role for text in texts for role in names.roles if role.is_meant_by(text)]


def _confirm(match: re.Match[str], kind: FactKind, line: Line, names: PageNames) -> list[Confirmation]:
    (items,) = captured(match, "items")
    return [Confirmation(role.name, kind.name, items, line.number) for role in _meant(match, names)]


def _read(match: re.Match[str], kind: FactKind, line: Line, names: PageNames) -> list[Reading]:
    values = _values(match, kind)
    return [
        Reading(role.name, kind.name, value, match[0], line.number) for role in _meant(match, names) for value in values
    ]


def _values(match: re.Match[str], kind: FactKind) -> tuple[Value, ...]:
    """Return the values of a sentence: quoted items, listed items, or one value with or without its item."""
    quoted = captured(match, "quoted")
    if quoted:
        names = re.findall(r"[\"“”]([^\"“”]+?),?[\"“”]", quoted[0])
        return tuple(Value(item=as_title(name.strip(" .,"))) for name in names)
    if listed := captured(match, "items"):
        return tuple(Value(item=name) for name in re.split(r",? and |, ", listed[0].rstrip(".")))
    (text,) = captured(match, "value")
    item = captured(match, "item")
    cell = f"{as_title(item[0])}, {text}" if item else text
    try:
        return read_cell(kind.cell, cell)
    except CellError:
        return ()


def _folded(items: str) -> str:
    return items.casefold().replace(", and ", ", ").replace(" and ", ", ").strip(" .")
