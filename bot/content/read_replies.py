"""What is said where a question is not answered, and beside answers (intents/replies.yaml)."""

from pathlib import Path

from bot.content.strict_yaml import read_block

REPLIES = (
    "stranger",
    "not_understood",
    "narrowed",
    "topic",
    "menu",
    "no_figure",
    "which_of",
    "which_role",
    "which_fact",
    "which_side",
    "also_strangers",
    "also_topics",
)
"""The replies that the program knows occasions for."""


def read_replies(path: Path) -> dict[str, str]:
    """Return the templates of the replies by name; raises ContentError."""
    block = read_block(path)
    replies = {name: block.text(name) for name in REPLIES}
    block.end()
    return replies
