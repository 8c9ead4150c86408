"""How fast one person may ask."""

import time
from collections import deque
from threading import Lock

MINUTE = 60.0


class Pace:
    """Counts the questions of each person in the last minute."""

    def __init__(self, per_minute: int) -> None:
        self._limit = per_minute
        self._lock = Lock()
        self._times: dict[str, deque[float]] = {}
        self._told: dict[str, float] = {}
        self._tidied = 0.0

    def verdict(self, person: str) -> str:
        """Count a question: '' to answer it, 'limit' to tell the person once that it is too much, then 'silence'."""
        now = time.monotonic()
        with self._lock:
            self._tidy(now)
            times = self._times.setdefault(person, deque())
            while times and now - times[0] > MINUTE:
                times.popleft()
            if len(times) < self._limit:
                times.append(now)
                return ""
            if now - self._told.get(person, now - MINUTE) < MINUTE:
                return "silence"
            self._told[person] = now
            return "limit"

    def _tidy(self, now: float) -> None:
        """Forget the people who have not asked for a minute, once a minute."""
        if now - self._tidied > MINUTE:
            self._tidied = now
            self._times = {person: times for person, times in self._times.items() if now - times[-1] <= MINUTE}
            self._told = {person: told for person, told in self._told.items() if person in self._times}
