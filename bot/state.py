"""The dialogue state: what a conversation keeps from turn to turn, one small value that any store can hold."""

import json
from typing import Any, NamedTuple


class State(NamedTuple):
    """What the next utterance may leave unsaid."""

    intent: str = ""
    roles: tuple[str, ...] = ()
    """Slugs of the roles in hand, in the order of the last answer."""
    group: tuple[str, ...] = ()
    """Slugs of the last several roles that were spoken of together, in order."""
    over: tuple[str, ...] = ()
    """Slugs of the several roles that the last question was put to, where it was not put to all there are."""
    ranked: tuple[str, ...] = ()
    """Slugs of the roles of the last answer, the highest figure first."""
    facts: tuple[str, ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    """(kind, item) pairs to which the facts are narrowed."""
    amounts: tuple[tuple[float, str, str], ...] = ()
    """Value, unit and period of the amounts that were held against figures."""
    pole: str = ""
    places: int = 0
    cues: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Slugs of the roles of an open question back, in the order they were named."""

    def to_json(self) -> str:
        """Return the state as one line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "State":
        """Return the state of a line of JSON; raises ValueError for anything else."""
        held = json.loads(text)
        if not isinstance(held, dict) or held.keys() != set(cls._fields):
            raise ValueError(f"no dialogue state: {text[:80]}")
        return cls(**{key: _frozen(value) for key, value in held.items()})


START = State()
"""The state of a conversation in which nothing has been said."""


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
