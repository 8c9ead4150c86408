"""Find the words of a sentence that were not understood and may change what it asks."""

from collections.abc import Iterator

from bot.understand.index import Index
from bot.understand.narrowing import narrows
from bot.understand.rank import Candidate
from bot.understand.recognize import Recognition
from bot.understand.slots import Slots

CLAUSE_ENDS = frozenset(",:;()-.=")
PLACE_WORDS = frozenset({"in", "at", "near", "within", "inside", "outside"})
LIKE = 0.7
"""Likeness to an example from which a fact kind that is only implied lets everyday words pass."""
REASONS = frozenset({"so", "because", "bc", "cause", "since", "as", "while", "before", "that"})
PERSONS = frozenset({"i", "we", "he", "she", "they", "you", "im", "my"})
"""'… so I do not embarrass myself': a reason given, which changes nothing of what is asked."""


def blocking_words(
    recognition: Recognition, slots: Slots, chosen: Candidate, index: Index, strictly: bool = False
) -> tuple[str, ...]:
    """Return the words not understood that may change what is asked: those in a clause that asks.

    A clause asks if it names a fact kind or, where none does, a role; in a sentence that names nothing the last
    one does. A place not understood blocks anywhere.
    """
    unexplained = _unexplained(recognition, slots, chosen, index, strictly)
    if not unexplained:
        return ()
    asking = recognition.of_type("fact", "topic") or recognition.of_type("role", "stranger", "item")
    blocking: list[str] = []
    clauses = [(start, end) for start, end in _clauses(recognition) if start < end]
    for start, end in clauses if asking else clauses[-1:]:
        asks = not asking or any(start <= mention.start < end for mention in asking)
        blocking += [recognition.lexemes[at].text for at in range(start, end) if at in unexplained and asks]
    blocking += [recognition.lexemes[at].text for at in unexplained if _is_place(recognition, at)]
    return tuple(dict.fromkeys(blocking))


def _unexplained(
    recognition: Recognition, slots: Slots, chosen: Candidate, index: Index, strictly: bool
) -> frozenset[int]:
    """Return the words that are in no mention, are no plain language and stand in no example of the class.

    Where a fact kind is named, an everyday word counts only where it may narrow what is asked; where none is, a
    plain word may ask for something that is declined: 'collector raise?'.
    """
    held = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    own = index.own_words[chosen.intent, chosen.fact]
    named = recognition.of_type("fact", "item", "topic", "amount")
    lenient = not strictly
    surely_implied = chosen.fact and not slots.unsure and len(slots.facts) == 1 and chosen.likeness >= LIKE
    some_role = recognition.of_type("role", "stranger")
    asks_else = frozenset() if chosen.fact or named else index.declined_words
    return frozenset(
        at
        for at, lexeme in enumerate(recognition.lexemes)
        if lexeme.is_word and at not in held and not lexeme.text[0].isdigit()
        if not (lexeme.little or (lexeme.plain and lexeme.word not in asks_else))
        if not (lexeme.known and lexeme.word in own) and not _compares(recognition, at)
        if not (lexeme.word in index.prose and set(index.prose[lexeme.word]) & set(slots.facts))
        if not (slots.intent and _names_one_of(slots.roles, lexeme.word, index))
        if not (
            lenient
            and lexeme.english
            and (named or surely_implied)
            and some_role
            and not narrows(recognition, at, index)
        )
    )


def _names_one_of(roles: tuple[int, ...], word: str, index: Index) -> bool:
    """Tell whether a word belongs to a role chosen by it: 'the accountable one'."""
    return any(role in roles for role in index.lexicon.roles.holders.get(word, ()))


def _compares(recognition: Recognition, at: int) -> bool:
    """Tell whether a word is the 'quicker' of 'quicker than'."""
    return [lexeme.text for lexeme in recognition.lexemes[at + 1 : at + 2]] == ["than"]


def _is_place(recognition: Recognition, at: int) -> bool:
    """Tell whether a word stands behind 'in', 'at' or the like, as the name of a place or company would."""
    before = [lexeme.text for lexeme in recognition.lexemes[max(0, at - 2) : at] if lexeme.text != "the"]
    return bool(before) and before[-1] in PLACE_WORDS


def _clauses(recognition: Recognition) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between marks and before reasons; a mark inside a mention ends none."""
    inside = {at for mention in recognition.mentions for at in range(mention.start, mention.end)}
    words = [*(lexeme.text for lexeme in recognition.lexemes), ""]
    start = 0
    for at in range(len(words) - 1):
        reason = words[at] in REASONS and words[at + 1] in PERSONS
        if (words[at] in CLAUSE_ENDS and at not in inside) or (reason and at > start):
            yield start, at
            start = at + (not reason)
    yield start, len(words) - 1
