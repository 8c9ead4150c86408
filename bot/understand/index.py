"""All that understanding needs, made once of content and catalogue: words, phrases, roles, intent model."""

from typing import NamedTuple

from bot.content.content import Content
from bot.content.intents import Intent
from bot.names import RoleName
from bot.understand.lexicon import Lexicon
from bot.understand.model import Label, Model
from bot.understand.phrases import Node
from bot.understand.rank import Thresholds


class Index(NamedTuple):
    """Everything that asking loads."""

    content: Content
    roles: dict[int, RoleName]
    lexicon: Lexicon
    trie: Node
    references: Node
    """Phrases that refer to roles spoken of before: 'they', 'the second one'."""
    abbreviations: frozenset[str]
    """Words behind which a full stop ends no sentence."""
    model: Model
    listening: Model
    """Tells messages of a channel that are put to the room from others."""
    examples: dict[Label, tuple[str, ...]]
    """Class -> its masked examples, the words of each in the order of the alphabet."""
    thresholds: Thresholds
    own_words: dict[Label, frozenset[str]]
    """Class -> the words of its examples; an intent alone has those of all fact kinds that it may show."""
    tries: tuple[str, ...]
    """Questions that show what can be asked, plain ones for facts first."""
    bounded: tuple[Intent, ...]
    """The intents that slots or cues may rule out."""
    choosy: tuple[Intent, ...]
    """The intents that the facts or roles named may rule out."""
    going_on: frozenset[str]
    """Words of the examples of what only goes on from the question before, and nouns for roles in general."""
    declined_words: frozenset[str]
    """Words of the examples of what is declined."""
    role_makers: frozenset[str]
    """Fact kinds whose items before a role's name make another role."""
    held: frozenset[str]
    """The fact kinds of which some role holds a fact."""
    prose: dict[str, tuple[str, ...]]
    """Word -> the kinds in whose running text it stands: 'blood' -> duties; everyday words of questions aside."""
    kind_words: dict[str, frozenset[str]]
    """Fact kind -> the words of its phrases."""
