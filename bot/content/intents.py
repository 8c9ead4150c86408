"""What can be asked: one YAML file an intent, and the topics that no page publishes."""

from pathlib import Path
from typing import NamedTuple

SLOTS = ("roles", "facts", "items", "amounts", "conditions")
SCOPES = ("named", "all", "others")
RESTS = ("all", "ranking", "selection", "nearness", "placement")


class Intent(NamedTuple):
    """One thing that can be asked, with its look-up and its answer."""

    name: str
    path: Path
    lines: dict[str, tuple[int, ...]]
    """Key -> the line of each of its items in the file."""
    about: str
    tries: tuple[str, ...]
    """Questions that show it, for help."""
    needs: dict[str, int]
    """Slot -> how many it must have at least."""
    takes: dict[str, int]
    """Slot -> how many it can use at most."""
    declines: bool
    small_talk: bool
    """Whether it is said to be polite: no look-up, no source."""
    continues: bool
    """Whether it asks what was asked before, of another role."""
    scope: str
    """What roles it is about beside those named: `all` where none is named, `others` as well, or none."""
    cues: tuple[str, ...]
    """Groups of words one of which a question for it must have; a pole of a fact's phrase counts as one."""
    cues_not: tuple[str, ...]
    """Such groups with which it cannot be meant."""
    lacks: dict[str, str]
    """Such groups that ask for what is not published of one role, with what it is: 'the median'."""
    cues_alone: tuple[str, ...]
    """Such groups that count only where no role is named: 'the gap between best and worst'."""
    lists: bool
    """Whether the facts named must be lists."""
    own_facts: bool
    """Whether it is about its own fact kinds whatever else is named."""
    meant_by_amounts: bool
    """Whether a sum of money beside one role and its pay means it: 'do collectors get 40k?'."""
    refers: bool
    """Whether it speaks of the last answer where it names nothing: 'where is that from?'."""
    with_several: str
    """The intent that takes its place when a second role is added: the comparison, for an overview."""
    clears: bool
    """Whether it ends what was spoken of: 'start over'."""
    personal: bool
    """Whether it is about somebody's own pay, so that a channel shows the answer to him alone."""
    then: tuple[str, ...]
    """Questions that come naturally next; {role} and {other} stand for the roles of the answer."""
    rests_on: str
    """Which of the rows found the answer rests on: those of the ranking, selection, nearness or placement, or all."""
    shows_facts: bool
    """Whether it is meant by a question that asks for a fact without naming it (`asks` of a fact kind)."""
    examples: tuple[str, ...]
    facts: tuple[str, ...]
    """The fact kinds that it is about where none is named."""
    lookup: str
    answer: str
    nothing: str
    """The answer where the look-up finds nothing."""

    @property
    def is_bounded(self) -> bool:
        """Tell whether it can use only so many slots, or wants a cue."""
        return bool(self.takes or self.cues)

    @property
    def is_choosy(self) -> bool:
        """Tell whether it wants more of a question than slots: facts or roles of a certain sort."""
        return self.scope != "named" or self.own_facts or self.lists or self.meant_by_amounts


class Topic(NamedTuple):
    """Something that people ask about roles and that no page publishes."""

    name: str
    title: str
    phrases: tuple[str, ...]
    narrows: str
    """all where it changes what any figure means, so that the bare figure is no answer; the beginning of a unit
    (USD) where it changes only figures of that unit; nothing where it changes none."""

    def narrows_unit(self, unit: str) -> bool:
        """Tell whether it changes what figures of a unit mean."""
        return self.narrows == "all" or bool(self.narrows and unit.startswith(self.narrows))
