"""The pieces that blocks are made of, as plain dicts that keep to Slack's limits."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.slack import limits
from bot.slack.markup import escape, shorten

Block = dict[str, Any]


def mrkdwn(text: str) -> Block:
    """Return a text object in which Slack's markup has no effect but for *bold* and the like."""
    return {"type": "mrkdwn", "text": escape(text), "verbatim": True}


def plain(text: str, longest: int) -> Block:
    """Return a text object in which nothing is markup."""
    return {"type": "plain_text", "text": shorten(text, longest), "emoji": False}


def section(text: str) -> Block:
    """Return a paragraph that Slack does not fold."""
    return {"type": "section", "text": mrkdwn(text), "expand": True}


def context(texts: Iterable[str]) -> Block:
    """Return small print; echoes of what people wrote may stand in it, for it is plain text."""
    elements = [plain(text, limits.CONTEXT_TEXT) for text in texts]
    return {"type": "context", "elements": elements[: limits.CONTEXT_ELEMENTS]}


def button(label: str, action: str, value: str) -> Block:
    """Return a button."""
    return {"type": "button", "text": plain(label, limits.BUTTON), "action_id": action, "value": value[: limits.VALUE]}


def buttons(block: str, elements: Sequence[Block]) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "block_id": block, "elements": list(elements[: limits.ACTIONS])}


def option(name: str) -> Block:
    """Return an option of a menu, chosen by its name."""
    return {"text": plain(name, limits.OPTION), "value": name[: limits.OPTION_VALUE]}


def menu(label: str, action: str, names: Sequence[str]) -> Block:
    """Return a menu of names."""
    options = [option(name) for name in names[: limits.OPTIONS]]
    placeholder = plain(label, limits.PLACEHOLDER)
    return {"type": "static_select", "placeholder": placeholder, "action_id": action, "options": options}
