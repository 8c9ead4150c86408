"""Find known phrases (fact kinds, items, cues, topics, courtesies) among the words of a sentence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from bot.role_names import singular

SKIPPED = frozenset({"the", "a", "an"})
"""Words that may stand inside a phrase without being part of it."""
HERE = ""
"""Key of a node under which the entries of the phrase that ends here stand."""

Entry = tuple[str, str, str]
"""What a phrase stands for: a type (fact, item, cue, topic, noise), a name, and a pole or an item."""
Node = dict[str, Any]
"""Word -> node of the phrases that go on with it; HERE -> entries."""


def build_trie(phrases: Iterable[tuple[str, Entry]], normal: Callable[[str], str] = singular) -> Node:
    """Return a tree of words, in normal form, that leads from the first word of each phrase to its entries."""
    root: Node = {}
    for phrase, entry in phrases:
        node = root
        for word in phrase.split():
            node = node.setdefault(normal(word), {})
        entries = node.setdefault(HERE, [])
        if entry not in entries:
            entries.append(entry)
    return root


def find_phrases(trie: Node, words: Sequence[str]) -> Iterator[tuple[int, int, list[Entry]]]:
    """Yield start, end and entries of every phrase among words in normal form, whatever else it overlaps."""
    for start, word in enumerate(words):
        node = trie.get(word)
        at = start + 1
        while node is not None:
            if HERE in node:
                yield start, at, node[HERE]
            if at >= len(words):
                break
            if words[at] in SKIPPED and words[at] not in node and at + 1 < len(words):
                at += 1
            node = node.get(words[at])
            at += 1
