"""The command line is a contract: keys, order, exit status, and one line that says what to do."""

import ast
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import bot.__main__
from bot.assistant import Assistant
from tests.conftest import ROOT, Run
from tests.small import SMALLEST, copy_small

ANSWER_KEYS = ["status", "intent", "roles", "facts", "text", "options", "score", "rows", "sources"]
LINE_KEYS = ["id", "conversation", *ANSWER_KEYS]
FACT_KEYS = ["role", "slug", "fact", "item", "value", "low", "high", "text", "unit", "source", "published", "raw"]
KEPT_OUT = ["slack_bolt", "sqlite_utils", "numpy", "rich", "prompt_toolkit"]

QUESTIONS = [
    *("collector vs senior AR pay?", "collections pay?", "what does a billing associate do", "weather tomorrow?", "hi"),
    *("tell me about the coordinator", "wine collector salary", "skills of technician and collector", "my salary", ""),
    *("where is the collector salary from?", "list all roles", "asdf qwer", "bonus of a collector", "clerk", "thanks"),
    *("collector vs billing associate, everything", "do I need a degree to be a collector?", "help", "pay in Boston"),
]


def lines_of(questions: list[str]) -> str:
    asked = [{"id": number, "conversation": "c", "text": text} for number, text in enumerate(questions)]
    return "".join(json.dumps(line) + "\n" for line in asked)


def test_ask_prints_the_answer(rolecall: Run, assistant: Assistant) -> None:
    done = rolecall("ask", "collector vs senior AR pay?")
    assert done.stdout == assistant.answer("collector vs senior AR pay?").text + "\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_takes_words_without_quotes(rolecall: Run, assistant: Assistant) -> None:
    assert rolecall("ask", "collector", "pay").stdout == assistant.answer("collector pay").text + "\n"


@pytest.mark.parametrize(
    ("question", "code"),
    [("collector pay", 0), ("collections pay", 1), ("wine collector pay", 1), ("is it raining", 1)],
)
def test_ask_tells_by_its_status_whether_it_answered(question: str, code: int, rolecall: Run) -> None:
    assert rolecall("ask", question).returncode == code
    assert rolecall("ask", "--json", question).returncode == code


def test_ask_json_has_the_keys_of_the_contract(rolecall: Run, assistant: Assistant) -> None:
    answer = json.loads(rolecall("ask", "--json", "collector pay").stdout)
    assert list(answer) == ANSWER_KEYS
    assert (answer["status"], answer["intent"]) == ("answered", "show")
    assert (answer["roles"], answer["facts"], answer["options"]) == (["collector"], ["salary"], [])
    assert answer["text"] == assistant.answer("collector pay").text
    assert answer["sources"] == ["Source: Zippia, Senior accounts receivable specialist vs collector (undated)"]


def test_ask_json_gives_the_rows_an_answer_rests_on(rolecall: Run) -> None:
    (row,) = json.loads(rolecall("ask", "--json", "collector pay").stdout)["rows"]
    assert list(row) == FACT_KEYS
    assert (row["slug"], row["fact"], row["value"], row["unit"]) == ("collector", "salary", 34872, "USD/year")
    assert row["source"] == "Zippia: Senior accounts receivable specialist vs collector"
    assert (row["raw"], row["published"]) == ("$34,872", None)


def test_ask_json_gives_the_options_of_a_question_back(rolecall: Run) -> None:
    answer = json.loads(rolecall("ask", "--json", "what does a clerk earn").stdout)
    assert (answer["status"], answer["roles"], answer["rows"]) == ("clarify", [], [])
    assert answer["options"] == ["Accountable Clerk", "Accounts Payable Clerk", "Finance Clerk"]


def test_ask_jsonl_answers_in_order_with_ids_and_conversations(rolecall: Run, assistant: Assistant) -> None:
    asked = [{"id": "b", "conversation": "x", "text": "hi"}, {"id": 7, "text": "collector pay"}]
    asked += [{"id": None, "conversation": "x", "text": "collections pay"}]
    done = rolecall("ask", "--jsonl", stdin="\n\n".join(json.dumps(line) for line in asked))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(answer) for answer in answers] == [LINE_KEYS] * 3
    assert [(answer["id"], answer["conversation"]) for answer in answers] == [("b", "x"), (7, None), (None, "x")]
    assert [answer["text"] for answer in answers] == [assistant.answer(str(line["text"])).text for line in asked]
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_jsonl_writes_each_answer_before_it_reads_on(environment: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "ask", "--jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT, text=True
    ) as process:
        assert process.stdin and process.stdout
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "collector pay"}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.parametrize("line", ["not json", '{"id": 1}', '["hi"]', '"hi"', "{"])
def test_ask_jsonl_names_the_line_that_is_malformed(line: str, rolecall: Run) -> None:
    done = rolecall("ask", "--jsonl", stdin=f'{{"id": 1, "text": "hi"}}\n{line}\n')
    assert [json.loads(answer)["id"] for answer in done.stdout.splitlines()] == [1]
    assert done.returncode == 2
    assert one_line(done.stderr).startswith("rolecall: line 2: write {")


def test_the_hash_seed_changes_nothing(rolecall: Run) -> None:
    asked = lines_of(QUESTIONS)
    told = {rolecall("ask", "--jsonl", stdin=asked, PYTHONHASHSEED=str(seed)).stdout for seed in range(4)}
    assert len(told) == 1
    assert len(told.pop().splitlines()) == len(QUESTIONS)


def test_learning_does_not_depend_on_the_hash_seed(rolecall: Run, tmp_path: Path) -> None:
    intents = ("--intents", str(copy_small(tmp_path / "intents", SMALLEST)))
    told = {
        rolecall(
            "ask",
            "--jsonl",
            *intents,
            stdin=lines_of(QUESTIONS),
            PYTHONHASHSEED=seed,
            XDG_CACHE_HOME=str(tmp_path / seed),
        ).stdout
        for seed in ("1", "2")
    }
    assert len(list(tmp_path.glob("?/rolecall/*.index"))) == 2
    assert len(told) == 1


@pytest.mark.parametrize(
    ("args", "cure"),
    [
        (("ask",), "give a question in quotes"),
        (("ask", "--jsonl", "hi"), "give a question in quotes"),
        (("ask", "--nope", "hi"), "No such option '--nope'"),
        (("nope",), "No such command 'nope'"),
        (
            ("ask", "--db", "gone.db", "hi"),
            "gone.db: no such database; build it: rolecall import --db gone.db catalog/",
        ),
        (("facts", "--db", "gone.db"), "gone.db: no such database; build it: rolecall import --db gone.db catalog/"),
        (("check", "--db", "gone.db"), "gone.db: no such database; build it: rolecall import --db gone.db catalog/"),
        (
            ("ask", "--intents", "gone", "hi"),
            "gone: no such folder; run in a checkout of RoleCall or give --intents DIR",
        ),
        (("facts", "plumber"), "no role 'plumber'; write its name in full or one of: accountable-clerk"),
        (("test", "gone.jsonl"), "gone.jsonl: cannot be read"),
        (("import", "gone.txt"), "gone.txt: no such file"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_its_cure(args: tuple[str, ...], cure: str, rolecall: Run) -> None:
    done = rolecall(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert cure in one_line(done.stderr)


@pytest.mark.parametrize("command", [("ask", "hi"), ("facts",), ("check",)])
@pytest.mark.parametrize("intents", ["gone", "empty"])
def test_a_folder_without_intents_is_told_in_one_line(
    command: tuple[str, ...], intents: str, rolecall: Run, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    done = rolecall(command[0], "--intents", str(tmp_path / intents), *command[1:])
    assert done.returncode == 2
    assert str(tmp_path / intents) in one_line(done.stderr)


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_file_that_is_no_database_is_told_in_one_line(content: bytes, rolecall: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(content)
    done = rolecall("ask", "--db", str(path), "hi")
    assert done.returncode == 2
    assert f"rolecall import --db {path} catalog/" in one_line(done.stderr)


def test_facts_jsonl_has_the_keys_of_the_contract(rolecall: Run) -> None:
    facts = [json.loads(line) for line in rolecall("facts", "--jsonl").stdout.splitlines()]
    assert {tuple(fact) for fact in facts} == {tuple(FACT_KEYS)}
    assert len({fact["slug"] for fact in facts}) == 11
    assert all(fact["raw"] and fact["source"].startswith("Zippia: ") for fact in facts)


@pytest.mark.parametrize("name", ["senior-accounts-receivable-specialist", "Sr. Accounts Receivable Specialist"])
def test_facts_of_a_role_by_slug_or_name(name: str, rolecall: Run) -> None:
    facts = [json.loads(line) for line in rolecall("facts", name, "--jsonl").stdout.splitlines()]
    salary = next(fact for fact in facts if fact["fact"] == "salary")
    assert {fact["slug"] for fact in facts} == {"senior-accounts-receivable-specialist"}
    assert (salary["value"], salary["raw"]) == (54494, "$54,494")


def test_facts_prints_a_line_each_with_tabs(rolecall: Run) -> None:
    lines = rolecall("facts", "collector").stdout.splitlines()
    assert {line.count("\t") for line in lines} == {len(FACT_KEYS) - 1}
    assert any(line.startswith("Collector\tcollector\tsalary\t\t34872\t") for line in lines)


def test_check_tells_what_is_there(rolecall: Run, tmp_path: Path) -> None:
    intents = copy_small(tmp_path / "intents", SMALLEST)
    kinds = len(list((intents / "facts").glob("*.yaml")))
    facts = sqlite3.connect(ROOT / "data.db").execute("select count(*) from facts").fetchone()[0]
    done = rolecall("check", "--intents", str(intents))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"11 roles, {facts} facts, {kinds} fact kinds\n3 intents with ")
    assert "warning: Collector: the fact kind 'gender' has no file under intents/facts/" in done.stdout


def question_set(path: Path, must: str) -> str:
    turn = {"q": "collector pay", "status": "answered", "must": [must]}
    path.write_text(json.dumps({"id": "pay-1", "tags": ["pay"], "turns": [turn]}) + "\n", encoding="utf-8")
    return str(path)


def test_test_reports_a_set_that_is_right(rolecall: Run, tmp_path: Path) -> None:
    done = rolecall("test", question_set(tmp_path / "right.jsonl", "34,872"))
    assert (done.returncode, done.stdout) == (0, "right.jsonl: 1 of 1 turns right (100.0%)\n")


def test_test_ends_with_1_on_a_miss_and_names_it(rolecall: Run, tmp_path: Path) -> None:
    done = rolecall("test", question_set(tmp_path / "wrong.jsonl", "99,999"))
    assert done.returncode == 1
    assert "pay-1.1  collector pay" in done.stdout
    assert "lacks 99,999" in done.stdout
    assert "pay: 0 of 1\nwrong.jsonl: 0 of 1 turns right (0.0%)\n" in done.stdout


def test_test_names_the_line_of_a_set_that_is_malformed(rolecall: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('\n{"id": "a"}\n', encoding="utf-8")
    done = rolecall("test", str(path))
    assert done.returncode == 2
    assert f"{path}:2: not a conversation" in one_line(done.stderr)


def test_test_without_any_set_tells_to_name_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bot.__main__, "QUESTION_SETS", tmp_path)
    monkeypatch.setattr(sys, "argv", ["rolecall", "test"])
    with pytest.raises(SystemExit) as left:
        bot.__main__.main()
    assert left.value.code == 2
    told = one_line(capsys.readouterr().err)
    assert told == f"rolecall: {tmp_path}: no question sets (*.jsonl) there; name some: rolecall test SET.jsonl\n"


def test_test_names_a_set_that_is_no_text(rolecall: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_bytes(b"\xff\xfe")
    done = rolecall("test", str(path))
    assert done.returncode == 2
    assert f"{path}: cannot be read" in one_line(done.stderr)


def test_explain_shows_how_an_answer_came_about(rolecall: Run) -> None:
    told = rolecall("ask", "--explain", "colector pay").stdout
    for part in (
        "words ",
        "colector=collector",
        "Collector",
        "show",
        "salary",
        "select * from held",
        "parameters",
        "row ",
    ):
        assert part in told


def test_ask_imports_only_what_it_needs(environment: Mapping[str, str]) -> None:
    program = "import sys, atexit, os; from bot import __main__ as m; m._leave = lambda code: None; "
    program += "sys.argv = ['rolecall', 'ask', 'collector pay']; m.main(); print(sorted(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "34,872" in done.stdout
    modules = set(ast.literal_eval(done.stderr))
    assert modules.isdisjoint(KEPT_OUT)


def test_importing_the_package_does_nothing(tmp_path: Path) -> None:
    program = "import sys; before = set(sys.modules); import bot; print(sorted(set(sys.modules) - before))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("['bot']\n", "")
    assert list(tmp_path.iterdir()) == []


def one_line(text: str) -> str:
    """Return an error message after making sure that it is one line of RoleCall's."""
    assert text.startswith("rolecall: ")
    assert text.count("\n") == 1
    return text
