"""What starts the Slack bot, what stops its start, and what does not load it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.fact_kinds import FactKind
from bot.errors import ContentError
from bot.slack.settings import SettingError, read_settings
from bot.slack.texts import read_slack_texts
from tests.conftest import ROOT
from tests.slack.delivery import SIGNING_SECRET
from tests.slack.fake_slack import FakeSlack
from tests.slack.faults import Fault
from tests.slack.process import bot_process

GOOD = {"SLACK_BOT_TOKEN": "xoxb-one", "SLACK_APP_TOKEN": "xapp-fake", "SLACK_SIGNING_SECRET": "secret"}
PATH_ONLY = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "ROLECALL_"))}


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command line."""
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(
        command, env={**PATH_ONLY, **environ}, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("http", "missing", "value", "said"),
    [
        (False, "SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is missing"),
        (False, "SLACK_BOT_TOKEN", "xoxp-secret", "does not begin with xoxb-"),
        (False, "SLACK_APP_TOKEN", "", "SLACK_APP_TOKEN is missing"),
        (False, "SLACK_APP_TOKEN", "xoxb-secret", "does not begin with xapp-"),
        (True, "SLACK_SIGNING_SECRET", "", "SLACK_SIGNING_SECRET is missing"),
        (True, "SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is missing"),
        (True, "SLACK_CLIENT_ID", "1.2", "set both SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"),
        (True, "PORT", "eighty", "PORT is 'eighty'"),
        (False, "ROLECALL_PRIVATE_PAY", "maybe", "ROLECALL_PRIVATE_PAY is 'maybe'"),
    ],
)
def test_a_bad_setting_is_named_without_its_secret(http: bool, missing: str, value: str, said: str) -> None:
    with pytest.raises(SettingError, match=said.replace("(", r"\(")) as raised:
        read_settings({**GOOD, missing: value}, ROOT / "intents", http)
    assert "secret" not in str(raised.value)


def test_good_settings_are_read() -> None:
    more = {"ROLECALL_LISTEN_CHANNELS": "C1, C2", "ROLECALL_PRIVATE_PAY": "1", "SLACK_CLIENT_ID": "1"}
    settings = read_settings({**GOOD, **more}, ROOT / "intents", False)
    assert settings.listen_channels == {"C1", "C2"}
    assert settings.private_pay
    assert not settings.oauth


@pytest.mark.parametrize("http", [(), ("--http",)])
def test_a_missing_token_is_told_in_one_line(http: tuple[str, ...]) -> None:
    done = run("slack", *http)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("rolecall: SLACK_BOT_TOKEN is missing")


@pytest.mark.parametrize("http", [(), ("--http",)])
@pytest.mark.parametrize("bad", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_that_slack_refuses_is_told(
    slack: FakeSlack, tmp_path: Path, cache: Path, assistant: Assistant, http: tuple[str, ...], bad: str
) -> None:
    if http and bad == "SLACK_APP_TOKEN":
        return
    environ = {**GOOD, bad: f"{GOOD[bad][:5]}hidden", "SLACK_API_URL": slack.api_url, "XDG_CACHE_HOME": str(cache)}
    done = run("slack", *http, **environ, ROLECALL_STATE_DB=str(tmp_path / "state.db"), PORT="1")
    slack.api.bad_calls.clear()
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if line.startswith("rolecall: ")]
    assert len(lines) == 1
    assert f"refuses {bad} (invalid_auth)" in lines[0]
    assert "hidden" not in done.stderr


def test_asking_loads_no_slack(cache: Path, assistant: Assistant) -> None:
    code = """
import sys
from bot.__main__ import main
sys.argv = ["rolecall", "ask", "collector pay?"]
import os
os._exit = sys.exit
try:
    main()
finally:
    print(sorted(name for name in sys.modules if name.startswith(("slack", "bot.slack", "gunicorn"))))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**PATH_ONLY, "XDG_CACHE_HOME": str(cache)},
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_rendering_loads_no_slack_sdk() -> None:
    code = "import sys, bot.slack.blocks, bot.slack.check_blocks, bot.slack.home; print('slack_sdk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("share: Share in thread", "share: '{{ nobody }}'", "names 'nobody'"),
        ("share: Share in thread", "sharing: Share", "'share' is missing"),
        ("private_facts: [salary,", "private_facts: [salarie,", "no fact kind 'salarie'"),
        ("more: Show more", "more: Show more\nextra: x", "no such key"),
    ],
)
def test_texts_are_read_strictly(tmp_path: Path, content: object, was: str, becomes: str, said: str) -> None:
    text = (ROOT / "intents" / "slack.yaml").read_text()
    assert was in text
    path = tmp_path / "slack.yaml"
    path.write_text(text.replace(was, becomes))
    facts: dict[str, FactKind] = content.facts  # type: ignore[attr-defined]
    with pytest.raises(ContentError, match=said):
        read_slack_texts(path, facts)


def test_a_bot_ends_in_peace_and_logs_no_secret(
    slack: FakeSlack, tmp_path: Path, cache: Path, assistant: Assistant
) -> None:
    with bot_process(slack, tmp_path, command=("app.py",), XDG_CACHE_HOME=str(cache)) as process:
        slack.faults.plan("chat.postMessage", Fault(500), Fault(drops=True))
        ts = slack.say("U1", "U1", "is 36k fair for a collector?")
        slack.reply("U1", "U1", ts)
        process.terminate()
        assert process.wait(20) == 0
    log = (tmp_path / "bot.log").read_text()
    assert [secret for secret in ("xoxb-", "xapp-", SIGNING_SECRET, "36k", "Traceback") if secret in log] == []
