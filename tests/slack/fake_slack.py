"""A Slack on the test machine: people write, press and wait for replies; the bot cannot tell it from Slack."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar

from aiohttp import web

from tests.slack.delivery import Delivery, Payload, Receipt
from tests.slack.faults import Faults
from tests.slack.web_api import STEP_TOKEN, WebApi
from tests.slack.workspace import Block, Message, Workspace

Result = TypeVar("Result")
WAIT = 10.0
"""Seconds until a reply that does not come fails a test."""


async def _end_tasks() -> None:
    """Cancel what still waits, for instance for an acknowledgement that a test is not interested in."""
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


class FakeSlack:
    """Runs in a thread of its own, on a free port of this machine."""

    def __init__(self) -> None:
        self.workspace = Workspace()
        self.faults = Faults()
        self.api = WebApi(self.workspace, self.faults)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="fake-slack", daemon=True)
        self._thread.start()
        self.delivery = self._await(self._make_delivery())
        self._runner: web.AppRunner | None = None
        self.port = self._await(self._serve())
        self.api.socket_url = f"ws://127.0.0.1:{self.port}/link"

    @property
    def api_url(self) -> str:
        """Return what SLACK_API_URL has to be."""
        return f"http://127.0.0.1:{self.port}/api/"

    def close(self) -> None:
        """Stop."""
        self.hang_up("abort")
        if self._runner:
            self._await(self._runner.cleanup())
        self._await(_end_tasks())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    # what people do

    def say(self, user: str, channel: str, text: str, thread: str = "", more: Payload | None = None) -> str:
        """Write a message; return its ts. Slack tells the bot of it as a message, and of a mention once more."""
        ts = self.workspace.next_ts()
        place = self.workspace.channel(channel)
        self.workspace.add(Message(place.id, ts, user, text, thread))
        event = {
            "type": "message",
            "user": user,
            "text": text,
            "ts": ts,
            "channel": place.id,
            "channel_type": "im" if place.direct else "channel",
            "event_ts": ts,
            "team": place.team,
            **({"thread_ts": thread} if thread else {}),
            **(more or {}),
        }
        event = {key: value for key, value in event.items() if value is not None}
        if not place.bot_in:
            return ts
        bot = self.workspace.teams[place.team].bot_user
        if f"<@{bot}" in text and not place.direct:
            self.send_event(place.team, {**event, "type": "app_mention"}, shared=place.shared)
        self.send_event(place.team, event, shared=place.shared)
        return ts

    def send_event(self, team: str, event: Payload, shared: bool = False, **more: Any) -> "Future[Receipt]":
        """Tell the bot of an event."""
        return self._deliver("events_api", self.envelope(team, event, shared) | more)

    def envelope(self, team: str, event: Payload, shared: bool = False) -> Payload:
        """Return what an event is delivered in."""
        known = self.workspace.teams.get(team)
        authorization = {"enterprise_id": (known and known.enterprise) or None, "team_id": team, "is_bot": True}
        return {
            "type": "event_callback",
            "team_id": team,
            "api_app_id": "A1",
            "event": event,
            "event_id": self.workspace.next_id("Ev"),
            "event_time": int(time.time()),
            "is_ext_shared_channel": shared,
            "authorizations": [{**authorization, "is_enterprise_install": False}],
        }

    def deliver_again(self, receipt: Receipt) -> "Future[Receipt]":
        """Deliver an event that was delivered before."""
        return self._deliver(receipt.kind, receipt.payload)

    def command(self, user: str, channel: str, text: str) -> "Future[Receipt]":
        """Type /rolecall and a question."""
        place = self.workspace.channel(channel)
        return self._deliver(
            "slash_commands",
            {
                "command": "/rolecall",
                "text": text,
                "team_id": place.team,
                "channel_id": place.id,
                "user_id": user,
                "user_name": user.lower(),
                "trigger_id": self.workspace.new_trigger(),
                "response_url": self._address(place.id, user, ""),
                "api_app_id": "A1",
            },
        )

    def press(self, user: str, message: Message, label: str) -> Receipt:
        """Press the button, or choose the option, that reads so."""
        block, action = find_action(message.blocks, label)
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": bool(message.only_for),
            **({"thread_ts": message.thread} if message.thread else {}),
        }
        body = {
            "container": container,
            "channel": {"id": message.channel, "name": "channel"},
            "message": {"ts": message.ts, **({"thread_ts": message.thread} if message.thread else {})},
            "response_url": self._address(message.channel, user, message.ts),
        }
        return self._act(user, block, action, body)

    def press_home(self, user: str, label: str) -> Receipt:
        """Press a button in App Home."""
        block, action = find_action(self.workspace.homes[user]["blocks"], label)
        return self._act(user, block, action, {"container": {"type": "view", "view_id": "VHOME"}})

    def message_shortcut(self, user: str, message: Message) -> Receipt:
        """Choose "Answer with RoleCall" on a message."""
        body = {
            "type": "message_action",
            "callback_id": "answer_message",
            "channel": {"id": message.channel},
            "message": {
                "ts": message.ts,
                "user": message.user,
                "text": message.text,
                **({"thread_ts": message.thread} if message.thread else {}),
            },
            "response_url": self._address(message.channel, user, message.ts),
        }
        return self.interact(user, body)

    def interact(self, user: str, body: Payload) -> Receipt:
        """Send an interaction and wait for its acknowledgement."""
        sent = {
            "team": {"id": "T1", "domain": "fake"},
            "user": {"id": user, "name": user.lower(), "team_id": "T1"},
            "api_app_id": "A1",
            "trigger_id": self.workspace.new_trigger(),
            **body,
        }
        return self._deliver("interactive", sent).result(WAIT)

    def open_home(self, user: str, tab: str) -> None:
        """Open App Home on one of its tabs."""
        channel = self.workspace.channel(user).id
        self.send_event("T1", {"type": "app_home_opened", "user": user, "channel": channel, "tab": tab})

    def run_step(self, question: str) -> str:
        """Run the step of a workflow; return the run."""
        run = self.workspace.next_id("Fx")
        event = {
            "type": "function_executed",
            "function": {"id": "Fn1", "callback_id": "ask_rolecall", "type": "app"},
            "inputs": {"question": question},
            "function_execution_id": run,
            "workflow_execution_id": "Wx1",
            "bot_access_token": STEP_TOKEN,
            "event_ts": self.workspace.next_ts(),
        }
        self.send_event("T1", event)
        return run

    # what people see

    def seen(self, user: str, channel: str, thread: str = "") -> list[Message]:
        """Return what the bot said and a person sees, in a thread or outside of any."""
        bots = {team.bot_user for team in self.workspace.teams.values()}
        own = self.workspace.visible(user, channel)
        return [message for message in own if message.user in bots and message.thread == thread]

    def reply(self, user: str, channel: str, thread: str = "", number: int = 1) -> Message:
        """Wait for the so many-th thing that the bot says to a person in a thread, or outside of any."""
        found = self.until(lambda: self.seen(user, channel, thread)[number - 1 :], "no reply came")
        return found[0]

    def until(self, found: Callable[[], Result], failing: str) -> Result:
        """Wait for something and return it."""
        with self.workspace.changed:
            if self.workspace.changed.wait_for(lambda: bool(found()), WAIT):
                return found()
        raise AssertionError(f"{failing}; refused calls: {self.api.bad_calls}")

    def settle(self, seconds: float = 0.15) -> None:
        """Wait until everything delivered is acknowledged, and a moment more, for what must not happen."""
        deadline = time.monotonic() + WAIT
        while time.monotonic() < deadline and not all(receipt.done.is_set() for receipt in self.delivery.receipts):
            time.sleep(0.01)
        time.sleep(seconds)

    def hang_up(self, manner: str) -> None:
        """End the connections of Socket Mode: 'graceful', 'close' or 'abort'."""
        self._await(self.delivery.hang_up(manner))

    def wait_connected(self, seconds: float = WAIT) -> None:
        """Wait for a connection of Socket Mode."""
        deadline = time.monotonic() + seconds
        while not self.delivery.sockets:
            if time.monotonic() > deadline:
                raise AssertionError("the bot did not connect")
            time.sleep(0.005)

    def _act(self, user: str, block: str, action: Block, body: Payload) -> Receipt:
        pressed = {**action, "block_id": block, "action_ts": self.workspace.next_ts()}
        return self.interact(user, {"type": "block_actions", "actions": [pressed], **body})

    def _address(self, channel: str, user: str, ts: str) -> str:
        name = self.workspace.next_id("R")
        self.workspace.addresses[name] = (channel, user, ts)
        return f"http://127.0.0.1:{self.port}/respond/{name}"

    def _deliver(self, kind: str, payload: Payload) -> "Future[Receipt]":
        return asyncio.run_coroutine_threadsafe(self.delivery.deliver(kind, payload), self._loop)

    def _await(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT)

    async def _make_delivery(self) -> Delivery:
        return Delivery()

    async def _serve(self) -> int:
        app = web.Application(client_max_size=10_000_000)
        app.add_routes([*self.api.routes(), web.get("/link", self.delivery.link)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port: int = self._runner.addresses[0][1]
        return port


def find_action(blocks: list[Block], label: str) -> tuple[str, Block]:
    """Return the block_id and the action that a button or an option with a label sends."""
    for block in blocks:
        for element in block.get("elements", ()):
            for found in _actions(element, label):
                return block.get("block_id", ""), found
    raise AssertionError(f"no button reads '{label}'")


def _actions(element: Block, label: str) -> list[Block]:
    kind, name = element["type"], element.get("action_id")
    if kind == "button" and element["text"]["text"] == label:
        return [{"type": kind, "action_id": name, "value": element["value"]}]
    if kind == "feedback_buttons":
        thumbs = [element["positive_button"], element["negative_button"]]
        found = [thumb["value"] for thumb in thumbs if thumb["text"]["text"] == label]
        return [{"type": kind, "action_id": name, "value": value} for value in found]
    options = [option for option in element.get("options", ()) if option["text"]["text"] == label]
    return [{"type": kind, "action_id": name, "selected_option": option} for option in options]
