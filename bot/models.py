"""The values that the steps of a question hand on to each other."""

from dataclasses import dataclass
from typing import Any, NamedTuple

Row = dict[str, Any]
"""One fact as the look-up gives it."""

ANSWERED, CLARIFY, DECLINED, SILENT = "answered", "clarify", "declined", "silent"


class Choice(NamedTuple):
    """A name in a question that several roles have."""

    text: str
    role_ids: tuple[int, ...]


class Stranger(NamedTuple):
    """A role that the catalogue lacks, with the roles whose names are nearest."""

    text: str
    nearest: tuple[int, ...]


@dataclass(frozen=True)
class Question:
    """One question of an utterance with its slots filled, and what is to be done with it."""

    intent: str
    status: str
    """answered (if the look-up finds something), clarify or declined."""
    reason: str = ""
    """Why it is not answered: the name of a reply in intents/replies.yaml."""
    roles: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    """(kind, item) pairs to which the facts are narrowed."""
    choices: tuple[Choice, ...] = ()
    strangers: tuple[Stranger, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Words that were not understood."""
    menu: tuple[str, ...] = ()
    """Intents that may have been meant."""
    pole: str = ""
    score: float = 0.0


@dataclass(frozen=True)
class Answer:
    """What a channel draws."""

    status: str
    intent: str
    text: str
    roles: tuple[str, ...] = ()
    """Slugs."""
    facts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """What to choose from, where something is asked back."""
    score: float = 0.0
    rows: tuple[Row, ...] = ()
    """The facts it rests on."""
    sources: tuple[str, ...] = ()
    personal: bool = False
    """Whether it speaks of somebody's own pay, so that a channel shows it to him alone."""
    then: tuple[str, ...] = ()
    """Questions that naturally come next, as they would be typed."""
