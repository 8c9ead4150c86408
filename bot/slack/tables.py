"""Tables of an answer as Slack's table block, and as lines of one width where no such block may stand."""

from collections.abc import Iterator, Sequence

from bot.slack import limits
from bot.slack.elements import Block, section
from bot.slack.markup import escape, shorten

LONGEST_CELL = 1_000
FENCE = "```"
NUMBER_STARTS = tuple("$0123456789+-")


def fits_a_table(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether Slack's table block has room for the columns."""
    return 0 < len(rows[0]) <= limits.TABLE_COLUMNS and len(rows) > 1


def table_pages(rows: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield a table in parts that one message takes each, the head on every one."""
    head, page, size = rows[0], [rows[0]], _size(rows[0])
    for row in rows[1:]:
        if len(page) == limits.TABLE_ROWS or (len(page) > 1 and size + _size(row) > limits.TABLE_TEXT):
            yield page
            page, size = [head], _size(head)
        page.append(row)
        size += _size(row)
    yield page


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Return a table block; columns mostly of numbers stand on the right."""
    columns = list(zip(*rows[1:], strict=True))
    numeric = [2 * sum(cell.startswith(NUMBER_STARTS) for cell in column) > len(column) for column in columns]
    return {
        "type": "table",
        "column_settings": [{"align": "right" if own else "left", "is_wrapped": True} for own in numeric],
        "rows": [[{"type": "raw_text", "text": _shown(cell)} for cell in row] for row in rows],
    }


def code_tables(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """Yield sections that show a table in letters of one width."""
    widths = [max(len(_shown(row[at])) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(_shown(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    room = limits.SECTION - 2 * len(FENCE) - 2
    held: list[str] = []
    for line in [shorten(line, room // 5) for line in lines]:
        if held and len(escape("\n".join([*held, line]))) > room:
            yield _fenced(held)
            held = []
        held.append(line)
    yield _fenced(held)


def _fenced(lines: Sequence[str]) -> Block:
    # A fence in a cell would end the block early.
    return section(f"{FENCE}\n" + "\n".join(lines).replace(FENCE, "'''") + f"\n{FENCE}")


def _shown(cell: str) -> str:
    """Return a cell's text; Slack refuses an empty one."""
    return shorten(cell, LONGEST_CELL) or " "


def _size(row: Sequence[str]) -> int:
    return sum(len(_shown(cell)) for cell in row)
