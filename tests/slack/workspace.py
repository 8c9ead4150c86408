"""What a fake Slack holds: workspaces, channels, messages, and who can see which."""

import time
from dataclasses import dataclass, field
from itertools import count
from threading import Condition
from typing import Any

Block = dict[str, Any]
TRIGGER_SECONDS = 3.0


@dataclass(frozen=True)
class Team:
    """A workspace in which the bot is installed."""

    id: str
    token: str
    bot_user: str
    enterprise: str = ""


@dataclass
class Channel:
    """A channel or a direct message."""

    id: str
    team: str
    direct: bool = False
    bot_in: bool = True
    shared: bool = False
    last_post: float = 0.0


@dataclass
class Message:
    """One message as it stands in a channel."""

    channel: str
    ts: str
    user: str
    text: str
    thread: str = ""
    blocks: list[Block] = field(default_factory=list)
    only_for: str = ""
    """Who alone sees it."""
    metadata: Block = field(default_factory=dict)
    sent: Block = field(default_factory=dict)
    """The call that posted it."""
    deleted: bool = False
    at: float = 0.0


@dataclass
class Call:
    """A call of the Web API."""

    method: str
    token: str
    body: Block


class Workspace:
    """Everything that a fake Slack knows; `changed` guards it and is told of every change."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.teams = {team.id: team for team in (Team("T1", "xoxb-one", "UBOT"), Team("T2", "xoxb-two", "UBOT2"))}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.calls: list[Call] = []
        self.homes: dict[str, Block] = {}
        self.modals: dict[str, Block] = {}
        self.prompts: dict[str, list[Block]] = {}
        self.steps: dict[str, Block] = {}
        self.triggers: dict[str, float] = {}
        self.addresses: dict[str, tuple[str, str, str]] = {}  # response address -> (channel, user, message)
        self._number = count(1)

    def channel(self, name: str) -> Channel:
        """Return a channel, made when first named; one whose name begins with D is a direct message."""
        if name.startswith("U"):
            name = f"D{name}"
        with self.changed:
            return self.channels.setdefault(name, Channel(name, "T1", direct=name.startswith("D")))

    def next_id(self, prefix: str) -> str:
        """Return a new id."""
        return f"{prefix}{next(self._number):06}"

    def next_ts(self) -> str:
        """Return a new message's ts."""
        return f"{int(time.time())}.{next(self._number):06}"

    def new_trigger(self) -> str:
        """Return a trigger, good for three seconds and one view."""
        name = self.next_id("trigger.")
        self.triggers[name] = time.monotonic()
        return name

    def add(self, message: Message) -> None:
        """Post a message."""
        message.at = time.monotonic()
        with self.changed:
            self.messages.append(message)
            self.changed.notify_all()

    def team_of(self, token: str) -> Team | None:
        """Return the team that a bot token belongs to, one that was rotated out included."""
        return next((team for team in self.teams.values() if token in (team.token, f"{team.token}-old")), None)

    def visible(self, user: str, channel: str) -> list[Message]:
        """Return what a person sees in a channel and its threads.

        An ephemeral message in a thread shows only where the thread has begun.
        """
        name = self.channel(channel).id
        with self.changed:
            own = [message for message in self.messages if message.channel == name and not message.deleted]
            begun = {message.thread for message in own if message.thread and not message.only_for}
            return [
                message
                for message in own
                if not message.only_for or (message.only_for == user and message.thread in {"", *begun})
            ]
