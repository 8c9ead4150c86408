"""Everything under intents/, as it is read."""

from pathlib import Path
from typing import NamedTuple

from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent, Topic
from bot.content.listening import Listening
from bot.content.pages import PageLayout
from bot.content.words import Words


class Content(NamedTuple):
    """What HR edits: the intents, the fact kinds, the words, the layout of role pages."""

    folder: Path
    """Where it was read from."""
    intents: dict[str, Intent]
    facts: dict[str, FactKind]
    topics: dict[str, Topic]
    words: Words
    replies: dict[str, str]
    """Templates of what is said where a question is not answered."""
    macros: str
    """Jinja macros that all templates may use."""
    pages: PageLayout
    listening: Listening

    @property
    def replies_path(self) -> Path:
        """Return the file of the replies."""
        return self.folder / "replies.yaml"

    @property
    def macros_path(self) -> Path:
        """Return the file of the macros."""
        return self.folder / "answers.jinja"

    @property
    def listening_path(self) -> Path:
        """Return the file of the messages that listening is learnt from."""
        return self.folder / "listening.yaml"
