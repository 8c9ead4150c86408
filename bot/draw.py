"""Draw answers on a terminal: tables, ranges as bars, the source set apart (the only importer of rich)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.models import Answer, Row

BAR = 40
"""Characters of the widest bar."""
RULE = "|-"
SOURCE = "Source: "


def draw(answer: Answer, console: Console) -> None:
    """Print an answer; off a terminal it is printed as it stands, whatever its width."""
    if not console.is_terminal:
        console.print(answer.text, markup=False, highlight=False, soft_wrap=True)
        return
    for is_table, lines in groupby(answer.text.splitlines(), key=lambda line: line.startswith("|")):
        if is_table:
            console.print(_table(list(lines)))
        else:
            for line in lines:
                console.print(escape(line), style="dim" if line.startswith(SOURCE) else None, highlight=False)
    for bar in _bars(answer.rows):
        console.print(bar)


def _table(lines: Sequence[str]) -> Table:
    """Return the table of Markdown lines."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith(RULE)]
    table = Table(header_style="bold", box=None, pad_edge=False)
    for title in rows[0]:
        table.add_column(escape(title))
    for row in rows[1:]:
        table.add_row(*(escape(cell) for cell in row))
    return table


def _bars(rows: Sequence[Row]) -> Iterator[Text]:
    """Yield a bar for each of several ranges of one kind, on one scale that begins at zero."""
    ranges = [row for row in rows if row.get("low") is not None and row["high"] is not None and row["unit"] != "months"]
    if len({row["role_id"] for row in ranges}) < 2 or len({row["kind"] for row in ranges}) > 1:
        return
    top = max(row["high"] for row in ranges)
    width = max(len(row["role"]) for row in ranges)
    for row in ranges:
        start, end = (round(BAR * row[column] / top) for column in ("low", "high"))
        yield Text(f"{row['role'].ljust(width)}  {' ' * start}{'█' * max(1, end - start)}")
