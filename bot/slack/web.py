"""The bot as a WSGI application: Slack's requests, the pages to install it, and whether it is well."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.slack.app import Running

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Wsgi = Callable[[Environ, StartResponse], Iterable[bytes]]

LARGEST_BODY = 1_000_000
"""Bytes; Slack sends far less."""


def web_app(running: Running) -> Wsgi:
    """Return the application."""
    slack = SlackRequestHandler(running.app)

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == "/healthz":
            return _say(start_response, "200 OK", "ok")
        if path == "/readyz":
            return _say(start_response, *_readiness(running))
        if int(environ.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return _say(start_response, "413 Content Too Large", "too large")
        return slack(environ, start_response)

    return serve


def _readiness(running: Running) -> tuple[str, str]:
    """Return the status of the two databases: whether there is something to answer from, and something to note in."""
    if not running.service.desk.is_ready():
        return "503 Service Unavailable", "data.db cannot be read"
    try:
        running.service.store.check()
    except sqlite3.Error:
        return "503 Service Unavailable", "state.db cannot be read"
    return "200 OK", "ready"


def _say(start_response: StartResponse, status: str, text: str) -> Iterable[bytes]:
    start_response(status, [("content-type", "text/plain; charset=utf-8")])
    return [text.encode()]
