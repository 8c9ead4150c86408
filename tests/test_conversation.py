"""Conversations turn by turn: what is carried over, put right, asked back, left alone and forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from bot.assistant import Assistant, Turn
from bot.content.strict_yaml import Block, read_block
from bot.models import ANSWERED
from bot.state import START, State
from tests.twins import Case, differences, heard, read_case

CONVERSATIONS = Path(__file__).parent / "conversations.yaml"
SOME_TURN = Case("", status=ANSWERED, intent="show")


class Conversation(NamedTuple):
    """Turns of one conversation."""

    name: str
    turns: tuple[Case, ...]
    came: str = ""
    """What came instead, of a conversation that is not met."""


def conversations(key: str) -> list[Conversation]:
    block = read_block(CONVERSATIONS)
    found = {each: [_conversation(own) for own in block.blocks(each)] for each in ("conversations", "unmet")}
    block.end()
    return found[key]


def _conversation(block: Block) -> Conversation:
    turns = tuple(_turn(turn) for turn in block.blocks("turns", required=True))
    conversation = Conversation(block.text("name"), turns, block.text("came", ""))
    block.end()
    return conversation


def _turn(block: Block) -> Case:
    """Return a turn; one that is not answered leaves its intent open unless it names it."""
    answered = block.text("status", ANSWERED) == ANSWERED
    return read_case(block, SOME_TURN if answered else SOME_TURN._replace(intent=""))


def params(key: str) -> list[ParameterSet]:
    return [pytest.param(conversation, id=conversation.name) for conversation in conversations(key)]


def turns_of(conversation: Conversation, assistant: Assistant) -> Iterator[tuple[Case, Turn]]:
    state = START
    for case in conversation.turns:
        turn = assistant.turn(case.ask, state)
        state = turn.state
        yield case, turn


def problems(conversation: Conversation, assistant: Assistant) -> list[str]:
    """Return where a conversation did not go as it must."""
    return [
        f"{case.ask}: {problem}"
        for case, turn in turns_of(conversation, assistant)
        for problem in differences(case, heard(turn, assistant), {})
    ]


@pytest.mark.parametrize("conversation", params("conversations"))
def test_a_conversation(conversation: Conversation, assistant: Assistant) -> None:
    assert problems(conversation, assistant) == []


@pytest.mark.parametrize("conversation", params("unmet"))
def test_unmet(conversation: Conversation, assistant: Assistant) -> None:
    if problems(conversation, assistant):
        pytest.xfail(f"came instead when it was written: {conversation.came}")
    pytest.fail("this is met now: move it to `conversations`")


@pytest.mark.parametrize("conversation", [*params("conversations"), *params("unmet")])
def test_every_state_survives_json_and_goes_on_as_before(conversation: Conversation, assistant: Assistant) -> None:
    state = START
    for case in conversation.turns:
        stored = state.to_json()
        assert "\n" not in stored
        assert State.from_json(stored) == state
        turn = assistant.turn(case.ask, State.from_json(stored))
        assert turn.answer == assistant.turn(case.ask, state).answer
        state = turn.state


def test_every_carried_answer_names_its_roles(assistant: Assistant) -> None:
    names = {role.slug: role.name for role in assistant.index.roles.values()}
    for conversation in conversations("conversations"):
        for case, turn in turns_of(conversation, assistant):
            if turn.answer.status == ANSWERED and turn.answer.rows and turn.answer.intent != "source":
                group = turn.understanding.questions[0].group
                named = all(names[slug] in turn.answer.text for slug in turn.answer.roles)
                assert named or (group and group in turn.answer.text), case.ask


def after(assistant: Assistant, *asked: str) -> Turn:
    """Return the last turn of a conversation."""
    turn = assistant.turn(asked[0])
    for text in asked[1:]:
        turn = assistant.turn(text, turn.state)
    return turn


@pytest.mark.parametrize("text", ["start over", "reset", "never mind"])
def test_a_reset_leaves_nothing(text: str, assistant: Assistant) -> None:
    assert after(assistant, "collector vs senior AR pay", text).state == START


@pytest.mark.parametrize(
    "text",
    [
        *(
            "thanks!",
            "hi",
            "tell me a joke",
            "weather tomorrow?",
            "help",
            "qwyjibo zzyzx",
            "how do I book a room",
            "will it rain tomorrow",
        ),
    ],
)
def test_what_is_about_nothing_leaves_the_state_alone(text: str, assistant: Assistant) -> None:
    before = after(assistant, "collector vs senior AR pay")
    assert assistant.turn(text, before.state).state == before.state


def test_sources_are_those_of_the_last_answer(assistant: Assistant) -> None:
    told = after(
        assistant, "tell me about the billing associate", "skills of a collector", "where is that from?"
    ).answer
    assert told.text == (
        "The figures for Collector are from Zippia's role pages:\n"
        "- Senior accounts receivable specialist vs collector (undated page)"
    )


def test_a_follow_up_with_nothing_to_follow_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.answer("and for a coordinator?")
    assert (answer.status, answer.rows) == ("clarify", ())
    assert answer.text.startswith("I have nothing before that to go on from.")


def test_a_state_holds_no_text_that_was_typed_and_no_time(assistant: Assistant) -> None:
    """When a conversation has ended is for the channel to say: a state is as good as new whenever it comes back."""
    state = after(assistant, "collector pay, says Somebody Important", "and hourly?").state
    assert "important" not in state.to_json().lower()
    assert assistant.turn("and a coordinator?", state) == assistant.turn("and a coordinator?", state)


def test_roles_and_facts_that_are_gone_are_left_out(assistant: Assistant) -> None:
    gone = START._replace(intent="show", roles=("plumber", "collector"), facts=("bonus", "hourly"))
    answer = assistant.turn("and a coordinator?", gone).answer
    assert (answer.roles, answer.facts) == (("collections-coordinator",), ("hourly",))
    assert assistant.turn("and growth?", gone).answer.roles == ("collector",)


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"intent": "show"}', "no json"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        State.from_json(text)
