"""The normal form of a role name: the same at import and in a question."""

import re
import unicodedata
from collections.abc import Mapping

FILLERS = frozenset({"and", "of", "the", "for", "in", "to", "a", "an", "or", "at", "on"})
IRREGULAR = {"men": "man", "women": "woman", "people": "person"}
WORD = re.compile(r"[a-z0-9][a-z0-9+#]*")


def name_words(name: str, levels: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of a role name in singular and lower case, levels in their full form.

    'Sr. A/R Specialists' -> ('senior', 'ar', 'specialist'); `levels` gives 'sr' -> 'senior'.
    """
    words = [singular(word) for word in _joined(WORD.findall(_plain(name)))]
    return tuple(levels.get(word, word) for word in words)


def name_key(words: tuple[str, ...]) -> str:
    """Return the exact key of a name: its words in order."""
    return " ".join(words)


def word_set_key(words: tuple[str, ...]) -> str:
    """Return the key of a name whatever the order of its words, without small words."""
    return " ".join(sorted(set(words) - FILLERS))


def singular(word: str) -> str:
    """Return the singular of an English noun, as far as its ending tells ('specialties' -> 'specialty')."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not re.search(r"(ss|us|is)$", word):
        return word[:-1]
    return word


def slug_of(name: str) -> str:
    """Return a name as it stands in addresses: 'Nurse's Aide / R&D' -> 'nurses-aide-r-and-d'."""
    spelled = name.replace("&", " and ").replace("+", " plus ").replace("#", " sharp ")
    return "-".join(re.findall(r"[a-z0-9]+", _plain(spelled))) or "role"


def _plain(text: str) -> str:
    """Return lower-case text without diacritics and possessives."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    plain = re.sub(r"['’]s\b|(?<=s)['’](?!\w)", "", plain)
    return plain.replace("&", " and ").replace("'", "").replace("’", "")


def _joined(words: list[str]) -> list[str]:
    """Join single letters that stand together: 'a', 'r' -> 'ar' (A/R, A.R., H.R.)."""
    joined: list[str] = []
    letters = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        joined += [letters] if letters else []
        joined += [word] if word else []
        letters = ""
    return joined
