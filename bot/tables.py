"""Lay cells of several roles out as tables in Markdown, and lists as lines."""

from collections.abc import Iterable, Sequence

from bot.held import Cell
from bot.render import Renderer

NOT_HELD = "not held"
WIDE = 4
"""Fact kinds from which the roles are the columns rather than the rows."""


def tables(grid: Sequence[Sequence[Cell]], renderer: Renderer) -> str:
    """Return what is known of several roles: one table of single facts, one for each list of shares, then texts."""
    columns = list(zip(*grid, strict=True))
    single = [cells for cells in columns if cells[0].asked.shape != "list" and not cells[0].asked.prose]
    shares = [cells for cells in columns if cells[0].asked.shape == "list" and cells[0].asked.item_show]
    texts = [cells for cells in columns if cells not in single and cells not in shares]
    parts = [_facts_table(single, renderer)] if single else []
    parts += [_shares_table(cells, renderer) for cells in shares]
    parts += [_text_lines(cells, renderer) for cells in texts]
    return "\n\n".join(parts)


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, its columns padded to one width."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    padded = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([padded[0], rule, *padded[1:]])


def _facts_table(columns: Sequence[Sequence[Cell]], renderer: Renderer) -> str:
    titles = [_capital(cells[0].asked.title) for cells in columns]
    names = [cell.role.name for cell in columns[0]]
    shown = [[_shown(cell, renderer) for cell in cells] for cells in columns]
    if len(columns) >= WIDE:
        return markdown_table(["", *names], ([title, *row] for title, row in zip(titles, shown, strict=True)))
    return markdown_table(["Role", *titles], ([name, *row] for name, *row in zip(names, *shown, strict=True)))


def _shown(cell: Cell, renderer: Renderer) -> str:
    if not cell.held:
        return NOT_HELD
    return renderer.shown(cell)


def _shares_table(cells: Sequence[Cell], renderer: Renderer) -> str:
    """Return a table with a row an item; an item that a role's list lacks is an empty cell."""
    items = list(dict.fromkeys(row["item"] for cell in cells for row in cell.rows))
    values = [{row["item"]: renderer.shown_item(cell.kind, row) or "listed" for row in cell.rows} for cell in cells]
    head = [_capital(cells[0].asked.title), *(cell.role.name for cell in cells)]
    body = [[item, *(own.get(item, "-" if own else NOT_HELD) for own in values)] for item in items]
    return markdown_table(head, body) if items else _text_lines(cells, renderer)


def _text_lines(cells: Sequence[Cell], renderer: Renderer) -> str:
    lines = [
        f"{cell.role.name}: {renderer.said(cell) if cell.held else f'no {cell.asked.title} held'}" for cell in cells
    ]
    return "\n".join(lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
