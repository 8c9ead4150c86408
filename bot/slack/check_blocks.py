"""Check blocks against Slack's rules without Slack: types, places, lengths, counts, ids."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.slack import limits

Block = dict[str, Any]
Problems = Iterator[str]

SURFACES = {
    "section": ("message", "modal", "home"),
    "header": ("message", "modal", "home"),
    "context": ("message", "modal", "home"),
    "actions": ("message", "modal", "home"),
    "divider": ("message", "modal", "home"),
    "input": ("message", "modal", "home"),
    "table": ("message",),
    "data_visualization": ("message", "home"),
    "context_actions": ("message",),
}
TABLES = ("table", "data_table")


def problems(blocks: Sequence[Block], surface: str) -> list[str]:
    """Return what Slack would refuse in the blocks of a message, a modal or App Home, one line each."""
    return list(_problems(blocks, surface))


def _problems(blocks: Sequence[Block], surface: str) -> Problems:
    yield from _most(f"{surface} blocks", len(blocks), limits.BLOCKS[surface])
    tables = [block for block in blocks if block.get("type") in TABLES]
    yield from _most("tables", len(tables), 1)
    yield from _most("charts", sum(block.get("type") == "data_visualization" for block in blocks), 2)
    yield from _twice("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for at, block in enumerate(blocks):
        for problem in _of_block(block, surface):
            yield f"block {at} ({block.get('type')}): {problem}"


def _of_block(block: Block, surface: str) -> Problems:
    kind = block.get("type", "")
    if kind not in SURFACES:
        yield "no such type"
        return
    if surface not in SURFACES[kind]:
        yield f"not allowed in a {surface}"
    yield from _length("block_id", block.get("block_id", "-"), limits.ID)
    yield from _twice("action_id", [own["action_id"] for own in block.get("elements", ()) if "action_id" in own])
    check = CHECKS.get(kind)
    if check:
        yield from check(block)


def _section(block: Block) -> Problems:
    if "text" not in block and not block.get("fields"):
        yield "neither text nor fields"
    if "text" in block:
        yield from _text(block["text"], limits.SECTION)
    yield from _most("fields", len(block.get("fields", ())), 10)
    for field in block.get("fields", ()):
        yield from _text(field, limits.FIELD)
    if "accessory" in block:
        yield from _element(block["accessory"])


def _header(block: Block) -> Problems:
    yield from _text(block["text"], limits.HEADER, ("plain_text",))


def _context(block: Block) -> Problems:
    yield from _count("elements", len(block["elements"]), limits.CONTEXT_ELEMENTS)
    for element in block["elements"]:
        yield from _text(element, limits.CONTEXT_TEXT)


def _actions(block: Block) -> Problems:
    yield from _count("elements", len(block["elements"]), limits.ACTIONS)
    for element in block["elements"]:
        yield from _element(element)


def _input(block: Block) -> Problems:
    yield from _text(block["label"], limits.LABEL, ("plain_text",))
    yield from _element(block["element"])


def _table(block: Block) -> Problems:
    rows = block["rows"]
    yield from _count("rows", len(rows), limits.TABLE_ROWS)
    yield from _count("columns", len(rows[0]), limits.TABLE_COLUMNS)
    if len({len(row) for row in rows}) != 1:
        yield "rows of different lengths"
    yield from _most("column_settings", len(block.get("column_settings", ())), len(rows[0]))
    texts = [cell["text"] for row in rows for cell in row]
    yield from _most("characters in cells", sum(map(len, texts)), limits.TABLE_TEXT)
    if not all(texts):
        yield "an empty cell"
    if any(cell["type"] not in ("raw_text", "raw_number", "rich_text") for row in rows for cell in row):
        yield "a cell of a wrong type"


def _chart(block: Block) -> Problems:
    chart = block["chart"]
    categories = chart["axis_config"]["categories"]
    yield from _length("title", block["title"], limits.CHART_TITLE)
    yield from _count("series", len(chart["series"]), limits.CHART_SERIES)
    yield from _count("categories", len(categories), limits.CHART_POINTS)
    yield from _twice("category", categories)
    for axis in ("x_label", "y_label"):
        yield from _length(axis, chart["axis_config"].get(axis, "-"), limits.CHART_TITLE)
    for label in categories:
        yield from _length("category", label, limits.CHART_LABEL)
    for series in chart["series"]:
        yield from _length("series", series["name"], limits.CHART_LABEL)
        if [point["label"] for point in series["data"]] != categories:
            yield "a series without one value for each category"


def _context_actions(block: Block) -> Problems:
    yield from _count("elements", len(block["elements"]), 5)
    for element in block["elements"]:
        for name in ("positive_button", "negative_button"):
            yield from _text(element[name]["text"], limits.BUTTON, ("plain_text",))
            yield from _length("value", element[name]["value"], limits.VALUE)


def _element(element: Block) -> Problems:
    yield from _length("action_id", element.get("action_id", "-"), limits.ID)
    if element["type"] == "button":
        yield from _text(element["text"], limits.BUTTON, ("plain_text",))
        yield from _length("value", element.get("value", "-"), limits.VALUE)
    if "placeholder" in element:
        yield from _text(element["placeholder"], limits.PLACEHOLDER, ("plain_text",))
    if element["type"] == "static_select":
        yield from options_problems(element["options"])


def options_problems(options: Sequence[Block]) -> Problems:
    """Yield what Slack would refuse in the options of a menu."""
    yield from _count("options", len(options), limits.OPTIONS)
    for option in options:
        yield from _text(option["text"], limits.OPTION, ("plain_text",))
        yield from _length("value", option["value"], limits.OPTION_VALUE)


def view_problems(view: Block) -> list[str]:
    """Return what Slack would refuse in a modal or an App Home."""
    found = problems(view["blocks"], view["type"])
    for name in ("title", "submit", "close"):
        if name in view:
            found += _text(view[name], limits.VIEW_TITLE, ("plain_text",))
    if view["type"] == "modal" and "title" not in view:
        found.append("a modal without a title")
    found += _most("private_metadata", len(view.get("private_metadata", "")), limits.METADATA)
    return found


def _text(text: Block, longest: int, kinds: Sequence[str] = ("plain_text", "mrkdwn")) -> Problems:
    if text["type"] not in kinds:
        yield f"text of type {text['type']}"
    yield from _length("text", text["text"], longest)


def _length(name: str, text: str, longest: int) -> Problems:
    if not 1 <= len(text) <= longest:
        yield f"{name} of {len(text)} characters, allowed are 1 to {longest}"


def _most(name: str, count: int, most: int) -> Problems:
    if count > most:
        yield f"{count} {name}, allowed are {most}"


def _count(name: str, count: int, most: int) -> Problems:
    if not count:
        yield f"no {name}"
    yield from _most(name, count, most)


def _twice(name: str, ids: Sequence[str]) -> Problems:
    for own in sorted({own for own in ids if ids.count(own) > 1}):
        yield f"{name} '{own}' stands twice"


CHECKS: dict[str, Callable[[Block], Problems]] = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "table": _table,
    "data_visualization": _chart,
    "context_actions": _context_actions,
}
