"""Fixtures shared by all tests: the content that ships and small databases made of it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.content.content import Content
from bot.content.read_content import read_content
from bot.loading import load_assistant

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]
"""Runs `rolecall` with arguments, standard input and further environment variables."""


@cache
def shipped_content() -> Content:
    """Return the fact kinds, intents and words that ship."""
    return read_content(ROOT / "intents")


@pytest.fixture(scope="session")
def content() -> Content:
    """The fact kinds, intents and words that ship."""
    return shipped_content()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that lies beside a checkout in some places."""
    if not SHARED.is_dir():
        pytest.skip("skipped: no ../shared here, so the original pages and sets are not compared")
    return SHARED


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the tests' own cache and history are kept, with what is learnt once for all of them."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(scope="session")
def assistant(homes: Path) -> Assistant:
    """The assistant over what ships."""
    return load_assistant(ROOT / "data.db", ROOT / "intents", homes / "cache" / "rolecall", lambda text: None)


@pytest.fixture(scope="session")
def environment(homes: Path, assistant: Assistant) -> Mapping[str, str]:
    """The environment of a command, which finds what `assistant` has learnt."""
    places = {"XDG_CACHE_HOME": str(homes / "cache"), "XDG_STATE_HOME": str(homes / "state")}
    return {**os.environ, **places, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}


@pytest.fixture(scope="session")
def rolecall(environment: Mapping[str, str]) -> Run:
    """The command line as a process."""

    def run(*args: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *args],
            input=stdin,
            env={**environment, **variables},
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )

    return run
