"""What people write in a channel that is listened to (intents/listening.yaml)."""

from typing import NamedTuple


class Listening(NamedTuple):
    """Messages from which is learnt what is put to the room; `{role}` stands for the name of a role."""

    asked: tuple[str, ...] = ()
    """Questions to the room."""
    silent: tuple[str, ...] = ()
    """All else: told, asked of somebody, our own affairs, jokes."""
    lines: tuple[int, ...] = ()
    """The line of each message in the file, those of `asked` first."""
