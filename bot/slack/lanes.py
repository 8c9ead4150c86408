"""Work that is done one piece after another in each lane, and for many lanes at once."""

import heapq
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from logging import Logger
from threading import Condition, Thread

Work = Callable[[], float | None]
"""Does its work and returns None, or returns after how many seconds it wants to be called again."""


class Lanes:
    """Slack takes a message a second in each channel, so a channel that has to wait must not hold up a thread."""

    def __init__(self, threads: int, logger: Logger) -> None:
        """Make lanes that are worked on by so many threads."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._logger = logger
        self._lanes: dict[str, deque[Work]] = {}
        self._later: list[tuple[float, int, str]] = []  # (when, order, lane)
        self._order = count()
        self._changed = Condition()
        self._stopped = False
        self._clock = Thread(target=self._wake, name="lanes", daemon=True)
        self._clock.start()

    def add(self, lane: str, work: Work) -> None:
        """Do some work after all else in its lane."""
        with self._changed:
            if self._stopped:
                return
            queue = self._lanes.setdefault(lane, deque())
            queue.append(work)
            if len(queue) == 1:
                self._pool.submit(self._next, lane)

    def drain(self, seconds: float) -> bool:
        """Wait until all work is done, so long at most; tell whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._lanes, seconds)

    def stop(self) -> None:
        """Take no more work and let go of what waits."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _next(self, lane: str) -> None:
        try:
            again = self._lanes[lane][0]()
        except Exception:  # whatever it is, the rest of the lane must not wait for it for ever
            self._logger.exception("a piece of work failed")
            again = None
        with self._changed:
            if self._stopped:
                return
            if again is not None:
                heapq.heappush(self._later, (time.monotonic() + again, next(self._order), lane))
            else:
                self._lanes[lane].popleft()
                if self._lanes[lane]:
                    self._pool.submit(self._next, lane)
                else:
                    del self._lanes[lane]
            self._changed.notify_all()

    def _wake(self) -> None:
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                while self._later and self._later[0][0] <= now:
                    self._pool.submit(self._next, heapq.heappop(self._later)[2])
                self._changed.wait(self._later[0][0] - now if self._later else None)
