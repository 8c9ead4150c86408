"""Mask the examples of intents and fact kinds as questions are masked."""

from collections.abc import Sequence

from bot.content.content import Content
from bot.learn.vocabulary import HOLE
from bot.understand.lexicon import Lexeme, Lexicon
from bot.understand.mask import mask
from bot.understand.model import Label
from bot.understand.phrases import Node
from bot.understand.spot import spot
from bot.understand.text import decode, tokenize

MaskedExamples = dict[Label, list[tuple[str, ...]]]
"""Class -> its masked examples in the order of the file: intents, and fact kinds that a question may imply."""


def masked_examples(content: Content, lexicon: Lexicon, trie: Node) -> MaskedExamples:
    """Return the masked examples by class: intents, and the fact kinds that a question may ask for unnamed."""
    texts = {(intent.name, ""): intent.examples for intent in content.intents.values()}
    for intent in content.intents.values():
        if intent.shows_facts:
            texts.update({(intent.name, kind.name): kind.asks for kind in content.facts.values() if kind.asks})
    return {label: [_mask_example(text, lexicon, trie) for text in examples] for label, examples in texts.items()}


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
