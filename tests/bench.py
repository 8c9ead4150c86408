"""`make bench`: how fast RoleCall starts, asks and learns on this machine, beside the goals; a report, not a test."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.assistant import Assistant
from bot.content.content import Content
from bot.content.read_content import read_content
from bot.loading import learn_assistant, load_assistant
from bot.questions import read_set
from bot.state import START, State
from bot.understand.context import context_of
from bot.understand.overhear import overheard
from bot.understand.understand import understand

ROOT = Path(__file__).parent.parent
DB, INTENTS, SETS = ROOT / "data.db", ROOT / "intents", ROOT / "tests" / "questions"
PYTHON = sys.executable
ROLECALL = (str(Path(PYTHON).with_name("rolecall")),)
QUESTION = "collector vs senior AR pay?"

STARTS = 21
"""Runs of each command that is started; the median is told."""
ROUNDS = 5
"""Times that all turns are asked, one after the other; a turn's time is the median of its own, so that a busy moment
of the machine is not taken for a slow question."""
GOAL_P50, GOAL_P99 = 0.5, 1.5
"""Milliseconds of a whole turn."""
GOAL_COLD = 12.0
"""`rolecall ask` cold, in times of `python -c pass`."""
GOAL_MEMORY = 60.0
"""MB of `rolecall ask`, at its highest."""

IMPORT_BOT = "import time; began = time.perf_counter(); import bot; print(time.perf_counter() - began)"
HIGHEST_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Run from a small process of its own: a child is told the memory of the process that started it as its own."""


class Asked(NamedTuple):
    """A turn of the question sets as it comes up in its conversation."""

    text: str
    state: State
    listening: bool


class Times(NamedTuple):
    """Milliseconds, one for each turn."""

    recognition: list[float]
    whole: list[float]
    work: list[float]
    """Of the whole turn what the processor worked: the same, where nothing else wants it."""


class Spent(NamedTuple):
    """Milliseconds by the clock and of the processor's work."""

    wall: float
    work: float


COLUMNS = (attrgetter("recognition"), attrgetter("whole"), attrgetter("work"))


def main() -> None:
    """Print all figures."""
    print(f"machine           {machine()}")
    with tempfile.TemporaryDirectory() as cache:
        environment = child_environment(cache)
        print(f"learning          {learning(Path(cache) / 'rolecall'):.1f} s of work, once for each content")
        print_starts(environment)
        print(f"memory of ask     {memory(environment):.0f} MB at its highest{goal(GOAL_MEMORY, ' MB')}")
        assistant = loaded(Path(cache) / "rolecall")
        print_turns(assistant)
    print(f"machine           load at the end {load()}")


def machine() -> str:
    """Return the machine, the Python and how busy both are."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{processor()}, {cores} cores, Python {platform.python_version()}, load {load()}"


def processor() -> str:
    """Return the name of the processor."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def load() -> str:
    """Return how many processes wanted to run in the last minute, on average."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def goal(most: float, unit: str = "") -> str:
    """Return a goal as it stands behind a figure."""
    return f"   (goal: under {most:g}{unit})"


def child_environment(cache: str) -> dict[str, str]:
    """Return the environment of commands: compiled modules are kept, as they are for people."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "XDG_CACHE_HOME": cache, "XDG_STATE_HOME": cache}


def learning(cache: Path) -> float:
    """Return the processor's seconds for reading, verifying and learning what ships; keep what is learnt."""
    loaded(cache)
    began = time.process_time()
    learn_assistant(DB, INTENTS)
    return time.process_time() - began


def loaded(cache: Path) -> Assistant:
    """Return the assistant from what is kept, learnt first where nothing is."""
    return load_assistant(DB, INTENTS, cache, lambda text: None)


def print_starts(environment: dict[str, str]) -> None:
    """Print what starting costs: of Python alone, of `import bot`, of one cold question."""
    commands = ((PYTHON, "-c", "pass"), (PYTHON, "-c", "import bot"), (*ROLECALL, "ask", QUESTION))
    bare, importing, cold = start_times(commands, environment)
    imported = statistics.median(
        float(subprocess.check_output([PYTHON, "-c", IMPORT_BOT], env=environment, cwd=ROOT)) for _ in range(STARTS)
    )
    print(f"python -c pass    {bare * 1000:.1f} ms")
    print(f"import bot        {imported * 1000:.2f} ms; a process that does it: {importing / bare:.2f}x python -c pass")
    print(f"rolecall ask      {cold * 1000:.0f} ms cold, {cold / bare:.1f}x python -c pass{goal(GOAL_COLD, 'x')}")


def start_times(commands: Sequence[Sequence[str]], environment: dict[str, str]) -> list[float]:
    """Return the median seconds of each command, run in turns so that a busy moment falls on all of them."""
    for command in commands:
        timed_process(command, environment)
    rounds = [[timed_process(command, environment) for command in commands] for _ in range(STARTS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def timed_process(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def memory(environment: dict[str, str]) -> float:
    """Return the MB that `rolecall ask` holds at its highest."""
    command = [PYTHON, "-c", HIGHEST_MEMORY, *ROLECALL, "ask", QUESTION]
    highest = int(subprocess.check_output(command, env=environment, cwd=ROOT))
    return highest / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, kilobytes elsewhere


def print_turns(assistant: Assistant) -> None:
    """Print the times of all turns, set by set and together, and what one look at every phrase would cost."""
    sets = {path.name: asked(path, assistant) for path in sorted(SETS.glob("*.jsonl"))}
    timed = {name: turn_times(turns, assistant) for name, turns in sets.items()}
    every = Times(*([time for times in timed.values() for time in column(times)] for column in COLUMNS))
    titles = "".join(f"{title:>20}" for title in ("recognition", "whole turn", "processor only"))
    print(f"milliseconds      turns  {titles}")
    print(f"                         {'         p50     p99' * 3}")
    for name, times in (*timed.items(), ("all", every)):
        print(f"  {name:15} {len(times.whole):5}  {''.join(told(column(times)) for column in COLUMNS)}")
    print(f"                  (goals for a whole turn: p50 under {GOAL_P50:g} ms, p99 under {GOAL_P99:g} ms)")
    phrases = every_phrase(read_content(INTENTS))
    one_look = percentile(scan_times([turn.text for turns in sets.values() for turn in turns], phrases), 50)
    whole = percentile(every.whole, 50)
    print(f"one extractOne    {one_look:.2f} ms p50: rapidfuzz, WRatio, over all {len(phrases)} phrases")
    print(f"                  a whole turn is {whole / one_look:.3f} of it, {one_look / whole:.0f} times as fast")


def asked(path: Path, assistant: Assistant) -> list[Asked]:
    """Return the turns of a set, each with the state that its conversation has reached."""
    listening = path.name.startswith("listen")
    turns = []
    for conversation in read_set(path):
        state = START
        for turn in conversation.turns:
            turns.append(Asked(turn.text, state, listening))
            state = assistant.turn(turn.text, state, listening).state
    return turns


def turn_times(turns: Sequence[Asked], assistant: Assistant) -> Times:
    """Return what each turn takes, recognition alone and the whole."""
    recognition = typical([lambda turn=turn: recognize(turn, assistant) for turn in turns])
    whole = typical([lambda turn=turn: assistant.turn(*turn) for turn in turns])
    return Times([wall for wall, _ in recognition], [wall for wall, _ in whole], [work for _, work in whole])


def recognize(turn: Asked, assistant: Assistant) -> object:
    """Return what an utterance is understood as, or a message that is only overheard."""
    if turn.listening:
        return overheard(turn.text, assistant.index)
    return understand(turn.text, assistant.index, context_of(turn.state, assistant.index))


def typical(works: Sequence[Callable[[], object]]) -> list[Spent]:
    """Return what each of several works takes, the median of several rounds over all of them."""
    rounds = zip(*([spent(work) for work in works] for _ in range(ROUNDS)), strict=True)
    return [Spent(*(statistics.median(column) for column in zip(*own, strict=True))) for own in rounds]


def spent(work: Callable[[], object]) -> Spent:
    """Return what one run takes."""
    began, began_work = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - began) * 1000, (time.process_time() - began_work) * 1000)


def scan_times(texts: Sequence[str], phrases: Sequence[str]) -> list[float]:
    """Return the milliseconds of the plainest recognition there is: the nearest of all phrases."""
    return [spent(lambda text=text: process.extractOne(text, phrases, scorer=fuzz.WRatio)).wall for text in texts]


def every_phrase(content: Content) -> list[str]:
    """Return all phrases of fact kinds and all examples of intents."""
    return list(dict.fromkeys(_phrases(content)))


def _phrases(content: Content) -> Iterator[str]:
    for kind in content.facts.values():
        yield from (*kind.wording.phrases, *kind.wording.asks)
    for intent in content.intents.values():
        yield from intent.examples


def percentile(times: Sequence[float], percent: int) -> float:
    """Return the time that a share of all times does not exceed."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def told(times: Sequence[float]) -> str:
    """Return the middle and nearly the worst of times, in columns."""
    return f"{percentile(times, 50):12.2f}{percentile(times, 99):8.2f}"


if __name__ == "__main__":
    main()
