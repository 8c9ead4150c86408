"""The parts of a running Slack bot, put together."""

import logging
from itertools import count
from threading import Event, Thread
from typing import NamedTuple

from slack_sdk import WebClient

from bot.assistant import Assistant
from bot.slack.answering import Answering, Clients
from bot.slack.desk import Desk
from bot.slack.lanes import Lanes
from bot.slack.settings import Settings
from bot.slack.store import Store
from bot.slack.texts import read_slack_texts

THREADS = 32
"""Enough to wait for Slack on 32 channels at once: at 100 ms a post, 300 answers a second."""

FORGET_EVERY = 240
"""Turns: ten minutes, with leases of ten seconds."""

logger = logging.getLogger(__name__)


class Service(NamedTuple):
    """What the listeners work with."""

    settings: Settings
    desk: Desk
    store: Store
    lanes: Lanes
    answering: Answering
    stopping: Event

    def close(self, seconds: float) -> None:
        """Answer what was taken, for so long at most, and leave the rest to the next process."""
        self.stopping.set()
        self.lanes.drain(seconds)
        self.lanes.stop()
        self.store.leave()


def start_service(assistant: Assistant, settings: Settings, clients: Clients) -> Service:
    """Return a service that looks for what a process that died has left unanswered; raises RoleCallError."""
    texts = read_slack_texts(settings.intents / "slack.yaml", assistant.index.content.facts)
    desk = Desk(assistant, texts)
    store = Store(settings.state_db, settings.lease)
    lanes = Lanes(THREADS, logger)
    answering = Answering(desk, store, settings, clients, lanes)
    service = Service(settings, desk, store, lanes, answering, Event())
    Thread(target=_look_after, args=(service,), name="orphans", daemon=True).start()
    return service


def posting_client(like: WebClient, token: str) -> WebClient:
    """Return a client that leaves it to us when to try again."""
    return WebClient(
        token=token,
        base_url=like.base_url,
        timeout=like.timeout,
        ssl=like.ssl,
        proxy=like.proxy,
        headers=dict(like.headers),
        retry_handlers=[],
    )


def _look_after(service: Service) -> None:
    """Renew what we took and take what others left, several times a lease; forget what is old, now and then."""
    for turn in count():
        try:
            service.answering.adopt_orphans()
            if turn % FORGET_EVERY == 0:
                service.store.expire()
        except Exception:  # a full disk may be emptied; until then the log says so
            logger.exception("cannot look for questions that were left")
        if service.stopping.wait(service.settings.lease / 4):
            return
