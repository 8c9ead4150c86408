"""Which roles some words name: exactly, as a set of words, or in part; never by mere likeness."""

from collections.abc import Hashable, Iterable, Sequence, Set
from typing import NamedTuple, TypeVar

from bot.role_names import FILLERS, name_key, word_set_key

MOST_KEPT = 5000
TELLING = 3
"""Letters from which initials stand for a name and hardly for anything else."""

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item", bound=Hashable)


class Alias(NamedTuple):
    """One name of a role, as its words in normal form."""

    role_id: int
    words: tuple[str, ...]
    group: bool
    """Whether it is the name of a family of roles ('collections')."""


class RoleIndex(NamedTuple):
    """All names of all roles, by key and by word; roles are in the order of the catalogue."""

    by_name: dict[str, tuple[int, ...]]
    by_words: dict[str, tuple[int, ...]]
    families: dict[str, tuple[int, ...]]
    """Key of a family's name -> its roles."""
    holders: dict[str, tuple[int, ...]]
    """Word -> the roles that have it in a name of theirs."""
    word_sets: dict[int, tuple[frozenset[str], ...]]
    """Role -> the words of each of its names."""
    heads: frozenset[str]
    """Words that say what a role is ('specialist'); a part of a name without one names no role."""
    levels: frozenset[str]
    role_levels: dict[int, frozenset[str]]
    sure_initials: frozenset[str]
    """Initials of whole names that stand for nothing else: three letters or more, or known as a job's: 'RN'."""
    initials: dict[str, tuple[tuple[str, ...], ...]]
    """'ar' -> the words in a row that it may stand for: ('account', 'receivable')."""
    resolved: dict[tuple[str, ...], "Resolution | None"]
    """Names of late, already resolved."""


class Resolution(NamedTuple):
    """What some words name."""

    role_ids: tuple[int, ...]
    """The roles that they may mean, in catalogue order."""
    whole: bool
    """Whether they are a whole name, of a role or a family, rather than a part of one."""
    lacks_level: bool = False
    """Whether they would be the one role's name but for a level that they lack."""
    guessed: bool = False
    """Whether they are only the initials of a whole name, which may stand for much else."""

    together: bool = False
    """Whether they mean all of the roles rather than one of them: 'both'."""

    @property
    def certain(self) -> bool:
        """Tell whether it is known what they mean."""
        return self.together or (len(self.role_ids) == 1 and not self.lacks_level and not self.guessed)


def build_role_index(
    aliases: Sequence[Alias], levels: Iterable[str], job_words: Set[str], words: Set[str]
) -> RoleIndex:
    """Return the index of some aliases; the first alias of a role is its name."""
    known_levels = frozenset(levels)
    own = [alias for alias in aliases if not alias.group]
    first_names: dict[int, tuple[str, ...]] = {}
    for alias in own:
        first_names.setdefault(alias.role_id, alias.words)
    holders = [(word, alias.role_id) for alias in own for word in alias.words if word not in FILLERS]
    return RoleIndex(
        by_name=_grouped((name_key(alias.words), alias.role_id) for alias in own),
        by_words=_grouped((word_set_key(alias.words), alias.role_id) for alias in own),
        families=_grouped((word_set_key(alias.words), alias.role_id) for alias in aliases if alias.group),
        holders=_grouped(holders),
        word_sets=_grouped((alias.role_id, frozenset(alias.words) - FILLERS) for alias in own),
        heads=frozenset(words[-1] for words in first_names.values()),
        levels=known_levels,
        role_levels={role: frozenset(words) & known_levels for role, words in first_names.items()},
        sure_initials=_sure_initials(own, job_words, words),
        initials=_initials(own),
        resolved={},
    )


def resolve(words: tuple[str, ...], index: RoleIndex) -> Resolution | None:
    """Return what some words name, None where no role has them all; what was resolved once is kept."""
    if words in index.resolved:
        return index.resolved.get(words)
    if len(index.resolved) >= MOST_KEPT:
        index.resolved.clear()
    return index.resolved.setdefault(words, _resolve(words, index))


def _resolve(words: tuple[str, ...], index: RoleIndex) -> Resolution | None:
    content = frozenset(words) - FILLERS
    if len(content) < sum(word not in FILLERS for word in words):
        return None  # a word stands twice: 'collector and collector' is no name
    role_ids = index.by_name.get(" ".join(words)) or index.by_words.get(word_set_key(words))
    if role_ids:
        return Resolution(role_ids, whole=True)
    family = index.families.get(word_set_key(words))
    if family:
        return Resolution(family, whole=True)
    if not content & (index.heads | index.levels):
        return None
    return _in_part(content, index)


def _in_part(content: frozenset[str], index: RoleIndex) -> Resolution | None:
    """Return the roles that have all of the words in one of their names."""
    held = [index.holders.get(word, ()) for word in content]
    if not all(held):
        return None
    role_ids = tuple(role for role in min(held, key=len) if any(content <= words for words in index.word_sets[role]))
    if not role_ids:
        return None
    missing = index.role_levels[role_ids[0]] - content
    rest = {words - missing for words in index.word_sets[role_ids[0]]}
    return Resolution(role_ids, whole=False, lacks_level=len(role_ids) == 1 and bool(missing) and content in rest)


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    """Return the items of each key, once each, in the order given."""
    grouped: dict[Key, dict[Item, None]] = {}
    for key, item in pairs:
        grouped.setdefault(key, {})[item] = None
    return {key: tuple(items) for key, items in grouped.items()}


def _sure_initials(aliases: Iterable[Alias], job_words: Set[str], words: Set[str]) -> frozenset[str]:
    whole = {"".join(word[0] for word in alias.words) for alias in aliases if len(alias.words) > 1}
    return frozenset(own for own in whole if own in job_words or (len(own) >= TELLING and own not in words))


def _initials(aliases: Iterable[Alias]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return what the first letters of two to four words in a row may stand for, learnt from the names."""
    runs = (
        alias.words[start : start + length]
        for alias in aliases
        for length in (2, 3, 4)
        for start in range(len(alias.words) - length + 1)
    )
    return _grouped(("".join(word[0] for word in run), run) for run in runs if not FILLERS & set(run))
