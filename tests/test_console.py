"""The chat as a person has it: at a real pseudo terminal, and line by line in a pipe."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.assistant import Assistant
from tests.conftest import Run
from tests.terminal import Terminal

COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[\d;]*m")
UP, TAB, CTRL_C, CTRL_D = "\x1b[A", "\t", "\x03", "\x04"
COMMANDS = [":help", ":roles", ":why", ":source", ":json", ":quit"]


@pytest.fixture
def home(environment: Mapping[str, str], tmp_path: Path) -> Mapping[str, str]:
    """The environment of a chat that has its history for itself."""
    return {**environment, "XDG_STATE_HOME": str(tmp_path)}


@pytest.fixture
def terminal(home: Mapping[str, str]) -> Iterator[Terminal]:
    """A chat at a terminal of 80 columns."""
    with Terminal(home) as terminal:
        yield terminal


def test_a_question_is_answered_with_its_source_set_apart(terminal: Terminal) -> None:
    shown = terminal.ask("collector pay")
    assert "Collector: $34,872 a year on average.\nSource: Zippia, Senior accounts rec" in shown
    assert b"\x1b[2mSource: Zippia, Senior accounts receivable specialist vs collector (undated)\x1b[0m" in terminal.raw


def test_two_roles_are_drawn_as_a_table(terminal: Terminal) -> None:
    shown = terminal.ask("hourly rate of a collector and of a technician")
    assert "Role                    Hourly rate\nCollector               $16.77     \n" in shown
    assert "|" not in shown


def test_salary_ranges_are_drawn_as_bars_on_one_scale(terminal: Terminal) -> None:
    """Of 40 columns for $78,000, $27,000 to $44,000 are those from 14 to 23, $38,000 to $78,000 those from 19 to 40."""
    shown = terminal.ask("salary range collector vs senior AR")
    assert "Collector                              " + " " * 14 + "█" * 9 + "\n" in shown
    assert "Senior Accounts Receivable Specialist  " + " " * 19 + "█" * 21 + "\n" in shown


def test_one_salary_range_has_no_bar(terminal: Terminal) -> None:
    assert "█" not in terminal.ask("salary range of a collector")


@pytest.mark.parametrize(
    ("typed", "name"), [("senior a", "Senior Accounts Receivable Specialist"), ("BILLING AS", "Billing Associate")]
)
def test_tab_completes_a_role(typed: str, name: str, terminal: Terminal) -> None:
    terminal.press(typed + TAB, until=f"> {name}")
    figure = {"Senior Accounts Receivable Specialist": "$54,494", "Billing Associate": "$34,612"}[name]
    assert figure in terminal.ask(" salary")


def test_tab_completes_a_fact_behind_a_role(terminal: Terminal) -> None:
    terminal.press("collector salary ra" + TAB, until="salary range")
    assert "between $27,000 and $44,000" in terminal.ask("")


def test_ctrl_c_clears_the_line(terminal: Terminal) -> None:
    terminal.press("wine ", until="wine")
    terminal.clear()
    shown = terminal.ask("collector pay")
    assert "$34,872" in shown


def test_ctrl_d_leaves(terminal: Terminal) -> None:
    terminal.ask("hi")
    terminal.type(CTRL_D)
    assert terminal.left() == 0


@pytest.mark.parametrize("command", [":quit", ":q"])
def test_quit_leaves(command: str, terminal: Terminal) -> None:
    terminal.type(command + "\r")
    assert terminal.left() == 0


def test_help_names_every_command(terminal: Terminal) -> None:
    shown = terminal.ask(":help")
    assert all(f"\n{command} " in shown for command in COMMANDS)
    assert terminal.ask(":nonsense").count("\n:") == shown.count("\n:")


def test_roles_lists_them_all(terminal: Terminal, assistant: Assistant) -> None:
    shown = terminal.ask(":roles")
    assert len(assistant.index.roles) == 11
    assert all(f"\n{role.name}\n" in shown for role in assistant.index.roles.values())


@pytest.mark.parametrize("command", [":why", ":source", ":json"])
def test_commands_about_an_answer_wait_for_one(command: str, terminal: Terminal) -> None:
    assert "Nothing has been asked yet." in terminal.ask(command)


def test_commands_show_what_is_behind_the_last_answer(terminal: Terminal) -> None:
    terminal.ask("tell me about the coordinator")
    terminal.ask("collector pay")
    why, source, answer = terminal.ask(":why"), terminal.ask(":source"), json.loads(braced(terminal.ask(":json")))
    assert "collector" in why and "select * from held" in why and "salary" in why
    assert json.loads(braced(source))["raw"] == "$34,872"
    assert (answer["roles"], answer["rows"][0]["value"]) == (["collector"], 34872)


def test_history_is_kept_for_the_next_chat_and_for_the_user_only(home: Mapping[str, str], tmp_path: Path) -> None:
    with Terminal(home) as first:
        first.ask("collector pay")
        first.type(CTRL_D)
        assert first.left() == 0
    kept = tmp_path / "rolecall" / "history"
    assert "+collector pay\n" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0
    with Terminal(home) as second:
        assert "$34,872" in second.ask(UP)


def test_history_can_be_left_out(home: Mapping[str, str], tmp_path: Path) -> None:
    with Terminal(home, "--no-history") as terminal:
        terminal.ask("collector pay")
        assert "$34,872" in terminal.ask(UP)
    assert list(tmp_path.iterdir()) == []


def colours_of_a_completion(terminal: Terminal) -> list[bytes]:
    """Return the colours shown when a line is completed and then cleared, and when a table is drawn."""
    terminal.ask("collector vs senior AR pay?")
    terminal.press("coll" + TAB + TAB, until="Collections Coordinator")
    terminal.clear()
    return COLOURS.findall(terminal.raw)


def test_colours_are_shown_unless_no_color_is_set(home: Mapping[str, str]) -> None:
    coloured = {key: value for key, value in home.items() if key != "NO_COLOR"}
    with Terminal(coloured) as terminal:
        assert colours_of_a_completion(terminal)
    with Terminal({**home, "NO_COLOR": "1"}) as terminal:
        assert colours_of_a_completion(terminal) == []


def test_a_narrow_terminal_wraps_and_loses_nothing(home: Mapping[str, str]) -> None:
    with Terminal(home, width=44) as terminal:
        shown = terminal.ask("salary and openings of collector and senior AR")
    lines = shown[shown.index("Role") :].splitlines()
    assert max(len(line) for line in lines) <= 44
    for part in ("Collector", "Senior", "Receivable", "$34,872", "$54,494", "23,948", "24,817"):
        assert part in shown


@pytest.mark.parametrize("text", ["[bold]collector[/bold] pay", "[/] collector pay", "<b>collector</b> pay", "{{7*7}}"])
def test_markup_is_not_obeyed(text: str, terminal: Terminal, assistant: Assistant) -> None:
    first = assistant.answer(text).text.splitlines()[0][:60]
    assert first in terminal.ask(text).replace("\n", " ")


def test_a_pipe_is_answered_line_by_line_at_full_width(rolecall: Run, assistant: Assistant) -> None:
    asked = ["collector pay", "collector vs senior AR pay?", "what does a collector do"]
    done = rolecall("chat", stdin="\n\n".join(asked), COLUMNS="40")
    assert done.stdout == "".join(assistant.answer(text).text + "\n" for text in asked)
    assert max(len(line) for line in done.stdout.splitlines()) > 200
    assert (done.returncode, done.stderr) == (0, "")


def test_the_chat_is_what_comes_without_a_command(rolecall: Run, assistant: Assistant) -> None:
    assert rolecall(stdin="collector pay\n").stdout == assistant.answer("collector pay").text + "\n"


def test_a_pipe_knows_the_commands(rolecall: Run) -> None:
    done = rolecall("chat", stdin=":json\ncollector pay\n:json\n:quit\nhi\n")
    assert done.stdout.startswith("Nothing has been asked yet.\nCollector: $34,872")
    assert json.loads(braced(done.stdout))["facts"] == ["salary"]
    assert "Hello" not in done.stdout
    assert done.returncode == 0


def test_a_pipe_has_no_colours_bars_or_greeting(rolecall: Run, assistant: Assistant) -> None:
    question = "salary range collector vs senior AR"
    done = rolecall("chat", stdin=question + "\n", TERM="xterm-256color")
    assert done.stdout == assistant.answer(question).text + "\n"


def braced(text: str) -> str:
    """Return the text from the first brace to the last."""
    return text[text.index("{") : text.rindex("}") + 1]
