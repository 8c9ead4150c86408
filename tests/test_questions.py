"""The question sets: no answer of any holds a wrong fact, and as many are right as floors.yaml asks for."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bot.assistant import Assistant
from bot.content.strict_yaml import read_block
from bot.questions import Score, read_set, score, score_lines
from tests.conftest import ROOT

SETS = ROOT / "tests" / "questions"

Scored = Callable[[Path], Score]


def floors(whose: str) -> dict[str, float]:
    """Return the share of turns that must be right, by set."""
    block = read_block(SETS / "floors.yaml").block(whose)
    return {name: block.number(name) for name in block} if block else {}


def with_unmet() -> list[ParameterSet]:
    unmet = pytest.mark.xfail(reason="too little is right yet; once it is enough, remove the set from `unmet`")
    return [
        pytest.param(name, at, marks=unmet if name in floors("unmet") else ()) for name, at in floors("own").items()
    ]


@pytest.fixture(scope="module")
def scored(assistant: Assistant) -> Scored:
    """What scores a set, each once."""
    return cache(lambda path: score(read_set(path), assistant, listening=path.stem == "listen"))


def enough(path: Path, floor: float, scored: Scored) -> str:
    """Return the report of a set of which too little is right, nothing where it is enough."""
    result = scored(path)
    right = result.turns - len(result.misses)
    return "" if right >= floor * result.turns else "\n".join(score_lines(path, result))


def wrong_facts(path: Path, scored: Scored) -> list[str]:
    misses = scored(path).misses
    return [f"{miss.place} {miss.text}: {why}" for miss in misses for why in miss.why if why.startswith("has ")]


@pytest.mark.parametrize("name", floors("own"))
def test_no_answer_holds_a_wrong_fact(name: str, scored: Scored) -> None:
    assert wrong_facts(SETS / f"{name}.jsonl", scored) == []


@pytest.mark.parametrize(("name", "floor"), floors("unmet").items())
def test_no_less_is_right_than_before(name: str, floor: float, scored: Scored) -> None:
    assert enough(SETS / f"{name}.jsonl", floor, scored) == ""


@pytest.mark.parametrize(("name", "floor"), with_unmet())
def test_enough_is_right(name: str, floor: float, scored: Scored) -> None:
    assert enough(SETS / f"{name}.jsonl", floor, scored) == ""


@pytest.mark.parametrize("name", floors("shared"))
def test_no_answer_of_a_shared_set_holds_a_wrong_fact(name: str, scored: Scored, shared: Path) -> None:
    assert wrong_facts(shared / "questions" / f"{name}.jsonl", scored) == []


@pytest.mark.parametrize(("name", "floor"), floors("shared").items())
def test_enough_of_a_shared_set_is_right(name: str, floor: float, scored: Scored, shared: Path) -> None:
    assert enough(shared / "questions" / f"{name}.jsonl", floor, scored) == ""


def test_every_set_has_a_floor_and_every_id_stands_once() -> None:
    paths = sorted(SETS.glob("*.jsonl"))
    assert {path.stem for path in paths} == floors("own").keys()
    ids = [conversation.id for path in paths for conversation in read_set(path)]
    assert len(ids) == len(set(ids))
