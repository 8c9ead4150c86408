"""Build the lexicon: every word that content and catalogue know."""

import re
from collections.abc import Iterable

from bot.content.content import Content
from bot.learn.vocabulary import example_words, literal_words
from bot.role_names import singular
from bot.understand.fuzzy import Words
from bot.understand.lexicon import Lexicon, abbreviates
from bot.understand.phrases import HERE, Node
from bot.understand.roles import RoleIndex

LEAST_CONSONANTS = 3
"""Letters from which consonants alone tell a word."""


def build_lexicon(content: Content, trie: Node, roles: RoleIndex) -> Lexicon:
    """Return the lexicon of some content, the phrases in a tree, and the roles."""
    types = _types_of_words(trie)
    phrases = frozenset(types)
    listed = literal_words(content) - content.words.job_words
    english = frozenset(content.words.english.split())
    from_examples = frozenset(
        singular(word) for word in example_words(content) if word in english or not _is_short(word, roles)
    )
    wanted = {word for word in (*phrases, *from_examples, *roles.holders) if word.isalpha()}
    return Lexicon(
        roles=roles,
        full_forms={**content.words.short, **content.words.levels},
        known=(phrases | listed | from_examples | content.words.job_words) - roles.sure_initials,
        plain=_both_forms(content.words.harmless),
        little=_both_forms(content.words.little | content.words.before_roles | content.words.role_nouns),
        little_endings=content.words.little_endings,
        phrase_words=phrases,
        item_words=frozenset(word for word, own in types.items() if own == {"item"}) - literal_words(content),
        targets=Words(wanted | {word for word in listed if word.isalpha()}),
        skeletons=_skeletons([*content.words.asking, *content.words.little, *phrases]),
        read={},
        english=_by_beginning(content.words.english),
    )


def _is_short(word: str, roles: RoleIndex) -> bool:
    """Tell whether a word is short for one of a role's name ('spec'), as which it is read even if an example has it."""
    return word in roles.initials or any(abbreviates(word, full) for full in roles.holders)


def _skeletons(words: Iterable[str]) -> dict[str, str]:
    """Return the words that their consonants stand for in haste; of words with the same, the first."""
    found: dict[str, str] = {}
    for word in words:
        skeleton = word[0] + re.sub("[aeiou]", "", word[1:])
        if LEAST_CONSONANTS <= len(skeleton) < len(word):
            found.setdefault(skeleton, singular(word))
    return found


def _by_beginning(words: str) -> dict[str, str]:
    """Return words, given a line each, by their first two letters."""
    found: dict[str, list[str]] = {}
    for word in words.split():
        found.setdefault(word[:2], []).append(word)
    return {beginning: "\n".join(["", *own, ""]) for beginning, own in found.items()}


def _both_forms(words: frozenset[str]) -> frozenset[str]:
    return words | frozenset(singular(word) for word in words)


def _types_of_words(trie: Node) -> dict[str, set[str]]:
    """Return the words of all phrases, each with the types of the phrases that it stands in."""
    types: dict[str, set[str]] = {}
    for word, node in ((word, node) for word, node in trie.items() if word != HERE):
        below = _types_of_words(node)
        types.setdefault(word, set()).update({entry[0] for entry in node.get(HERE, ())}.union(*below.values()))
        for other, own in below.items():
            types.setdefault(other, set()).update(own)
    return types
