"""Share what one sentence of a message says with the others: roles with a question that names none, and the like."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.understand.reading import Reading, names_a_role
from bot.understand.slots import Slots

SEVERAL = frozenset({"both", "each", "all", "them", "these", "those", "either", "two", "three"})
"""Words that mean all roles named so far."""
TRUE = frozenset({"actually", "really", "actual", "real", "true", "right", "correct", "accurate"})
Test = Callable[[Reading], bool]


def sharing_roles(readings: list[Reading]) -> list[Reading]:
    """Return the readings where a sentence that asks without a role takes those of a neighbour.

    A list of names that follows belongs to it whole: 'Pay range, for: - collector - coordinator'.
    """
    shared: list[Reading] = []
    at = 0
    while at < len(readings):
        reading, at = readings[at], at + 1
        if not reading.slots.facts or names_a_role(reading):
            shared.append(reading)
            continue
        listed = [other for other in _run(readings[at:], lambda other: other.names_only)]
        at += len(listed)
        several = any(lexeme.text in SEVERAL for lexeme in reading.recognition.lexemes)
        named = [other for other in shared if names_a_role(other)]
        near = listed or (named if several else named[-1:]) or _first(readings[at:], names_a_role)
        shared.append(reading._replace(slots=_with_roles_of(reading.slots, near)))
    return shared


def sharing_facts(readings: list[Reading]) -> list[Reading]:
    """Return the readings where a bare name takes the fact kinds spoken of before: 'And for a coordinator?'.

    So does a question whether a remark is true: 'I am told they earn 40k. What is it really?'.
    """
    shared: list[Reading] = []
    for reading in readings:
        before = _last(shared, lambda other: bool(other.slots.facts) and not other.names_only)
        checks = bool(before) and not before[0].asks and _asks_for_the_truth(reading)
        if (reading.names_only or checks) and reading.asks and before:
            slots = replace(
                reading.slots, facts=before[0].slots.facts, items=before[0].slots.items, guessed=False, unsure=False
            )
            reading = reading._replace(slots=slots)
        shared.append(reading)
    return shared


def _asks_for_the_truth(reading: Reading) -> bool:
    """Tell whether a sentence names nothing itself and asks whether what was said is true: 'what is it really?'."""
    return reading.only_points and any(lexeme.text in TRUE for lexeme in reading.recognition.lexemes)


def _with_roles_of(slots: Slots, others: Sequence[Reading]) -> Slots:
    """Return slots with the roles of other sentences."""
    return replace(
        slots,
        roles=tuple(dict.fromkeys(role for other in others for role in other.slots.roles)),
        choices=tuple(choice for other in others for choice in other.slots.choices),
        strangers=tuple(stranger for other in others for stranger in other.slots.strangers),
    )


def _run(readings: Sequence[Reading], test: Test) -> list[Reading]:
    """Return the readings from the first on as long as they pass a test."""
    length = next((at for at, reading in enumerate(readings) if not test(reading)), len(readings))
    return list(readings[:length])


def _first(readings: Sequence[Reading], test: Test) -> list[Reading]:
    """Return the first reading that passes a test, in a list, empty where none does."""
    return [reading for reading in readings if test(reading)][:1]


def _last(readings: Sequence[Reading], test: Test) -> list[Reading]:
    return _first(readings[::-1], test)
