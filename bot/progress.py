"""A progress bar for work that takes more than a second at a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.progress import Progress

PATIENCE = 1.0
"""Seconds of work after which a bar appears."""


def shown_progress(paths: Iterable[Path], count: int) -> Iterator[Path]:
    """Yield paths; once they take more than a second, show at a terminal how many are done."""
    began = time.monotonic()
    bar: Progress | None = None
    try:
        for done, path in enumerate(paths):
            if bar is None and sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
                bar = Progress(transient=True)
                bar.start()
                task = bar.add_task("reading", total=count, completed=done)
            yield path
            if bar is not None:
                bar.update(task, completed=done + 1)
    finally:
        if bar is not None:
            bar.stop()
