"""The Web API of a fake Slack: tokens, scopes, blocks, rate limits, faults on demand."""

import json
import time
from base64 import b64decode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.slack.check_blocks import problems, view_problems
from tests.slack.faults import Fault, Faults
from tests.slack.workspace import TRIGGER_SECONDS, Block, Call, Message, Team, Workspace

MANIFEST = Path(__file__).parents[2] / "manifest.json"
# method -> scopes of which one is needed
SCOPES: dict[str, tuple[str, ...]] = {
    "auth.test": (),
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "conversations.replies": ("channels:history", "groups:history", "im:history"),
    "views.open": (),
    "views.publish": (),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "functions.completeSuccess": (),
    "functions.completeError": (),
}
APP_TOKEN = "xapp-fake"
STEP_TOKEN = "xwfp-step"


class Refusal(Exception):
    """The error that a method answers."""


class WebApi:
    """Answers the methods that the bot may call, and `unknown_method` for all others."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self.workspace = workspace
        self.faults = faults
        self.socket_url = ""
        self.seconds_a_post = 0.0
        """Seconds between two messages in a channel: one in Slack."""
        self.refused_types: set[str] = set()
        """Types of blocks that this Slack does not know yet."""
        self.bad_calls: list[str] = []
        """What a test should know of even if the bot coped."""
        manifest = json.loads(MANIFEST.read_text()) if MANIFEST.exists() else {}
        scopes = manifest.get("oauth_config", {}).get("scopes", {})
        self.scopes = {*scopes.get("bot", ()), *scopes.get("bot_optional", ())}
        self.used_scopes: set[str] = set()
        self.grants: dict[str, Block] = {}  # code or refresh token -> what oauth.v2.access answers

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the Web API and of the response addresses."""
        return [web.post("/api/{method}", self.call), web.post("/respond/{name}", self.respond)]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one method."""
        method = request.match_info["method"]
        body = _body(request, await request.text())
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or body.pop("token", "")
        if token.startswith("Basic "):
            body["client"] = b64decode(token.removeprefix("Basic ")).decode()
        self.workspace.calls.append(Call(method, token, body))
        fault = self.faults.next_for(method)
        if fault and not fault.accepts:
            return _faulty(fault, request)
        try:
            answer = self._answer(method, token, body)
        except Refusal as error:
            if str(error) == "ratelimited":
                return web.json_response(
                    {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
                )
            self.bad_calls.append(f"{method}: {error}")
            return web.json_response({"ok": False, "error": str(error).split(":")[0]})
        return _faulty(fault, request) if fault else web.json_response({"ok": True, **answer})

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what is sent to a response address."""
        body = json.loads(await request.text())
        fault = self.faults.next_for("respond")
        if fault and not fault.accepts:
            return _faulty(fault, request)
        address = self.workspace.addresses.get(request.match_info["name"])
        if address is None:
            return web.Response(status=404, text="used_url")
        channel, user, ts = address
        if body.get("delete_original"):
            self._delete(ts)
            return web.Response(text="ok")
        if problems(body.get("blocks", ()), "message") or self._unknown(body.get("blocks", ())):
            self.bad_calls.append(f"respond: {problems(body.get('blocks', ()), 'message')}")
            return web.Response(status=400, text="invalid_blocks")
        self._post(channel, body, "UBOT", user if body.get("response_type") != "in_channel" else "")
        return web.Response(text="ok")

    def _answer(self, method: str, token: str, body: Block) -> Block:
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                raise Refusal("invalid_auth")
            return {"url": self.socket_url}
        if method == "oauth.v2.access":
            return self._grant(body)
        if method not in SCOPES:
            raise Refusal(f"unknown_method: {method}")
        team = self.workspace.team_of(token)
        if team is None and not (token == STEP_TOKEN and method.startswith("functions.")):
            raise Refusal("invalid_auth")
        self._check_scope(method)
        named: Any = getattr(self, "_" + method.replace(".", "_"))
        answer: Block = named(team, body)
        return answer

    def _check_scope(self, method: str) -> None:
        needed = set(SCOPES[method])
        if needed and not needed & self.scopes:
            raise Refusal(f"missing_scope: {method}")
        self.used_scopes |= needed & self.scopes

    def _auth_test(self, team: Team, body: Block) -> Block:
        return {
            "url": "https://fake.slack.com/",
            "team": "Fake",
            "user": "rolecall",
            "team_id": team.id,
            "user_id": team.bot_user,
            "bot_id": f"B{team.bot_user}",
            **({"enterprise_id": team.enterprise} if team.enterprise else {}),
        }

    def _chat_postMessage(self, team: Team, body: Block) -> Block:
        channel = self.workspace.channel(body["channel"])
        if not channel.bot_in:
            raise Refusal("not_in_channel")
        self._check_blocks(body.get("blocks", ()))
        if body.get("unfurl_links") is not False or body.get("unfurl_media") is not False:
            self.bad_calls.append("chat.postMessage: unfurls links or media")
        now = time.monotonic()
        if now - channel.last_post < self.seconds_a_post:
            raise Refusal("ratelimited")
        channel.last_post = now
        message = self._post(channel.id, body, team.bot_user)
        return {"channel": channel.id, "ts": message.ts, "message": {"text": message.text}}

    def _chat_postEphemeral(self, team: Team, body: Block) -> Block:
        channel = self.workspace.channel(body["channel"])
        if not channel.bot_in:
            raise Refusal("not_in_channel")
        self._check_blocks(body.get("blocks", ()))
        return {"message_ts": self._post(channel.id, body, team.bot_user, body["user"]).ts}

    def _conversations_replies(self, team: Team, body: Block) -> Block:
        root, oldest = body["ts"], body.get("oldest", "0")
        found = [
            {"ts": own.ts, "user": own.user, "text": own.text, "metadata": own.metadata}
            for own in self.workspace.messages
            if own.channel == body["channel"] and not own.only_for and (own.ts == root or own.thread == root)
            if own.ts >= oldest
        ]
        if not found:
            raise Refusal("thread_not_found")
        return {"messages": found}

    def _views_open(self, team: Team, body: Block) -> Block:
        view = _parsed(body["view"])
        made = self.workspace.triggers.pop(body["trigger_id"], None)
        if made is None or time.monotonic() - made > TRIGGER_SECONDS:
            raise Refusal("expired_trigger_id")
        self._check_view(view)
        name = self.workspace.next_id("V")
        with self.workspace.changed:
            self.workspace.modals[name] = view
            self.workspace.changed.notify_all()
        return {"view": {"id": name, **view}}

    def _views_publish(self, team: Team, body: Block) -> Block:
        view = _parsed(body["view"])
        self._check_view(view)
        with self.workspace.changed:
            self.workspace.homes[body["user_id"]] = view
            self.workspace.changed.notify_all()
        return {"view": view}

    def _assistant_threads_setSuggestedPrompts(self, team: Team, body: Block) -> Block:
        prompts = _parsed(body["prompts"])
        if not 1 <= len(prompts) <= 4 or "thread_ts" in body:
            raise Refusal("invalid_arguments")
        with self.workspace.changed:
            self.workspace.prompts[body["channel_id"]] = prompts
            self.workspace.changed.notify_all()
        return {}

    def _functions_completeSuccess(self, team: Team, body: Block) -> Block:
        with self.workspace.changed:
            self.workspace.steps[body["function_execution_id"]] = _parsed(body["outputs"])
            self.workspace.changed.notify_all()
        return {}

    def _grant(self, body: Block) -> Block:
        answer = self.grants.pop(body.get("refresh_token") or body.get("code", ""), None)
        if answer is None or body.get("client") != "client:secret":
            raise Refusal("invalid_code")
        return answer

    def _check_blocks(self, blocks: list[Block]) -> None:
        found = problems(blocks, "message")
        if found or self._unknown(blocks):
            raise Refusal(f"invalid_blocks: {found}")

    def _check_view(self, view: Block) -> None:
        found = view_problems(view)
        if found:
            raise Refusal(f"invalid_arguments: {found}")

    def _unknown(self, blocks: list[Block]) -> bool:
        return any(block["type"] in self.refused_types for block in blocks)

    def _post(self, channel: str, body: Block, user: str, only_for: str = "") -> Message:
        message = Message(
            channel=channel,
            ts=self.workspace.next_ts(),
            user=user,
            text=body.get("text", ""),
            thread=body.get("thread_ts", ""),
            blocks=body.get("blocks", []),
            only_for=only_for,
            metadata=body.get("metadata", {}),
            sent=body,
        )
        self.workspace.add(message)
        return message

    def _delete(self, ts: str) -> None:
        with self.workspace.changed:
            for message in self.workspace.messages:
                message.deleted = message.deleted or message.ts == ts
            self.workspace.changed.notify_all()


def _faulty(fault: Fault, request: web.Request) -> web.StreamResponse:
    if fault.drops and request.transport:
        request.transport.abort()
        return web.Response()
    headers = {"Retry-After": str(fault.retry_after)} if fault.status == 429 else {}
    error = "ratelimited" if fault.status == 429 else "internal_error"
    return web.json_response({"ok": False, "error": error}, status=fault.status, headers=headers)


def _body(request: web.Request, text: str) -> Block:
    if request.content_type == "application/json":
        parsed: Block = json.loads(text or "{}")
        return parsed
    return dict(parse_qsl(text, keep_blank_values=True))


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
