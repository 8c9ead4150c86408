"""Draw answers on a terminal: tables, ranges as bars, the source set apart (the only importer of rich)."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from bot.layout import SOURCE, TABLE, cells, parts, ranges
from bot.models import Answer, Row

BAR = 40
"""Characters of the widest bar."""


def draw(answer: Answer, console: Console) -> None:
    """Print an answer; off a terminal it is printed as it stands, whatever its width."""
    if not console.is_terminal:
        console.print(answer.text, markup=False, highlight=False, soft_wrap=True)
        return
    for part in parts(answer.text):
        if part.kind == TABLE:
            console.print(_table(part.lines))
            continue
        for line in part.lines:
            console.print(escape(line), style="dim" if part.kind == SOURCE else None, highlight=False)
    for bar in _bars(answer.rows):
        console.print(bar)


def _table(lines: Sequence[str]) -> Table:
    """Return the table of Markdown lines."""
    rows = cells(lines)
    table = Table(header_style="bold", box=None, pad_edge=False)
    for title in rows[0]:
        table.add_column(escape(title))
    for row in rows[1:]:
        table.add_row(*(escape(cell) for cell in row))
    return table


def _bars(rows: Sequence[Row]) -> Iterator[Text]:
    """Yield a bar for each of several ranges of one kind, on one scale that begins at zero."""
    drawn = ranges(rows)
    top = max((row["high"] for row in drawn), default=0)
    width = max((len(row["role"]) for row in drawn), default=0)
    for row in drawn:
        start, end = (round(BAR * row[column] / top) for column in ("low", "high"))
        yield Text(f"{row['role'].ljust(width)}  {' ' * start}{'█' * max(1, end - start)}")
