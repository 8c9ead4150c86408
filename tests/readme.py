"""Run the examples of the README; `python -m tests.readme` writes into it what the product answers now."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
INSTALLED = Path(sys.executable).with_name("rolecall")
FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<note>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
APPENDED = ">>"
"""Before a file's name: the block goes to its end."""
QUESTION, COMMAND = "> ", "$ "
DECLINED = 1
"""Exit status of a question that is asked back or declined."""
PATIENCE = 120
"""Seconds that a command may take; one of them learns changed content."""


class Example(NamedTuple):
    """A fenced block: a conversation (chat), commands with what they print (console), or a file with its name."""

    kind: str
    note: str
    body: str

    @property
    def is_file(self) -> bool:
        """Tell whether the block is a file that commands after it use."""
        return "." in self.note

    @property
    def typed(self) -> list[str]:
        """Return the questions or commands of the block."""
        mark = {"chat": QUESTION, "console": COMMAND}.get(self.kind)
        return [line[len(mark) :] for line in self.body.splitlines() if line.startswith(mark)] if mark else []


def examples(text: str) -> list[Example]:
    """Return the fenced blocks of a text."""
    return [Example(found["kind"], found["note"] or "", found["body"]) for found in FENCE.finditer(text)]


def as_run(text: str, folder: Path, environment: Mapping[str, str]) -> list[Example]:
    """Return the blocks of a text with what the product answers; files are written into a folder.

    Until the first file is written, commands run over what ships; from then on over a copy in the folder.
    """
    found = examples(text)
    told = _conversations([example.typed for example in found if example.kind == "chat"], environment)
    place, variables = ROOT, dict(environment)
    result = []
    for example in found:
        if example.is_file and place == ROOT:
            place, variables = folder, _over_a_copy(folder, environment)
        if example.is_file:
            _write(example, folder)
        elif example.kind == "console":
            example = example._replace(body=_session(example.typed, place, variables))
        elif example.kind == "chat":
            example = example._replace(body=next(told))
        result.append(example)
    return result


def _conversations(conversations: Sequence[Sequence[str]], environment: Mapping[str, str]) -> Iterator[str]:
    """Yield conversations with the answers after the questions, asked in one run."""
    asked = [{"conversation": number, "text": text} for number, texts in enumerate(conversations) for text in texts]
    lines = "".join(json.dumps(line) + "\n" for line in asked)
    done = subprocess.run(
        [INSTALLED, "ask", "--jsonl"], input=lines, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    told = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    for texts in conversations:
        turns = [f"{QUESTION}{text}\n{told.pop(0)}\n" for text in texts]
        yield "\n".join(turns)


def _session(commands: Sequence[str], place: Path, variables: Mapping[str, str]) -> str:
    """Return commands, each with what it prints."""
    return "".join(f"{COMMAND}{command}\n{_printed(command, place, variables)}" for command in commands)


def _printed(command: str, place: Path, variables: Mapping[str, str]) -> str:
    """Return what a shell command prints, errors too; raises where more than an answer is missing."""
    path = f"{variables.get('README_BIN', INSTALLED.parent)}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=place,
        env={**variables, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    if done.returncode > DECLINED:
        raise AssertionError(f"{command}: exit status {done.returncode}: {done.stdout}")
    return done.stdout


def _over_a_copy(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Copy all content into a folder and return an environment in which `rolecall` works over it."""
    for name in ("intents", "catalog"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "data.db", folder)
    command = folder / "bin" / "rolecall"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{INSTALLED}" "$@" --db "{folder}/data.db" --intents "{folder}/intents"\n')
    command.chmod(0o700)
    return {**environment, "README_BIN": str(command.parent)}


def _write(example: Example, folder: Path) -> None:
    path = folder / example.note.removeprefix(APPENDED)
    held = path.read_text(encoding="utf-8") if example.note.startswith(APPENDED) else ""
    path.write_text(held + example.body, encoding="utf-8")


def refreshed(text: str, folder: Path, environment: Mapping[str, str]) -> str:
    """Return a text with what the product answers now."""
    told = iter(as_run(text, folder, environment))
    return FENCE.sub(lambda found: _fenced(next(told)), text)


def _fenced(example: Example) -> str:
    note = f" {example.note}" if example.note else ""
    return f"```{example.kind}{note}\n{example.body}```"


def main() -> None:
    """Rewrite the README."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
        text = README.read_text(encoding="utf-8")
        README.write_text(refreshed(text, Path(folder), environment), encoding="utf-8")


if __name__ == "__main__":
    main()
