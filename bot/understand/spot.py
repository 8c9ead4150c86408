"""Find what a sentence speaks of: roles, fact kinds, items, amounts, cues; each word belongs to one mention."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import NamedTuple

from bot.models import Amount
from bot.understand.amounts import find_amounts
from bot.understand.lexicon import Lexeme
from bot.understand.phrases import Node, find_phrases
from bot.understand.roles import Resolution, RoleIndex, resolve

LONGEST_NAME = 8
JOINT_COST = 0.6
MARK_COST = 0.1
"""What a word or mark that only joins others takes from a mention: 'coordinator and the coll' is hardly one name."""
MOST_READINGS = 48
"""Combinations of readings of a name's words that are looked up."""
LISTING = frozenset({"/", ","})
"""Marks between roles of a list."""
INSIDE_NAMES = frozenset({"and", "&", "/", "-", ",", "(", "of", "in", "for", "the"})
WEIGHTS = {"role": 1.3, "part": 1.0, "fact": 1.1, "topic": 1.15, "item": 0.9, "cue": 0.8, "noise": 0.7, "amount": 3.0}
"""How much a mention counts a word, by type; longer mentions win by the square of their length."""


class Mention(NamedTuple):
    """Words [start:end] of a sentence that stand for something."""

    start: int
    end: int
    type: str
    """role, fact, item, cue, topic, noise or amount; not_role for a role that is named as not meant."""
    name: str = ""
    """The fact kind, cue or topic; the words themselves for a role."""
    pole: str = ""
    """high or low, where a fact kind's phrase asks for one end: 'best paid'."""
    items: tuple[tuple[str, str], ...] = ()
    """For an item: the kinds that have it, each with the item's printed name."""
    resolution: Resolution | None = None
    amount: Amount | None = None
    joints: int = 0
    """How many of the words only join others ('and', '/')."""
    cost: float = 0.0
    """What these take from its weight."""


def spot(lexemes: Sequence[Lexeme], trie: Node, index: RoleIndex) -> list[Mention]:
    """Return the mentions of a sentence in order: of all that overlap, those that explain most words."""
    words = ["and" if lexeme.word == "&" else lexeme.word for lexeme in lexemes]
    found = [*_phrases(trie, words), *_amounts(lexemes), *_roles(lexemes, index)]
    return _best_cover(found, len(lexemes))


def _phrases(trie: Node, words: Sequence[str]) -> Iterator[Mention]:
    for start, end, entries in find_phrases(trie, words):
        items = tuple((name, detail) for kind, name, detail in entries if kind == "item")
        if items:
            yield Mention(start, end, "item", " ".join(words[start:end]), items=items)
        for kind, name, detail in entries:
            if kind != "item":
                yield Mention(start, end, kind, name, pole=detail)


def _amounts(lexemes: Sequence[Lexeme]) -> Iterator[Mention]:
    for amount in find_amounts([lexeme.text for lexeme in lexemes]):
        yield Mention(amount.start, amount.end, "amount", amount=amount)


def _roles(lexemes: Sequence[Lexeme], index: RoleIndex) -> Iterator[Mention]:
    """Yield every run of words that names a role, wholly or in part."""
    for start, first in enumerate(lexemes):
        if not first.readings:
            continue
        for end in range(start + 1, min(start + LONGEST_NAME, len(lexemes)) + 1):
            last = lexemes[end - 1]
            if not last.readings and last.word not in INSIDE_NAMES:
                break
            span = lexemes[start:end]
            if last.readings and (any(lexeme.sure for lexeme in span) or _is_listed(lexemes, start, end)):
                resolution = resolve_words(span, index)
                if resolution:
                    name = " ".join(lexeme.text for lexeme in span)
                    joints = [lexeme.is_word for lexeme in span if not lexeme.readings]
                    cost = sum(JOINT_COST if word else MARK_COST for word in joints)
                    yield Mention(start, end, "role", name, resolution=resolution, joints=len(joints), cost=cost)


def _is_listed(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Tell whether some words stand in a list of roles, as 'tech' does in 'tech / collector / sr AR'."""
    before, after = list(lexemes[max(0, start - 2) : start]), list(lexemes[end : end + 2])
    return any(len(pair) > 1 and pair[0].word in LISTING and pair[1].sure for pair in (before[::-1], after))


def resolve_words(span: Sequence[Lexeme], index: RoleIndex) -> Resolution | None:
    """Return what a run of words names by its best readings; readings equally good are all meant."""
    readings = [lexeme.readings for lexeme in span if lexeme.readings]
    found = [
        resolution
        for combination in islice(product(*readings), MOST_READINGS)
        if (resolution := resolve(tuple(chain.from_iterable(combination)), index))
    ]
    if not found:
        return None
    whole = any(resolution.whole for resolution in found)
    best = [resolution for resolution in found if resolution.whole == whole]
    role_ids = tuple(sorted({role for resolution in best for role in resolution.role_ids}))
    guessed = len(span) == 1 and whole and len(readings[0][0]) > 1 and span[0].word not in index.sure_initials
    lacks_level = best[0].lacks_level and len(role_ids) == 1
    return best[0]._replace(role_ids=role_ids, lacks_level=lacks_level, guessed=guessed and len(role_ids) == 1)


def _best_cover(found: Sequence[Mention], length: int) -> list[Mention]:
    """Return the mentions, none overlapping, with the greatest weight; of equals the first found."""
    ending: dict[int, list[Mention]] = {}
    for mention in found:
        ending.setdefault(mention.end, []).append(mention)
    best: list[tuple[float, Mention | None]] = [(0.0, None)]
    for end in range(1, length + 1):
        weight, chosen = best[end - 1][0], None
        for mention in ending.get(end, ()):
            reached = best[mention.start][0] + _weight(mention)
            if reached > weight:
                weight, chosen = reached, mention
        best.append((weight, chosen))
    cover: list[Mention] = []
    at = length
    while at:
        chosen = best[at][1]
        if chosen:
            cover.append(chosen)
        at = chosen.start if chosen else at - 1
    return cover[::-1]


def _weight(mention: Mention) -> float:
    part = mention.resolution is not None and not mention.resolution.whole
    words = mention.end - mention.start - mention.joints
    return WEIGHTS["part" if part else mention.type] * words**2 - mention.cost
