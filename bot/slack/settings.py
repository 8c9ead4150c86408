"""What the Slack channel is told by environment variables."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bot.errors import RoleCallError

SLACK_API = "https://slack.com/api/"
PORT = 3000
PER_MINUTE = 30
"""Questions a minute of one person that are answered."""


class SettingError(RoleCallError):
    """An environment variable is missing or cannot be used."""


class Settings(NamedTuple):
    """The settings of a running Slack bot."""

    intents: Path
    """The folder that holds slack.yaml."""
    state_db: Path
    api_url: str = SLACK_API
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    client_id: str = ""
    client_secret: str = ""
    port: int = PORT
    listen_channels: frozenset[str] = frozenset()
    """Channels whose questions are answered without being addressed."""
    allowed_teams: frozenset[str] = frozenset()
    """Teams whose people are answered in Slack Connect channels; '*' stands for all."""
    private_pay: bool = False
    """Whether every answer about pay is shown to the person who asks alone."""
    charts: bool = False
    """Whether salary ranges are drawn as a chart too."""
    per_minute: int = PER_MINUTE
    lease: float = 10.0
    """Seconds after which a question that was taken and not answered counts as orphaned."""

    @property
    def oauth(self) -> bool:
        """Tell whether workspaces install the bot themselves."""
        return bool(self.client_id and self.client_secret)

    @property
    def installations(self) -> Path:
        """Return where the tokens of the workspaces that installed the bot are kept."""
        return self.state_db.with_name("installations.db")


def read_settings(environ: Mapping[str, str], intents: Path, http: bool) -> Settings:
    """Return the settings for Socket Mode or HTTP; raises SettingError."""
    settings = Settings(
        intents=intents,
        state_db=Path(environ.get("ROLECALL_STATE_DB") or "state.db"),
        api_url=environ.get("SLACK_API_URL") or SLACK_API,
        bot_token=environ.get("SLACK_BOT_TOKEN", ""),
        app_token=environ.get("SLACK_APP_TOKEN", ""),
        signing_secret=environ.get("SLACK_SIGNING_SECRET", ""),
        # Socket Mode has no pages on which to install, so the one workspace of its token is served.
        client_id=environ.get("SLACK_CLIENT_ID", "") if http else "",
        client_secret=environ.get("SLACK_CLIENT_SECRET", "") if http else "",
        port=_number(environ, "PORT", PORT),
        listen_channels=_names(environ, "ROLECALL_LISTEN_CHANNELS"),
        allowed_teams=_names(environ, "ROLECALL_ALLOWED_TEAMS"),
        private_pay=_flag(environ, "ROLECALL_PRIVATE_PAY"),
        charts=_flag(environ, "ROLECALL_CHARTS"),
        per_minute=_number(environ, "ROLECALL_PER_MINUTE", PER_MINUTE),
        lease=float(_number(environ, "ROLECALL_LEASE", 10)),
    )
    _check_tokens(settings, http)
    return settings


def _check_tokens(settings: Settings, http: bool) -> None:
    if bool(settings.client_id) != bool(settings.client_secret):
        raise SettingError("set both SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, or neither")
    if not settings.oauth:
        _check_prefix("SLACK_BOT_TOKEN", settings.bot_token, "xoxb-", "OAuth & Permissions > Bot User OAuth Token")
    if http and not settings.signing_secret:
        raise SettingError("SLACK_SIGNING_SECRET is missing; copy it from Basic Information > Signing Secret")
    if not http:
        _check_prefix("SLACK_APP_TOKEN", settings.app_token, "xapp-", "Basic Information > App-Level Tokens")


def _check_prefix(variable: str, token: str, prefix: str, place: str) -> None:
    """Raise SettingError without a word of the token."""
    if not token:
        raise SettingError(f"{variable} is missing; copy it from {place}")
    if not token.startswith(prefix):
        raise SettingError(f"{variable} does not begin with {prefix}; copy it from {place}")


def _names(environ: Mapping[str, str], variable: str) -> frozenset[str]:
    return frozenset(environ.get(variable, "").replace(",", " ").split())


def _flag(environ: Mapping[str, str], variable: str) -> bool:
    text = environ.get(variable, "").lower()
    if text not in ("", "0", "1", "true", "false", "yes", "no"):
        raise SettingError(f"{variable} is '{text}'; write 1 or 0")
    return text in ("1", "true", "yes")


def _number(environ: Mapping[str, str], variable: str, default: int) -> int:
    text = environ.get(variable, "") or str(default)
    if not text.isdigit() or not int(text):
        raise SettingError(f"{variable} is '{text}'; write a whole number above 0")
    return int(text)
