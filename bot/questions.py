"""Question sets: conversations with what a right answer must hold, asked and scored (tests/questions/README.md)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.assistant import Assistant
from bot.errors import QuestionSetError
from bot.models import SILENT, Answer
from bot.state import START

Choice = tuple[str, ...]
"""Texts of which any one is enough."""


@dataclass(frozen=True)
class Turn:
    """One question with the statuses that are right and the texts that the answer must and must not hold."""

    text: str
    statuses: Choice
    must: tuple[Choice, ...]
    must_not: Choice


@dataclass(frozen=True)
class Conversation:
    """Turns asked one after the other."""

    id: str
    tags: Choice
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Miss:
    """A turn that was not answered as it should be."""

    place: str
    text: str
    answer: Answer
    why: Choice


@dataclass(frozen=True)
class Score:
    """How a set was answered."""

    turns: int
    misses: tuple[Miss, ...]
    by_tag: tuple[tuple[str, int, int], ...]
    """(tag, right, all), the worst first."""


def read_set(path: Path) -> list[Conversation]:
    """Return the conversations of a set; raises QuestionSetError naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path}: cannot be read: {error}; give a question set in UTF-8") from error
    return [_conversation(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _conversation(path: Path, number: int, line: str) -> Conversation:
    try:
        case = json.loads(line)
        turns = tuple(_turn(turn) for turn in case["turns"])
        return Conversation(case["id"], tuple(case.get("tags", ())), turns)
    except (ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(
            f"{path}:{number}: not a conversation: {error!r}; see tests/questions/README.md"
        ) from error


def _turn(turn: dict[str, Any]) -> Turn:
    must = tuple(_choice(entry) for entry in turn.get("must") or ())
    return Turn(turn["q"], _choice(turn["status"]), must, tuple(turn.get("must_not") or ()))


def _choice(entry: str | Sequence[str]) -> Choice:
    return (entry,) if isinstance(entry, str) else tuple(entry)


def score(conversations: Iterable[Conversation], assistant: Assistant, listening: bool = False) -> Score:
    """Return how an assistant answers conversations, or keeps silent on messages that it only overhears."""
    misses: list[Miss] = []
    right, asked = Counter[str](), Counter[str]()
    turns = 0
    for conversation in conversations:
        for number, turn, answer in _answers(conversation, assistant, listening):
            why = problems(turn, answer)
            turns += 1
            asked.update(conversation.tags)
            right.update(() if why else conversation.tags)
            misses += [Miss(f"{conversation.id}.{number}", turn.text, answer, tuple(why))] if why else []
    tags = sorted(asked, key=lambda tag: (right[tag] / asked[tag], tag))
    return Score(turns, tuple(misses), tuple((tag, right[tag], asked[tag]) for tag in tags))


def _answers(conversation: Conversation, assistant: Assistant, listening: bool) -> Iterator[tuple[int, Turn, Answer]]:
    state = START
    for number, turn in enumerate(conversation.turns, 1):
        told = assistant.turn(turn.text, state, listening)
        state = told.state
        yield number, turn, told.answer


def problems(turn: Turn, answer: Answer) -> list[str]:
    """Return why an answer is not right, nothing where it is."""
    body = _folded(answer.text)
    found = [] if answer.status in turn.statuses else [f"status {answer.status}, wanted {' or '.join(turn.statuses)}"]
    if answer.status == SILENT:
        return found
    found += [
        f"lacks {' | '.join(choice)}" for choice in turn.must if not any(_folded(text) in body for text in choice)
    ]
    return found + [f"has {text}" for text in turn.must_not if _folded(text) in body]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def score_lines(path: Path, result: Score) -> Iterator[str]:
    """Yield a report: the misses, the tags that have any, and the sum."""
    for miss in result.misses:
        yield f"{miss.place}  {miss.text}"
        yield f"    -> [{miss.answer.status}] {_folded(miss.answer.text)[:200]}"
        yield f"    !! {'; '.join(miss.why)}"
    for tag, right, asked in result.by_tag:
        if right < asked:
            yield f"{tag}: {right} of {asked}"
    right = result.turns - len(result.misses)
    yield f"{path.name}: {right} of {result.turns} turns right ({right / max(1, result.turns):.1%})"
