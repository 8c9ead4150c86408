"""The bolt app: who may speak to it and what it listens to."""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.assistant import Assistant
from bot.slack.actions import register_actions
from bot.slack.compare import register_compare
from bot.slack.events import register_events, register_removal, register_rest
from bot.slack.intake import Intake
from bot.slack.oauth import installed_clients, oauth_flow
from bot.slack.service import THREADS, Service, posting_client, start_service
from bot.slack.settings import SettingError, Settings

RETRIES = 3
TIMEOUT = 15
"""Seconds that Slack may take over a call."""
BOLT_READS = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")

logger = logging.getLogger(__name__)


class Running(NamedTuple):
    """An app with the service behind it."""

    app: App
    service: Service


def create_app(assistant: Assistant, settings: Settings, client: WebClient | None = None) -> App:
    """Return the app, ready for Socket Mode or HTTP; raises RoleCallError where Slack refuses the token."""
    return start_app(assistant, settings, client).app


def start_app(assistant: Assistant, settings: Settings, client: WebClient | None = None) -> Running:
    """Return the app and its service; raises RoleCallError where Slack refuses the token."""
    client = client or web_client(settings)
    if not settings.oauth:
        check_token(client)
    flow = oauth_flow(settings, client) if settings.oauth else None
    with _hidden_from_bolt():
        app = App(
            name="rolecall",
            logger=logging.getLogger("bot.slack.bolt"),
            client=client,
            signing_secret=settings.signing_secret,
            oauth_flow=flow,
            # Bolt's five threads are too few: 40 commands at once would not be acknowledged in three seconds.
            listener_executor=ThreadPoolExecutor(THREADS, thread_name_prefix="listener"),
        )
    clients = installed_clients(flow, client) if flow else _one_client(client)
    service = start_service(assistant, settings, clients)
    app.use(_known_team)
    intake = Intake(service)
    register_actions(app, service, intake)
    register_compare(app, service)
    register_removal(app, service, flow.settings.installation_store if flow else None)
    register_events(app, service, intake)
    register_rest(app)
    return Running(app, service)


def web_client(settings: Settings) -> WebClient:
    """Return a client that tries again where the line breaks, Slack fails or asks for patience."""
    client = WebClient(token=settings.bot_token or None, base_url=settings.api_url, timeout=TIMEOUT)
    client.retry_handlers = [
        ConnectionErrorRetryHandler(max_retry_count=RETRIES),
        RateLimitErrorRetryHandler(max_retry_count=RETRIES),
        ServerErrorRetryHandler(max_retry_count=RETRIES),
    ]
    return client


def check_token(client: WebClient) -> None:
    """Raise SettingError, without the token, where Slack does not know it or cannot be reached."""
    try:
        client.auth_test()
    except SlackApiError as error:
        reason = error.response.get("error") or "no reason given"
        raise SettingError(
            f"Slack refuses SLACK_BOT_TOKEN ({reason}); copy it anew from OAuth & Permissions"
        ) from error
    except OSError as error:
        raise SettingError(
            f"{client.base_url} cannot be reached ({error}); check SLACK_API_URL and the network"
        ) from error


def _known_team(context: BoltContext, next: Callable[[], BoltResponse]) -> BoltResponse:
    """Let a request through if it is for the workspace, or the organization, whose token answers it."""
    ours = context.authorize_result
    if ours is None or not ours.team_id or ours.team_id == context.team_id:
        return next()
    if ours.enterprise_id and ours.enterprise_id == context.enterprise_id:
        return next()
    logger.warning("a request of team %s, which is not installed here, gets no answer", context.team_id)
    return BoltResponse(status=200)


def _one_client(client: WebClient) -> Callable[[str, str], WebClient]:
    posting = posting_client(client, str(client.token))
    return lambda enterprise, team: posting


@contextmanager
def _hidden_from_bolt() -> Iterator[None]:
    """Hide the variables that bolt reads by itself: with SLACK_CLIENT_ID set it would drop the bot token."""
    hidden = {name: os.environ.pop(name) for name in BOLT_READS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
