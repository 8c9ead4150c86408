"""Post a message: retry what Slack may yet take, give it in a simpler form where it refuses the first."""

import logging
from http.client import HTTPException
from typing import Any, NamedTuple

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.slack.asked import Asked
from bot.slack.blocks import Message

EVENT_TYPE = "rolecall_answer"
"""The type of the metadata that tell which question a message answers."""
REFUSED_FORMS = frozenset(
    {
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
        "too_many_attachments",
        "msg_blocks_too_long",
        "invalid_arguments",
        "metadata_too_large",
    }
)
NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"})
PASSING = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
RATE_LIMITED, SERVER_ERROR = 429, 500
QUIET = {"unfurl_links": False, "unfurl_media": False}

logger = logging.getLogger(__name__)

Call = dict[str, Any]


class TryLater(Exception):
    """Slack may take the message later."""

    def __init__(self, seconds: float | None, doubtful: bool) -> None:
        """Take after how long, None where Slack does not say, and whether it may have taken it all the same."""
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds
        self.doubtful = doubtful


class Refused(Exception):
    """Slack will not take the message; the text says why."""


class Place(NamedTuple):
    """Where a message goes."""

    channel: str
    thread: str = ""
    person: str = ""
    """Who alone is to see it, nobody where all may."""
    response_url: str = ""
    """Where it goes instead, if it goes to the person who asks alone."""
    step: str = ""
    """The run of a workflow's step whose outcome it is."""


def post(client: WebClient, place: Place, message: Message, asked: Asked) -> str:
    """Post a message in the fullest form that Slack takes; return its channel; raises TryLater or Refused."""
    refusal = ""
    for blocks in (*message.forms, []):
        try:
            return _send(client, place, {"text": message.text, **({"blocks": blocks} if blocks else {})}, asked)
        except SlackApiError as error:
            refusal = _sort(error)
        if refusal not in REFUSED_FORMS:
            break
        logger.warning("Slack refused the blocks of an answer (%s); sending it simpler", refusal)
    raise Refused(refusal)


def is_posted(client: WebClient, asked: Asked) -> bool:
    """Tell whether a question's answer stands in its thread; raises TryLater."""
    oldest = asked.thread or asked.ts
    try:
        found = client.conversations_replies(
            channel=asked.channel, ts=oldest, oldest=asked.ts, limit=200, include_all_metadata=True
        )
    except SlackApiError as error:
        # Without the scope to read, or of a thread that never came about, nothing can be known: a second answer is
        # better than none.
        logger.info("cannot look for the answer: %s", _sort(error))
        return False
    except (OSError, HTTPException, SlackClientError) as error:
        raise TryLater(None, doubtful=True) from error
    messages: list[Call] = found.get("messages", [])
    return any(_answers(own, asked) for own in messages)


def _answers(message: Call, asked: Asked) -> bool:
    metadata = message.get("metadata") or {}
    return bool(
        metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("answers") == asked.message
    )


def _send(client: WebClient, place: Place, content: Call, asked: Asked) -> str:
    """Send one form of a message; raises SlackApiError where Slack answers no, TryLater where nothing is known."""
    try:
        if not place.response_url:
            return _call(client, place, content, asked)
        _respond(place.response_url, content)
        return place.channel
    except SlackApiError:
        raise
    except (OSError, HTTPException, SlackClientError) as error:  # the line broke: who knows what came of it
        raise TryLater(None, doubtful=True) from error


def _call(client: WebClient, place: Place, content: Call, asked: Asked) -> str:
    """Call Slack; return the channel that the message stands in: of a person, the direct message with him."""
    sent = {"channel": place.channel, **({"thread_ts": place.thread} if place.thread else {}), **content}
    if place.step:
        outputs = {"answer": content["text"]}
        client.api_call("functions.completeSuccess", json={"function_execution_id": place.step, "outputs": outputs})
        return place.channel
    if place.person:
        client.api_call("chat.postEphemeral", json={"user": place.person, **sent})
        return place.channel
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"answers": asked.message}}
    posted = client.api_call("chat.postMessage", json={"metadata": metadata, **QUIET, **sent})
    return str(posted.get("channel") or place.channel)


def _respond(url: str, content: Call) -> None:
    sent = {"response_type": "ephemeral", "replace_original": False, **QUIET, **content}
    response = WebhookClient(url).send_dict(sent)
    if response.status_code != 200 or response.body not in ("", "ok"):
        refusal = _Answered(response.status_code, response.headers, {"error": _webhook_error(response.body)})
        raise SlackApiError("the response address refused", refusal)  # type: ignore[no-untyped-call]


def _webhook_error(body: str) -> str:
    return next((error for error in REFUSED_FORMS if error in body), body[:40])


class _Answered(dict[str, Any]):
    """What a response address answered, in the shape of an answer of the Web API."""

    def __init__(self, status: int, headers: Any, data: Call) -> None:
        super().__init__(data)
        self.status_code = status
        self.headers = headers


def _sort(error: SlackApiError) -> str:
    """Return why Slack refuses for good; raises TryLater where it may not."""
    status = int(getattr(error.response, "status_code", None) or error.response.get("status", 0) or 0)
    headers = getattr(error.response, "headers", None) or error.response.get("headers", {})
    reason = str(error.response.get("error", ""))
    if status == RATE_LIMITED or reason in ("ratelimited", "rate_limited"):
        after = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
        raise TryLater(float(after[0] if isinstance(after, list) else after), doubtful=False) from error
    if status >= SERVER_ERROR or reason in PASSING:
        raise TryLater(None, doubtful=True) from error
    return reason or f"status {status}"
