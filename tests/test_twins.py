"""Every intent and fact kind has a twin: what it takes, what it must not take, and whole replies."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from bot.assistant import Assistant
from bot.errors import ContentError
from tests.conftest import ROOT, shipped_content
from tests.twins import Case, Heard, Twin, differences, folded, heard, pattern, read_twin, twin_paths

Hear = Callable[[str], Heard]

NO_TWIN = {"listening", "pages", "slack", "words"}
"""Files that nobody asks for: the tests of the importer and of Slack read theirs, all others use words.yaml."""
TELLING = 3
"""Words of an example from which an utterance that repeats it proves nothing."""


@cache
def twins() -> tuple[Twin, ...]:
    intents = shipped_content().intents
    return tuple(read_twin(path, path.stem in intents and intents[path.stem].declines) for path in twin_paths())


@cache
def titles() -> dict[str, str]:
    return {name: topic.title for name, topic in shipped_content().topics.items()}


def cases(key: str) -> list[ParameterSet]:
    return [pytest.param(twin, case, id=f"{twin.name}: {case.ask}") for twin in twins() for case in getattr(twin, key)]


def taken(twin: Twin, got: Heard) -> bool:
    """Tell whether an utterance was answered with the intent or fact kind of a twin."""
    of_twin = twin.name in got.facts if twin.folder == "facts" else got.intent == twin.name
    return of_twin and got.status == "answered"


def asked() -> list[Case]:
    return [case for twin in twins() for case in (*twin.takes, *twin.rejects, *twin.unmet, *twin.unmet_rejects)]


@pytest.fixture
def hear(assistant: Assistant) -> Hear:
    """What understands an utterance; unlike the assistant it is short where pytest prints it."""
    return lambda utterance: heard(assistant.turn(utterance), assistant)


@pytest.mark.parametrize(("twin", "case"), cases("takes"))
def test_takes(twin: Twin, case: Case, hear: Hear) -> None:
    assert differences(case, hear(case.ask), titles()) == []


@pytest.mark.parametrize(("twin", "case"), cases("unmet"))
def test_unmet(twin: Twin, case: Case, hear: Hear) -> None:
    if differences(case, hear(case.ask), titles()):
        pytest.xfail(f"came instead when it was written: {case.came}")
    pytest.fail("this is met now: move it to `takes`")


@pytest.mark.parametrize(("twin", "case"), cases("rejects"))
def test_rejects(twin: Twin, case: Case, hear: Hear) -> None:
    got = hear(case.ask)
    assert differences(case, got, titles()) == []
    assert not taken(twin, got)


@pytest.mark.parametrize(("twin", "case"), cases("unmet_rejects"))
def test_unmet_rejects(twin: Twin, case: Case, hear: Hear) -> None:
    got = hear(case.ask)
    if differences(case, got, titles()) or taken(twin, got):
        pytest.xfail(f"came instead when it was written: {case.came}")
    pytest.fail("this is met now: move it to `rejects`")


@pytest.mark.parametrize(("twin", "case"), cases("replies"))
def test_replies(twin: Twin, case: Case, assistant: Assistant) -> None:
    assert assistant.answer(case.ask).text == filled(case.reply)


def test_every_file_has_a_twin_and_every_twin_a_file() -> None:
    content = {path.stem for path in (ROOT / "intents").glob("*.yaml")} - NO_TWIN
    content |= {path.stem for path in (ROOT / "intents" / "declines").glob("*.yaml")}
    facts = {path.stem for path in (ROOT / "intents" / "facts").glob("*.yaml")}
    assert {twin.name for twin in twins() if twin.folder == "intents"} == content
    assert {twin.name for twin in twins() if twin.folder == "facts"} == facts


@pytest.mark.parametrize("twin", twins(), ids=lambda twin: twin.name)
def test_a_twin_has_enough_of_everything(twin: Twin) -> None:
    if twin.name == "replies":  # no intent: only what it says
        assert not twin.takes
        return
    assert len(twin.takes) + len(twin.unmet) >= 6
    assert len(twin.rejects) + len(twin.unmet_rejects) >= 3
    assert twin.replies


def test_no_utterance_stands_twice() -> None:
    texts = [folded(case.ask) for case in asked()]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []


def test_no_utterance_repeats_an_example() -> None:
    """An utterance that was learnt from proves nothing; another role's name put into an example is no difference."""
    learnt = [pattern(example) for example in examples() if len(words_of(example)) >= TELLING]
    cases = [case for twin in twins() for case in twin.takes]
    texts = {folded(case.ask): case.ask for case in cases}
    repeated = [ask for text, ask in texts.items() if any(form.fullmatch(text) for form in learnt)]
    assert repeated == []


def test_slots_named_by_twins_exist(assistant: Assistant) -> None:
    content = shipped_content()
    slugs = {role.slug for role in assistant.index.roles.values()}
    for case in asked():
        assert {*(case.roles or ()), *(case.named or ())} <= slugs, case.ask
        assert (case.facts or frozenset()) <= content.facts.keys(), case.ask
        assert case.topics <= content.topics.keys(), case.ask
        assert case.intent in ("", *content.intents), case.ask


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("takes:\n- {ask: hi, rolls: [collector]}\n", ":2: rolls: no such key"),
        ("takes: []\nrefuses: []\n", ":2: refuses: no such key"),
        ("takes: []\ntakes: []\n", ":2: the key 'takes' stands twice"),
        ("takes:\n- {ask: hi, status: anwsered}\n", ":2: status: found 'anwsered'"),
        ("unmet:\n- {ask: hi}\n", ":2: the key 'came' is missing"),
        ("replies:\n- {ask: hi}\n", ":2: the key 'reply' is missing"),
    ],
)
def test_a_twin_is_read_strictly(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "age.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=re.escape(problem)):
        read_twin(path, declines=False)


def filled(reply: str) -> str:
    """Return a whole reply with the questions that the content shows in the place of <...>."""
    intents = shipped_content().intents.values()
    plain = next(intent for intent in intents if intent.shows_facts)
    lines = [f'- {intent.about}: "{intent.tries[0]}"' for intent in intents if intent.tries]
    return reply.replace('<every about: "try">', "\n".join(lines)).replace("<try>", plain.tries[0])


def examples() -> Iterable[str]:
    content = shipped_content()
    for intent in content.intents.values():
        yield from intent.examples
    for kind in content.facts.values():
        yield from kind.wording.asks


def words_of(example: str) -> list[str]:
    """Return the words of an example that are its own; none where a slot holds what is asked."""
    if any(slot in example for slot in ("{fact}", "{item}", "{average}", "{person}")):
        return []
    return folded(re.sub(r"\{\w+\}", " ", example)).split()
