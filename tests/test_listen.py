"""Listening: a message that was not addressed is answered where it asks the room, and met with silence elsewhere."""

import json

import pytest

from bot.assistant import Assistant
from bot.models import Answer
from bot.output import answer_json
from bot.questions import problems, read_set
from bot.state import START
from tests.conftest import ROOT, Run, shipped_content
from tests.twins import folded, pattern

MESSAGES = ROOT / "tests" / "questions" / "listen.jsonl"
TOO_MANY = 200
"""Of so many messages one may be answered wrongly."""

ROOM = [
    ("<!here> what does a collector make a year?", ("collector",), "34,872"),
    ("anyone know the hourly rate of a billing associate?", ("billing-associate",), "16.64"),
    ("does anybody know which role has the most openings?", ("collections-specialist",), "40,277"),
    (
        "folks, what's the salary range for a senior AR specialist?",
        ("senior-accounts-receivable-specialist",),
        "78,000",
    ),
    (
        "What is the average salary of a collections coordinator? :thinking_face:",
        ("collections-coordinator",),
        "37,938",
    ),
]
NOBODYS = [
    "collections pay?",  # asked back when it is addressed
    "what does a wine collector earn?",  # declined when it is addressed
    "what's the bonus of a collector?",
    "how satisfied are collectors with their job?",
    "thanks!",
    "hi all",
    "help",
    "start over",
    "which roles do you know?",
    "<@U024BE7LH> what does a collector make a year?",
    "hey <@U024BE7LH>, any idea what a collector makes?",
    "Dana, what does a collector make a year?",
    "thanks Ines! do you have the best paying city for collections specialists too?",
    'if I had a dollar for every "what does a collector actually do" I would be rich',
    "what does a collections coordinator do? coordinate collections :joy:",
    "why do senior AR specialists look so balanced? because they reconcile",
    "does anyone know whether the collector role here still requires a degree",
    "re: how many openings for billing associates",
    '=VLOOKUP("Collections Coordinator",Salary!A:D,3,FALSE) gives nothing, is that the salary?',
    "avg pay AR? anybody?",
    "just read that collections technicians are growing 10% while everyone else shrinks",
    "+1 to asking what a billing associate's average salary is, but let's wait for the call",
    "54k for a senior AR specialist, are you kidding me?",
    "what's our band for a senior AR specialist?",
    "when does the new collector start?",
    "we pay collectors $34,872 a year",
    "New opening: Collections Coordinator, $37,938 a year, apply now!",
    "> what does a collector make a year?\nfound it, never mind",
    "~what does a collector make a year?~",
    "Q: what does a collector make? A: 34,872",
    "`select salary from collector`",
    "https://example.com/collector-salary?",
    "ERROR collector.pay salary=null at line 3?",
    "lunch?",
    "",
]


def hear(message: str, assistant: Assistant) -> Answer:
    return assistant.turn(message, listening=True).answer


@pytest.mark.parametrize(("message", "roles", "figure"), ROOM, ids=[message for message, _, _ in ROOM])
def test_a_question_to_the_room_is_answered(
    message: str, roles: tuple[str, ...], figure: str, assistant: Assistant
) -> None:
    answer = hear(message, assistant)
    assert (answer.status, answer.roles) == ("answered", roles)
    assert figure in answer.text
    assert answer.sources


@pytest.mark.parametrize("message", NOBODYS)
def test_everything_else_is_met_with_silence(message: str, assistant: Assistant) -> None:
    assert hear(message, assistant) == Answer("silent", "", "")


def test_what_is_overheard_does_not_touch_the_state(assistant: Assistant) -> None:
    before = assistant.turn("collector pay").state
    for message, _, _ in ROOM:
        assert assistant.turn(message, before, listening=True).state == before
    for message in ("and hourly?", "start over", "the coordinator", "never mind"):
        turn = assistant.turn(message, before, listening=True)
        assert (turn.answer.status, turn.state) == ("silent", before)


def test_nothing_is_carried_into_what_is_overheard(assistant: Assistant) -> None:
    asked_back = assistant.turn("collections pay?").state
    assert hear("specialist", assistant).status == "silent"
    assert assistant.turn("specialist", asked_back, listening=True).answer.status == "silent"
    assert assistant.turn("specialist", asked_back).answer.status == "answered"
    assert asked_back != START


def test_jsonl_keeps_the_contract(rolecall: Run, assistant: Assistant) -> None:
    messages = [ROOM[0][0], NOBODYS[0], "and hourly?", ROOM[1][0]]
    asked = [{"id": number, "conversation": "c", "text": text} for number, text in enumerate(messages)]
    done = rolecall("ask", "--jsonl", "--listen", stdin="\n".join(json.dumps(line) for line in asked))
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [(line["id"], line["conversation"]) for line in told] == [(number, "c") for number in range(4)]
    for line, message in zip(told, messages, strict=True):
        assert {**line, "id": 0} == {"id": 0, "conversation": "c", **answer_json(hear(message, assistant))}
    assert [line["status"] for line in told] == ["answered", "silent", "silent", "answered"]
    silent = told[1]
    assert (silent["text"], silent["rows"], silent["options"], silent["sources"]) == ("", [], [], [])


@pytest.mark.parametrize(("message", "printed"), [(ROOM[0][0], "34,872"), ("collections pay?", "")])
def test_ask_listen_is_no_failure_where_it_is_silent(message: str, printed: str, rolecall: Run) -> None:
    done = rolecall("ask", "--listen", message)
    assert done.returncode == 0
    assert printed in done.stdout
    assert printed or done.stdout.strip() == ""


def test_no_message_was_learnt_from() -> None:
    """What was learnt from proves nothing; another role's name in its place is no difference."""
    content = shipped_content().listening
    learnt = [pattern(message) for message in (*content.asked, *content.silent)]
    texts = [folded(turn.text) for own in read_set(MESSAGES) for turn in own.turns]
    assert [text for text in texts if any(form.fullmatch(text) for form in learnt)] == []


def test_hardly_a_message_is_answered_wrongly(assistant: Assistant) -> None:
    """It is better to miss a question than to interrupt: at most 1 in 200 messages may be answered wrongly."""
    turns = [(turn, hear(turn.text, assistant)) for own in read_set(MESSAGES) for turn in own.turns]
    wrong = [turn.text for turn, answer in turns if answer.status == "answered" and problems(turn, answer)]
    assert len(turns) >= TOO_MANY
    assert len(wrong) <= len(turns) // TOO_MANY, wrong
