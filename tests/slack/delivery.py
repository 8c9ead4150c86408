"""How a fake Slack delivers: by Socket Mode or by signed HTTP, once more where nothing was acknowledged."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import aiohttp
from aiohttp import WSMsgType, web

SIGNING_SECRET = "fake-signing-secret"
ATTEMPTS = 4

Payload = dict[str, Any]


@dataclass
class Receipt:
    """What became of one delivery."""

    kind: str
    payload: Payload
    sent: float = 0.0
    acked: float = 0.0
    answer: Any = None
    attempts: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds(self) -> float:
        """Return how long the first attempt took to be acknowledged, infinite if it was not."""
        return self.acked - self.sent if self.acked else float("inf")


class Delivery:
    """Delivers to whoever is connected; without a connection it waits for one."""

    def __init__(self) -> None:
        self.patience = 3.0
        """Seconds in which a delivery must be acknowledged."""
        self.pause = 0.05
        """Seconds before it is delivered again: in Slack at once, after one minute, after five."""
        self.http_url = ""
        self.sockets: list[web.WebSocketResponse] = []
        self.connected_at: list[float] = []
        self.receipts: list[Receipt] = []
        self._connected = asyncio.Event()
        self._waiting: dict[str, Receipt] = {}

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Hold a connection of Socket Mode."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        self.connected_at.append(time.monotonic())
        self._connected.set()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._forget(socket)
        return socket

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)
        if not self.sockets:
            self._connected.clear()

    def _acknowledge(self, message: Payload) -> None:
        receipt = self._waiting.pop(message.get("envelope_id", ""), None)
        if receipt and not receipt.acked:
            receipt.acked = time.monotonic()
            receipt.answer = message.get("payload")
            receipt.done.set()

    async def deliver(self, kind: str, payload: Payload) -> Receipt:
        """Deliver until it is acknowledged, an event four times at most, and all else once."""
        receipt = Receipt(kind, payload)
        self.receipts.append(receipt)
        attempts = ATTEMPTS if kind == "events_api" else 1
        while receipt.attempts < attempts and not receipt.acked:
            receipt.attempts += 1
            await (self._by_http(receipt) if self.http_url else self._by_socket(receipt))
            if not receipt.acked:
                await asyncio.sleep(self.pause)
        receipt.done.set()
        return receipt

    async def _by_socket(self, receipt: Receipt) -> None:
        await self._connected.wait()
        envelope = uuid4().hex
        self._waiting[envelope] = receipt
        receipt.sent = receipt.sent or time.monotonic()
        retries = receipt.attempts - 1
        message = {
            "envelope_id": envelope,
            "type": receipt.kind,
            "payload": receipt.payload,
            "accepts_response_payload": receipt.kind != "events_api",
            **({"retry_attempt": retries, "retry_reason": "timeout"} if retries else {}),
        }
        try:
            await self.sockets[-1].send_json(message)
            await asyncio.wait_for(receipt.done.wait(), self.patience)
        except (ConnectionError, TimeoutError, IndexError, RuntimeError):
            return

    async def _by_http(self, receipt: Receipt) -> None:
        receipt.sent = receipt.sent or time.monotonic()
        body, kind = _http_body(receipt)
        headers = signed(body, kind)
        if receipt.attempts > 1:
            headers |= {"x-slack-retry-num": str(receipt.attempts - 1), "x-slack-retry-reason": "http_timeout"}
        timeout = aiohttp.ClientTimeout(total=self.patience)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self.http_url, data=body, headers=headers) as response,
            ):
                text = await response.text()
                if response.status == 200:
                    receipt.acked = time.monotonic()
                    receipt.answer = json.loads(text) if text.startswith("{") else text
        except (aiohttp.ClientError, TimeoutError):
            return

    async def hang_up(self, manner: str) -> None:
        """End all connections: 'graceful' as Slack does now and then, 'close' by a close frame, 'abort' by nothing."""
        for socket in list(self.sockets):
            if manner == "graceful":
                self._forget(socket)
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            elif manner == "close":
                self._forget(socket)
                await socket.close()
            else:
                self._forget(socket)
                transport = socket._req.transport if socket._req else None
                if transport:
                    transport.abort()


def signed(body: str, kind: str, secret: str = SIGNING_SECRET, age: float = 0) -> dict[str, str]:
    """Return the headers that Slack sends with a body."""
    stamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}", "content-type": kind}


def _http_body(receipt: Receipt) -> tuple[str, str]:
    """Return the body and its type: events are JSON, commands a form, interactions JSON in a form."""
    form = "application/x-www-form-urlencoded"
    if receipt.kind == "events_api":
        return json.dumps(receipt.payload), "application/json"
    if receipt.kind == "slash_commands":
        return urlencode(receipt.payload), form
    payload: Mapping[str, str] = {"payload": json.dumps(receipt.payload)}
    return urlencode(payload), form
