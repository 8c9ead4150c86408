"""Every way to ask, as a person goes it: what is written or pressed, and what is seen then."""

import pytest

from bot.assistant import Assistant
from bot.slack.app import Running
from bot.slack.blocks import full_text
from bot.state import START
from tests.slack.conftest import Start
from tests.slack.fake_slack import FakeSlack
from tests.slack.workspace import Message

PAY = "collector vs senior AR pay?"
WHICH = "clerk pay"
BOTS = "<@UBOT>"


def says(message: Message, utterance: str, reference: Assistant) -> bool:
    """Tell whether a message gives the answer to an utterance."""
    return message.text == full_text(reference.answer(utterance).text)


@pytest.mark.usefixtures("bot")
class TestDirectMessage:
    def test_is_answered_in_its_thread(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "U1", PAY)
        assert says(slack.reply("U1", "U1", ts), PAY, reference)

    def test_goes_on_below_and_in_the_thread(self, slack: FakeSlack, reference: Assistant) -> None:
        first = reference.turn(PAY)
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        below = slack.say("U1", "U1", "and the billing associate?")
        expected = full_text(reference.turn("and the billing associate?", first.state).answer.text)
        assert slack.reply("U1", "U1", below).text == expected
        slack.say("U1", "U1", "and the finance clerk?", thread=ts)
        expected = full_text(reference.turn("and the finance clerk?", first.state).answer.text)
        assert slack.reply("U1", "U1", ts, 2).text == expected


@pytest.mark.usefixtures("bot")
class TestMention:
    def test_is_answered_once_in_the_thread(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "C1", f"{BOTS} {PAY}")
        assert says(slack.reply("U1", "C1", ts), PAY, reference)
        slack.settle()
        assert len(slack.seen("U1", "C1", ts)) == 1
        assert slack.seen("U1", "C1") == []

    def test_without_words_gets_help(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "C1", BOTS)
        assert says(slack.reply("U1", "C1", ts), "help", reference)

    def test_is_followed_up_in_its_thread_only(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "C1", f"{BOTS} {PAY}")
        slack.reply("U1", "C1", ts)
        slack.say("U1", "C1", "what skills does a collector need?", thread=ts)
        slack.reply("U1", "C1", ts, 2)
        other = slack.say("U2", "C1", "look at this")
        slack.say("U1", "C1", PAY, thread=other)
        slack.say("U1", "C1", PAY)
        slack.settle()
        assert len(slack.seen("U1", "C1", ts)) == 2
        assert slack.seen("U1", "C1", other) == []
        assert slack.seen("U1", "C1") == []

    def test_in_a_thread_of_others_is_answered_there(self, slack: FakeSlack, reference: Assistant) -> None:
        root = slack.say("U2", "C1", "who knows pay?")
        slack.say("U1", "C1", f"{BOTS} {PAY}", thread=root)
        assert says(slack.reply("U1", "C1", root), PAY, reference)


@pytest.mark.usefixtures("bot")
class TestCommand:
    def test_is_answered_to_the_person_alone(self, slack: FakeSlack, reference: Assistant) -> None:
        slack.command("U1", "C1", PAY)
        assert says(slack.reply("U1", "C1"), PAY, reference)
        assert slack.seen("U2", "C1") == []

    def test_works_where_the_bot_is_no_member(self, slack: FakeSlack, reference: Assistant) -> None:
        slack.workspace.channel("C9").bot_in = False
        slack.command("U1", "C9", PAY)
        assert says(slack.reply("U1", "C9"), PAY, reference)

    def test_without_words_gets_help(self, slack: FakeSlack, reference: Assistant) -> None:
        slack.command("U1", "C1", "")
        assert says(slack.reply("U1", "C1"), "help", reference)

    def test_goes_on_for_that_person(self, slack: FakeSlack, reference: Assistant) -> None:
        slack.command("U1", "C1", PAY)
        slack.reply("U1", "C1")
        slack.command("U1", "C1", "and the billing associate?")
        state = reference.turn(PAY).state
        expected = reference.turn("and the billing associate?", state).answer.text
        assert slack.reply("U1", "C1", number=2).text == full_text(expected)
        slack.command("U2", "C1", "and the billing associate?")
        expected = reference.turn("and the billing associate?", START).answer.text
        assert slack.reply("U2", "C1").text == full_text(expected)


@pytest.mark.usefixtures("bot")
class TestChoices:
    def test_a_question_back_is_answered_by_a_button(self, slack: FakeSlack, reference: Assistant) -> None:
        asked_back = reference.turn(WHICH)
        choice = asked_back.answer.options[0]
        ts = slack.say("U1", "C1", f"{BOTS} {WHICH}")
        slack.press("U1", slack.reply("U1", "C1", ts), choice)
        expected = reference.turn(choice, asked_back.state).answer.text
        assert slack.reply("U1", "C1", ts, 2).text == full_text(expected)

    def test_pressed_twice_is_answered_once(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "C1", f"{BOTS} {WHICH}")
        question = slack.reply("U1", "C1", ts)
        choice = reference.answer(WHICH).options[0]
        slack.press("U1", question, choice)
        slack.press("U1", question, choice)
        slack.reply("U1", "C1", ts, 2)
        slack.settle()
        assert len(slack.seen("U1", "C1", ts)) == 2

    def test_of_a_command_stay_with_the_person(self, slack: FakeSlack, reference: Assistant) -> None:
        slack.command("U1", "C1", WHICH)
        slack.press("U1", slack.reply("U1", "C1"), reference.answer(WHICH).options[0])
        slack.reply("U1", "C1", number=2)
        assert slack.seen("U2", "C1") == []

    def test_many_are_a_menu(self, slack: FakeSlack, reference: Assistant) -> None:
        ts = slack.say("U1", "U1", "what is the pay")
        shown = slack.reply("U1", "U1", ts)
        options = reference.answer("what is the pay").options
        if len(options) < 11:
            pytest.skip("the assistant asks back otherwise now")
        slack.press("U1", shown, options[-1])
        slack.reply("U1", "U1", ts, 2)


class TestOthers:
    @pytest.mark.parametrize(
        "event",
        [
            {"bot_id": "B9", "user": "U9"},
            {"subtype": "bot_message", "bot_id": "B9", "user": None},
            {"subtype": "message_changed", "message": {"text": PAY, "user": "U1"}},
            {"subtype": "message_deleted"},
            {"subtype": "channel_join"},
            {"edited": {"user": "U1", "ts": "1.0"}},
            {"user": "UBOT"},
            {"user": "USLACKBOT"},
            {"hidden": True},
        ],
    )
    def test_bots_and_edits_are_ignored(self, slack: FakeSlack, bot: Running, event: dict[str, object]) -> None:
        slack.say("U1", "U1", PAY, more=event)
        slack.settle()
        assert [own for own in slack.workspace.messages if own.user == "UBOT" and own.sent] == []
        assert all(receipt.acked and receipt.attempts == 1 for receipt in slack.delivery.receipts)

    def test_what_nobody_listens_to_is_acknowledged(self, slack: FakeSlack, bot: Running) -> None:
        receipt = slack.send_event("T1", {"type": "reaction_added", "user": "U1", "item": {}}).result(5)
        assert receipt.acked
        assert receipt.attempts == 1

    def test_files_come_with_questions(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        ts = slack.say("U1", "U1", PAY, more={"subtype": "file_share", "files": []})
        assert says(slack.reply("U1", "U1", ts), PAY, reference)


class TestText:
    def test_is_decoded_before_it_is_understood(self, slack: FakeSlack, bot: Running, reference: Assistant) -> None:
        text = "<https://example.com/roles|collector> vs senior AR &amp; billing associate pay?"
        ts = slack.say("U1", "C1", f"{BOTS} {text}")
        plain = "collector vs senior AR & billing associate pay?"
        assert says(slack.reply("U1", "C1", ts), plain, reference)

    @pytest.mark.parametrize(
        "text",
        [
            "what do <!channel> earn",
            "pay of the &lt;!channel&gt; &lt;!here&gt; &lt;@U2&gt; manager",
            "!channel <!everyone>",
        ],
    )
    def test_cannot_call_a_channel(self, slack: FakeSlack, bot: Running, text: str) -> None:
        ts = slack.say("U1", "C1", f"{BOTS} {text}")
        sent = str(slack.reply("U1", "C1", ts).sent)
        assert "<!" not in sent
        assert "<@" not in sent

    @pytest.mark.parametrize(
        "text", ["pay " * 25_000, "x" * 100_000, " ".join(f"<@U{n}>" for n in range(60)), "<" * 5000]
    )
    def test_without_measure_does_no_harm(self, slack: FakeSlack, bot: Running, text: str) -> None:
        ts = slack.say("U1", "C1", f"{BOTS} {text}")
        slack.reply("U1", "C1", ts)
        after = slack.say("U1", "C1", f"{BOTS} {PAY}")
        slack.reply("U1", "C1", after)


def test_answers_do_not_unfurl_and_carry_their_text(slack: FakeSlack, start: Start, reference: Assistant) -> None:
    start()
    ts = slack.say("U1", "C1", f"{BOTS} {PAY}")
    sent = slack.reply("U1", "C1", ts).sent
    assert sent["unfurl_links"] is False and sent["unfurl_media"] is False
    assert any(block["type"] == "table" for block in sent["blocks"])
    for row in reference.answer(PAY).rows:
        assert f"{row['value']:,.0f}" in sent["text"]
