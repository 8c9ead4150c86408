"""What is learnt is kept: a kept start answers like a fresh one, and nothing stale or broken is ever used."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.errors import ContentError, DatabaseError
from bot.loading import load_assistant
from bot.models import Answer
from tests.conftest import ROOT, Run
from tests.small import SMALLEST, copy_small

QUESTIONS = (
    *("collector pay", "collector vs senior AR pay?", "collections pay", "hi", "AR pay", "wine collector salary"),
    *("hourly rate of technicians", "weather", "qwyjibo", "what do billing associates earn"),
)
OPEN_FILES = Path("/proc/self/fd")


class Start:
    """A content, a database and a cache of their own, loaded as often as asked; `learnt` counts what was said."""

    def __init__(self, folder: Path) -> None:
        self.intents = copy_small(folder / "intents", SMALLEST)
        self.database = folder / "data.db"
        self.database.write_bytes((ROOT / "data.db").read_bytes())
        self.cache = folder / "cache" / "rolecall"
        self.learnt = 0

    def load(self) -> Assistant:
        return load_assistant(self.database, self.intents, self.cache, self._say)

    def answers(self, questions: Sequence[str] = QUESTIONS) -> list[Answer]:
        """Return what a start answers that ends afterwards, so that it does not hold the database."""
        assistant = self.load()
        answers = [assistant.answer(question) for question in questions]
        assistant.catalogue.connection.close()
        return answers

    def text(self, question: str) -> str:
        return self.answers([question])[0].text

    def kept(self) -> list[Path]:
        return sorted(self.cache.iterdir()) if self.cache.is_dir() else []

    def _say(self, text: str) -> None:
        assert text.startswith("Learning")
        self.learnt += 1


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A start that has learnt nothing yet."""
    return Start(tmp_path)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """A start that has learnt, shared by tests that put back what they break."""
    begun = Start(tmp_path_factory.mktemp("begun"))
    begun.load()
    return begun


def test_a_kept_start_equals_a_fresh_one(start: Start) -> None:
    fresh = start.answers()
    kept = start.answers()
    assert kept == fresh
    assert start.learnt == 1
    assert {answer.status for answer in fresh} == {"answered", "clarify", "declined"}


def test_a_changed_intent_is_noticed_and_learnt(begun: Start) -> None:
    path = begun.intents / "greeting.yaml"
    before, learnt = path.read_text(encoding="utf-8"), begun.learnt
    path.write_text(
        before.replace("  Hello! ", "  Good day! ").replace("  - howdy\n", "  - shiver me timbers\n"), "utf-8"
    )
    assistant = begun.load()
    assert begun.learnt == learnt + 1
    assert assistant.answer("shiver me timbers").text.startswith("Good day! Ask me")
    path.write_text(before, "utf-8")
    assert begun.text("hi").startswith("Hello! Ask me")
    assert begun.learnt == learnt + 1  # what was learnt of the first content is still kept


def test_a_changed_figure_is_answered_at_once(begun: Start) -> None:
    assert "$34,872" in begun.text("collector pay")
    change(begun.database, "update facts set value = 35000, raw = '$35,000' where kind = 'salary' and raw = '$34,872'")
    assert "$35,000" in begun.text("collector pay")
    change(begun.database, "update facts set value = 34872, raw = '$34,872' where kind = 'salary' and raw = '$35,000'")
    assert "$34,872" in begun.text("collector pay")


def test_a_new_role_is_noticed_and_learnt(start: Start) -> None:
    assert start.text("plumber pay") == "“plumber” is not among the roles I know."
    change(start.database, "insert into roles values (99, 'plumber', 'Plumber', 'plumbers')")
    change(start.database, "insert into aliases values (999, 99, 'Plumber', 'name', 'plumber', 'plumber')")
    assert start.text("plumber pay") == "No average salary is held for Plumber."
    assert start.learnt == 2


@pytest.mark.parametrize(
    "content",
    [b"no pickle", b"\x80\x05N.", b"\x80\x05cnowhere\nNothing\n."],
    ids=["text", "another value", "another class"],
)
def test_a_broken_cache_is_rebuilt(content: bytes, begun: Start) -> None:
    kept, learnt = begun.kept(), begun.learnt
    for path in kept:
        path.write_bytes(content)
    assert "$34,872" in begun.text("collector pay")
    assert begun.learnt == learnt + 1
    begun.load()
    assert begun.learnt == learnt + 1


def test_a_cache_that_was_cut_short_is_rebuilt(begun: Start) -> None:
    learnt = begun.learnt
    for path in begun.kept():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "$34,872" in begun.text("collector pay")
    assert begun.learnt == learnt + 1


def test_a_cache_that_cannot_be_written_costs_time_only(begun: Start, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assistant = load_assistant(begun.database, begun.intents, tmp_path / "file" / "rolecall", lambda text: None)
    assert "$34,872" in assistant.answer("collector pay").text


def test_what_is_kept_is_the_users_own_and_not_much(start: Start) -> None:
    start.cache.mkdir(parents=True, mode=0o700)
    old = [start.cache / f"{number}.index" for number in range(6)]
    for number, path in enumerate(old):
        path.touch()
        os.utime(path, (number, number))
    start.load()
    (new,) = set(start.kept()) - set(old)
    assert set(start.kept()) == {*old[3:], new}
    assert new.stat().st_mode & 0o077 == 0


def test_two_processes_at_once_do_no_harm(start: Start, environment: Mapping[str, str]) -> None:
    variables = {**environment, "XDG_CACHE_HOME": str(start.cache.parent)}
    command = [sys.executable, "-m", "bot", "ask", "--db", str(start.database), "--intents", str(start.intents)]
    both = [
        subprocess.Popen(
            [*command, "collector pay"],
            env=variables,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [process.communicate(timeout=60) for process in both]
    assert {process.returncode for process in both} == {0}
    assert set(told) == {(start.text("collector pay") + "\n", "")}
    assert start.learnt == 0
    assert [path.suffix for path in start.kept()] == [".index"]


def test_an_open_assistant_does_not_lock_out_who_writes(begun: Start) -> None:
    assistant = begun.load()
    assert "$34,872" in assistant.answer("collector pay").text
    try:
        write(begun.database, "update facts set raw = raw where kind = 'salary'")
    finally:
        assistant.catalogue.close()


def test_an_import_beside_an_open_assistant_is_done(begun: Start, rolecall: Run) -> None:
    assistant = begun.load()
    done = rolecall("import", "--db", str(begun.database), str(ROOT / "catalog"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "$34,872" in assistant.answer("collector pay").text
    assistant.catalogue.close()


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not list the files that are open")
def test_learning_lets_go_of_the_database(start: Start) -> None:
    assistant = start.load()
    assert start.learnt == 1
    assert open_files(start.database) == 1
    assistant.catalogue.close()
    assert open_files(start.database) == 0


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not list the files that are open")
def test_a_start_that_fails_lets_go_of_the_database(start: Start) -> None:
    path = start.intents / "show.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("select * from held", "select * from hold"), "utf-8")
    with pytest.raises(ContentError, match="lookup: SQL error"):
        start.load()
    assert open_files(start.database) == 0


def test_a_database_without_roles_is_told(start: Start) -> None:
    for table in ("facts", "aliases", "roles"):
        change(start.database, f"delete from {table}")
    with pytest.raises(DatabaseError, match=r"data\.db: holds no roles; import some: rolecall import --db "):
        start.load()


def open_files(path: Path) -> int:
    """Return how often this process has a file open."""
    return sum(link.exists() and link.resolve() == path.resolve() for link in OPEN_FILES.iterdir())


def change(database: Path, sql: str) -> None:
    """Put a changed copy in the place of a database, whoever has it open."""
    copy = database.with_suffix(".changed")
    copy.write_bytes(database.read_bytes())
    write(copy, sql)
    copy.replace(database)


def write(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database, timeout=0.1)) as connection, connection:
        connection.execute(sql)
