"""A conversation in the fake Slack, printed: `make demo-slack`."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.layout import TABLE, parts
from bot.slack.elements import Block
from tests.slack.fake_slack import FakeSlack
from tests.slack.process import bot_process
from tests.slack.workspace import Message

CHANNEL = "CHELP"
NAMES = {"UANNA": "Anna", "UBEN": "Ben", "UBOT": "RoleCall"}
PLACES = {CHANNEL: "#hr-help", "DUANNA": "direct message"}


def main() -> int:
    """Start the fake Slack and the bot, talk, print it; return 0."""
    slack = FakeSlack()
    with tempfile.TemporaryDirectory() as folder, bot_process(slack, Path(folder)):
        print("A Slack on this machine, and `rolecall slack` connected to it by Socket Mode.\n")
        mention(slack)
        privately(slack)
        home(slack)
    slack.close()
    return 0


def mention(slack: FakeSlack) -> None:
    """Ask in a channel, and go on in the thread."""
    ts = _say(slack, "UANNA", CHANNEL, "<@UBOT> collector vs senior AR pay?")
    _show(slack.reply("UANNA", CHANNEL, ts))
    _say(slack, "UANNA", CHANNEL, "what skills does a collector need?", ts)
    _show(slack.reply("UANNA", CHANNEL, ts, 2))
    other = _say(slack, "UBEN", CHANNEL, "<@UBOT> clerk pay")
    asked_back = slack.reply("UBEN", CHANNEL, other)
    _show(asked_back)
    choice = next(label for block in asked_back.blocks for label in _labels(block))
    print(f"   Ben presses [{choice}]")
    slack.press("UBEN", asked_back, choice)
    _show(slack.reply("UBEN", CHANNEL, other, 2))


def privately(slack: FakeSlack) -> None:
    """Ask by command and in a direct message."""
    print("-- Ben in #hr-help: /rolecall salary range of collector and billing associate")
    slack.command("UBEN", CHANNEL, "salary range of collector and billing associate")
    _show(slack.reply("UBEN", CHANNEL))
    ts = _say(slack, "UANNA", "UANNA", "payroll manager pay")
    _show(slack.reply("UANNA", "UANNA", ts))


def home(slack: FakeSlack) -> None:
    """Open App Home."""
    print("-- Anna opens App Home")
    slack.open_home("UANNA", "home")
    view = slack.until(lambda: slack.workspace.homes.get("UANNA"), "no App Home")
    _show_blocks(view["blocks"] if view else [])


def _say(slack: FakeSlack, user: str, channel: str, text: str, thread: str = "") -> str:
    place = slack.workspace.channel(channel).id
    shown = text.replace("<@UBOT>", "@RoleCall")
    print(f"-- {NAMES[user]} in {PLACES.get(place, place)}{', in the thread' if thread else ''}: {shown}")
    return slack.say(user, channel, text, thread)


def _show(message: Message) -> None:
    print(f"   RoleCall{f' (only {NAMES[message.only_for]} sees this)' if message.only_for else ''}:")
    for part in parts(message.text):
        for line in part.lines:
            print(f"   | {line}" if part.kind != TABLE else f"   {line}")
    print(_pressable(message.blocks))


def _show_blocks(blocks: list[Block]) -> None:
    for block in blocks:
        for line in str(block.get("text", {}).get("text", "")).splitlines():
            print(f"   | {line}")
    print(_pressable(blocks))


def _pressable(blocks: list[Block]) -> str:
    labels = [label for block in blocks for label in _labels(block)]
    return f"   {' '.join(f'[{label}]' for label in labels)}\n" if labels else ""


def _labels(block: Block) -> Iterator[str]:
    for element in block.get("elements", ()):
        if element["type"] == "button":
            yield element["text"]["text"]
        for name in ("positive_button", "negative_button"):
            if name in element:
                yield element[name]["text"]["text"]


if __name__ == "__main__":
    sys.exit(main())
