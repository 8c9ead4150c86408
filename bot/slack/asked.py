"""One question that came in by Slack, with all that is needed to answer it, also after a restart."""

import json
from typing import NamedTuple

OPEN, WHISPER, STEP = "open", "whisper", "step"


class Asked(NamedTuple):
    """A question: who asked what, where, and how it is to be answered."""

    message: str
    """What it is known by: the same for a mention and for the message that holds it."""
    event: str
    """The event that brought it: the same for each delivery of it."""
    enterprise: str
    team: str
    channel: str
    user: str
    text: str
    manner: str = OPEN
    """open: where all in the channel see it; whisper: by the response address, to the person who asks alone;
    step: as the outcome of a workflow's step, whose run is `ts`."""
    ts: str = ""
    """The message that it is in, if it is in one."""
    thread: str = ""
    """The thread that it is answered in."""
    threaded: bool = False
    """Whether there was such a thread before it."""
    direct: bool = False
    """Whether nobody else reads the channel."""
    response_url: str = ""
    stranger: bool = False
    listening: bool = False
    """Whether nobody spoke to the bot, so that it says nothing unless it knows the answer."""
    above: str = ""
    """Small print above the answer."""
    state: str = ""
    """A dialogue state to answer from, where it is not the conversation's."""
    page: int = 0
    shared: bool = False
    """Whether the person concerned let all see the answer."""

    @property
    def lane(self) -> str:
        """Return what is answered one after another: the questions of one channel.

        A response address is one person's own and may fail on its own, which is no reason for the others to wait.
        """
        return f"{self.team}:{self.channel}{'' if self.manner == OPEN else self.user}"

    @property
    def own_conversation(self) -> str:
        """Return the conversation that the person has here alone."""
        return f"{self._place}:{self.thread}:{self.user}"

    @property
    def open_conversations(self) -> tuple[str, ...]:
        """Return the conversations that all in the channel have here."""
        if self.direct and not self.threaded:
            # In a direct message people go on both below the answer and in its thread.
            return (f"{self._place}::", f"{self._place}:{self.thread}:")
        return (f"{self._place}:{self.thread}:",)

    @property
    def conversations(self) -> tuple[str, ...]:
        """Return the conversations that it may go on with."""
        return (self.own_conversation, *(self.open_conversations[:1] if self.manner == OPEN else ()))

    @property
    def _place(self) -> str:
        return f"{self.enterprise}:{self.team}:{self.channel}"

    def to_json(self) -> str:
        """Return it as one line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Asked":
        """Return what `to_json` wrote down."""
        return cls(**json.loads(text))
