"""How the pages of a publisher are laid out (intents/pages.yaml)."""

from typing import NamedTuple


class PageLayout(NamedTuple):
    """What a page says apart from its facts; {name}, {names} and {date} stand for what varies."""

    publisher: str
    titles: tuple[str, ...]
    questions: tuple[str, ...]
    plurals: tuple[str, ...]
    updated: str
    boilerplate: tuple[str, ...]
