"""Amounts as people write them: 36k, $36,000, 36 grand, 17.5/hr, 3k a month, 40%, 6-12 months, 20+."""

import re
from collections.abc import Sequence

from bot.models import Amount

NUMBER = re.compile(r"(\$)?(\d[\d,]*(?:\.\d+)?)(k)?(%)?(\+)?$")
THOUSANDS = frozenset({"k", "grand", "thousand", "thou"})
MONEY = frozenset({"dollar", "dollars", "buck", "bucks", "usd", "$"})
PERCENT = frozenset({"percent", "%", "pct", "cent", "point", "points"})
PER = {"hr": "hour", "hour": "hour", "hourly": "hour", "ph": "hour", "yr": "year", "year": "year",
       "yearly": "year",
       "annually": "year", "annum": "year", "pa": "year", "month": "month", "monthly": "month", "mo": "month",
       "week": "week", "weekly": "week", "wk": "week", "day": "day", "daily": "day"}  # fmt: skip
SPANS = {"month": 1, "months": 1, "mos": 1, "mo": 1, "year": 12, "years": 12, "yrs": 12, "yr": 12}
MINUS = frozenset({"-", "minus", "negative"})
FRACTIONS = {"half": 50.0, "third": 100 / 3, "thirds": 100 / 3, "quarter": 25.0, "quarters": 25.0}
DATE, YEAR = "date", re.compile(r"(?:19|20)\d\d$")
DATING = frozenset({"in", "since", "by", "from", "until", "before", "after", "for", "of", "year", "during"})
"""Words behind which 2019 is a year."""
AGE = "years of age"
SPANNING = frozenset({"to", "-"})
LIMITS = frozenset({"under", "over", "within", "than", "least", "most"})
"""Words behind which 'a year' is a span of time, not a period of pay."""
LINKED = PER | {"h": "hour"}
"""Periods behind a link: 17/h, while 40h are hours."""
LINKS = frozenset({"/", "a", "an", "per", "each", "every", "the", "by"})
SMALL_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
                 "ten": 10, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
                 "sixty": 60}  # fmt: skip


BEGINNINGS = frozenset({"a", *SMALL_NUMBERS, *FRACTIONS, *MINUS})
"""Words that an amount may begin with, numbers aside."""


def find_amounts(words: Sequence[str]) -> list[Amount]:
    """Return the amounts in a sentence given as typed words, in order."""
    amounts = []
    at = 0
    while at < len(words):
        amount = _amount_at(words, at) if words[at] in BEGINNINGS or NUMBER.match(words[at]) else None
        if amount:
            amounts.append(amount)
        at = amount.end if amount else at + 1
    return _with_shared_units(amounts, words)


def _amount_at(words: Sequence[str], start: int) -> Amount | None:
    if words[start] in MINUS and (not start or not NUMBER.match(words[start - 1])):
        amount = _amount_at(words, start + 1) if start + 1 < len(words) else None
        negative = amount and (amount.unit == "percent" or (not amount.unit and words[start] != "-"))
        return amount._replace(start=start, value=-amount.value) if amount and negative else None
    if YEAR.match(words[start]) and start and words[start - 1] in DATING:
        return Amount(start, start + 1, float(words[start]), DATE, "", False)
    if words[start] in FRACTIONS:
        return _fraction(words, start)
    found = NUMBER.match(words[start])
    if words[start] in ("a", "one") and start and words[start - 1] in LIMITS and _word(words, start + 1) in SPANS:
        return Amount(start, start + 2, SPANS[_word(words, start + 1)], "months", "", False)
    if not found:
        spelled = SMALL_NUMBERS.get(words[start])
        return _spelled(words, start, spelled) if spelled else None
    money, digits, thousand, percent, plus = found.groups()
    value = float(digits.replace(",", "")) * (1000 if thousand else 1)
    end = start + 1
    unit = "money" if money else "percent" if percent else ""
    if _word(words, end) in THOUSANDS:
        value, end = value * 1000, end + 1
    return _with_unit(words, start, end, value, unit, bool(plus))


def _fraction(words: Sequence[str], start: int) -> Amount | None:
    """Return 'two thirds' as a percentage; 'half' alone only behind a limit or before 'of'."""
    count = SMALL_NUMBERS.get(words[start - 1], 0) if start else 0
    before = words[start - 1 - (words[start - 1] in ("a", "one")) if start else 0]
    if not count and before not in LIMITS and _word(words, start + 1) != "of":
        return None
    return Amount(start - bool(count), start + 1, (count or 1) * FRACTIONS[words[start]], "percent", "", False)


def _spelled(words: Sequence[str], start: int, value: float) -> Amount | None:
    """Return a spelled number that has a unit ('six months', 'one to two years'); bare ones are words."""
    if _word(words, start + 1) in THOUSANDS:
        return _with_unit(words, start, start + 2, value * 1000, "", False)
    if _word(words, start + 1) in SPANNING and (
        upper := _amount_at(words, start + 2) if start + 2 < len(words) else None
    ):
        return Amount(start, start + 1, value, "", "", False) if upper.unit else None
    amount = _with_unit(words, start, start + 1, value, "", False)
    return amount if amount.unit and not amount.per else None


def _with_unit(words: Sequence[str], start: int, end: int, value: float, unit: str, plus: bool) -> Amount:
    """Return an amount with the unit and the period that follow it."""
    if _word(words, end) == "+":
        plus, end = True, end + 1
    if not unit and _word(words, end) == "per" and _word(words, end + 1) == "cent":
        return Amount(start, end + 2, value, "percent", "", plus)
    if not unit and _word(words, end) in PERCENT:
        return Amount(start, end + 1, value, "percent", "", plus)
    if _word(words, end) in MONEY:
        unit, end = "money", end + 1
    if not unit and _word(words, end) in SPANS and _word(words, end + 1) in ("old", "young"):
        return Amount(start, end + 2, value, AGE, "", plus)
    if not unit and _word(words, end) in SPANS:
        return Amount(start, end + 1, value * SPANS[_word(words, end)], "months", "", plus)
    step = 1 if _word(words, end) in LINKS else 0
    per = (LINKED if step else PER).get(_word(words, end + step), "")
    if per and unit != "percent":
        return Amount(start, end + step + 1, value, "money", per, plus)
    return Amount(start, end, value, unit, "", plus)


def _with_shared_units(amounts: list[Amount], words: Sequence[str]) -> list[Amount]:
    """Return amounts where '34 and 36 thousand', '35-40k' and '6-12 months' share the unit of the last."""
    shared = []
    for at, amount in enumerate(amounts):
        after = amounts[at + 1] if at + 1 < len(amounts) else None
        joined = after and after.start - amount.end == 1 and words[amount.end] in ("-", "and", "to")
        if after and joined and not amount.unit:
            scale = 1000 if after.unit in ("money", "") and after.value >= 1000 > amount.value else 1
            months = 12 if after.unit == "months" and _word(words, after.end - 1).startswith("y") else 1
            value = amount.value * scale * (months if after.unit == "months" else 1)
            amount = Amount(amount.start, amount.end, value, after.unit, after.per, amount.open_ended)
        shared.append(amount)
    return shared


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""
