"""The console channel: a chat at a terminal, a line in and an answer out in a pipe."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console

from bot.assistant import Assistant, Turn
from bot.draw import draw
from bot.explain import explain
from bot.output import answer_json
from bot.state import START

PROMPT = "> "
HELP = """:help    this list
:roles   the roles that are known
:why     how the last answer came about
:source  the facts behind the last answer, with their sources
:json    the last answer as JSON
:quit    leave (Ctrl-D does too; Ctrl-C clears the line)"""


def chat(assistant: Assistant, history: Path | None) -> None:
    """Talk until the input ends: with line editing at a terminal, line by line elsewhere."""
    console = Console()
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    last: Turn | None = None
    if at_terminal:
        console.print("RoleCall answers questions about job roles. :help lists the commands.", style="dim")
    for line in _typed(assistant, history) if at_terminal else sys.stdin:
        text = line.strip()
        if text in (":quit", ":q"):
            return
        if text.startswith(":"):
            console.print(_command(text, last, assistant), markup=False, highlight=False, soft_wrap=True)
        elif text:
            last = assistant.turn(text, last.state if last else START)
            draw(last.answer, console)


def _command(text: str, last: Turn | None, assistant: Assistant) -> str:
    """Return what a command prints."""
    if text == ":roles":
        return "\n".join(role.name for role in assistant.index.roles.values())
    if text not in (":why", ":source", ":json"):
        return "\n".join(
            [
                HELP,
                "",
                "Ask, and go on from the answer ('and hourly?', 'the second one', 'start over'):",
                *_tries(assistant),
            ]
        )
    if last is None:
        return "Nothing has been asked yet."
    if text == ":why":
        return explain(last, assistant)
    if text == ":json":
        return json.dumps(answer_json(last.answer), ensure_ascii=False, indent=2)
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in answer_json(last.answer)["rows"]) or "No facts."


def _tries(assistant: Assistant) -> Iterator[str]:
    """Yield questions that show what can be asked."""
    yield from (f"  {question}" for question in assistant.index.tries)


def _typed(assistant: Assistant, history: Path | None) -> Iterator[str]:
    """Yield the lines typed at a terminal; Ctrl-C clears the line, Ctrl-D ends."""
    from bot.prompt import make_session  # prompt_toolkit is slow to import and of no use in a pipe

    session = make_session(_words(assistant), history)
    while True:
        try:
            yield session.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _words(assistant: Assistant) -> Iterable[str]:
    """Return what the prompt completes: the names of roles and of facts."""
    yield from (role.name for role in assistant.index.roles.values())
    for kind in assistant.index.content.facts.values():
        yield from (kind.title, *kind.wording.phrases)
