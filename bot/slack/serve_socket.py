"""Serve Slack by Socket Mode: a connection from here, no address that Slack must reach."""

import logging
import signal
import threading
from http.client import HTTPException
from types import FrameType

from slack_sdk.errors import SlackApiError

from bot.assistant import Assistant
from bot.slack.app import Running, start_app
from bot.slack.connection import PING_SECONDS, Connection
from bot.slack.settings import SettingError, Settings

LAST_SECONDS = 10.0
"""For the answers under way when the process is told to end."""

logger = logging.getLogger(__name__)


def serve_socket(assistant: Assistant, settings: Settings) -> None:
    """Serve until the process is told to end; raises RoleCallError where Slack refuses a token."""
    running = start_app(assistant, settings)
    connection = connect(running, settings)
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    logger.info("connected; ask away")
    ended.wait()
    connection.close()
    running.service.close(LAST_SECONDS)


def connect(running: Running, settings: Settings, ping_seconds: float = PING_SECONDS) -> Connection:
    """Return the connection; raises SettingError, without the token, where Slack refuses it."""
    connection = Connection(running.app, settings.app_token, ping_seconds)
    try:
        connection.connect()
    except SlackApiError as error:
        reason = error.response.get("error") or "no reason given"
        message = f"Slack refuses SLACK_APP_TOKEN ({reason}); make one with connections:write in App-Level Tokens"
        raise SettingError(message) from error
    except (OSError, HTTPException) as error:
        raise SettingError(f"no connection to Slack ({error}); check SLACK_API_URL and the network") from error
    return connection
