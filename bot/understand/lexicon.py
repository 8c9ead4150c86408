"""What each word of a sentence may be: known, misspelt, an abbreviation of a role's word, or unknown."""

import re
from typing import NamedTuple

from bot.role_names import FILLERS, singular
from bot.understand.fuzzy import Words
from bot.understand.roles import RoleIndex
from bot.understand.text import Token

LEET = str.maketrans("01345", "oleas")
MOST_KEPT = 5000
SHORTEST_PREFIX = 3
SWAPPED = 3
"""Letters of words in which only a swap of neighbours is put right ('teh')."""
SHORTEST_HALF = 3
"""Letters that each half of two joined words must have."""


class Lexeme(NamedTuple):
    """One word of a sentence and what it may be."""

    text: str
    """As typed, in lower case."""
    word: str
    """In normal form, spelling put right: what phrases are sought in."""
    known: bool
    readings: tuple[tuple[str, ...], ...]
    """What it may stand for in a role's name, each as one or more words."""
    sure: bool
    """Whether it may name a role without a neighbour that does ('tech' alone is an industry)."""
    is_word: bool
    capital: bool
    plain: bool = False
    """Whether it may stand in a question without changing what is asked."""
    little: bool = False
    """Whether it may stand before any role's name without making another role."""
    english: bool = False
    """Whether it is an everyday word, and so no name of a place, company or person."""

    @property
    def may_be_a_name(self) -> bool:
        """Tell whether it may be somebody's name: with a capital, and no word that is known."""
        return self.capital and not (self.known or self.english)


class Lexicon(NamedTuple):
    """Every word that content and catalogue know."""

    roles: RoleIndex
    full_forms: dict[str, str]
    """How a level or a word of chat may be written -> its full form: 'sr', 'lvl'."""
    known: frozenset[str]
    """Words in normal form, those of role names aside."""
    plain: frozenset[str]
    """Words, as typed or in normal form, that change nothing."""
    little: frozenset[str]
    little_endings: tuple[str, ...]
    phrase_words: frozenset[str]
    """Words of the phrases for fact kinds, items, topics and cues."""
    item_words: frozenset[str]
    """Known words that name items only, so that they may also be short for a role's word: 'tech'."""
    targets: Words
    """Words that a misspelt one may stand for."""
    skeletons: dict[str, str]
    """Consonants of a word, as people type it in haste -> the word: 'whr', 'mjr'."""
    read: dict[Token, tuple[Lexeme, ...]]
    """Tokens of late, already read."""
    english: dict[str, str]
    """English words, which are no misspelling: their first two letters -> the words, a line each."""

    def lexemes(self, token: Token) -> tuple[Lexeme, ...]:
        """Return the lexeme of a token, two where two words were typed as one; what was read once is kept."""
        kept = self.read.get(token)
        if kept is None:
            if len(self.read) >= MOST_KEPT:
                self.read.clear()
            kept = self.read[token] = self._read(token)
        return kept

    def _read(self, token: Token) -> tuple[Lexeme, ...]:
        if not token.is_word or token.text[0].isdigit() or token.text[0] == "$":
            return (Lexeme(token.text, token.text, True, (), True, token.is_word, False, True, True, True),)
        word = self._normal(token.text)
        if self._is_known(word):
            return (self._lexeme(token, word, True),)
        abbreviated = self._abbreviation(word)
        if abbreviated:
            return (Lexeme(token.text, word, True, abbreviated, True, True, token.capital),)
        if self._is_adverb(word):
            return (Lexeme(token.text, word, True, (), False, True, token.capital, True, True, True),)
        fixed = self.skeletons.get(token.text) or self._fixed(token.text)
        if fixed and (not token.capital or self._is_telling(fixed)):
            return (self._lexeme(token, fixed, True),)
        halves = self._halves(token.text)
        if halves:
            return tuple(self._lexeme(token, half, True) for half in halves)
        return (self._lexeme(token, word, False),)

    def _normal(self, text: str) -> str:
        word = text[:-1] if text.endswith("s") and text[:-1] in self.roles.sure_initials else singular(text)
        if {text, word} & self.phrase_words and text not in self.roles.levels:
            return word
        return self.full_forms.get(text) or self.full_forms.get(word) or word

    def _is_known(self, word: str) -> bool:
        return word in self.known or word in self.roles.holders or word in self.roles.levels

    def _lexeme(self, token: Token, word: str, known: bool) -> Lexeme:
        readings: tuple[tuple[str, ...], ...] = ()
        if word in self.roles.holders or word in self.roles.levels:
            readings = ((word,),)
        elif word in self.roles.initials and word not in self.known:
            readings = self.roles.initials[word]
        sure = bool(readings)
        if not readings and word in self.item_words:
            readings = self._abbreviation(word)
            sure = bool(readings) and word != token.text  # 'techs' are people, 'tech' may be an industry
        plain = known and (word in self.plain or token.text in self.plain or self._is_adverb(token.text))
        if not readings and known and self._is_english(token.text):
            readings = self._abbreviation(token.text)
        little = word in self.little or token.text in self.little or self._is_adverb(token.text)
        english = known or self._is_english(token.text) or self._is_english(word)
        return Lexeme(token.text, word, known, readings, sure, True, token.capital, plain, little, english)

    def _abbreviation(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return the words of role names that a short form may stand for: initials, beginnings, consonants."""
        if word in FILLERS:
            return ()
        if word in self.roles.initials:
            return self.roles.initials[word]
        return tuple((full,) for full in self.roles.holders if abbreviates(word, full))

    def _fixed(self, text: str) -> str:
        """Return the known word that a misspelt one stands for, nothing where there is none."""
        plain = re.sub(r"(.)\1{2,}", r"\1", text.translate(LEET) if re.search(r"\d", text) else text)
        if self._is_known(self._normal(plain)):
            return self._normal(plain)
        if len(plain) == SWAPPED:
            return next((self._normal(word) for word in _swaps(plain) if self._is_known(word)), "")
        if self._is_english(plain) or self._is_english(singular(plain)):
            return ""
        one = singular(plain)
        nearest = {*self.targets.nearest(plain), *(self.targets.nearest(one) if one != plain else ())}
        first = min(nearest, key=lambda near: self._rank(near, one), default="")
        return self._normal(first) if first else ""

    def _is_telling(self, word: str) -> bool:
        """Tell whether a word tells what is asked; a capital one is put right to no other: 'Dana' is not 'data'."""
        return word in self.phrase_words or word in self.roles.holders or word in self.roles.levels

    def _is_adverb(self, word: str) -> bool:
        """Tell whether a word is an adverb or the like, which changes nothing: 'easily', 'roughly'."""
        if not word.endswith(self.little_endings):
            return False
        stem = re.sub(r"il?ly$|ly$", "", word)
        return any(self._is_english(own) for own in (word, stem, f"{stem}y", f"{stem}le"))

    def _is_english(self, word: str) -> bool:
        return f"\n{word}\n" in self.english.get(word[:2], "")

    def _rank(self, word: str, misspelt: str) -> tuple[bool, bool, bool, str]:
        """Return an order of words equally near: those of role names first, then those of phrases."""
        normal = singular(word)
        return (normal not in self.roles.holders, normal not in self.phrase_words, word[0] != misspelt[0], word)

    def _halves(self, text: str) -> tuple[str, ...]:
        for at in range(SHORTEST_HALF, len(text) - SHORTEST_HALF + 1):
            halves = (self._normal(text[:at]), self._normal(text[at:]))
            if all(self._is_known(half) for half in halves):
                return halves
        return ()


def _swaps(word: str) -> tuple[str, ...]:
    """Return a word with two neighbouring letters swapped, in every way: 'teh' -> 'the' among them."""
    return tuple(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def abbreviates(short: str, full: str) -> bool:
    """Tell whether a short form is a beginning of a word ('coord') or its consonants ('acct', 'spclst')."""
    if len(short) < SHORTEST_PREFIX or len(short) >= len(full) or short[0] != full[0]:
        return False
    if full.startswith(short):
        return True
    few_vowels = len(re.findall(r"[aeiou]", short[1:])) == 0
    letters = iter(full)
    return few_vowels and all(letter in letters for letter in short)
