"""What comes in from Slack, read as a question or as none of ours (no slack_sdk here: dicts in, values out)."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.slack.asked import OPEN, STEP, WHISPER, Asked

Payload = Mapping[str, Any]

LONGEST = 10_000
"""Characters of a message that are kept until it is answered; understanding reads fewer."""
SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})
"""Messages that a person wrote; all others are edits, deletions, joins and the like."""
SLACKBOT = "USLACKBOT"
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


class Us(NamedTuple):
    """Whom an event was delivered to."""

    enterprise: str
    team: str
    bot_user: str
    allowed_teams: frozenset[str]

    def is_stranger(self, actor_team: str, shared_channel: bool) -> bool:
        """Tell whether somebody of a team is of another company; in doubt he is, in a channel that others share."""
        if "*" in self.allowed_teams or actor_team in self.allowed_teams:
            return False
        if not actor_team:
            return shared_channel
        if actor_team in (self.team, self.enterprise):
            return False
        return shared_channel or not self.enterprise


def read_message(body: Payload, us: Us) -> Asked | None:
    """Return what a mention or a message asks, None for what is not said by a person."""
    event = body["event"]
    person = event.get("user", "")
    by_a_bot = event.get("bot_id") or event.get("bot_profile") or person in ("", us.bot_user, SLACKBOT)
    if by_a_bot or event.get("subtype") not in SUBTYPES or event.get("edited") or event.get("hidden"):
        return None
    channel, ts = event.get("channel", ""), event.get("ts", "")
    actor_team = event.get("user_team") or event.get("source_team") or event.get("team") or ""
    return Asked(
        message=f"{us.enterprise}:{us.team}:{channel}:{ts}",
        event=f"{us.team}:{body.get('event_id', '')}",
        enterprise=us.enterprise,
        team=us.team,
        channel=channel,
        user=person,
        text=without_mention(event.get("text") or "", us.bot_user),
        ts=ts,
        thread=event.get("thread_ts") or ts,
        threaded=bool(event.get("thread_ts")),
        direct=event.get("channel_type") == "im" or channel.startswith("D"),
        stranger=us.is_stranger(actor_team, bool(body.get("is_ext_shared_channel"))),
    )


def read_command(body: Payload, us: Us) -> Asked:
    """Return what a slash command asks."""
    return Asked(
        message=f"{us.enterprise}:{us.team}:command:{body['trigger_id']}",
        event="",
        enterprise=us.enterprise,
        team=us.team,
        channel=body.get("channel_id", ""),
        user=body["user_id"],
        text=without_mention(body.get("text") or "", us.bot_user),
        manner=WHISPER,
        response_url=body.get("response_url", ""),
        direct=body.get("channel_id", "").startswith("D"),
    )


def read_shortcut(body: Payload, us: Us) -> Asked:
    """Return the question that somebody wants answered: the text of the message, asked by him, in its thread."""
    message = body["message"]
    channel, ts = body["channel"]["id"], message["ts"]
    return Asked(
        message=f"{us.enterprise}:{us.team}:shortcut:{channel}:{ts}:{body['user']['id']}",
        event=f"{us.team}:{body.get('trigger_id', '')}",
        enterprise=us.enterprise,
        team=us.team,
        channel=channel,
        user=body["user"]["id"],
        text=without_mention(message.get("text") or "", us.bot_user),
        ts=ts,
        thread=message.get("thread_ts") or ts,
        threaded=bool(message.get("thread_ts")),
        direct=channel.startswith("D"),
        response_url=body.get("response_url", ""),
        stranger=us.is_stranger(body["user"].get("team_id", ""), False),
    )


def read_button(body: Payload, us: Us) -> Asked:
    """Return the question that a button or a menu asks, in the conversation of the message that it stands in."""
    action = body["actions"][0]
    place = body.get("container", {})
    person = body["user"]["id"]
    home = place.get("type") == "view"
    channel = person if home else body.get("channel", {}).get("id", "")
    ts = place.get("message_ts", "")
    thread = place.get("thread_ts") or body.get("message", {}).get("thread_ts") or ""
    alone = bool(place.get("is_ephemeral"))
    # Pressed twice in a message it is one question; App Home stays, so that each press is one.
    pressed = action.get("action_ts", "") if home else f"{ts}:{action['action_id']}:{button_value(action)[:40]}"
    return Asked(
        message=f"{us.enterprise}:{us.team}:button:{channel}:{person}:{pressed}",
        event="",
        enterprise=us.enterprise,
        team=us.team,
        channel=channel,
        user=person,
        text=button_value(action),
        manner=WHISPER if alone else OPEN,
        ts="" if home else ts,
        thread=thread if alone or home else thread or ts,
        threaded=bool(thread),
        direct=home or channel.startswith("D"),
        response_url=body.get("response_url", ""),
        stranger=us.is_stranger(body["user"].get("team_id", ""), False),
    )


def read_step(body: Payload, us: Us) -> Asked:
    """Return the question of a workflow's step."""
    event = body["event"]
    run = event["function_execution_id"]
    return Asked(
        message=f"{us.enterprise}:{us.team}:step:{run}",
        event=f"{us.team}:{body.get('event_id', '')}",
        enterprise=us.enterprise,
        team=us.team,
        channel="",
        user=f"workflow {run}",
        text=str(event.get("inputs", {}).get("question", ""))[:LONGEST],
        manner=STEP,
        ts=run,
    )


def button_value(action: Payload) -> str:
    """Return what a button sends or a menu has chosen."""
    chosen = action.get("selected_option") or action
    return str(chosen.get("value", ""))


def mentions(text: str) -> set[str]:
    """Return the people whom a message names."""
    return set(MENTION.findall(text))


def without_mention(text: str, bot_user: str) -> str:
    """Return a text without the mention of the bot itself, as Slack encodes it otherwise."""
    own = re.compile(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>") if bot_user else None
    return (own.sub(" ", text) if own else text).strip()[:LONGEST]
