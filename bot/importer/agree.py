"""Hold the readings of a page against each other; only what agrees becomes a fact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.cells import NOTHING, Value
from bot.content.fact_kinds import Check, FactKind
from bot.importer.names import NamedRole
from bot.importer.readings import Fact, LeftOut, Reading
from bot.importer.sentences import Confirmation
from bot.importer.tables import UpperEnds

SHARES_WITHIN = 1.0
"""How far the shares of a list may be off their sum, in percentage points (each is rounded)."""


@dataclass(frozen=True)
class Objection:
    """A reason not to believe the facts of one kind of one role."""

    role: str
    kind: str
    why: str


@dataclass(frozen=True)
class Checks:
    """What a page says that checks facts rather than states them."""

    columns: tuple[NamedRole | None, ...]
    upper_ends: tuple[UpperEnds, ...]
    confirmations: tuple[Confirmation, ...]


def agree(readings: Iterable[Reading], checks: Checks, kinds: dict[str, FactKind]) -> tuple[list[Fact], list[LeftOut]]:
    """Return the facts that nothing on the page contradicts, in the order read, and the rest with reasons."""
    held, left_out = _unanimous(readings)
    facts = {key: fact for key, (fact, _) in held.items()}
    reasons = {
        (objection.role, objection.kind): objection.why
        for objection in (
            *_contradictions(facts, kinds),
            *_wrong_sums(facts, kinds),
            *_wrong_upper_ends(facts, checks),
            *_wrong_beginnings(facts, checks.confirmations),
        )
    }
    for key, (fact, line) in held.items():
        if (fact.role, fact.kind) in reasons:
            del facts[key]
            left_out.append(LeftOut(line, f"{fact.role}: {fact.raw}", reasons[fact.role, fact.kind]))
    return list(facts.values()), left_out


FactKey = tuple[str, str, str | None]


def _unanimous(readings: Iterable[Reading]) -> tuple[dict[FactKey, tuple[Fact, int]], list[LeftOut]]:
    """Return the facts, with their lines, on which all readings agree."""
    groups: dict[FactKey, list[Reading]] = {}
    for reading in readings:
        item = reading.value.item.casefold() if reading.value.item else None
        groups.setdefault((reading.role, reading.kind, item), []).append(reading)
    held: dict[FactKey, tuple[Fact, int]] = {}
    left_out = []
    for group in groups.values():
        full = [reading for reading in group if _says_more_than_its_item(reading.value)] or group
        first = full[0]
        if len({_folded_value(reading.value) for reading in full}) == 1:
            fact = Fact(first.role, first.kind, first.value, first.raw)
            held[fact.key] = (fact, first.line)
        else:
            printed = ", ".join(f"'{reading.raw}' (line {reading.line})" for reading in full)
            left_out.append(LeftOut(first.line, f"{first.role}: {first.kind}", f"the page says {printed}"))
    return held, left_out


def _says_more_than_its_item(value: Value) -> bool:
    return (value.value, value.low, value.text) != (None, None, None)


def _folded_value(value: Value) -> Value:
    item, text = value.item, value.text
    return replace(value, item=item and item.casefold(), text=text and text.casefold())


def _contradictions(facts: dict[FactKey, Fact], kinds: dict[str, FactKind]) -> Iterator[Objection]:
    for (role, name, _), fact in facts.items():
        for check in kinds[name].checks:
            other = facts.get((role, check.kind, None))
            if other and not _fits(fact.value, other.value, check):
                yield Objection(role, name, f"it does not fit {check.kind} {other.raw}")


def _fits(value: Value, other: Value, check: Check) -> bool:
    """Tell whether a figure agrees: hourly x 2080 is the salary; a range holds the salary."""
    if other.value is None:
        return True
    if check.times and value.value is not None:
        return abs(value.value - other.value / check.times) <= check.within
    return value.low is None or value.high is None or value.low <= other.value <= value.high


def _wrong_sums(facts: dict[FactKey, Fact], kinds: dict[str, FactKind]) -> Iterator[Objection]:
    sums: dict[tuple[str, str], float] = {}
    for (role, name, _), fact in facts.items():
        if kinds[name].sums_to:
            sums[role, name] = sums.get((role, name), 0) + (fact.value.value or 0)
    for (role, name), total in sums.items():
        if abs(total - kinds[name].sums_to) > SHARES_WITHIN:
            yield Objection(role, name, f"the shares add up to {total:.1f}%, not {kinds[name].sums_to:g}%")


def _wrong_upper_ends(facts: dict[FactKey, Fact], checks: Checks) -> Iterator[Objection]:
    for row in checks.upper_ends:
        columns = [role for role in checks.columns if role]
        ends = [_printed_upper_end(facts.get((role.name, row.kind, None))) for role in columns]
        if "".join(ends) != row.printed:
            why = f"line {row.line} prints '{row.printed}' as upper ends, the sentences {' and '.join(ends)}"
            yield from (Objection(role.name, row.kind, why) for role in columns)


def _printed_upper_end(fact: Fact | None) -> str:
    """Return '12' of '6-12 months' and '2' of '1-2 years': the number without its unit."""
    if fact is None or fact.value.text is None:
        return NOTHING
    return fact.value.text.split()[0].split("-")[-1]


def _wrong_beginnings(facts: dict[FactKey, Fact], confirmations: Sequence[Confirmation]) -> Iterator[Objection]:
    """Object to lists whose first items are not those that a sentence repeats."""
    for said in confirmations:
        items = [item for role, kind, item in facts if item and (role, kind) == (said.role, said.kind)]
        if items and not said.fits(items):
            why = f"line {said.line} begins the list with '{said.items}'"
            yield Objection(said.role, said.kind, why)
