"""Fixtures shared by all tests: the content that ships and small databases made of it."""

from functools import cache
from pathlib import Path

import pytest

from bot.content.content import Content
from bot.content.read_content import read_content

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


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
