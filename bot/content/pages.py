"""How the pages of a publisher are laid out (intents/pages.yaml)."""

from dataclasses import dataclass
from pathlib import Path

from bot.content.strict_yaml import read_block


@dataclass(frozen=True)
class PageLayout:
    """What a page says apart from its facts; {name}, {names} and {date} stand for what varies."""

    publisher: str
    titles: tuple[str, ...]
    questions: tuple[str, ...]
    plurals: tuple[str, ...]
    updated: str
    boilerplate: tuple[str, ...]


def read_page_layout(path: Path) -> PageLayout:
    """Return the layout; raises ContentError."""
    block = read_block(path)
    layout = PageLayout(
        publisher=block.text("publisher"),
        titles=block.texts("titles", required=True),
        questions=block.texts("questions", required=True),
        plurals=block.texts("plurals"),
        updated=block.text("updated"),
        boilerplate=block.texts("boilerplate"),
    )
    block.end()
    return layout
