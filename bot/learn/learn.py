"""Learn an index of content and catalogue: phrases, roles, lexicon, intent model, thresholds."""

from collections.abc import Iterable

from bot.content.content import Content
from bot.content.fact_kinds import FactKind, PageForm, Wording
from bot.content.listening import Listening
from bot.learn.examples import by_class, own_words, read_examples
from bot.learn.lexicon import build_lexicon
from bot.learn.listening import train_listening
from bot.learn.thresholds import measure_thresholds
from bot.learn.train import train
from bot.learn.vocabulary import SHORTEST_TELLING, example_words, known_phrases, literal_words, words_of
from bot.names import CatalogueNames, Prose
from bot.role_names import singular
from bot.understand.features import features
from bot.understand.fuzzy import sorted_text
from bot.understand.index import Index
from bot.understand.lexicon import Lexicon
from bot.understand.model import Model
from bot.understand.phrases import build_trie
from bot.understand.roles import build_role_index


def build_index(content: Content, names: CatalogueNames) -> Index:
    """Return the index of content and catalogue."""
    trie = build_trie(known_phrases(content, names.items))
    own = content.words
    words_known = {*own.english.split(), *literal_words(content), *example_words(content)}
    roles = build_role_index(names.aliases, own.levels.values(), own.job_words, words_known)
    lexicon = build_lexicon(content, trie, roles)
    masked = by_class(read_examples(content, lexicon, trie))
    words = own_words(masked)
    kinds = content.facts.values()
    index = Index(
        content=content,
        roles={role.id: role for role in names.roles},
        lexicon=lexicon,
        trie=trie,
        references=build_trie(
            ((phrase, ("reference", name, "")) for name, own in content.words.references.items() for phrase in own),
            normal=str,  # 'these roles' are spoken of, 'the roles' are all
        ),
        abbreviations=content.words.abbreviations | frozenset(content.words.levels),
        model=train([(features(example), label) for label, examples in masked.items() for example in examples]),
        examples={label: tuple(sorted_text(words) for words in own) for label, own in masked.items()},
        thresholds=measure_thresholds(masked, content),
        own_words=words,
        tries=_tries(content),
        bounded=tuple(intent for intent in content.intents.values() if intent.is_bounded),
        choosy=tuple(intent for intent in content.intents.values() if intent.is_choosy),
        going_on=content.words.role_nouns
        | frozenset(word for intent in content.intents.values() if intent.continues for word in words[intent.name, ""]),
        declined_words=frozenset(
            word for intent in content.intents.values() if intent.declines for word in words[intent.name, ""]
        ),
        held=names.kinds,
        prose=_prose_words(names.prose, lexicon),
        kind_words={kind.name: _words_of_kind(kind) for kind in kinds},
        role_makers=frozenset(kind.name for kind in kinds if kind.makes_roles),
        listening=Model((), {}, {}, {}),
    )
    return index._replace(listening=train_listening(index))


def _tries(content: Content) -> tuple[str, ...]:
    """Return the questions that show what can be asked, those for plain facts first."""
    ordered = sorted(content.intents.values(), key=lambda own: not own.shows_facts)
    return tuple(text for intent in ordered for text in intent.tries)


def _words_of_kind(kind: FactKind) -> frozenset[str]:
    return frozenset(singular(word) for phrase in kind.wording.phrases for word in words_of(phrase))


def _prose_words(texts: Iterable[Prose], lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return the words of running texts that say something, each with the kinds of the texts that it stands in."""
    found: dict[str, dict[str, None]] = {}
    for prose in texts:
        for word in words_of(prose.text):
            one = singular(word)
            if not ({word, one} & (lexicon.plain | lexicon.little) or one in lexicon.roles.holders):
                found.setdefault(one, {})[prose.kind] = None
    return {word: tuple(kinds) for word, kinds in found.items() if len(word) >= SHORTEST_TELLING}


def for_asking(index: Index) -> Index:
    """Return an index without what only learning and importing read, which loads in half the time."""
    content = index.content
    facts = {
        name: kind._replace(lines={}, page=PageForm(), checks=(), wording=Wording())
        for name, kind in content.facts.items()
    }
    intents = {name: intent._replace(lines={}, examples=()) for name, intent in content.intents.items()}
    topics = {name: topic._replace(phrases=()) for name, topic in content.topics.items()}
    nothing = frozenset[str]()
    words = content.words._replace(
        little=nothing,
        verbs=nothing,
        adjectives=nothing,
        before_roles=nothing,
        noise=(),
        short={},
        cues={},
        references={},
        english="",
    )
    slim = content._replace(facts=facts, intents=intents, topics=topics, words=words, listening=Listening())
    lexicon = index.lexicon._replace(read={}, roles=index.lexicon.roles._replace(resolved={}))
    return index._replace(
        content=slim,
        lexicon=lexicon,
        model=index.model._replace(lanes={}),
        listening=index.listening._replace(lanes={}),
    )
