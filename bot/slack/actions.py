"""Commands, message shortcuts and buttons: what people press rather than write."""

import logging
import re
from typing import Any

from slack_bolt import Ack, App, BoltContext, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.asked import OPEN, WHISPER, Asked
from bot.slack.blocks import ASK, FEEDBACK, MORE, SHARE
from bot.slack.inbound import Payload, Us, button_value, read_button, read_command, read_shortcut
from bot.slack.intake import Intake
from bot.slack.service import Service

Body = dict[str, Any]

logger = logging.getLogger(__name__)


def register_actions(app: App, service: Service, intake: Intake) -> None:
    """Listen to what is pressed."""

    def read_press(body: Payload, us: Us) -> Asked:
        asked = read_button(body, us)
        # Nobody wrote the question, so the answer names it.
        return asked._replace(above=service.desk.say("echo", question=asked.text))

    app.command("/rolecall", middleware=[intake.take(read_command)])(intake.hand_on)
    app.shortcut("answer_message", middleware=[intake.take(read_shortcut)])(intake.hand_on)
    app.action(re.compile(rf"^{ASK}\."), middleware=[intake.take(read_press)])(intake.hand_on)

    @app.action(SHARE)
    def share(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        kept = service.store.kept(button_value(body["actions"][0]))
        if kept and kept.user == body["user"]["id"]:
            service.answering.take(_shared(kept, body, service))
            respond(delete_original=True)

    @app.action(MORE)
    def more(ack: Ack, body: Body) -> None:
        ack()
        name, _, page = button_value(body["actions"][0]).partition(" ")
        kept = service.store.kept(name)
        if kept and page.isdigit():
            service.answering.take(_next_page(kept, int(page), name, body))

    @app.action(FEEDBACK)
    def vote(ack: Ack, body: Body, client: WebClient, context: BoltContext, respond: Respond) -> None:
        ack()
        thanks = _vote(body, context, service)
        _tell_alone(thanks, body, client, respond)


def _shared(kept: Asked, body: Body, service: Service) -> Asked:
    """Return a question whose answer the person concerned shows to all."""
    name = body["user"].get("name") or body["user"].get("username") or ""
    return kept._replace(
        message=f"{kept.message}:shared",
        event="",
        manner=OPEN,
        shared=True,
        above=service.desk.say("shared", user=name),
    )


def _next_page(kept: Asked, page: int, name: str, body: Body) -> Asked:
    """Return a question whose answer goes on, to whoever wants to see it."""
    alone = bool(body.get("container", {}).get("is_ephemeral"))
    return kept._replace(
        message=f"{kept.team}:more:{name}:{page}",
        event="",
        user=body["user"]["id"],
        manner=WHISPER if alone else OPEN,
        response_url=body.get("response_url", ""),
        page=page,
    )


def _vote(body: Body, context: BoltContext, service: Service) -> str:
    """Keep a vote and return the thanks."""
    vote, intent, score, question = [*button_value(body["actions"][0]).split(" ", 3), "", "", ""][:4]
    place = body.get("container", {})
    where = (context.team_id or "", body["user"]["id"], place.get("channel_id", ""), place.get("message_ts", ""))
    service.store.vote(where, vote, (intent, float(score or 0), question))
    return service.desk.say("thanks" if vote == "good" else "sorry")


def _tell_alone(text: str, body: Body, client: WebClient, respond: Respond) -> None:
    place = body.get("container", {})
    if place.get("is_ephemeral"):
        respond(text=text, response_type="ephemeral", replace_original=False)
        return
    thread = body.get("message", {}).get("thread_ts")
    try:
        client.chat_postEphemeral(channel=body["channel"]["id"], user=body["user"]["id"], text=text, thread_ts=thread)
    except SlackApiError as error:
        logger.info("thanks for a vote could not be said: %s", error.response.get("error"))
