"""The parts of an answer's text, as every channel that draws it takes it apart: paragraphs, tables, sources."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.models import Row

PARAGRAPH, TABLE, SOURCE = "paragraph", "table", "source"
SOURCE_SIGN = "Source: "
RULE = "|-"


class Part(NamedTuple):
    """Lines of an answer that belong together."""

    kind: str
    lines: tuple[str, ...]


def parts(text: str) -> Iterator[Part]:
    """Yield the parts of an answer's text in order, every line in one of them."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        yield Part(kind, tuple(lines))


def cells(table: Sequence[str]) -> list[list[str]]:
    """Return the cells of the lines of a table, its head first."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table if not line.startswith(RULE)]


def ranges(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that can be drawn as bars on one scale: the ranges of one kind of several roles, or none."""
    found = [row for row in rows if row.get("low") is not None and row["high"] is not None and row["unit"] != "months"]
    several = len({row["role_id"] for row in found}) > 1 and len({row["kind"] for row in found}) == 1
    return found if several else []


def _kind(line: str) -> str:
    if line.startswith("|"):
        return TABLE
    return SOURCE if line.startswith(SOURCE_SIGN) else PARAGRAPH
