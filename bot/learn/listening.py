"""Learn from the messages of a channel which are put to the room."""

from collections.abc import Iterable, Iterator

from bot.learn.train import train
from bot.understand.asking import asking
from bot.understand.index import Index
from bot.understand.message import own_words
from bot.understand.model import Label, Model
from bot.understand.room import ASKED, SILENT, message_features
from bot.understand.understand import understand

ROLE = "{role}"
"""Stands for the name of a role."""


def train_listening(index: Index) -> Model:
    """Return a model of messages that are put to the room and of those that are not."""
    listening = index.content.listening
    return train([*_examples(listening.asked, ASKED, index), *_examples(listening.silent, SILENT, index)])


def _examples(messages: Iterable[str], label: Label, index: Index) -> Iterator[tuple[list[str], Label]]:
    """Yield the features of messages; those that quote, joke or speak to somebody are told by their marks."""
    for at, message in enumerate(messages):
        said = own_words(_named(message, at, index))
        readings = understand(said, index).readings if said is not None else ()
        if readings:
            yield message_features(readings, asking(readings, index), index), label


def _named(message: str, at: int, index: Index) -> str:
    """Return a message with the roles of the catalogue in its holes, others in every message."""
    names = [role.name for role in index.roles.values()]
    for number in range(message.count(ROLE)):
        message = message.replace(ROLE, names[(at + number) % len(names)] if names else "role", 1)
    return message
