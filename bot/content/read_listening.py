"""Read the messages of intents/listening.yaml."""

from pathlib import Path

from bot.content.listening import Listening
from bot.content.strict_yaml import read_block


def read_listening(path: Path) -> Listening:
    """Return the messages of a channel by whether they are put to the room; raises ContentError."""
    block = read_block(path)
    listening = Listening(
        asked=block.texts("asked", required=True),
        silent=block.texts("silent", required=True),
        lines=(*block.lines_of("asked"), *block.lines_of("silent")),
    )
    block.end()
    return listening
