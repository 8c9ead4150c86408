"""Start the Slack bot as the environment says."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from bot.assistant import Assistant
from bot.slack.settings import read_settings


def serve(load: Callable[[], Assistant], intents: Path, http: bool) -> None:
    """Serve by Socket Mode or HTTP until told to end; raises RoleCallError before anything is loaded in vain."""
    settings = read_settings(os.environ, intents, http)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.getLogger("bot.slack.bolt").setLevel(logging.WARNING)
    logging.getLogger("websocket").setLevel(logging.CRITICAL)  # bot.slack.connection tells the same
    from bot.slack.app import check_token, web_client

    if not settings.oauth:
        check_token(web_client(settings))
    if http:
        from bot.slack.serve_http import serve_http  # gunicorn is of no use to Socket Mode

        serve_http(load(), settings)
    else:
        from bot.slack.serve_socket import serve_socket

        serve_socket(load(), settings)
