"""Read the layout of role pages, intents/pages.yaml."""

from pathlib import Path

from bot.content.pages import PageLayout
from bot.content.strict_yaml import read_block


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
