"""All that understanding needs, made once of content and catalogue: words, phrases, roles, intent model."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.content import Content
from bot.role_names import singular
from bot.understand.features import features
from bot.understand.fuzzy import Words
from bot.understand.lexicon import Lexeme, Lexicon
from bot.understand.mask import mask
from bot.understand.model import Model, train
from bot.understand.phrases import HERE, Node, build_trie
from bot.understand.rank import Thresholds, measure_thresholds
from bot.understand.roles import Alias, RoleIndex, build_role_index
from bot.understand.spot import spot
from bot.understand.text import decode, tokenize
from bot.understand.vocabulary import HOLE, KnownItem, example_words, known_phrases, literal_words, words_of


@dataclass(frozen=True)
class RoleName:
    """A role as answers name it."""

    id: int
    slug: str
    name: str
    plural: str


@dataclass(frozen=True)
class CatalogueNames:
    """What understanding takes from the catalogue."""

    roles: tuple[RoleName, ...]
    aliases: tuple[Alias, ...]
    items: tuple[KnownItem, ...]


@dataclass(frozen=True)
class Index:
    """Everything that asking loads."""

    content: Content
    roles: dict[int, RoleName]
    lexicon: Lexicon
    trie: Node
    abbreviations: frozenset[str]
    """Words behind which a full stop ends no sentence."""
    model: Model
    examples: dict[str, tuple[str, ...]]
    """Class -> its masked examples, each as one text."""
    all_examples: dict[str, tuple[str, ...]]
    """Class -> its masked examples with those that read alike, in the order of the files."""
    thresholds: Thresholds
    own_words: dict[str, frozenset[str]]
    """Class -> the words of its examples; an intent has those of all fact kinds that it may show."""
    declined_words: frozenset[str]
    """Words of the examples of what is declined."""
    role_makers: frozenset[str]
    """Fact kinds whose items before a role's name make another role."""
    kind_words: dict[str, frozenset[str]]
    """Fact kind -> the words of its phrases."""


def build_index(content: Content, names: CatalogueNames) -> Index:
    """Return the index of content and catalogue."""
    trie = build_trie(known_phrases(content, names.items))
    roles = build_role_index(names.aliases, content.words.levels.values())
    lexicon = _lexicon(content, trie, roles)
    everything = _masked_examples(content, lexicon, trie)
    masked = {label: list(dict.fromkeys(examples)) for label, examples in everything.items()}
    model = train([(features(example), label) for label, examples in masked.items() for example in examples])
    texts = {label: tuple(" ".join(words) for words in examples) for label, examples in masked.items()}
    return Index(
        content=content,
        roles={role.id: role for role in names.roles},
        lexicon=lexicon,
        trie=trie,
        abbreviations=content.words.abbreviations | frozenset(content.words.levels),
        model=model,
        examples=texts,
        all_examples={label: tuple(" ".join(words) for words in examples) for label, examples in everything.items()},
        thresholds=measure_thresholds(texts, content.intents),
        own_words=(own_words := _own_words(masked)),
        declined_words=frozenset().union(
            *(own_words[intent.name] for intent in content.intents.values() if intent.declines)
        ),
        kind_words={
            kind.name: frozenset(singular(word) for phrase in kind.phrases for word in words_of(phrase))
            for kind in content.facts.values()
        },
        role_makers=frozenset(kind.name for kind in content.facts.values() if kind.makes_roles),
    )


def _lexicon(content: Content, trie: Node, roles: RoleIndex) -> Lexicon:
    types = _types_of_words(trie)
    phrases = frozenset(types)
    listed = literal_words(content) - content.words.job_words
    from_examples = frozenset(singular(word) for word in example_words(content))
    wanted = {word for word in (*phrases, *from_examples, *roles.holders) if word.isalpha()}
    return Lexicon(
        roles=roles,
        full_forms={**content.words.short, **content.words.levels},
        known=phrases | listed | from_examples | content.words.job_words,
        plain=_both_forms(content.words.harmless),
        little=_both_forms(content.words.little | content.words.before_roles | content.words.role_nouns),
        little_endings=content.words.little_endings,
        phrase_words=phrases,
        item_words=frozenset(word for word, own in types.items() if own == {"item"}) - literal_words(content),
        targets=Words(wanted | {word for word in listed if word.isalpha()}),
        english=content.words.english,
    )


def _own_words(masked: dict[str, list[tuple[str, ...]]]) -> dict[str, frozenset[str]]:
    """Return the words of each class's examples, those of its intent among them."""
    words = {label: frozenset(word for example in examples for word in example) for label, examples in masked.items()}
    all_of = {label.partition("/")[0]: frozenset[str]() for label in words}
    for label, own in words.items():
        all_of[label.partition("/")[0]] |= own
    return {label: words[label] | words[intent] for label in words if (intent := label.partition("/")[0])} | all_of


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


def _masked_examples(content: Content, lexicon: Lexicon, trie: Node) -> dict[str, list[tuple[str, ...]]]:
    """Return the masked examples by class: intents, and the fact kinds that a question may ask for unnamed."""
    texts = {intent.name: list(intent.examples) for intent in content.intents.values()}
    for intent in content.intents.values():
        if intent.shows_facts:
            texts.update(
                {f"{intent.name}/{kind.name}": list(kind.asks) for kind in content.facts.values() if kind.asks}
            )
    return {label: [mask_example(text, lexicon, trie) for text in examples] for label, examples in texts.items()}


def mask_example(text: str, lexicon: Lexicon, trie: Node) -> tuple[str, ...]:
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
