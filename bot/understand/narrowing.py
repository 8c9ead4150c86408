"""Tell words that may narrow what is asked from words that only go along: 'pay for veterans', 'the hottest city'."""

from bot.understand.index import Index
from bot.understand.recognize import Recognition

LEADING = frozenset(
    ["in", "at", "on", "for", "with", "without", "within", "inside", "outside", "near", "after", "during", "under",
     "as", "from", "since", "by", "per", "who", "that", "if", "when", "once", "unless", "while", "despite"]
)  # fmt: skip
"""Words behind which a word says of whom, where, when or on what condition a figure holds."""
OWN = frozenset({"my", "our", "your", "his", "her", "their", "this", "these", "those", "i", "we", "he", "she", "it"})
"""Words that make it the speaker's own affair instead: 'for my sociology paper'."""
REACH = 3
"""Words looked back over."""


def narrows(recognition: Recognition, at: int, index: Index) -> bool:
    """Tell whether an everyday word may narrow a figure: behind a preposition, or right beside a figure's name."""
    return _is_led(recognition, at) or _is_beside_a_figure(recognition, at, index)


def _is_led(recognition: Recognition, at: int) -> bool:
    held = {own for mention in recognition.mentions for own in range(mention.start, mention.end)}
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        lexeme = recognition.lexemes[before]
        if before in held or not lexeme.is_word or lexeme.text in OWN:
            return False
        if lexeme.text in LEADING:
            return True
    return False


def _is_beside_a_figure(recognition: Recognition, at: int, index: Index) -> bool:
    """Tell whether a word stands before or behind the name of a figure, which it may make another: 'hazard pay'."""
    facts = index.content.facts
    passive = recognition.lexemes[at].text.endswith("ed")  # 'the age recorded' is the age
    return any(
        at == mention.start - 1 or (at == mention.end and not passive)
        for mention in recognition.of_type("fact")
        if facts[mention.name].shape in ("number", "range")
    )
