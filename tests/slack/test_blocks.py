"""Every answer keeps to Slack's limits, by our own checker and by another's."""

import json
from collections.abc import Sequence

import pytest
import slackblocks

from bot.assistant import Assistant
from bot.models import ANSWERED, CLARIFY, Answer
from bot.slack.blocks import Around, Message, full_text, message, plain_message
from bot.slack.check_blocks import problems, view_problems
from bot.slack.compare import answer_view, compare_view
from bot.slack.desk import Desk
from bot.slack.elements import Block
from bot.slack.home import home_view, prompts
from bot.slack.markup import escape, pieces
from bot.slack.texts import read_slack_texts
from tests.conftest import ROOT, shipped_content

UTTERANCES = [example for intent in shipped_content().intents.values() for example in intent.examples]
QUESTIONS = [
    "collector vs senior AR pay?",
    "Collector vs Billing Associate vs Finance Clerk, everything",
    "everything about all roles",
    "salary range of collector, billing associate and accountable clerk",
    "clerk pay",
    "what is the pay",
    "is 36k fair for a collector?",
    *UTTERANCES[::25],
]


@pytest.fixture(scope="module")
def desk(assistant: Assistant) -> Desk:
    """The desk over what ships."""
    content = assistant.index.content
    return Desk(assistant, read_slack_texts(ROOT / "intents" / "slack.yaml", content.facts))


def long_answer(rows: int, columns: int = 3, lines: int = 0, cell: str = "$1,000 & <more>") -> Answer:
    """Return an answer with a table of some size and a list of some length."""
    head = "| " + " | ".join(f"Column {at}" for at in range(columns)) + " |"
    body = ["| " + " | ".join(f"{cell} {row}" for _ in range(columns)) + " |" for row in range(rows)]
    listed = [f"- a line with a <b>figure</b> of ${number:,}" for number in range(lines)]
    text = ["The point & the <figure>.", head, "|---|", *body, *listed, "Source: Nobody, a page (undated)"]
    return Answer(ANSWERED, "show", "\n".join(text), rows=({"kind": "x", "low": None},))


def everything(answer: Answer, desk: Desk) -> list[Message]:
    """Return an answer with all that may stand around it, every page."""
    around = Around(desk.labels, above="“" + "x" * 4000 + "”", kept="k" * 32, share=True, vote="v" * 3000, charts=True)
    return [message(answer, around._replace(page=page)) for page in range(6)]


@pytest.mark.parametrize("utterance", QUESTIONS)
def test_every_answer_keeps_to_the_limits(utterance: str, desk: Desk) -> None:
    answer, _ = desk.turn(utterance)
    for shown in everything(answer, desk):
        assert shown.text == full_text(answer.text)
        for form in shown.forms:
            assert problems(form, "message") == []
            second_opinion(form)


@pytest.mark.parametrize(
    ("rows", "columns"), [(99, 3), (100, 3), (350, 4), (20, 20), (20, 21), (5, 60), (1, 1), (900, 5)]
)
def test_every_size_of_table_keeps_to_the_limits(rows: int, columns: int, desk: Desk) -> None:
    answer = long_answer(rows, columns, lines=300)
    for shown in everything(answer, desk):
        for form in shown.forms:
            assert problems(form, "message") == []


def test_pages_show_every_row_once(desk: Desk) -> None:
    answer = long_answer(350)
    around = Around(desk.labels, kept="k")
    tables = [block for page in range(4) for block in message(answer, around._replace(page=page)).forms[0]]
    shown = [row[0]["text"] for block in tables if block["type"] == "table" for row in block["rows"][1:]]
    assert shown == [f"$1,000 & <more> {row}" for row in range(350)]


def test_a_long_answer_says_how_much_is_left_and_offers_it(desk: Desk) -> None:
    form = message(long_answer(350), Around(desk.labels, kept="k")).forms[0]
    assert any("251" in str(block) for block in form if block["type"] == "context")
    assert any(block.get("block_id") == "more" for block in form)


def test_nothing_is_markup_that_people_wrote(desk: Desk) -> None:
    answer = Answer(CLARIFY, "show", "<!channel> <@U1> & <https://x|y>\n- *bold* <!here>", options=("<!channel>",))
    shown = message(answer, Around(desk.labels, above="<!everyone>"))
    assert "<" not in shown.text
    for form in shown.forms:
        for block in form:
            texts = [block["text"]] if "text" in block else block["elements"]
            assert all("<" not in text["text"] for text in texts if text["type"] == "mrkdwn")
            assert all(text["type"] != "mrkdwn" for text in block.get("elements", ()))


def test_a_chart_appears_where_it_is_switched_on(desk: Desk) -> None:
    answer, _ = desk.turn("salary range of collector and billing associate")
    with_chart, without = (message(answer, Around(desk.labels, charts=charts)).forms[0] for charts in (True, False))
    drawn = [block for block in with_chart if block["type"] == "data_visualization"]
    assert len(drawn) == 1
    assert [block for block in without if block["type"] == "data_visualization"] == []
    values = [point["value"] for series in drawn[0]["chart"]["series"] for point in series["data"]]
    assert values == [row[end] for end in ("low", "high") for row in answer.rows]


def test_home_modal_and_prompts_keep_to_the_limits(desk: Desk) -> None:
    roles = list(desk.held.roles)
    for view in (home_view(desk), compare_view(desk), answer_view(desk, roles[:2]), answer_view(desk, roles[:3])):
        assert view_problems(view) == []
    assert 1 <= len(prompts(desk)) <= 4


def test_text_is_cut_where_it_may_be() -> None:
    text = "\n".join(["a & b " * 700, "x" * 5000, "", "last"])
    cut = list(pieces(text, 3000))
    assert all(0 < len(escape(piece)) <= 3000 for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}, "3001 characters"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": ""}}, "0 characters"),
        ({"type": "section"}, "neither text nor fields"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}, "2001 characters"),
        ({"type": "nonsense"}, "no such type"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "text of type mrkdwn"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "11 elements"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]] * 101}, "101 rows"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "21 columns"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}, "an empty cell"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 5001}]] * 2}, "10002 characters"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * n for n in (1, 2)]}, "different lengths"),
        ({"type": "actions", "elements": []}, "no elements"),
    ],
)
def test_the_checker_finds(block: Block, problem: str) -> None:
    assert any(problem in found for found in problems([block], "message"))


def test_the_checker_finds_what_blocks_are_together() -> None:
    table: Block = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    divider: Block = {"type": "divider", "block_id": "same"}
    assert "2 tables, allowed are 1" in problems([table, table], "message")
    assert "51 message blocks, allowed are 50" in problems([{"type": "divider"}] * 51, "message")
    assert "block_id 'same' stands twice" in problems([divider, divider], "message")
    assert any("not allowed in a modal" in found for found in problems([table], "modal"))


def test_a_refusal_is_a_message_too() -> None:
    assert problems(plain_message("<!channel> " * 2000).forms[0], "message") == []


def second_opinion(blocks: Sequence[Block]) -> None:
    """Build the blocks once more with slackblocks, which raises where a limit is passed."""
    built = [BUILDERS[block["type"]](block) for block in blocks if block["type"] in BUILDERS]
    if built:
        json.loads(slackblocks.Message(channel="C1", text="x", blocks=built).json())


def _section(block: Block) -> slackblocks.Block:
    return slackblocks.SectionBlock(slackblocks.Text(block["text"]["text"]))


def _context(block: Block) -> slackblocks.Block:
    return slackblocks.ContextBlock([slackblocks.PlainText(element["text"]) for element in block["elements"]])


def _table(block: Block) -> slackblocks.Block:
    return slackblocks.TableBlock(rows=[[slackblocks.RawText(cell["text"]) for cell in row] for row in block["rows"]])


def _chart(block: Block) -> slackblocks.Block:
    chart = block["chart"]
    series = [
        slackblocks.DataSeries(
            own["name"], [slackblocks.DataPoint(point["label"], point["value"]) for point in own["data"]]
        )
        for own in chart["series"]
    ]
    axes = slackblocks.AxisConfig(chart["axis_config"]["categories"], y_label=chart["axis_config"]["y_label"])
    return slackblocks.DataVisualizationBlock(title=block["title"], chart=slackblocks.BarChart(series, axes))


def _actions(block: Block) -> slackblocks.Block:
    buttons = [
        slackblocks.Button(element["text"]["text"], action_id=element["action_id"], value=element["value"])
        for element in block["elements"]
        if element["type"] == "button"
    ]
    return slackblocks.ActionsBlock(buttons) if buttons else slackblocks.DividerBlock()


BUILDERS = {
    "section": _section,
    "context": _context,
    "table": _table,
    "data_visualization": _chart,
    "actions": _actions,
}
