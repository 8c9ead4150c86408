"""App Home and the prompts of the agent view: what to ask, how fresh the data is, what is kept."""

from typing import Any

from bot.slack import limits
from bot.slack.blocks import ASK
from bot.slack.desk import Desk
from bot.slack.elements import Block, button, buttons, plain, section
from bot.slack.markup import shorten

PROMPTS = 4
"""Slack shows no more."""
PROMPT_TITLE = 75
ROLES = 30
"""Role names that are shown; the list of all is an answer."""
TEXT = limits.SECTION // 2
"""Characters, of which a few take five once escaped."""


def home_view(desk: Desk) -> dict[str, Any]:
    """Return App Home."""
    held = desk.held
    fresh = desk.say(
        "home_fresh",
        facts=held.facts,
        roles=len(held.roles),
        pages=held.pages,
        newest=held.newest,
        undated=held.undated,
    )
    examples = [button(text, f"{ASK}.{at}", text) for at, text in enumerate(desk.examples)]
    blocks: list[Block] = [
        {"type": "header", "text": plain(desk.say("home_title"), limits.HEADER)},
        section(desk.say("home_text")),
        section(desk.say("home_examples")),
        buttons("examples", examples),
        {"type": "divider"},
        section(shorten(desk.say("home_roles", roles=held.roles[:ROLES], more=len(held.roles[ROLES:])), TEXT)),
        section(fresh),
        section(desk.say("home_privacy")),
    ]
    return {"type": "home", "blocks": blocks[: limits.BLOCKS["home"]]}


def prompts(desk: Desk) -> list[dict[str, str]]:
    """Return the prompts that the agent view suggests."""
    return [{"title": shorten(text, PROMPT_TITLE), "message": text} for text in desk.examples[:PROMPTS]]
