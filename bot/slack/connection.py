"""The connection of Socket Mode (the only user of websocket-client)."""

import logging
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import run_bolt_app, send_response
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.websocket_client import SocketModeClient

from bot.slack.service import THREADS

PING_SECONDS = 4.0
PONG_SHARE = 0.8
"""How much of the time to the next ping may pass without an answer before the connection counts as dead."""

logger = logging.getLogger(__name__)


class Connection(SocketModeClient):
    """A connection that is made anew when it ends, or when Slack no longer answers a ping.

    slack_sdk's own client loses its place in the stream when many events come at once: it drops them, and logs what
    people wrote. Its client over websocket-client does not, but never misses an answer to a ping, and takes a
    connection that is being opened for one that has ended: it opens another and breaks off the first.
    """

    def __init__(self, app: App, app_token: str, ping_seconds: float) -> None:
        super().__init__(
            app_token=app_token, logger=logger, web_client=app.client, ping_interval=ping_seconds, concurrency=THREADS
        )
        self._app = app
        self.socket_mode_request_listeners.append(self._hand_on)

    def is_connected(self) -> bool:
        """Return whether there is a connection, be it one that is still being opened."""
        session: Any = self.current_session
        return session is not None and not session.has_done_teardown

    def _monitor_current_session(self) -> None:
        if not self.is_connected():
            super()._monitor_current_session()  # type: ignore[no-untyped-call]

    def _run_current_session(self) -> None:
        session: Any = self.current_session
        if session is None:
            return
        try:
            session.run_forever(ping_interval=self.ping_interval, ping_timeout=self.ping_interval * PONG_SHARE)
        except Exception as error:  # whatever it is, the monitor makes a new connection
            logger.warning("the connection ended: %s", error)
            session.close()

    def _hand_on(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        send_response(client, request, run_bolt_app(self._app, request), 0.0)
