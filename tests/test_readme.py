"""The README is run: every answer and every output in it is compared with what the product gives."""

import re
from collections.abc import Mapping

import pytest

from bot.__main__ import cli
from bot.assistant import Assistant
from bot.models import ANSWERED
from bot.state import START
from tests.conftest import ROOT
from tests.readme import README, Example, as_run, examples

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = examples(TEXT)
RUN = [number for number, example in enumerate(EXAMPLES) if example.typed]
ROWS = re.findall(r"^\| [^|`]+ \| `([^`]+)` \|$", TEXT, re.MULTILINE)
"""The questions of the table of what can be asked."""
REFRESH = "after a wording that changed on purpose: python -m tests.readme"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, environment: Mapping[str, str]) -> list[Example]:
    """The examples as the product answers them."""
    return as_run(TEXT, tmp_path_factory.mktemp("readme"), environment)


@pytest.mark.parametrize("number", RUN, ids=[EXAMPLES[number].typed[0] for number in RUN])
def test_an_example_is_what_the_product_gives(number: int, ran: list[Example]) -> None:
    assert EXAMPLES[number].body == ran[number].body, REFRESH


@pytest.mark.parametrize("question", ROWS)
def test_what_can_be_asked_is_answered(question: str, assistant: Assistant) -> None:
    assert assistant.answer(question).status == ANSWERED


def test_every_intent_that_help_names_is_shown(assistant: Assistant) -> None:
    shown = {assistant.answer(question).intent for question in ROWS}
    for example in EXAMPLES:
        state = START
        for question in example.typed if example.kind == "chat" else ():
            turn = assistant.turn(question, state)
            state = turn.state
            shown.add(turn.answer.intent)
    assert {intent.name for intent in assistant.index.content.intents.values() if intent.tries} <= shown


def test_every_command_is_named_and_no_other() -> None:
    named = set(re.findall(r"^\| .*?`rolecall ([a-z]+)\b", TEXT, re.MULTILINE))
    assert named == set(cli.commands)


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert {"chat", "test", "bench"} <= named
    assert named <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
