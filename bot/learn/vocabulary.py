"""Every phrase and word that content and catalogue know, gathered for the lexicon and the phrase tree."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from bot.content.content import Content
from bot.content.fact_kinds import FactKind
from bot.names import KnownItem
from bot.role_names import singular
from bot.understand.phrases import Entry
from bot.understand.text import decode, tokenize

SHORTEST_NAME = 3
"""Letters of an item's name; 'HR' is a skill on one page and a greeting on most lips."""
SHORTEST_TELLING = 4
"""Letters of a word that alone stands for an item."""
HOLE = re.compile(r"\{[a-z]+[+^-]?\}")


def words_of(text: str) -> list[str]:
    """Return the words of a phrase as a question would have them: lower case, no commas, & as 'and'."""
    tokens = (token.text for sentence in tokenize(decode(text, {}), frozenset()) for token in sentence)
    return ["and" if token == "&" else token for token in tokens if token not in ",.()"]


def known_phrases(content: Content, items: Iterable[KnownItem]) -> Iterator[tuple[str, Entry]]:
    """Yield every phrase with what it stands for; where two stand for the same words, the first rules.

    Several words that name an item of the catalogue are no phrase of a fact kind: 'finance industry'.
    """
    known_items = list(items)
    of_items = {name for known in known_items for name in _item_phrases(known, content.facts[known.kind])[0]}
    of_facts: set[str] = set()
    for phrase, entry in _fact_phrases(content.facts.values()):
        words = " ".join(words_of(phrase))
        of_facts.add(" ".join(singular(word) for word in words.split()))
        if " " not in words or words not in of_items:
            yield words, entry
    english = frozenset(content.words.english.split())
    taken = of_facts | literal_words(content)
    whole = {" ".join(words_of(known.item)) for known in known_items}
    for word, known in _telling_words(known_items, taken | whole | english):
        yield word, ("item", known.kind, known.item)
    for known in known_items:
        names, shortened = _item_phrases(known, content.facts[known.kind])
        for phrase in (*names, *(short for short in shortened if short not in taken | english)):
            yield phrase, ("item", known.kind, known.item)
    for topic in content.topics.values():
        for phrase in (" ".join(words_of(phrase)) for phrase in topic.phrases):
            normal = " ".join(singular(word) for word in phrase.split())
            if normal not in (of_facts if topic.narrows else taken):
                yield phrase, ("topic", topic.name, "")
    for cue, phrases in content.words.cues.items():
        yield from ((" ".join(words_of(phrase)), ("cue", cue, "")) for phrase in phrases)
    yield from ((" ".join(words_of(phrase)), ("noise", "noise", "")) for phrase in content.words.noise)


def _fact_phrases(kinds: Iterable[FactKind]) -> Iterator[tuple[str, Entry]]:
    for kind in kinds:
        own = kind.wording
        by_pole = {"": own.phrases, "high": own.high, "low": own.low}
        by_pole |= {"weak": own.weak, "rising": own.rising, "falling": own.falling}
        for pole, phrases in by_pole.items():
            yield from ((phrase, ("fact", kind.name, pole)) for phrase in phrases)


def _item_phrases(known: KnownItem, kind: FactKind) -> tuple[list[str], list[str]]:
    """Return what people call an item, by name or synonym ('Boston'), and shortened ('Huron Consulting')."""
    names = [known.item, *dict(kind.wording.items).get(known.item, ())]
    if "," in known.item:
        names.append(known.item.partition(",")[0])
    words = words_of(known.item)
    beginnings = [words[:length] for length in range(1, len(words))] if kind.wording.short_names else []
    shortened = [" ".join(words) for words in beginnings if words[-1] not in ("of", "and")]
    phrases = [" ".join(words_of(name)) for name in names]
    return [phrase for phrase in phrases if len(phrase) >= SHORTEST_NAME], shortened


def _telling_words(items: Sequence[KnownItem], common: Set[str]) -> Iterator[tuple[str, KnownItem]]:
    """Yield the words that only one item of a kind has and nothing else: 'phlebotomy' of Phlebotomy Procedures."""
    holders: dict[tuple[str, str], set[KnownItem]] = {}
    for known in items:
        for word in words_of(known.item):
            holders.setdefault((known.kind, word), set()).add(known)
    for (_, word), own in holders.items():
        if len(own) == 1 and len(word) >= SHORTEST_TELLING and word.isalpha() and not {word, singular(word)} & common:
            yield word, next(iter(own))


def example_words(content: Content) -> Iterator[str]:
    """Yield the words of all examples."""
    examples = [example for intent in content.intents.values() for example in intent.examples]
    examples += [ask for kind in content.facts.values() for ask in kind.wording.asks]
    for example in examples:
        yield from words_of(HOLE.sub(" ", example))


def literal_words(content: Content) -> frozenset[str]:
    """Return the words that the word lists name, in normal form."""
    words = content.words
    listed = words.harmless | words.job_words | words.before_roles
    return frozenset(singular(word) for word in listed) | listed
