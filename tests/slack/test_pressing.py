"""Shortcuts, the modal, App Home, prompts, workflow steps, votes, long answers."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.assistant import Assistant, Turn
from bot.layout import TABLE, cells, parts
from bot.slack.app import Running
from bot.slack.blocks import full_text
from bot.slack.markup import escape
from bot.state import START, State
from tests.slack.conftest import Start
from tests.slack.fake_slack import FakeSlack
from tests.slack.workspace import Block

BOT = "<@UBOT>"
PAY = "collector vs senior AR pay?"
LONG = "tell me all"


class TestMessageShortcut:
    def test_answers_the_message_in_its_thread(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        ts = slack.say("U2", "C1", PAY)
        slack.message_shortcut("U1", slack.workspace.messages[0])
        assert slack.reply("U2", "C1", ts).text == full_text(reference.answer(PAY).text)

    def test_chosen_twice_answers_once(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U2", "C1", PAY)
        for _ in range(2):
            slack.message_shortcut("U1", slack.workspace.messages[0])
        slack.reply("U2", "C1", ts)
        slack.settle()
        assert len(slack.seen("U2", "C1", ts)) == 1


class TestCompare:
    def open(self, slack: FakeSlack) -> Block:
        """Open the modal."""
        slack.interact("U1", {"type": "shortcut", "callback_id": "compare_roles"})
        return slack.until(lambda: list(slack.workspace.modals.values()), "no modal opened")[-1]

    def complete(self, slack: FakeSlack, typed: str) -> list[str]:
        """Type in a field of the modal; return the names offered."""
        body = {"type": "block_suggestion", "action_id": "role", "block_id": "compare_first", "value": typed}
        offered = slack.interact("U1", body).answer["options"]
        return [option["value"] for option in offered]

    def submit(self, slack: FakeSlack, view: Block, roles: list[str]) -> Any:
        """Choose roles and submit; return what the modal becomes."""
        chosen = [{"role": {"type": "external_select", "selected_option": {"value": name}}} for name in roles]
        values = dict(zip([block["block_id"] for block in view["blocks"]], chosen, strict=False))
        submitted = {**view, "id": "V1", "state": {"values": values}}
        return slack.interact("U1", {"type": "view_submission", "view": submitted}).answer

    @pytest.mark.parametrize(
        ("typed", "offered"), [("colle", "Collector"), ("sr acc", "Senior Accounts Receivable Specialist"), ("zzz", "")]
    )
    def test_completes_names(self, slack: FakeSlack, bot: Running, typed: str, offered: str) -> None:
        found = self.complete(slack, typed)
        assert offered in found if offered else found == []

    def test_knows_every_role(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        for role in reference.index.roles.values():
            assert role.name in self.complete(slack, role.name)

    @pytest.mark.parametrize("count", [2, 3])
    def test_shows_how_roles_compare(self, slack: FakeSlack, bot: Running, reference: Assistant, count: int) -> None:
        view = self.open(slack)
        roles = [role.name for role in reference.index.roles.values()][:count]
        answer = self.submit(slack, view, roles)
        assert answer["response_action"] == "update"
        shown = "".join(block.get("text", {}).get("text", "") for block in answer["view"]["blocks"])
        expected = reference.answer(bot.service.desk.say("compare_question", roles=roles))
        assert expected.rows
        tables = [cells(part.lines) for part in parts(expected.text) if part.kind == TABLE]
        assert all(escape(cell) in shown for table in tables for row in table for cell in row)

    def test_wants_two_different_roles(self, slack: FakeSlack, bot: Running) -> None:
        view = self.open(slack)
        answer = self.submit(slack, view, ["Collector", "Collector"])
        assert answer["response_action"] == "errors"

    def test_opens_within_the_life_of_its_trigger(self, slack: FakeSlack, bot: Running) -> None:
        self.open(slack)
        assert [call.method for call in slack.workspace.calls].count("views.open") == 1


class TestHome:
    def test_says_what_to_ask_and_how_fresh_the_data_is(
        self, slack: FakeSlack, bot: Running, reference: Assistant
    ) -> None:
        slack.open_home("U1", "home")
        home = str(slack.until(lambda: slack.workspace.homes.get("U1"), "no App Home"))
        assert all(role.name in home for role in reference.index.roles.values())
        assert str(len(reference.catalogue.facts(()))) in home

    def test_examples_are_answered_in_the_direct_message(
        self, slack: FakeSlack, bot: Running, reference: Assistant
    ) -> None:
        slack.open_home("U1", "home")
        slack.until(lambda: slack.workspace.homes.get("U1"), "no App Home")
        for number, example in enumerate(bot.service.desk.examples, 1):
            slack.press_home("U1", example)
            shown = slack.reply("U1", "U1", number=number)
            assert shown.text == full_text(reference.answer(example).text)
            assert example in str(shown.blocks[0])

    def test_what_is_pressed_is_gone_on_with_in_the_direct_message(
        self, slack: FakeSlack, bot: Running, reference: Assistant
    ) -> None:
        slack.open_home("U1", "home")
        slack.until(lambda: slack.workspace.homes.get("U1"), "no App Home")
        example = bot.service.desk.examples[0]
        slack.press_home("U1", example)
        slack.reply("U1", "U1")
        slack.settle()
        ts = slack.say("U1", "U1", "and growth?")
        wanted = reference.turn("and growth?", reference.turn(example).state).answer
        assert wanted.status == "answered"
        assert slack.reply("U1", "U1", ts).text == full_text(wanted.text)

    def test_the_agent_view_suggests_prompts(self, slack: FakeSlack, bot: Running) -> None:
        slack.open_home("U1", "messages")
        prompts = slack.until(lambda: slack.workspace.prompts.get("DU1"), "no prompts")
        assert [prompt["message"] for prompt in prompts] == list(bot.service.desk.examples[:4])

    def test_examples_are_answered_with_facts(self, bot: Running, reference: Assistant) -> None:
        assert [reference.answer(example).status for example in bot.service.desk.examples] == ["answered"] * 4


class TestWorkflowStep:
    def test_is_completed_with_the_answer(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        run = slack.run_step(PAY)
        outputs = slack.until(lambda: slack.workspace.steps.get(run), "the step was not completed")
        assert outputs == {"answer": full_text(reference.answer(PAY).text)}

    def test_is_completed_once(self, slack: FakeSlack, bot: Running) -> None:
        run = slack.run_step(PAY)
        slack.until(lambda: slack.workspace.steps.get(run), "the step was not completed")
        slack.deliver_again(slack.delivery.receipts[0]).result(5)
        slack.settle()
        assert [call.method for call in slack.workspace.calls].count("functions.completeSuccess") == 1


class TestVotes:
    @pytest.mark.parametrize(("vote", "thanks"), [("good", "thanks"), ("bad", "sorry")])
    def test_are_kept_and_thanked_for(self, slack: FakeSlack, bot: Running, vote: str, thanks: str) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {PAY}")
        slack.press("U2", slack.reply("U1", "C1", ts), bot.service.desk.say(vote))
        said = slack.until(lambda: [own for own in slack.seen("U2", "C1", ts) if own.only_for], "no thanks")
        assert said[0].text == bot.service.desk.say(thanks)
        kept = bot.service.store._db.execute("select person, vote, intent, question from votes").fetchall()
        assert kept == [("U2", vote, "show", PAY)]


@dataclass(frozen=True)
class Talkative(Assistant):
    """An assistant that has a long answer and next questions."""

    def turn(self, utterance: str, state: State = START, listening: bool = False) -> Turn:
        """Return a turn with a long table for one utterance, and next questions for all others."""
        turn = super().turn(utterance, state, listening)
        if utterance != LONG:
            return replace(turn, answer=replace(turn.answer, then=("what skills does a collector need?",)))
        rows = "\n".join(f"| Role {number} | ${number:,} |" for number in range(250))
        return replace(
            turn, answer=replace(turn.answer, status="answered", text=f"All:\n| Role | Pay |\n|---|---|\n{rows}")
        )


class TestLongAnswers:
    @pytest.fixture
    def assistant(self, assistant: Assistant) -> Assistant:
        """A talkative assistant."""
        return Talkative(assistant.index, assistant.catalogue, assistant.renderer)

    def shown(self, blocks: list[Block]) -> list[str]:
        """Return the roles in the tables of a message."""
        return [row[0]["text"] for block in blocks if block["type"] == "table" for row in block["rows"][1:]]

    @pytest.mark.parametrize("alone", [False, True])
    def test_go_on_at_the_press_of_a_button(self, slack: FakeSlack, start: Start, alone: bool) -> None:
        more = start().service.desk.say("more")
        ts = ""
        if alone:
            slack.command("U1", "C1", LONG)
        else:
            ts = slack.say("U1", "C1", f"{BOT} {LONG}")
        found = []
        for number in (1, 2, 3):
            message = slack.reply("U1", "C1", ts, number)
            found += self.shown(message.blocks)
            if number < 3:
                slack.press("U1", message, more)
        assert found == [f"Role {number}" for number in range(250)]
        assert "$249" in slack.reply("U1", "C1", ts).text
        assert len(slack.seen("U2", "C1", ts)) == (0 if alone else 3)

    def test_next_questions_are_asked_by_a_button(self, slack: FakeSlack, start: Start, reference: Assistant) -> None:
        start()
        ts = slack.say("U1", "U1", PAY)
        question = "what skills does a collector need?"
        slack.press("U1", slack.reply("U1", "U1", ts), question)
        expected = reference.turn(question, reference.turn(PAY).state).answer.text
        assert slack.reply("U1", "U1", ts, 2).text == full_text(expected)
