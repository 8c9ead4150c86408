"""Delivered once, whatever happens: retries, restarts, refusals of Slack, crowds."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.slack.app import Running
from bot.slack.blocks import full_text
from bot.slack.inbound import Us, read_message
from bot.slack.settings import Settings
from bot.slack.store import Store
from tests.conftest import ROOT
from tests.slack.conftest import PING_SECONDS, Start
from tests.slack.fake_slack import FakeSlack
from tests.slack.faults import Fault
from tests.slack.process import bot_process

PAY = "collector vs senior AR pay?"
BOT = "<@UBOT>"
QUICK = 0.3


class TestOnce:
    def test_an_event_that_comes_again_is_answered_once(self, slack: FakeSlack, bot: Running) -> None:
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        slack.deliver_again(slack.delivery.receipts[0]).result(5)
        slack.settle()
        assert len(slack.seen("U1", "U1", ts)) == 1

    def test_so_is_one_that_comes_as_two_events(self, slack: FakeSlack, bot: Running) -> None:
        event = {
            "type": "app_mention",
            "user": "U1",
            "text": f"{BOT} {PAY}",
            "channel": "C1",
            "ts": "1700000000.000100",
        }
        for _ in range(2):
            slack.send_event("T1", event)
        slack.reply("U1", "C1", "1700000000.000100")
        slack.settle()
        assert len(slack.seen("U1", "C1", "1700000000.000100")) == 1

    def test_so_is_one_that_came_before_a_restart(self, slack: FakeSlack, start: Start) -> None:
        start()
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        start()
        slack.deliver_again(slack.delivery.receipts[0]).result(5)
        slack.settle()
        assert len(slack.seen("U1", "U1", ts)) == 1

    def test_two_processes_answer_once(self, slack: FakeSlack, settings: Settings, tmp_path: Path) -> None:
        first, second = (Store(settings.state_db, 10) for _ in range(2))
        body = slack.envelope("T1", {"type": "message", "user": "U1", "text": PAY, "channel": "D1", "ts": "1.1"})
        asked = read_message(body, Us("", "T1", "UBOT", frozenset()))
        assert asked
        assert [store.take(asked) for store in (first, second, first)] == [True, False, False]
        assert [store.take(asked._replace(message="other")) for store in (first, second)] == [False, False]

    def test_a_slow_bot_gets_it_again_and_answers_once(self, slack: FakeSlack, start: Start) -> None:
        slack.delivery.patience = QUICK
        running = start()
        with running.service.store._lock:  # as slow as a disk that hangs
            ts = slack.say("U1", "U1", PAY)
            time.sleep(3 * QUICK)
        slack.reply("U1", "U1", ts)
        slack.settle()
        assert slack.delivery.receipts[0].attempts > 1
        assert len(slack.seen("U1", "U1", ts)) == 1


class TestOrphans:
    def test_what_a_dead_process_took_is_answered_on_redelivery(
        self, slack: FakeSlack, settings: Settings, start: Start
    ) -> None:
        body = slack.envelope("T1", {"type": "message", "user": "U1", "text": PAY, "channel": "DU1", "ts": "9.000001"})
        asked = read_message(body, Us("", "T1", "UBOT", frozenset()))
        assert asked
        dead = Store(settings.state_db, 0.2)
        dead.take(asked)
        time.sleep(0.3)
        start(lease=60.0)
        slack.send_event("T1", body["event"], event_id=body["event_id"])
        slack.reply("U1", "U1", "9.000001")
        slack.settle()
        assert len(slack.seen("U1", "U1", "9.000001")) == 1

    def test_and_without_one(self, slack: FakeSlack, settings: Settings, start: Start) -> None:
        body = slack.envelope("T1", {"type": "message", "user": "U1", "text": PAY, "channel": "DU1", "ts": "9.000001"})
        asked = read_message(body, Us("", "T1", "UBOT", frozenset()))
        assert asked
        Store(settings.state_db, 0.2).take(asked)
        start(lease=1.0)
        slack.reply("U1", "U1", "9.000001")

    def test_what_it_may_have_posted_is_looked_for(self, slack: FakeSlack, settings: Settings, start: Start) -> None:
        running = start(lease=60.0)
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        slack.settle()
        store = running.service.store
        with store._writing() as db:  # as it stands when the process dies right after posting
            asked = read_message(slack.delivery.receipts[0].payload, Us("", "T1", "UBOT", frozenset()))
            assert asked
            db.execute("update claims set stage = 'sending', lease = 0, asked = ?", (asked.to_json(),))
        running.service.answering.adopt_orphans()
        slack.until(lambda: not store.orphans(), "the question stays open")
        slack.settle()
        assert len(slack.seen("U1", "U1", ts)) == 1

    def test_a_kill_loses_and_doubles_nothing(self, slack: FakeSlack, tmp_path: Path, cache: Path) -> None:
        slack.api.seconds_a_post = 0.05
        with bot_process(slack, tmp_path, lease="1", XDG_CACHE_HOME=str(cache)) as process:
            asked = [slack.say(f"U{n}", f"U{n % 10}", PAY) for n in range(20)]
            slack.until(lambda: slack.seen("U0", "U0", asked[0]), "nothing is answered")
            process.kill()
        slack.delivery.patience = 1.0
        with bot_process(slack, tmp_path, lease="1", XDG_CACHE_HOME=str(cache)):
            slack.until(
                lambda: sum(len(slack.seen(f"U{n}", f"U{n % 10}", ts)) for n, ts in enumerate(asked)) >= 20, "lost"
            )
            slack.settle(0.5)
        assert [len(slack.seen(f"U{n}", f"U{n % 10}", ts)) for n, ts in enumerate(asked)] == [1] * 20


class TestRefusals:
    @pytest.mark.parametrize(
        "fault",
        [
            Fault(429, retry_after=1),
            Fault(500),
            Fault(500, accepts=True),
            Fault(503),
            Fault(drops=True),
            Fault(drops=True, accepts=True),
        ],
        ids=str,
    )
    def test_a_fault_of_slack_costs_no_answer_and_doubles_none(
        self, slack: FakeSlack, bot: Running, fault: Fault, reference: Assistant
    ) -> None:
        slack.faults.plan("chat.postMessage", fault)
        ts = slack.say("U1", "U1", PAY)
        assert slack.reply("U1", "U1", ts).text == full_text(reference.answer(PAY).text)
        slack.settle(0.8)
        assert len(slack.seen("U1", "U1", ts)) == 1

    def test_a_channel_that_waits_holds_up_no_other(self, slack: FakeSlack, bot: Running) -> None:
        slack.faults.plan("chat.postMessage", *[Fault(429, retry_after=2)] * 40)
        waiting = [slack.say("U1", f"U{n}", PAY) for n in range(40)]
        slack.settle(QUICK)
        while [call.method for call in slack.workspace.calls].count("chat.postMessage") < 40:
            time.sleep(0.01)
        began = time.monotonic()
        ts = slack.say("U1", "U99", PAY)
        slack.reply("U1", "U99", ts)
        assert time.monotonic() - began < 1.5
        for n, own in enumerate(waiting):
            slack.reply("U1", f"U{n}", own)

    def test_a_response_address_is_tried_again(self, slack: FakeSlack, bot: Running) -> None:
        slack.faults.plan("respond", Fault(500))
        slack.command("U1", "C1", PAY)
        slack.reply("U1", "C1")

    def test_blocks_that_slack_does_not_know_are_left_out(self, slack: FakeSlack, bot: Running) -> None:
        slack.api.refused_types = {"table", "context_actions"}
        ts = slack.say("U1", "U1", PAY)
        assert slack.reply("U1", "U1", ts).blocks != []
        slack.api.refused_types = {"section"}
        ts = slack.say("U1", "U1", PAY)
        assert slack.reply("U1", "U1", ts).blocks == []
        slack.command("U1", "C1", PAY)
        assert slack.reply("U1", "C1").blocks == []
        assert {call.split(":")[1] for call in slack.api.bad_calls} <= {" invalid_blocks", " []"}
        slack.api.bad_calls.clear()

    def test_no_member_of_the_channel_answers_the_person(self, slack: FakeSlack, bot: Running) -> None:
        place = slack.workspace.channel("C7")
        ts = slack.say("U2", "C7", PAY)
        place.bot_in = False
        slack.message_shortcut("U1", slack.workspace.messages[0])
        assert slack.reply("U1", "C7").only_for == "U1"
        assert slack.seen("U1", "C7", ts) == []
        assert slack.api.bad_calls == ["chat.postMessage: not_in_channel"]
        slack.api.bad_calls.clear()

    def test_a_fault_of_ours_is_told(self, slack: FakeSlack, bot: Running, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("secret detail")

        monkeypatch.setattr(bot.service.desk, "turn", broken)
        ts = slack.say("U1", "U1", PAY)
        assert slack.reply("U1", "U1", ts).text == full_text(bot.service.desk.say("failed"))


class TestCrowds:
    def test_forty_commands_at_once_are_acknowledged_in_time(self, slack: FakeSlack, bot: Running) -> None:
        receipts = [slack.command(f"U{n}", "C1", PAY) for n in range(40)]
        assert max(receipt.result(10).seconds for receipt in receipts) < 3
        for n in range(40):
            slack.reply(f"U{n}", "C1")

    def test_one_person_asks_so_much_a_minute(self, slack: FakeSlack, start: Start) -> None:
        running = start(per_minute=3)
        asked = [slack.say("U1", "C1", f"{BOT} {PAY}") for _ in range(10)]
        slack.settle()
        # Events that come at once are taken in any order.
        assert sum(len(slack.seen("U1", "C1", ts)) for ts in asked) == 3
        limits = [message for message in slack.seen("U1", "C1") if message.only_for == "U1"]
        assert [message.text for message in limits] == [full_text(running.service.desk.say("limit", limit=3))]
        other = slack.say("U2", "C1", f"{BOT} {PAY}")
        slack.reply("U2", "C1", other)


class TestTeams:
    def test_an_unknown_team_gets_nothing(self, slack: FakeSlack, bot: Running) -> None:
        event = {"type": "message", "user": "U1", "text": PAY, "channel": "DU1", "ts": "5.5", "channel_type": "im"}
        receipt = slack.send_event("T666", event).result(5)
        slack.settle()
        assert receipt.acked
        assert [call.method for call in slack.workspace.calls if call.method.startswith("chat.")] == []

    @pytest.mark.parametrize("address", ["C1", "U7"])
    def test_strangers_are_refused_politely(self, slack: FakeSlack, bot: Running, address: str) -> None:
        slack.workspace.channel(address).shared = True
        ts = slack.say("U7", address, f"{BOT} {PAY}", more={"user_team": "T777", "source_team": "T777"})
        refusal = slack.reply("U7", address, ts if address == "U7" else "")
        assert refusal.text == full_text(bot.service.desk.say("stranger"))
        assert slack.seen("U1", "C1", ts) == []

    @pytest.mark.parametrize("allowed", ["T777", "*"])
    def test_strangers_may_be_allowed(self, slack: FakeSlack, start: Start, allowed: str, reference: Assistant) -> None:
        start(allowed_teams=frozenset({allowed}))
        slack.workspace.channel("C1").shared = True
        ts = slack.say("U7", "C1", f"{BOT} {PAY}", more={"user_team": "T777", "source_team": "T777"})
        assert slack.reply("U7", "C1", ts).text == full_text(reference.answer(PAY).text)

    def test_our_own_people_in_a_shared_channel_are_answered(self, slack: FakeSlack, bot: Running) -> None:
        slack.workspace.channel("C1").shared = True
        ts = slack.say("U1", "C1", f"{BOT} {PAY}")
        slack.reply("U1", "C1", ts)


def test_a_start_opens_one_connection(slack: FakeSlack, bot: Running) -> None:
    time.sleep(2.5 * PING_SECONDS)  # the connection is looked after meanwhile
    assert [call.method for call in slack.workspace.calls].count("apps.connections.open") == 1
    assert len(slack.delivery.connected_at) == 1


@pytest.mark.parametrize(("manner", "seconds"), [("graceful", 3), ("close", 5), ("abort", 15)])
def test_a_lost_connection_is_made_anew(slack: FakeSlack, bot: Running, manner: str, seconds: float) -> None:
    slack.delivery.patience = QUICK
    slack.hang_up(manner)
    slack.wait_connected(seconds)
    ts = slack.say("U1", "U1", PAY)
    slack.reply("U1", "U1", ts)


def test_state_db_is_the_owners_alone_and_forgets_the_words(slack: FakeSlack, bot: Running, settings: Settings) -> None:
    ts = slack.say("U1", "U1", "what does a collector earn, between us?")
    slack.reply("U1", "U1", ts)
    slack.settle()
    assert settings.state_db.stat().st_mode & 0o077 == 0
    dump = subprocess.run(
        [sys.executable, "-c", f"import sqlite3; print(*sqlite3.connect({str(settings.state_db)!r}).iterdump())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "claims" in dump
    assert "between us" not in dump
