"""Printed cells: split what a flattened page has glued together, and read each cell by its type."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

NOTHING = "-"
"""What pages print where they hold no fact."""

MONTHS_IN = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Value:
    """What one printed cell says; only the fields of its type are set."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str | None = None
    item: str | None = None


@dataclass(frozen=True)
class CellType:
    """One type of cell: what it looks like, and how it is read."""

    glued: re.Pattern[str]
    """The strict form, used to find where one cell ends and the next begins."""
    read: Callable[[str], tuple[Value, ...]]
    """The values of one cell; raises ValueError where it is not of the type."""


class CellError(Exception):
    """A cell cannot be read, or split in one way only; the text says why."""


def read_cell(cell_type: str, text: str, choices: Sequence[str] = (), item: str = "") -> tuple[Value, ...]:
    """Return the values of one cell, none where the page prints '-'; raises CellError.

    `item` names what the values are of where the cell does not say it.
    """
    text = " ".join(text.split())
    if text in (NOTHING, ""):
        return ()
    if choices and text not in choices:
        raise CellError(f"'{text}' is not one of the names that this row may hold")
    try:
        values = CELL_TYPES[cell_type].read(text)
    except ValueError as error:
        raise CellError(f"'{text}' is not of the type {cell_type}") from error
    return tuple(replace(value, item=item) for value in values) if item else values


def split_cells(
    cell_type: str, text: str, columns: int, choices: Sequence[str] = (), traps: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the cells of a glued row; raises CellError where there is no way or more than one.

    `traps` are names that begin with a small letter ("eBay"): where one could begin, nothing is unique.
    """
    text = text.strip()
    if cell_type in NAME_TYPES and not choices:
        ways = _name_ways(text, columns, traps)
    else:
        form = re.compile("|".join(map(re.escape, choices))) if choices else CELL_TYPES[cell_type].glued
        ways = [
            way
            for way in _ways(text, columns, range(1, len(text)))
            if all(cell == NOTHING or form.fullmatch(cell) for cell in way)
        ]
    if len(ways) != 1:
        found = "no way" if not ways else f"{len(ways)} ways"
        raise CellError(f"'{text}' splits into {columns} cells in {found}")
    return ways[0]


def _ways(text: str, columns: int, cuts: Iterable[int]) -> list[tuple[str, ...]]:
    """Return every different way to cut a text at some of the places."""
    edges = ((0, *chosen, len(text)) for chosen in combinations(cuts, columns - 1))
    ways = (tuple(text[a:b].strip() for a, b in pairwise(edge)) for edge in edges)
    return list(dict.fromkeys(ways))


def _name_ways(text: str, columns: int, traps: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ways to cut names apart; the '-' of an empty cell stands at either end of the text."""
    if columns == 1:
        return [(text,)] if text else []
    if text.startswith(NOTHING):
        return [(NOTHING, *way) for way in _name_ways(text[1:], columns - 1, traps)]
    if text.endswith(NOTHING):
        return [(*way, NOTHING) for way in _name_ways(text[:-1], columns - 1, traps)]
    cuts = [at for at in range(1, len(text)) if _name_may_begin(text, at, traps)]
    return _ways(text, columns, cuts)


def _name_may_begin(text: str, at: int, traps: Sequence[str]) -> bool:
    """Tell whether a new name may begin here: a capital or digit right behind the end of a word.

    Inside one name stand capitals after - / & ' ( and runs of capitals or initials (IBM, U.S.).
    """
    if any(text.startswith(trap, at) for trap in traps):
        return True
    before, here, after = text[at - 1], text[at], text[at + 1 : at + 2]
    if before.isspace() or before in "-–/&'’(" or not (here.isupper() or here.isdigit()):
        return False
    if here.isdigit():
        return not before.isdigit()
    if before == ".":
        return not re.search(r"[A-Z]\.$", text[:at])
    return not before.isupper() or after.islower()


def _digits(text: str) -> float:
    return float(text.replace(",", "").replace("$", "").replace("%", "").replace("+", ""))


def _read_number(form: str) -> Callable[[str], tuple[Value, ...]]:
    pattern = re.compile(form)

    def read(text: str) -> tuple[Value, ...]:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return (Value(value=_digits(text)),)

    return read


def _read_money_range(text: str) -> tuple[Value, ...]:
    ends = re.findall(r"\$[\d,]+(?:\.\d\d)?", text)
    if len(ends) != 2 or _digits(ends[0]) > _digits(ends[1]):
        raise ValueError(text)
    return (Value(low=_digits(ends[0]), high=_digits(ends[1])),)


def _read_span(text: str) -> tuple[Value, ...]:
    """Return a span of time in months: '6-12 months' is 6 and 12, '1-2 years' 12 and 24."""
    found = re.fullmatch(r"(\d+)(?:\s*[-–]\s*(\d+))? (month|year)s?", text.lower())
    if not found:
        raise ValueError(text)
    low, high, unit = found.groups()
    months = MONTHS_IN[unit]
    return (Value(low=int(low) * months, high=int(high or low) * months, text=text),)


def _read_share(text: str) -> tuple[Value, ...]:
    """Return a name with its share; 'Payroll, -' is a name whose share is not printed."""
    found = re.fullmatch(r"(.+), (?:(\d{1,3}(?:\.\d+)?)%|-)", text)
    if not found:
        raise ValueError(text)
    return (Value(text=found[1], value=float(found[2]) if found[2] else None),)


def _read_shares(text: str) -> tuple[Value, ...]:
    if not re.fullmatch(_SHARES, text):
        raise ValueError(text)
    found = re.findall(r"(\S[^,%]*), (\d{1,3}(?:\.\d+)?)%", text)
    return tuple(Value(item=item, value=float(share)) for item, share in found)


def _read_item_share(text: str) -> tuple[Value, ...]:
    (share,) = _read_share(text)
    return (Value(item=share.text, value=share.value),)


def _read_name(text: str) -> tuple[Value, ...]:
    return (Value(text=name_of(text)),)


def _read_item(text: str) -> tuple[Value, ...]:
    """Return an item with the words said of it: 'Math skills: adds up the charges'."""
    item, _, said = text.partition(": ")
    return (Value(item=item, text=said or None),)


def _read_item_money(text: str) -> tuple[Value, ...]:
    found = re.fullmatch(r"(.+), (\$[\d,]+(?:\.\d\d)?)", text)
    if not found:
        raise ValueError(text)
    return (Value(item=found[1], value=_digits(found[2])),)


def _read_item_count(text: str) -> tuple[Value, ...]:
    found = re.fullmatch(r"(.+), ([\d,]+)", text)
    if not found:
        raise ValueError(text)
    return (Value(item=found[1], value=_digits(found[2])),)


def _read_line(text: str) -> tuple[Value, ...]:
    return (Value(item=text),)


def _read_text(text: str) -> tuple[Value, ...]:
    return (Value(text=text),)


def name_of(text: str) -> str:
    """Return the name in a cell; a sentence about a company ('X is a company that …') gives 'X'."""
    about = re.match(r"(.{2,60}?) (?:is|are) (?:an?|the) .+\.$", text)
    return about[1] if about else text


_COUNT = r"(?:0|[1-9]\d{0,2}(?:,\d{3})*)"
_MONEY = r"\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?"
_SHARES = r"[A-Z][^,%]*, \d{1,3}(?:\.\d+)?%(?: [A-Z][^,%]*, \d{1,3}(?:\.\d+)?%)*"
NAME_TYPES = ("name", "item")

CELL_TYPES = {
    "money": CellType(re.compile(_MONEY), _read_number(r"\$[\d,]+(?:\.\d\d)?")),
    "money_range": CellType(re.compile(rf"between {_MONEY} and {_MONEY}", re.IGNORECASE), _read_money_range),
    "percent": CellType(re.compile(r"[-+]?\d{1,3}(?:\.\d)?%"), _read_number(r"[-+]?\d{1,3}(?:\.\d+)?%")),
    "count": CellType(re.compile(_COUNT), _read_number(r"\d+|\d{1,3}(?:,\d{3})+")),
    "score": CellType(re.compile(r"[0-4](?:\.\d)?|5(?:\.0)?"), _read_number(r"[0-4](?:\.\d)?|5(?:\.0)?")),
    "age": CellType(re.compile(r"[1-9]\d"), _read_number(r"[1-9]\d(?:\.\d)?")),
    "upper": CellType(re.compile(r"[1-9]\d?"), _read_number(r"[1-9]\d?")),
    "span": CellType(re.compile(r"\d+(?:-\d+)? (?:month|year)s?"), _read_span),
    "share": CellType(re.compile(r"[A-Z][^%]*, \d{1,3}%"), _read_share),
    "shares": CellType(re.compile(_SHARES), _read_shares),
    "item_share": CellType(re.compile(r"[A-Z][^%]*, \d{1,3}%"), _read_item_share),
    "item_money": CellType(re.compile(rf"[A-Z][^$]*, {_MONEY}"), _read_item_money),
    "item_count": CellType(re.compile(rf"[A-Z][^\d]*, {_COUNT}"), _read_item_count),
    "city": CellType(re.compile(r"[A-Z][^,]*, [A-Z]{2}"), _read_name),
    "name": CellType(re.compile(r".+"), _read_name),
    "item": CellType(re.compile(r".+"), _read_item),
    "line": CellType(re.compile(r".+"), _read_line),
    "text": CellType(re.compile(r".+"), _read_text),
}
