"""Everything under intents/, loaded and checked."""

from dataclasses import dataclass
from pathlib import Path

from bot.content.fact_kinds import FactKind, read_fact_kinds
from bot.content.intents import Intent, Topic, read_intents, read_topics
from bot.content.pages import PageLayout, read_page_layout
from bot.content.replies import read_replies
from bot.content.words import Words, read_words


@dataclass(frozen=True)
class Content:
    """What HR edits: the intents, the fact kinds, the words, the layout of role pages."""

    intents: dict[str, Intent]
    facts: dict[str, FactKind]
    topics: dict[str, Topic]
    words: Words
    replies: dict[str, str]
    """Templates of what is said where a question is not answered."""
    macros: str
    """Jinja macros that all templates may use."""
    pages: PageLayout


def read_content(folder: Path) -> Content:
    """Return the content of a folder; raises ContentError at the first thing that is not right."""
    return Content(
        intents=read_intents(folder),
        facts=read_fact_kinds(folder / "facts"),
        topics=read_topics(folder / "unheld.yaml"),
        words=read_words(folder / "words.yaml"),
        replies=read_replies(folder / "replies.yaml"),
        macros=(folder / "answers.jinja").read_text(encoding="utf-8"),
        pages=read_page_layout(folder / "pages.yaml"),
    )
