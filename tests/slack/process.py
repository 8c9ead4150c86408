"""The bot as a process of its own, as an operator starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import ROOT
from tests.slack.delivery import SIGNING_SECRET
from tests.slack.fake_slack import FakeSlack
from tests.slack.web_api import APP_TOKEN

BOT_READY = 30.0
SOCKET_MODE = ("-m", "bot", "slack")


def bot_environment(slack: FakeSlack, folder: Path, lease: str = "10", **more: str) -> dict[str, str]:
    """Return the environment of a bot that talks to a fake Slack and keeps its files in a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "ROLECALL_"))}
    return {
        **kept,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": "xoxb-one",
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "ROLECALL_STATE_DB": str(folder / "state.db"),
        "ROLECALL_LEASE": lease,
        "ROLECALL_PER_MINUTE": "100000",
        **more,
    }


@contextmanager
def bot_process(
    slack: FakeSlack, folder: Path, lease: str = "10", command: Sequence[str] = SOCKET_MODE, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the bot in Socket Mode until the block ends; it is connected when the block begins."""
    before = len(slack.delivery.connected_at)
    environment = bot_environment(slack, folder, lease, **more)
    with (folder / "bot.log").open("ab") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait(lambda: len(slack.delivery.connected_at) > before, process, folder)
            yield process
        finally:
            process.kill()  # quicker than to end in peace, which has a test of its own
            process.wait(20)


def _wait(ready: object, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + BOT_READY
    while not ready():  # type: ignore[operator]
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the bot did not start: {(folder / 'bot.log').read_text()}")
        time.sleep(0.02)


@contextmanager
def web_process(environment: dict[str, str], port: int, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `rolecall slack --http` until the block ends; it listens when the block begins."""
    with (folder / "bot.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "slack", "--http"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(lambda: _listens(port), process, folder)
            yield process
        finally:
            process.terminate()
            process.wait(30)


def _listens(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
