"""Take questions in before Slack hears that they arrived, and hand them on afterwards."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, BoltContext, BoltResponse

from bot.slack.asked import Asked
from bot.slack.inbound import Payload, Us, mentions, read_message
from bot.slack.service import Service

Read = Callable[[Payload, Us], Asked | None]
Next = Callable[[], BoltResponse]

ASKED = "asked"
"""The key of the bolt context that holds the question."""


class Intake:
    """Makes the middleware and the listener that all entry points share."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def take(self, read: Read) -> Callable[..., BoltResponse]:
        """Return middleware that lets a request through if it asks something that nobody took before.

        Middleware runs before the acknowledgement: once Slack is told that an event arrived it never sends it again,
        so the question must stand in the store by then.
        """

        def taking(body: dict[str, Any], context: BoltContext, next: Next) -> BoltResponse:
            asked = read(body, us_of(context, self._service))
            if asked is None:
                return BoltResponse(status=200)
            if not asked.text.strip():
                asked = asked._replace(text=self._service.desk.say("help_question"))
            if not self._service.store.take(asked):
                return BoltResponse(status=200)
            context[ASKED] = asked
            return next()

        return taking

    def hand_on(self, ack: Ack, context: BoltContext) -> None:
        """Acknowledge, then have the question answered."""
        ack()
        self._service.answering.add(context[ASKED])

    def read_overheard(self, body: Payload, us: Us) -> Asked | None:
        """Return a message if it is for the bot: in a direct message, in a thread it answered, where it listens."""
        asked = read_message(body, us)
        if asked is None or asked.direct:
            return asked
        if us.bot_user in mentions(body["event"].get("text") or ""):
            return None  # Slack sends a mention once more, as a mention
        if asked.threaded:
            return self._follow_up(asked)
        if asked.channel in self._service.settings.listen_channels:
            return asked._replace(listening=True)
        return None

    def _follow_up(self, asked: Asked) -> Asked | None:
        held = self._service.store.conversation(asked.conversations)
        if held is None:
            return None
        # Who asked goes on asking; what others say there, or he says to them, is answered only if it is a question.
        talks_to_us = held.person == asked.user and not mentions(asked.text)
        return asked._replace(listening=not talks_to_us)


def us_of(context: BoltContext, service: Service) -> Us:
    """Return whom a request was delivered to."""
    enterprise = context.enterprise_id or ""
    return Us(enterprise, context.team_id or "", context.bot_user_id or "", service.settings.allowed_teams)
