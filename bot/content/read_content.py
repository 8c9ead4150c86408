"""Read everything under intents/."""

from pathlib import Path

from bot.content.content import Content
from bot.content.read_fact_kinds import read_fact_kinds
from bot.content.read_intents import read_intents, read_topics
from bot.content.read_listening import read_listening
from bot.content.read_pages import read_page_layout
from bot.content.read_replies import read_replies
from bot.content.read_text import read_text
from bot.content.read_words import read_words


def read_content(folder: Path) -> Content:
    """Return the content of a folder; raises ContentError at the first thing that is not right."""
    return Content(
        folder=folder,
        intents=read_intents(folder),
        facts=read_fact_kinds(folder / "facts"),
        topics=read_topics(folder / "unheld.yaml"),
        words=read_words(folder / "words.yaml"),
        replies=read_replies(folder / "replies.yaml"),
        macros=read_text(folder / "answers.jinja"),
        pages=read_page_layout(folder / "pages.yaml"),
        listening=read_listening(folder / "listening.yaml"),
    )
