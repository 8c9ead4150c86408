"""Who sees what: somebody's own pay, pay at all, channels that are listened to."""

from dataclasses import dataclass, replace

import pytest

from bot.assistant import Assistant, Turn
from bot.models import SILENT
from bot.slack.app import Running
from bot.slack.blocks import full_text
from bot.state import START, State
from tests.slack.conftest import Start
from tests.slack.fake_slack import FakeSlack

BOT = "<@UBOT>"
OWN_PAY = "is 36k fair for a collector?"
PAY = "collector vs senior AR pay?"
SKILLS = "what skills does a collector need?"
CHATTER = "lunch at noon, anybody?"


@dataclass(frozen=True)
class Discreet(Assistant):
    """An assistant to whom '36k' is somebody's own pay, and chatter no question, whatever the content says."""

    def turn(self, utterance: str, state: State = START, listening: bool = False) -> Turn:
        """Return the turn with its answer marked."""
        turn = super().turn(utterance, state, listening)
        if listening and utterance == CHATTER:
            return replace(turn, answer=replace(turn.answer, status=SILENT))
        return replace(turn, answer=replace(turn.answer, personal="36k" in utterance))


@pytest.fixture(scope="session")
def assistant(assistant: Assistant) -> Assistant:
    """A discreet assistant."""
    return Discreet(assistant.index, assistant.catalogue, assistant.renderer)


class TestOwnPay:
    def test_is_shown_in_a_channel_to_the_person_alone(
        self, slack: FakeSlack, bot: Running, reference: Assistant
    ) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {OWN_PAY}")
        shown = slack.reply("U1", "C1")
        assert shown.text == full_text(reference.answer(OWN_PAY).text)
        assert slack.seen("U2", "C1") == slack.seen("U2", "C1", ts) == []

    def test_is_shown_in_the_thread_where_there_is_one(self, slack: FakeSlack, bot: Running) -> None:
        root = slack.say("U2", "C1", "let us talk")
        ts = slack.say("U2", "C1", f"{BOT} {PAY}", thread=root)
        slack.reply("U1", "C1", root)
        slack.say("U1", "C1", f"{BOT} {OWN_PAY}", thread=root)
        assert slack.reply("U1", "C1", root, 2).only_for == "U1"
        assert len(slack.seen("U2", "C1", root)) == 1
        assert ts

    def test_can_be_shared_by_that_person(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {OWN_PAY}")
        slack.press("U1", slack.reply("U1", "C1"), bot.service.desk.say("share"))
        shared = slack.reply("U2", "C1", ts)
        assert shared.text == full_text(reference.answer(OWN_PAY).text)
        assert "u1" in str(shared.blocks[0])
        slack.until(lambda: not slack.seen("U1", "C1"), "the copy for that person alone stays")

    def test_is_shared_once_and_not_by_others(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {OWN_PAY}")
        shown = slack.reply("U1", "C1")
        share = bot.service.desk.say("share")
        slack.press("U2", shown, share)
        slack.settle()
        assert slack.seen("U2", "C1", ts) == []
        slack.press("U1", shown, share)
        slack.press("U1", shown, share)
        slack.reply("U2", "C1", ts)
        slack.settle()
        assert len(slack.seen("U2", "C1", ts)) == 1

    def test_is_plain_in_a_direct_message_and_by_command(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U1", "U1", OWN_PAY)
        assert not slack.reply("U1", "U1", ts).only_for
        slack.command("U1", "C1", OWN_PAY)
        assert slack.reply("U1", "C1").only_for == "U1"

    def test_does_not_open_the_thread_to_others(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {OWN_PAY}")
        slack.reply("U1", "C1")
        slack.say("U2", "C1", PAY, thread=ts)
        slack.settle()
        assert slack.seen("U2", "C1", ts) == []

    def test_is_not_kept_with_a_vote(self, slack: FakeSlack, bot: Running) -> None:
        slack.say("U1", "C1", f"{BOT} {OWN_PAY}")
        slack.press("U1", slack.reply("U1", "C1"), bot.service.desk.say("bad"))
        slack.reply("U1", "C1", number=2)
        assert bot.service.store._db.execute("select vote, question from votes").fetchall() == [("bad", "")]


class TestAllPay:
    def test_may_be_shown_to_the_person_alone(self, slack: FakeSlack, start: Start) -> None:
        start(private_pay=True)
        slack.say("U1", "C1", f"{BOT} {PAY}")
        assert slack.reply("U1", "C1").only_for == "U1"
        ts = slack.say("U1", "C1", f"{BOT} {SKILLS}")
        assert not slack.reply("U2", "C1", ts).only_for


class TestListening:
    def test_answers_questions_in_the_channels_that_are_listed(
        self, slack: FakeSlack, start: Start, reference: Assistant
    ) -> None:
        start(listen_channels=frozenset({"C5"}))
        ts = slack.say("U1", "C5", PAY)
        assert slack.reply("U2", "C5", ts).text == full_text(reference.turn(PAY, listening=True).answer.text)
        other = slack.say("U1", "C6", PAY)
        slack.settle()
        assert slack.seen("U1", "C6", other) == []

    def test_keeps_silent_otherwise(self, slack: FakeSlack, start: Start) -> None:
        start(listen_channels=frozenset({"C5"}))
        ts = slack.say("U1", "C5", CHATTER)
        slack.settle()
        assert slack.seen("U1", "C5", ts) == slack.seen("U1", "C5") == []

    def test_does_not_answer_others_in_a_thread_unless_they_ask(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U1", "C1", f"{BOT} {PAY}")
        slack.reply("U1", "C1", ts)
        slack.say("U2", "C1", CHATTER, thread=ts)
        slack.settle()
        assert len(slack.seen("U1", "C1", ts)) == 1
        slack.say("U2", "C1", SKILLS, thread=ts)
        slack.reply("U1", "C1", ts, 2)
        slack.say("U2", "C1", CHATTER, thread=ts)
        slack.reply("U1", "C1", ts, 3)  # who asked is spoken with

    def test_mentions_there_are_answered_once(self, slack: FakeSlack, start: Start) -> None:
        start(listen_channels=frozenset({"C5"}))
        ts = slack.say("U1", "C5", f"{BOT} {PAY}")
        slack.reply("U1", "C5", ts)
        slack.settle()
        assert len(slack.seen("U1", "C5", ts)) == 1

    def test_strangers_are_not_told_where_nobody_asked(self, slack: FakeSlack, start: Start) -> None:
        start(listen_channels=frozenset({"C5"}))
        slack.workspace.channel("C5").shared = True
        slack.say("U7", "C5", PAY, more={"user_team": "T777"})
        slack.settle()
        assert slack.seen("U7", "C5") == []
