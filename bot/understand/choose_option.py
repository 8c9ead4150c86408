"""Read an answer to a question back: a part of a name, a number, or all of them."""

from collections.abc import Sequence

from bot.understand.lexicon import Lexeme
from bot.understand.refer import PLACES
from bot.understand.roles import RoleIndex

LONGEST = 8
"""Words of an answer; what is longer is a new question."""


def chosen_options(lexemes: Sequence[Lexeme], options: Sequence[int], roles: RoleIndex) -> tuple[int, ...]:
    """Return the options that an answer picks by words of their names; none where it is no such answer.

    Every word must either be a word of an option's name, in one of its readings, or say nothing: 'the finance one'.
    """
    words = [lexeme for lexeme in lexemes if lexeme.is_word]
    if not options or len(words) > LONGEST:
        return ()
    by_number = _by_number(words, options)
    if by_number:
        return by_number
    names = {role: frozenset().union(*roles.word_sets[role]) for role in options}
    telling = [lexeme for lexeme in words if _is_telling(lexeme)]
    if not telling:
        return ()
    return tuple(role for role in options if all(_fits(lexeme, names[role]) for lexeme in telling))


def _by_number(words: Sequence[Lexeme], options: Sequence[int]) -> tuple[int, ...]:
    if len(words) == 1 and words[0].text in PLACES:
        return tuple(options[PLACES[words[0].text] :][:1])
    numbers = [lexeme.text.rstrip("stndrh") for lexeme in words if lexeme.text[0].isdigit()]
    others = [lexeme for lexeme in words if not lexeme.text[0].isdigit() and not lexeme.plain and not lexeme.little]
    if len(numbers) != 1 or others or not numbers[0].isdigit():
        return ()
    return tuple(options[int(numbers[0]) - 1 : int(numbers[0])])


def _is_telling(lexeme: Lexeme) -> bool:
    return bool(lexeme.readings) or not (lexeme.plain or lexeme.little)


def _fits(lexeme: Lexeme, name: frozenset[str]) -> bool:
    readings = [*lexeme.readings, (lexeme.word,)]
    return any(set(words) <= name for words in readings)
