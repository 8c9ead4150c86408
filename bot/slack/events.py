"""What happens in Slack that the bot hears of: mentions, messages, App Home, workflow steps, removal."""

import logging
import re
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import InstallationStore

from bot.slack.home import home_view, prompts
from bot.slack.inbound import read_message, read_step
from bot.slack.intake import ASKED, Intake
from bot.slack.service import Service, posting_client

logger = logging.getLogger(__name__)


def register_events(app: App, service: Service, intake: Intake) -> None:
    """Listen to what is asked and to what App Home shows."""
    app.event("app_mention", middleware=[intake.take(read_message)])(intake.hand_on)
    app.event("message", middleware=[intake.take(intake.read_overheard)])(intake.hand_on)

    @app.event("app_home_opened")
    def show(event: dict[str, Any], client: WebClient) -> None:
        if event.get("tab") == "home":
            client.views_publish(user_id=event["user"], view=home_view(service.desk))
        elif event.get("tab") == "messages":
            _suggest(client, event["channel"], service)

    @app.function("ask_rolecall", middleware=[intake.take(read_step)])
    def answer_step(client: WebClient, context: BoltContext) -> None:
        # The token that the event brings is made for this step; after a restart the bot's own has to do.
        service.answering.add(context[ASKED], client=posting_client(client, str(client.token)))


def register_removal(app: App, service: Service, installations: InstallationStore | None) -> None:
    """Forget a workspace that removes the bot or takes its token back."""

    def forget(context: BoltContext) -> None:
        team = context.team_id or ""
        service.store.forget_team(team)
        if installations:
            installations.delete_all(enterprise_id=context.enterprise_id, team_id=team)

    app.event("app_uninstalled")(forget)

    @app.event("tokens_revoked")
    def revoke(event: dict[str, Any], context: BoltContext) -> None:
        if event.get("tokens", {}).get("bot"):
            forget(context)


def register_rest(app: App) -> None:
    """Let Slack know that what nobody listens to arrived, else it sends it again; to be registered last."""

    @app.event(re.compile(".*"))
    def ignore() -> None:
        return None


def _suggest(client: WebClient, channel: str, service: Service) -> None:
    try:
        client.assistant_threads_setSuggestedPrompts(channel_id=channel, prompts=prompts(service.desk))
    except SlackApiError as error:  # a plan without agents: people can type
        logger.info("no suggested prompts: %s", error.response.get("error"))
