"""Serve Slack by HTTP under gunicorn (the only importer of it)."""

from typing import Any

from gunicorn.app.base import BaseApplication

from bot.assistant import Assistant
from bot.slack.app import Running, start_app
from bot.slack.service import THREADS
from bot.slack.settings import Settings
from bot.slack.web import web_app

LAST_SECONDS = 10.0


def serve_http(assistant: Assistant, settings: Settings) -> None:
    """Serve until the process is told to end."""
    Server(assistant, settings).run()


class Server(BaseApplication):
    """Gunicorn with one process of many threads: one process answers far more than Slack lets it post."""

    def __init__(self, assistant: Assistant, settings: Settings) -> None:
        self._assistant = assistant
        self._settings = settings
        self._running: Running | None = None
        super().__init__()

    def load_config(self) -> None:
        """Set what gunicorn would read from files and arguments."""
        chosen: dict[str, Any] = {
            "bind": f"0.0.0.0:{self._settings.port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 15,
            "keepalive": 30,
            "proc_name": "rolecall",
            "accesslog": None,
            "loglevel": "warning",
            "worker_exit": self._close,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # a WSGI application; the stubs and bolt's types of one do not agree
        """Return the application; called in the process that serves, whose threads it starts."""
        self._running = start_app(self._assistant, self._settings)
        return web_app(self._running)

    def _close(self, server: Any, worker: Any) -> None:
        if self._running:
            self._running.service.close(LAST_SECONDS)
