"""Workspaces that install the bot themselves: the pages for it, and where their tokens are kept."""

import logging
from collections.abc import Callable

from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from bot.slack.service import posting_client
from bot.slack.settings import Settings

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "chat:write",
    "commands",
    "groups:history",
    "im:history",
)
"""Those of manifest.json; a test compares them."""
STATE_SECONDS = 300
ROTATE_MINUTES = 120
"""A token is renewed when it has less than this to live."""
AUTHORIZE_PAGE = "https://slack.com/oauth/v2/authorize"

logger = logging.getLogger(__name__)


def oauth_flow(settings: Settings, client: WebClient) -> OAuthFlow:
    """Return the pages on which a workspace installs the bot.

    slack_sdk keeps the tokens in plain text, so the file is readable by its owner only.
    """
    path = settings.installations
    path.touch(mode=0o600)
    installations = SQLite3InstallationStore(database=str(path), client_id=settings.client_id, logger=logger)
    states = SQLite3OAuthStateStore(database=str(path), expiration_seconds=STATE_SECONDS, logger=logger)
    installations.init()  # type: ignore[no-untyped-call]
    states.init()  # type: ignore[no-untyped-call]
    asked = OAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=SCOPES,
        user_scopes=(),
        installation_store=installations,
        state_store=states,
        state_expiration_seconds=STATE_SECONDS,
        logger=logger,
    )
    # Bolt's own would renew tokens with a client of its own, at slack.com whatever SLACK_API_URL says, and ask
    # auth.test before each acknowledgement.
    asked.authorize = InstallationStoreAuthorize(
        logger=logger,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        installation_store=installations,
        token_rotation_expiration_minutes=ROTATE_MINUTES,
        cache_enabled=True,
        client=client,
    )
    return OAuthFlow(client=client, logger=logger, settings=asked)


def installed_clients(flow: OAuthFlow, like: WebClient) -> Callable[[str, str], WebClient | None]:
    """Return a function that gives the client of a workspace, None where it has not installed the bot."""
    store = flow.settings.installation_store

    def client_of(enterprise: str, team: str) -> WebClient | None:
        for org_wide in (False, True):
            found = store.find_bot(enterprise_id=enterprise or None, team_id=team, is_enterprise_install=org_wide)
            if found:
                return posting_client(like, found.bot_token)
            if not enterprise:
                break
        return None

    return client_of
