"""Load and faults through the fake Slack, as figures: `make bench-slack`."""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event, Thread

from tests.slack.fake_slack import FakeSlack
from tests.slack.faults import Fault
from tests.slack.process import bot_process

QUESTIONS, CHANNELS = 5_000, 200
A_SECOND = 100.0
"""Questions: a message every two seconds in each channel, half of what Slack takes."""
REDELIVERED = 0.05
KILL_AT = QUESTIONS // 2
ASKED = (
    "collector vs senior AR pay?",
    "what skills does a collector need?",
    "salary range of collector and billing associate",
    "tell me about the coordinator",
    "clerk pay",
    "payroll manager pay",
)
PATIENCE = 180.0
"""Seconds after the last question until one without an answer counts as lost."""


def main() -> int:
    """Print all figures; return 1 where a promise is broken."""
    kept = []
    for measure in (commands, reconnects, load):
        with tempfile.TemporaryDirectory() as folder:
            kept.append(measure(Path(folder)))
    return 0 if all(kept) else 1


def commands(folder: Path) -> bool:
    """Measure the acknowledgements of 40 slash commands at once."""
    slack = FakeSlack()
    with bot_process(slack, folder):
        receipts = [slack.command(f"U{n}", "C1", ASKED[n % len(ASKED)]) for n in range(40)]
        taken = [receipt.result(30).seconds for receipt in receipts]
    slack.close()
    print(f"40 commands at once: acknowledged after {_spread(taken)}")
    return max(taken) < 3


def reconnects(folder: Path) -> bool:
    """Measure how long the bot is away when its connection ends."""
    slack = FakeSlack()
    taken = {}
    with bot_process(slack, folder):
        for manner in ("graceful", "close", "abort"):
            time.sleep(1)
            began = time.monotonic()
            slack.hang_up(manner)
            slack.wait_connected(30)
            taken[manner] = slack.delivery.connected_at[-1] - began
    slack.close()
    print("connected again after " + ", ".join(f"{manner} {seconds:.2f} s" for manner, seconds in taken.items()))
    return max(taken.values()) < 15


def load(folder: Path) -> bool:
    """Ask many questions while much goes wrong, and count the answers."""
    slack = FakeSlack()
    slack.api.seconds_a_post = 1.0
    # Half of what fails with a 500 was done all the same, which is what makes it hard.
    slack.faults.chances = [(0.02, Fault(429)), (0.005, Fault(500)), (0.005, Fault(500, accepts=True))]
    stop = Event()
    second = Thread(target=_restart, args=(slack, folder, stop))
    first = bot_process(slack, folder)
    running = first.__enter__()
    random = Random(11)
    began = time.monotonic()
    asked: dict[str, float] = {}
    for number in range(QUESTIONS):
        _wait_until(began + number / A_SECOND)
        asked[_ask(slack, number, random)] = time.monotonic()
        if number == KILL_AT:
            running.kill()
            second.start()
    _wait_for(slack, asked)
    time.sleep(5)  # for what would be answered twice
    kept = _report(slack, asked, began)
    stop.set()
    second.join()
    first.__exit__(None, None, None)
    slack.close()
    return kept


def _restart(slack: FakeSlack, folder: Path, stop: Event) -> None:
    with bot_process(slack, folder):
        stop.wait()


def _ask(slack: FakeSlack, number: int, random: Random) -> str:
    """Ask in one of the channels, by turns; deliver some events once more."""
    channel = f"C{number % CHANNELS}"
    ts = slack.say(f"U{number % 1000}", channel, f"<@UBOT> {ASKED[number % len(ASKED)]}")
    if random.random() < REDELIVERED and slack.delivery.receipts:
        slack.deliver_again(random.choice(slack.delivery.receipts[-50:]))
    return ts


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _answers(slack: FakeSlack, asked: dict[str, float]) -> dict[str, list[float]]:
    """Return when each question was answered."""
    found: dict[str, list[float]] = {ts: [] for ts in asked}
    with slack.workspace.changed:
        for message in slack.workspace.messages:
            if message.user == "UBOT" and message.thread in found:
                found[message.thread].append(message.at)
    return found


def _wait_for(slack: FakeSlack, asked: dict[str, float]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not all(_answers(slack, asked).values()):
        time.sleep(0.5)


def _report(slack: FakeSlack, asked: dict[str, float], began: float) -> bool:
    answers = _answers(slack, asked)
    counts = Counter(len(times) for times in answers.values())
    seconds = {ts: times[0] - asked[ts] for ts, times in answers.items() if times}
    kill = began + KILL_AT / A_SECOND
    calm = [taken for ts, taken in seconds.items() if not kill - 15 < asked[ts] < kill + 15]
    late = sum(receipt.attempts > 1 for receipt in slack.delivery.receipts)
    events = len(slack.delivery.receipts)
    print(f"{QUESTIONS:,} questions over {CHANNELS} channels in {time.monotonic() - began:.0f} s: {events:,} events")
    print(f"  {events - 2 * QUESTIONS} delivered twice on purpose, {late} for want of an acknowledgement")
    print(f"  {slack.faults.made} posts failed on purpose; the bot was killed once and started again")
    print(
        f"  answered once {counts[1]:,}, not at all {counts[0]:,}, more than once {QUESTIONS - counts[1] - counts[0]:,}"
    )
    print(f"  from event to reply: {_spread(list(seconds.values()))}; but for 15 s around the kill: {_spread(calm)}")
    return counts[1] == QUESTIONS


def _spread(seconds: list[float]) -> str:
    cuts = quantiles(seconds, n=100)
    return f"p50 {cuts[49]:.3f} s, p99 {cuts[98]:.3f} s, at most {max(seconds):.3f} s"


if __name__ == "__main__":
    sys.exit(main())
