"""Faults that a fake Slack makes: planned one by one, or by chance with a seed."""

from dataclasses import dataclass
from random import Random
from threading import Lock


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call."""

    status: int = 500
    retry_after: int = 1
    drops: bool = False
    """Whether the connection breaks instead of an answer."""
    accepts: bool = False
    """Whether Slack does what it was asked all the same."""


class Faults:
    """Which calls go wrong."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._planned: dict[str, list[Fault]] = {}
        self._random = Random(7)
        self.chances: list[tuple[float, Fault]] = []
        """Faults of messages posted, each with its probability."""
        self.made = 0

    def plan(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method go wrong, in this order."""
        with self._lock:
            self._planned.setdefault(method, []).extend(faults)

    def next_for(self, method: str) -> Fault | None:
        """Return what goes wrong with a call, None if nothing does."""
        with self._lock:
            planned = self._planned.get(method)
            if planned:
                return planned.pop(0)
            if method != "chat.postMessage":
                return None
            draw = self._random.random()
            for chance, fault in self.chances:
                if draw < chance:
                    self.made += 1
                    return fault
                draw -= chance
            return None
