"""The assistant as many threads ask it, with the texts of the Slack channel."""

import sqlite3
from threading import Lock
from typing import NamedTuple

from bot.assistant import Assistant
from bot.models import Answer
from bot.role_names import name_words
from bot.slack.texts import SlackTexts
from bot.state import START, State

BUTTONS = ("share", "more", "more_left", "choose", "good", "bad", "only_you", "low", "high")


class Held(NamedTuple):
    """How much the catalogue holds and how fresh it is."""

    facts: int
    roles: tuple[str, ...]
    pages: int
    newest: str
    """The date of the newest page, nothing where none prints one."""
    undated: int


class Desk:
    """One assistant behind one lock.

    Its SQLite connection and its templates, made ready when first used, serve one thread at a time. A turn takes
    about a millisecond, a thousandth of what Slack lets us post, so that a lock costs nothing and a copy of the
    assistant for each of 32 threads would cost memory.
    """

    def __init__(self, assistant: Assistant, texts: SlackTexts) -> None:
        self._assistant = assistant
        self._texts = texts
        self._lock = Lock()
        self.labels = {name: self.say(name) for name in BUTTONS}
        self.examples = texts.examples
        self.held = self._count()
        levels = assistant.index.content.words.levels
        names = {role.id: role.name for role in assistant.index.roles.values()}
        self._levels = levels
        self._aliases = [
            (alias.words, names[alias.role_id])
            for alias in assistant.catalogue.names(assistant.index.content.facts, levels).aliases
            if not alias.group
        ]

    def turn(self, utterance: str, state: State = START, listening: bool = False) -> tuple[Answer, State]:
        """Return the answer to an utterance in a conversation that has got so far, and where it has got to."""
        with self._lock:
            turn = self._assistant.turn(utterance, state, listening)
        return turn.answer, turn.state

    def say(self, name: str, **context: object) -> str:
        """Return a text of intents/slack.yaml."""
        with self._lock:
            return self._assistant.renderer.render(self._texts.templates[name], context)

    def is_pay(self, answer: Answer) -> bool:
        """Tell whether an answer speaks of pay."""
        return bool(self._texts.private_facts.intersection(answer.facts))

    def is_ready(self) -> bool:
        """Tell whether there are facts and the database can be read."""
        try:
            with self._lock:
                return bool(self._assistant.catalogue.facts(()))
        except sqlite3.Error:
            return False

    def role_names(self, typed: str) -> list[str]:
        """Return the names of the roles that what was typed so far may mean: begun, abbreviated or misspelt."""
        words = name_words(typed, self._levels)
        begun = {name: None for own, name in self._aliases if _begins(words, own)}
        if begun or not words:
            return sorted(begun)
        with self._lock:
            answer = self._assistant.answer(typed)
            roles = {role.slug: role.name for role in self._assistant.index.roles.values()}
        meant = [roles[slug] for slug in answer.roles] or [name for name in answer.options if name in roles.values()]
        return list(dict.fromkeys(meant))

    def _count(self) -> Held:
        rows = self._assistant.catalogue.facts(())
        dates = {row["source"]: row["published"] or "" for row in rows}
        return Held(
            facts=len(rows),
            roles=tuple(role.name for role in self._assistant.index.roles.values()),
            pages=len(dates),
            newest=max(dates.values(), default=""),
            undated=sum(not date for date in dates.values()),
        )


def _begins(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether each word typed is one of a name's words or the beginning of one."""
    return all(any(word.startswith(own) for word in words) for own in typed)
