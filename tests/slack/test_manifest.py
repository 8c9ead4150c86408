"""manifest.json: what Slack's schema allows, no scope too many, and `slack run`."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.slack.app import Running
from bot.slack.oauth import SCOPES as OAUTH_SCOPES
from tests.conftest import ROOT, SHARED
from tests.slack import demo
from tests.slack.fake_slack import FakeSlack
from tests.slack.process import bot_process

SCHEMA = SHARED / "data" / "slack-manifest.schema.2.0.0.json"
"""schemas/manifest.schema.2.0.0.json of slackapi/manifest-schema; it is not part of this repository."""
# event -> the scope that it needs
EVENT_SCOPES = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "function_executed": set(),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "tokens_revoked": set(),
}


def hook(command: str) -> str:
    """Return what a hook prints that the Slack CLI calls in the project's folder."""
    own = [sys.executable, *shlex.split(command)[1:]]  # CI has one Python, whatever its folder is called
    return subprocess.run(own, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """The manifest."""
    read: dict[str, Any] = json.loads((ROOT / "manifest.json").read_text())
    return read


def test_slacks_schema_allows_it(manifest: dict[str, Any]) -> None:
    if not SCHEMA.is_file():
        pytest.skip(f"skipped: no {SCHEMA.name} here")
    schema = json.loads(SCHEMA.read_text())
    assert [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(manifest)] == []


def test_its_texts_keep_to_slacks_limits(manifest: dict[str, Any]) -> None:
    shown, features = manifest["display_information"], manifest["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-f]{6}", shown["background_color"])
    assert len(features["agent_view"]["agent_description"]) <= 300
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert all(re.fullmatch(r"/[a-z]{1,31}", command["command"]) for command in features["slash_commands"])


def test_its_prompts_are_the_examples(manifest: dict[str, Any], bot: Running) -> None:
    prompts = [prompt["message"] for prompt in manifest["features"]["agent_view"]["suggested_prompts"]]
    assert prompts == list(bot.service.desk.examples[:4])


def test_its_scopes_are_those_that_calls_and_events_need(
    manifest: dict[str, Any], slack: FakeSlack, bot: Running
) -> None:
    for method in ("chat.postMessage", "assistant.threads.setSuggestedPrompts"):
        assert method not in {call.method for call in slack.workspace.calls}
    slack.open_home("U1", "messages")
    slack.until(lambda: slack.workspace.prompts, "no prompts")
    ts = slack.say("U1", "U1", "collector pay?")
    slack.reply("U1", "U1", ts)
    scopes = manifest["oauth_config"]["scopes"]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == set(EVENT_SCOPES)
    needed = {"commands", *slack.api.used_scopes, *(scope for event in events for scope in EVENT_SCOPES[event])}
    assert {*scopes["bot"], *scopes["bot_optional"]} == needed
    assert not set(scopes["bot"]) & set(scopes["bot_optional"])
    assert set(OAUTH_SCOPES) == needed


def test_what_it_names_is_listened_to(manifest: dict[str, Any]) -> None:
    code = "".join(path.read_text() for path in (ROOT / "bot" / "slack").glob("*.py"))
    features = manifest["features"]
    names = [shortcut["callback_id"] for shortcut in features["shortcuts"]]
    names += [command["command"] for command in features["slash_commands"]] + list(manifest["functions"])
    names += [event.split(".")[0] for event in manifest["settings"]["event_subscriptions"]["bot_events"]]
    names.remove("function_executed")
    assert [name for name in names if f'"{name}"' not in code] == []


def test_the_slack_cli_runs_the_bot(slack: FakeSlack, tmp_path: Path, cache: Path, manifest: dict[str, Any]) -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text())["hooks"]
    told = json.loads(hook(hooks["get-hooks"]))["hooks"]
    assert json.loads(hook(told["get-manifest"])) == manifest
    with bot_process(slack, tmp_path, command=shlex.split(told["start"])[1:], XDG_CACHE_HOME=str(cache)):
        ts = slack.say("U1", "U1", "collector pay?")
        assert "34,872" in slack.reply("U1", "U1", ts).text
    assert json.loads((ROOT / ".slack" / "config.json").read_text()) == {"manifest": {"source": "local"}}


def test_every_setting_stands_in_the_sample() -> None:
    code = (ROOT / "bot" / "slack" / "settings.py").read_text()
    sample = (ROOT / ".env.sample").read_text()
    assert [name for name in re.findall(r'"((?:SLACK|ROLECALL)_[A-Z_]+|PORT)"', code) if f"{name}=" not in sample] == []


def test_the_demo_runs(cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    assert demo.main() == 0
    printed = capsys.readouterr().out
    assert printed.count("RoleCall:") >= 4
    assert "only Ben sees this" in printed
