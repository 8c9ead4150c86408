"""The values that the steps of a question hand on to each other."""

from dataclasses import dataclass
from typing import Any, NamedTuple

Row = dict[str, Any]
"""One fact as the look-up gives it."""

LEAST_YEARLY = 1000
"""Dollars from which a sum without a period is a year's; the federal minimum of an hour is far below."""
ANSWERED, CLARIFY, DECLINED, SILENT = "answered", "clarify", "declined", "silent"


class Choice(NamedTuple):
    """A name in a question that several roles have."""

    text: str
    role_ids: tuple[int, ...]


class Stranger(NamedTuple):
    """A role that the catalogue lacks, with the roles whose names are nearest."""

    text: str
    nearest: tuple[int, ...]


class Amount(NamedTuple):
    """A number with what was said of its unit; words[start:end] of the sentence."""

    start: int
    end: int
    value: float
    unit: str
    """money, percent, months, or nothing where the number stands bare."""
    per: str
    """hour, week, month, year, or nothing."""
    open_ended: bool
    """Whether a + follows: 20+."""

    @property
    def fact_unit(self) -> str:
        """Return the unit that fact kinds give such an amount in; money without a period is told by its size."""
        if self.unit not in ("money", ""):
            return self.unit
        return f"USD/{self.per or ('year' if self.value >= LEAST_YEARLY else 'hour')}"


class Condition(NamedTuple):
    """What a role must fulfil: a figure between two ends, or an item among those of a list."""

    kinds: tuple[str, ...]
    """Of one of which it must hold."""
    item: str = ""
    low: float | None = None
    high: float | None = None
    strict: bool = False
    """Whether the ends themselves are outside."""
    pole: str = ""
    """high or low where only that end of a range counts: 'tops out over 46k'."""
    negated: bool = False
    than: int = 0
    """The role whose own figure is the end: 'more than a collector'; 0 where the ends are numbers."""
    unit: str = ""
    """That of the amount, nothing where the number stands bare."""
    text: str = ""
    """The condition in the words of the question: 'over 36k'."""

    @property
    def is_figure(self) -> bool:
        """Tell whether it is about a figure rather than the mere presence of an item."""
        return self.low is not None or self.high is not None or bool(self.than)


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
    count: int = 0
    """How many are asked for: 'top 3'; 0 where no number is named."""
    amounts: tuple[Amount, ...] = ()
    conditions: tuple[Condition, ...] = ()
    cues: tuple[str, ...] = ()
    """Groups of words that say what is to be done with the figures: average, total, rank (words.yaml)."""
    group: str = ""
    """The family of roles that is asked about, in the words of the question; nothing where it is all roles."""
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
