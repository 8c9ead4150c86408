"""HTTP: what is signed is answered, what is not is refused; health; workspaces that install the bot."""

import json
import socket
import sqlite3
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from bot.assistant import Assistant
from bot.slack.app import start_app
from bot.slack.blocks import full_text
from bot.slack.settings import Settings
from bot.slack.web import web_app
from tests.slack.delivery import SIGNING_SECRET, signed
from tests.slack.fake_slack import FakeSlack
from tests.slack.process import bot_environment, web_process

PAY = "collector vs senior AR pay?"
Get = Callable[..., tuple[int, str, Any]]


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(slack: FakeSlack, settings: Settings, assistant: Assistant) -> Iterator[Callable[..., str]]:
    """Serve the WSGI application; return its address. What is given replaces settings."""
    served: list[tuple[WSGIServer, Any]] = []

    def serving(**changes: Any) -> str:
        running = start_app(assistant, settings._replace(**changes))
        server = make_server("127.0.0.1", 0, web_app(running), handler_class=Quiet)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        served.append((server, running))
        base = f"http://127.0.0.1:{server.server_port}"
        slack.delivery.http_url = f"{base}/slack/events"
        return base

    yield serving
    for server, running in served:
        server.shutdown()
        server.server_close()
        running.service.close(2)
        running.service.store.close()


def request(url: str, body: str | None = None, headers: dict[str, str] | None = None) -> tuple[int, str, Any]:
    """Return status, text and headers of an answer; redirections are not followed."""
    sent = urllib.request.Request(url, data=body.encode() if body is not None else None, headers=headers or {})
    try:
        with urllib.request.urlopen(sent, timeout=10) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers


class TestRequests:
    def test_events_commands_and_buttons_are_answered(
        self, slack: FakeSlack, address: Callable[..., str], reference: Assistant
    ) -> None:
        address()
        ts = slack.say("U1", "C1", f"<@UBOT> {PAY}")
        assert slack.reply("U1", "C1", ts).text == full_text(reference.answer(PAY).text)
        assert slack.command("U1", "C1", "clerk pay").result(5).acked
        shown = slack.reply("U1", "C1")
        slack.press("U1", shown, reference.answer("clerk pay").options[0])
        slack.reply("U1", "C1", number=2)

    def test_an_event_that_comes_again_is_answered_once(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        address()
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        assert slack.deliver_again(slack.delivery.receipts[0]).result(5).acked
        slack.settle()
        assert len(slack.seen("U1", "U1", ts)) == 1

    def test_what_nobody_listens_to_is_acknowledged(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        address()
        receipt = slack.send_event("T1", {"type": "team_join", "user": {"id": "U5"}}).result(5)
        assert receipt.acked
        assert receipt.attempts == 1

    def test_slack_may_check_the_address(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        body = json.dumps({"type": "url_verification", "challenge": "abc"})
        status, text, _ = request(f"{address()}/slack/events", body, signed(body, "application/json"))
        assert (status, "abc" in text) == (200, True)

    @pytest.mark.parametrize("fault", ["wrong", "old", "missing", "other body"])
    def test_a_bad_signature_is_refused(self, slack: FakeSlack, address: Callable[..., str], fault: str) -> None:
        event = {"type": "message", "user": "U1", "text": PAY, "channel": "DU1", "ts": "5.5", "channel_type": "im"}
        body = json.dumps(slack.envelope("T1", event))
        headers = signed(
            body, "application/json", "wrong" if fault == "wrong" else SIGNING_SECRET, 400 * (fault == "old")
        )
        if fault == "missing":
            headers = {"content-type": "application/json"}
        status, _, _ = request(f"{address()}/slack/events", body + " " * (fault == "other body"), headers)
        slack.settle()
        assert status == 401
        assert not [call for call in slack.workspace.calls if call.method.startswith("chat.")]

    def test_too_large_a_body_is_refused(self, address: Callable[..., str]) -> None:
        body = "x" * 1_000_001
        try:
            status, _, _ = request(f"{address()}/slack/events", body, signed(body, "application/json"))
        except (urllib.error.URLError, ConnectionError):  # refused before it was read
            return
        assert status == 413


class TestHealth:
    def test_is_told(self, address: Callable[..., str]) -> None:
        base = address()
        assert request(f"{base}/healthz")[:2] == (200, "ok")
        assert request(f"{base}/readyz")[:2] == (200, "ready")
        assert request(f"{base}/nothing")[0] == 404

    def test_is_not_ready_without_its_databases(
        self, address: Callable[..., str], slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        base = address()

        def broken(*_: object) -> None:
            raise sqlite3.OperationalError("unable to open")

        monkeypatch.setattr("bot.slack.store.Store.check", broken)
        assert request(f"{base}/readyz")[:2] == (503, "state.db cannot be read")
        assert request(f"{base}/healthz")[0] == 200


def test_gunicorn_serves(slack: FakeSlack, tmp_path: Path, cache: Path, assistant: Assistant) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = bot_environment(slack, tmp_path, XDG_CACHE_HOME=str(cache), PORT=str(port))
    with web_process(environment, port, tmp_path):
        assert request(f"http://127.0.0.1:{port}/readyz")[:2] == (200, "ready")
        slack.delivery.http_url = f"http://127.0.0.1:{port}/slack/events"
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)


OAUTH = {"client_id": "client", "client_secret": "secret", "bot_token": ""}


def grant(team: str, token: str, **more: Any) -> dict[str, Any]:
    """Return what Slack answers to a workspace's installation."""
    return {
        "app_id": "A1",
        "access_token": token,
        "token_type": "bot",
        "scope": "chat:write",
        "bot_user_id": "UBOT",
        "team": {"id": team, "name": "Fake"},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U1"},
        **more,
    }


def install(base: str) -> tuple[str, str]:
    """Open the page that installs; return the state and the cookie."""
    status, text, headers = request(f"{base}/slack/install")
    assert status == 200
    state = text.split("state=")[1].split("&")[0]
    return state, headers["set-cookie"].split(";")[0]


def come_back(base: str, code: str, state: str, cookie: str) -> int:
    """Come back from Slack's page with a code; return the status."""
    query = urllib.parse.urlencode({"code": code, "state": state})
    return request(f"{base}/slack/oauth_redirect?{query}", headers={"cookie": cookie} if cookie else {})[0]


class TestInstallation:
    def test_a_workspace_installs_and_is_answered(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        base = address(**OAUTH)
        slack.say("U1", "U1", PAY)
        slack.settle()
        assert slack.seen("U1", "U1") == []
        slack.api.grants["code"] = grant("T1", "xoxb-one")
        state, cookie = install(base)
        assert come_back(base, "code", state, cookie) == 200
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)

    def test_the_way_back_is_checked(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        base = address(**OAUTH)
        slack.api.grants |= {"code": grant("T1", "xoxb-one"), "again": grant("T1", "xoxb-one")}
        state, cookie = install(base)
        assert come_back(base, "code", state, "") == 400
        assert come_back(base, "code", state, cookie) == 200
        assert come_back(base, "again", state, cookie) == 401

    def test_each_workspace_has_its_own_token(self, slack: FakeSlack, address: Callable[..., str]) -> None:
        base = address(**OAUTH)
        for team, token in (("T1", "xoxb-one"), ("T2", "xoxb-two")):
            slack.api.grants[team] = grant(team, token, bot_user_id=slack.workspace.teams[team].bot_user)
            assert come_back(base, team, *install(base)) == 200
        slack.workspace.channel("C2").team = "T2"
        here, there = slack.say("U1", "C1", f"<@UBOT> {PAY}"), slack.say("U1", "C2", f"<@UBOT2> {PAY}")
        slack.reply("U1", "C1", here)
        slack.reply("U1", "C2", there)
        posts = [call for call in slack.workspace.calls if call.method == "chat.postMessage"]
        assert {call.body["channel"]: call.token for call in posts} == {"C1": "xoxb-one", "C2": "xoxb-two"}

    @pytest.mark.parametrize(
        "event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["UBOT"]}}]
    )
    def test_removal_is_honoured(self, slack: FakeSlack, address: Callable[..., str], event: dict[str, Any]) -> None:
        base = address(**OAUTH)
        slack.api.grants["code"] = grant("T1", "xoxb-one")
        come_back(base, "code", *install(base))
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        slack.send_event("T1", event).result(5)
        slack.settle()
        before = len(slack.workspace.messages)
        slack.say("U1", "U1", PAY)
        slack.settle()
        assert len(slack.workspace.messages) == before + 1

    def test_tokens_are_renewed_through_our_client(
        self, slack: FakeSlack, address: Callable[..., str], settings: Settings
    ) -> None:
        base = address(**OAUTH)
        slack.api.grants["code"] = grant("T1", "xoxb-one-old", refresh_token="xoxe-1", expires_in=60)
        come_back(base, "code", *install(base))
        slack.api.grants["xoxe-1"] = {**grant("T1", "xoxb-one"), "refresh_token": "xoxe-2", "expires_in": 43200}
        ts = slack.say("U1", "U1", PAY)
        slack.reply("U1", "U1", ts)
        assert settings.installations.stat().st_mode & 0o077 == 0
        posts = [call for call in slack.workspace.calls if call.method == "chat.postMessage"]
        assert [call.token for call in posts] == ["xoxb-one"]
