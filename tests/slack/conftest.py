"""A fake Slack and a bot that talks to it, for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from bot.assistant import Assistant
from bot.loading import load_assistant
from bot.slack.app import Running, start_app
from bot.slack.serve_socket import connect
from bot.slack.settings import Settings
from tests.conftest import ROOT
from tests.slack.delivery import SIGNING_SECRET
from tests.slack.fake_slack import FakeSlack
from tests.slack.web_api import APP_TOKEN

PING_SECONDS = 0.5
Start = Callable[..., Running]


@pytest.fixture(scope="session")
def cache(homes: Path) -> Path:
    """The folder in which bots in processes of their own find what is learnt."""
    return homes / "cache"


@pytest.fixture(scope="session")
def reference(cache: Path) -> Assistant:
    """Another assistant like it, whose answers the bot's are compared with."""
    return load_assistant(ROOT / "data.db", ROOT / "intents", cache / "rolecall", lambda text: None)


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A Slack of its own for each test; what it refused is a fault of the bot's, unless the test looks at it."""
    fake = FakeSlack()
    yield fake
    fake.close()
    assert fake.api.bad_calls == []


@pytest.fixture
def settings(slack: FakeSlack, tmp_path: Path) -> Settings:
    """Settings that point to the fake Slack."""
    return Settings(
        intents=ROOT / "intents",
        state_db=tmp_path / "state.db",
        api_url=slack.api_url,
        bot_token="xoxb-one",
        app_token=APP_TOKEN,
        signing_secret=SIGNING_SECRET,
        per_minute=1000,
        lease=2.0,
    )


@pytest.fixture
def start(slack: FakeSlack, settings: Settings, assistant: Assistant) -> Iterator[Start]:
    """Start a bot in Socket Mode; what is given replaces settings."""
    opened: list[tuple[Any, Running]] = []

    def starting(**changes: Any) -> Running:
        chosen = settings._replace(**changes)
        running = start_app(assistant, chosen)
        opened.append((connect(running, chosen, PING_SECONDS), running))
        slack.wait_connected()
        return running

    yield starting
    for handler, running in opened:
        # Closing waits for threads of the connection to wake up, which tests need not.
        Thread(target=handler.close, daemon=True).start()
        running.service.close(2)
        running.service.store.close()


@pytest.fixture
def bot(start: Start) -> Running:
    """A bot in Socket Mode."""
    return start()
