"""Conditions on figures and lists: 'over 36k', 'between 34 and 36 thousand', 'not growing', 'need phlebotomy'."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.models import Amount, Condition
from bot.understand.amounts import DATE
from bot.understand.index import Index
from bot.understand.recognize import Recognition
from bot.understand.spot import Mention
from bot.understand.threshold import THAN

ABOVE, BELOW = frozenset({"over", "at_least"}), frozenset({"under", "at_most"})
POLES = {"high": "over", "low": "under"}
"""Pole of a comparative -> the side that it means: 'older than 45'."""
LOWER = frozenset({"less", "under", "low", "worst"})
"""Cues by which a figure is to be below that of a role."""
STRICT = frozenset({"over", "under"})
SIGNS = frozenset({"rising", "falling"})
JOINING = frozenset({"and", "to", "-"})
CONDITIONAL = frozenset({"fact", "item", "amount"})
"""Types of mentions that conditions are made of; of facts only the signs."""
ADDING = frozenset({"and", "but", "with", ",", ";", "also"})
"""Words by which another condition begins, to which a 'not' before the last does not reach."""
NEAR = 3
"""Words between an amount and the word that says on which side of it a figure is to be."""
REACH = 8
"""Words before a condition among which a 'not' negates it."""

SMALL, MOST_SMALL = frozenset({"", "percent", "years of age"}), 100
"""Units whose figures are never greater, so that a bare number that is belongs to another kind."""
LEAST_BARE, MOST_HOURLY, LEAST_YEARLY = 10, 200, 5000
"""Between the first two a number without any unit or fact beside it is taken for an hour's pay, from the third on for
a year's; elsewhere nobody can tell."""
ENDS = frozenset({"high", "low", "best", "worst", "rank"})
COUNTS = {str(number): number for number in range(2, 21)} | {
    word: at for at, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)
}


class Side(NamedTuple):
    """On which side of an amount a figure is to be."""

    name: str
    start: int
    end: int


def find_conditions(recognition: Recognition, index: Index) -> tuple[Condition, ...]:
    """Return the conditions of a sentence, in its order."""
    taken: set[int] = set()
    found: list[Condition] = []
    counted = count_at(recognition)
    amounts = [
        (own, own.amount)
        for own in recognition.of_type("amount")
        if own.amount and own.start != counted and own.amount.unit != DATE and not _counts_roles(recognition, own)
    ]
    at = 0
    while at < len(amounts):
        mention, amount = amounts[at]
        second = amounts[at + 1] if at + 1 < len(amounts) and _spans(recognition, mention, amounts[at + 1][0]) else None
        at += 2 if second else 1
        condition = _of_amount(recognition, mention, amount, second[1] if second else None, index)
        if condition:
            taken |= {own.start for own in recognition.of_type("item") if condition.item in dict(own.items).values()}
            found.append(condition)
    found += [_of_role(recognition, own, index) for own in recognition.of_type(THAN)]
    found += _signs(recognition, index)
    found += [_of_item(recognition, own, index) for own in recognition.of_type("item") if own.start not in taken]
    return tuple(found)


def _counts_roles(recognition: Recognition, mention: Mention) -> bool:
    """Tell whether a bare number says how many roles: 'only 1 of the roles is growing'."""
    behind = [lexeme.text for lexeme in recognition.lexemes[mention.end : mention.end + 1]]
    amount = mention.amount
    return bool(amount and not amount.unit and amount.value < MOST_SMALL) and behind in (
        ["of"],
        ["roles"],
        ["role"],
        ["jobs"],
    )


def _spans(recognition: Recognition, first: Mention, second: Mention) -> bool:
    """Tell whether two amounts are the ends of one span: '34 and 36 thousand' behind 'between', '30-40k'."""
    between = [lexeme.text for lexeme in recognition.lexemes[first.end : second.start]]
    cued = any(cue.name == "between" and cue.end <= first.start for cue in recognition.of_type("cue"))
    return len(between) == 1 and between[0] in JOINING and (cued or between[0] != "and")


def _of_amount(
    recognition: Recognition, mention: Mention, amount: Amount, upper: Amount | None, index: Index
) -> Condition | None:
    """Return the condition that an amount, or a span of two, makes; None where it is of no kind."""
    kinds = index.content.facts
    kind = _kind_of(recognition, mention, upper or amount, kinds)
    if not kind:
        return None
    side = _side(recognition, mention)
    start = min(side.start, mention.start) if side else mention.start
    end = max(side.end, mention.end) if side else mention.end
    falling = any(fact.pole == "falling" and fact.name == kind for fact in recognition.of_type("fact"))
    value = -amount.value if falling and amount.value > 0 and not side else amount.value
    low: float | None = value
    high: float | None = upper.value if upper else value
    if side and not upper:
        low, high = (amount.value, None) if side.name in ABOVE else (None, amount.value)
    elif amount.open_ended and not upper:
        high = None
    return Condition(
        kinds=(kind,),
        item=_item_of(recognition, mention, kind),
        low=low,
        high=high,
        strict=bool(side and side.name in STRICT),
        pole=next(filter(None, (_end(recognition, own, kinds[kind]) for own in recognition.of_type("fact"))), ""),
        negated=_is_negated(recognition, start, mention, index),
        unit=amount.unit,
        text=_text(recognition, start, end) if not upper else "",
    )


def _end(recognition: Recognition, fact: Mention, kind: FactKind) -> str:
    """Return the end of a kind that a mention of it means: high for 'the top of the range', nothing for both."""
    if fact.name != kind.name or fact.pole in POLES:
        return fact.pole if fact.name == kind.name else ""
    words = {lexeme.text for lexeme in recognition.lexemes[fact.start : fact.end]}
    upper, lower = not kind.upper.isdisjoint(words), not kind.lower.isdisjoint(words)
    return {(True, False): "high", (False, True): "low"}.get((upper, lower), "")


def _side(recognition: Recognition, mention: Mention) -> Side | None:
    """Return the word beside an amount that says on which side of it a figure is to be."""
    for cue in recognition.of_type("cue"):
        before, after = mention.start - cue.end, cue.start - mention.end
        if any(cue.end <= own.start and own.end <= mention.start for own in recognition.of_type("amount")):
            continue  # it is on a side of another amount
        if cue.name in ABOVE | BELOW and (0 <= before < NEAR or 0 <= after < 1):
            return Side(cue.name, cue.start, cue.end)
    for fact in recognition.of_type("fact"):
        if fact.pole in POLES and mention.start - fact.end == 1 and recognition.lexemes[fact.end].text == "than":
            return Side(POLES[fact.pole], fact.start, fact.end)
    return None


def _kind_of(recognition: Recognition, mention: Mention, amount: Amount, kinds: dict[str, FactKind]) -> str:
    """Return the fact kind that an amount is of: by its unit; of several the one named nearest to it."""
    free = [fact for fact in recognition.of_type("fact") if not _is_beyond(recognition, mention, fact)]
    named = sorted(free, key=lambda fact: abs(fact.start - mention.start))
    items = [kind for item in recognition.of_type("item") for kind, _ in item.items]
    near = [fact.name for fact in named] + items
    if amount.unit:
        of_period = [kind for kind in near if kinds[kind].places and not kinds[kind].meant_by_amounts]
        fitting = [kind for kind in near if kinds[kind].unit == amount.fact_unit]
        if amount.unit == "money" and not amount.per and of_period:
            return of_period[0]
        meant = [kind.name for kind in kinds.values() if kind.meant_by_amounts and kind.unit == amount.fact_unit]
        return next(iter([*fitting, *meant]), "")
    of_period = [kind for kind in near if kinds[kind].places and not kinds[kind].meant_by_amounts]
    if of_period:
        return of_period[0]
    of_money = [kind.name for kind in kinds.values() if kind.meant_by_amounts and kind.unit == amount.fact_unit]
    near = [kind for kind in near if kinds[kind].unit not in SMALL or amount.value <= MOST_SMALL]
    if not near or kinds[near[0]].places:
        plain = near or LEAST_BARE <= amount.value < MOST_HOURLY or amount.value >= LEAST_YEARLY
        return of_money[0] if of_money and plain else ""
    return next((kind for kind in near if kinds[kind].unit), "")


def _is_beyond(recognition: Recognition, mention: Mention, fact: Mention) -> bool:
    """Tell whether a fact stands behind another amount: the openings of 'under 35k with more than 25,000 openings'."""
    low, high = sorted((mention.start, fact.start))
    return any(low < own.start < high for own in recognition.of_type("amount"))


def _item_of(recognition: Recognition, mention: Mention, kind: str) -> str:
    """Return the item whose share an amount is: 'share of women over 60%'."""
    items = [own for own in recognition.of_type("item") if kind in dict(own.items)]
    nearest = min(items, key=lambda own: abs(own.start - mention.start), default=None)
    return dict(nearest.items)[kind] if nearest else ""


def _of_role(recognition: Recognition, mention: Mention, index: Index) -> Condition:
    """Return the condition to be above or below a role's own figure, of the fact named nearest, else of pay."""
    kinds = index.content.facts
    named = sorted(recognition.of_type("fact"), key=lambda fact: abs(fact.start - mention.start))
    figures = [fact.name for fact in named if kinds[fact.name].shape == "number"]
    usual = [kind.name for kind in kinds.values() if kind.places and not kind.converts]
    lower = any(cue.name in LOWER for cue in recognition.of_type("cue")) or any(own.pole == "low" for own in named)
    role = mention.resolution.role_ids[0] if mention.resolution else 0
    text = f"{'less' if lower else 'more'} than {index.roles[role].name}"
    low, high = (None, 0.0) if lower else (0.0, None)
    return Condition(((figures or usual)[0],), "", low, high, strict=True, than=role, unit=THAN, text=text)


def _signs(recognition: Recognition, index: Index) -> Iterator[Condition]:
    """Yield the conditions of words for more or less than nothing: 'growing', 'in decline'."""
    for fact in recognition.of_type("fact"):
        if fact.pole in SIGNS:
            low, high = (0.0, None) if fact.pole == "rising" else (None, 0.0)
            text = _text(recognition, fact.start, fact.end)
            negated = _is_negated(recognition, fact.start, fact, index)
            yield Condition((fact.name,), low=low, high=high, strict=True, negated=negated, unit="sign", text=text)


def _of_item(recognition: Recognition, mention: Mention, index: Index) -> Condition:
    """Return the condition that an item be on a role's list, of the kinds named if they have it."""
    kinds = index.content.facts
    named = [fact.name for fact in recognition.of_type("fact")]
    of_kind = dict(mention.items)
    wanted = [kind for kind in of_kind if kind in named or set(kinds[kind].supersedes) & set(named)]
    whole = [kind for kind, item in of_kind.items() if item.casefold() == mention.name]
    item = of_kind[(wanted or whole or list(of_kind))[0]]
    fitting = tuple(kind for kind in wanted or of_kind if of_kind[kind] == item)
    return Condition(fitting, item, negated=_is_negated(recognition, mention.start, mention, index), text=item)


def _is_negated(recognition: Recognition, start: int, mention: Mention, index: Index) -> bool:
    """Tell whether a 'not' before a condition negates it: none does that stands before another, joined by 'and'."""
    others = [own for own in recognition.mentions if own.type in CONDITIONAL and own.end <= mention.start]
    joined = (
        own.end
        for own in others
        if own.type != mention.type and (own.type != "fact" or own.pole in SIGNS)
        if not ADDING.isdisjoint(lexeme.text for lexeme in recognition.lexemes[own.end : mention.start])
    )
    before = recognition.lexemes[max(0, start - REACH, *joined) : start]
    text = f" {' '.join(lexeme.text for lexeme in before)} "
    return any(f" {phrase} " in text for phrase in index.content.words.negations)


def _text(recognition: Recognition, start: int, end: int) -> str:
    """Return words as they were typed; only cues and amounts are ever repeated, no other words of a person's."""
    return " ".join(lexeme.text for lexeme in recognition.lexemes[start:end])


def asked_count(recognition: Recognition) -> int:
    """Return how many are asked for ('top 3', 'the three lowest'), 0 where no number is named."""
    at = count_at(recognition)
    return COUNTS[recognition.lexemes[at].text] if at >= 0 else 0


def count_at(recognition: Recognition) -> int:
    """Return which word says how many are asked for, -1 where none does."""
    if COUNTS.keys().isdisjoint(lexeme.text for lexeme in recognition.lexemes):
        return -1
    cues = [own for own in recognition.mentions if own.type == "cue" or (own.type == "fact" and own.pole)]
    ends = [cue for cue in cues if cue.name in ENDS or cue.pole]
    measured = {own.start for own in recognition.of_type("amount") if own.amount and own.amount.unit}
    measured |= {at for own in recognition.of_type("fact") for at in range(own.start, own.end)}
    for at, lexeme in enumerate(recognition.lexemes):
        if (
            lexeme.text in COUNTS
            and at not in measured
            and any(0 <= at - end.end < 2 or 0 <= end.start - at - 1 < 2 for end in ends)
        ):
            return at
    return -1
