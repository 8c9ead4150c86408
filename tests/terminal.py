"""A real pseudo terminal in which the chat runs, and what a person would see on it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from tests.conftest import ROOT

PROMPT = b"\x1b[?2004h"
"""What is sent before each prompt, to hear of texts that are pasted."""
ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[=>()][0-9A-Za-z]?")
PATIENCE = 15.0
"""Seconds until a text that does not come is a failure."""


class Terminal:
    """A chat at a terminal of some width; texts typed into it and the texts it has shown."""

    def __init__(self, environment: Mapping[str, str], *args: str, width: int = 80) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        variables = {**environment, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
        variables.pop("COLUMNS", None)
        command = [sys.executable, "-m", "bot", "chat", *args]
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=variables, cwd=ROOT, start_new_session=True
        )
        os.close(slave)
        self.raw = b""
        self._seen = 0

    def __enter__(self) -> "Terminal":
        self._wait_for_prompt(1)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """Return all that was shown so far, without colours and movements of the cursor."""
        return ESCAPES.sub("", self.raw.decode("utf-8", "replace")).replace("\r", "")

    def type(self, text: str) -> None:
        """Type keys."""
        self._seen = len(self.text)
        os.write(self._master, text.encode())

    def ask(self, line: str) -> str:
        """Type a line and return what is shown until the next prompt, the line itself among it."""
        prompts = self.raw.count(PROMPT)
        self.type(line + "\r")
        self._wait_for_prompt(prompts + 1)
        return self.text[self._seen :]

    def press(self, keys: str, until: str) -> None:
        """Type keys and wait until a text is shown."""
        self.type(keys)
        self._read_until(lambda: until in self.text[self._seen :])

    def clear(self) -> None:
        """Press Ctrl-C and wait for the new prompt."""
        prompts = self.raw.count(PROMPT)
        self.type("\x03")
        self._wait_for_prompt(prompts + 1)

    def left(self) -> int:
        """Return the exit status once the chat has ended."""
        self._read_until(lambda: self._process.poll() is not None)
        return self._process.returncode

    def _wait_for_prompt(self, count: int) -> None:
        self._read_until(lambda: self.raw.count(PROMPT) >= count)

    def _read_until(self, enough: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not enough():
            assert time.monotonic() < end, f"not in time; shown so far:\n{self.text}"
            if select.select([self._master], [], [], 0.02)[0]:
                with suppress(OSError):  # the other side is closed
                    self.raw += os.read(self._master, 65536)
