"""An answer as Slack messages: plain dicts within Slack's limits, in pages where it is longer than one message."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.layout import SOURCE, TABLE, cells, parts, ranges
from bot.models import ANSWERED, CLARIFY, Answer
from bot.slack import limits
from bot.slack.chart import chart
from bot.slack.elements import Block, button, buttons, context, menu, section
from bot.slack.markup import escape, pieces, shorten
from bot.slack.tables import code_tables, fits_a_table, table, table_pages

PAGE_BLOCKS = 40
"""Blocks of an answer in one message; the rest of Slack's 50 are for what stands around it."""
MENU_FROM = 11
"""Options from which a menu is clearer than buttons."""
NEXT = 5
"""Buttons for what may be asked next."""
ASK, SHARE, MORE, FEEDBACK = "ask", "share", "more", "feedback"
"""What an action is for: the beginning of its action_id."""


class Message(NamedTuple):
    """One message, with simpler forms of it for a Slack that refuses the first."""

    text: str
    """All of the answer, as plain text."""
    forms: tuple[list[Block], ...]
    """Its blocks: first with tables and the like, then without."""


class Around(NamedTuple):
    """What stands around an answer, and which page of it is shown."""

    labels: Mapping[str, str]
    """Name -> text of the buttons and the small print."""
    above: str = ""
    """Small print above the answer: the question, or who shares it."""
    kept: str = ""
    """Under which name the answer is kept; without one no button is offered that needs it."""
    share: bool = False
    vote: str = ""
    """What a feedback button sends; nothing for no such buttons."""
    page: int = 0
    charts: bool = False


def message(answer: Answer, around: Around) -> Message:
    """Return one page of an answer, from nothing but the answer and what stands around it."""
    head = [context([around.above])] if around.above else []
    forms = []
    for simple in (False, True):
        pages = list(_pages(answer, around, simple))
        page = min(around.page, len(pages) - 1)
        left = sum(_lines(block) for blocks in pages[page + 1 :] for block in blocks)
        tail = _tail(answer, around, page, left, simple)
        forms.append([*head, *pages[page], *tail])
    return Message(full_text(answer.text), tuple(forms))


def page_count(answer: Answer, around: Around) -> int:
    """Return how many messages an answer takes."""
    return len(list(_pages(answer, around, simple=False)))


def plain_message(text: str) -> Message:
    """Return a message that is no answer: a refusal, a limit, an apology."""
    return Message(full_text(text), ([section(piece) for piece in pieces(text, limits.SECTION)],))


def full_text(text: str) -> str:
    """Return all of a text as it stands beside blocks, which alone carries every figure."""
    return shorten(escape(text), limits.TEXT - 1_000)


def _pages(answer: Answer, around: Around, simple: bool) -> Iterator[list[Block]]:
    """Yield the blocks of an answer, message by message: Slack takes one table in each."""
    page: list[Block] = []
    for block in _body(answer, around, simple):
        tables = sum(own["type"] == "table" for own in page)
        if len(page) == PAGE_BLOCKS or (block["type"] == "table" and tables):
            yield page
            page = []
        page.append(block)
    yield page


def _body(answer: Answer, around: Around, simple: bool) -> Iterator[Block]:
    tabled = simple
    for part in parts(answer.text):
        if part.kind == TABLE:
            rows = cells(part.lines)
            # A second table of the same message would make Slack refuse it.
            yield from code_tables(rows) if tabled or not fits_a_table(rows) else map(table, table_pages(rows))
            tabled = tabled or fits_a_table(rows)
        elif part.kind == SOURCE:
            yield from (context([line]) for line in part.lines)
        else:
            text = "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in part.lines)
            yield from (section(piece) for piece in pieces(text, limits.SECTION) if piece.strip())
    if around.charts and not simple and ranges(answer.rows):
        yield chart(ranges(answer.rows), around.labels)


def _lines(block: Block) -> int:
    """Return how many lines of an answer a block shows."""
    if block["type"] == "table":
        return len(block["rows"]) - 1
    return len(block["text"]["text"].splitlines()) if block["type"] == "section" else 0


def _tail(answer: Answer, around: Around, page: int, left: int, simple: bool) -> Iterator[Block]:
    labels = around.labels
    if left and around.kept:
        yield context([f"{left} {labels['more_left']}"])
        yield buttons(MORE, [button(labels["more"], MORE, f"{around.kept} {page + 1}")])
    if answer.status == CLARIFY and answer.options:
        yield _choices(answer.options, labels["choose"])
    elif answer.then:
        yield buttons("next", [button(text, f"{ASK}.{at}", text) for at, text in enumerate(answer.then[:NEXT])])
    if around.share and around.kept:
        yield context([labels["only_you"]])
        yield buttons(SHARE, [button(labels["share"], SHARE, around.kept)])
    if around.vote and answer.status == ANSWERED and answer.rows and not simple:
        yield _feedback(around.vote, labels)


def _choices(options: Sequence[str], label: str) -> Block:
    if len(options) >= MENU_FROM:
        return buttons("choices", [menu(label, f"{ASK}.menu", options)])
    return buttons("choices", [button(name, f"{ASK}.{at}", name) for at, name in enumerate(options)])


def _feedback(vote: str, labels: Mapping[str, str]) -> Block:
    def thumb(name: str) -> Block:
        text = {"type": "plain_text", "text": shorten(labels[name], limits.BUTTON), "emoji": False}
        return {"text": text, "value": f"{name} {vote}"[: limits.VALUE]}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": thumb("good"),
        "negative_button": thumb("bad"),
    }
    return {"type": "context_actions", "block_id": FEEDBACK, "elements": [element]}
