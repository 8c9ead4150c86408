"""Mask the examples of intents and fact kinds as questions are masked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.content.content import Content
from bot.learn.vocabulary import HOLE
from bot.understand.lexicon import Lexeme, Lexicon
from bot.understand.mask import mask
from bot.understand.model import Label
from bot.understand.phrases import Node
from bot.understand.spot import spot
from bot.understand.text import decode, tokenize

MaskedExamples = dict[Label, list[tuple[str, ...]]]
"""Class -> its masked examples, once each, in the order of the files."""


class Example(NamedTuple):
    """One example, masked."""

    label: Label
    words: tuple[str, ...]
    place: tuple[str, str, int]
    """Where it stands: intent, fact kind (or nothing), and number in the list."""


def read_examples(content: Content, lexicon: Lexicon, trie: Node) -> Iterator[Example]:
    """Yield the examples of the intents, and what people ask of a fact kind without naming it.

    An ask that names its kind after all, by a phrase, is an example of the intent alone.
    """
    for intent in content.intents.values():
        for at, text in enumerate(intent.examples):
            yield Example((intent.name, ""), _mask_example(text, lexicon, trie), (intent.name, "", at))
        for kind in content.facts.values() if intent.shows_facts else ():
            for at, text in enumerate(kind.wording.asks):
                words = _mask_example(text, lexicon, trie)
                named = any(word.startswith("{fact") for word in words)
                yield Example((intent.name, "" if named else kind.name), words, (intent.name, kind.name, at))


def by_class(examples: Iterable[Example]) -> MaskedExamples:
    """Return the masked examples of each class, once each."""
    classes: dict[Label, dict[tuple[str, ...], None]] = {}
    for example in examples:
        classes.setdefault(example.label, {})[example.words] = None
    return {label: list(own) for label, own in classes.items()}


def _mask_example(text: str, lexicon: Lexicon, trie: Node) -> tuple[str, ...]:
    """Return an example as a sentence is seen by the model; its holes are masks already."""
    lexemes: list[Lexeme] = []
    at = 0
    for hole in [*HOLE.finditer(text), None]:
        lexemes += _lexemes(text[at : hole.start() if hole else len(text)], lexicon)
        if hole:
            lexemes.append(Lexeme(hole[0], hole[0], True, (), True, True, False))
            at = hole.end()
    return mask(lexemes, [mention for mention in spot(lexemes, trie, lexicon.roles) if mention.type != "role"])


def _lexemes(text: str, lexicon: Lexicon) -> Sequence[Lexeme]:
    sentences = tokenize(decode(text, {}), frozenset())
    return [lexeme for sentence in sentences for token in sentence for lexeme in lexicon.lexemes(token)]


def own_words(masked: MaskedExamples) -> dict[Label, frozenset[str]]:
    """Return the words of each class's examples, those of its intent among them.

    The class of an intent alone has the words of all fact kinds that the intent may show.
    """
    words = {label: frozenset(word for example in own for word in example) for label, own in masked.items()}
    alone = {
        intent: frozenset(word for label in words if label[0] == intent for word in words[label]) for intent, _ in words
    }
    return {(intent, fact): own | words[intent, ""] if fact else alone[intent] for (intent, fact), own in words.items()}
