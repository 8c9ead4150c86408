"""The modal that compares two or three roles, with role names completed as they are typed."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack import limits
from bot.slack.blocks import Around, message
from bot.slack.desk import Desk
from bot.slack.elements import Block, option, plain
from bot.slack.service import Service

COMPARE, ROLE = "compare_roles", "role"
FIELDS = ("compare_first", "compare_second", "compare_third")
NEEDED = 2
Body = dict[str, Any]


def register_compare(app: App, service: Service) -> None:
    """Listen to the shortcut, to what is typed in the modal, and to its submission."""

    @app.shortcut(COMPARE)
    def open_modal(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=compare_view(service.desk))

    @app.options(ROLE)
    def complete(ack: Ack, body: Body) -> None:
        ack(options=[option(name) for name in service.desk.role_names(body.get("value", ""))[: limits.OPTIONS]])

    @app.view(COMPARE)
    def show(ack: Ack, body: Body) -> None:
        roles = chosen(body["view"])
        twice = next((field for field, name in roles.items() if list(roles.values()).count(name) > 1), "")
        if twice:
            ack(response_action="errors", errors={twice: service.desk.say("compare_same")})
        else:
            ack(response_action="update", view=answer_view(service.desk, list(roles.values())))


def compare_view(desk: Desk) -> dict[str, Any]:
    """Return the modal that asks for the roles."""
    return {
        "type": "modal",
        "callback_id": COMPARE,
        "title": plain(desk.say("compare_title"), limits.VIEW_TITLE),
        "submit": plain(desk.say("compare_submit"), limits.VIEW_TITLE),
        "close": plain(desk.say("compare_close"), limits.VIEW_TITLE),
        "blocks": [_field(desk, name, at >= NEEDED) for at, name in enumerate(FIELDS)],
    }


def answer_view(desk: Desk, roles: list[str]) -> dict[str, Any]:
    """Return the modal that shows how roles compare; a modal takes no table block."""
    answer, _ = desk.turn(desk.say("compare_question", roles=roles))
    shown = message(answer, Around(desk.labels)).forms[-1]
    return {
        "type": "modal",
        "title": plain(desk.say("compare_title"), limits.VIEW_TITLE),
        "close": plain(desk.say("compare_close"), limits.VIEW_TITLE),
        "blocks": shown[: limits.BLOCKS["modal"]],
    }


def chosen(view: Body) -> dict[str, str]:
    """Return the roles chosen in the modal, by field."""
    fields = {name: field[ROLE].get("selected_option") for name, field in view["state"]["values"].items()}
    return {name: own["value"] for name, own in fields.items() if own}


def _field(desk: Desk, name: str, optional: bool) -> Block:
    select = {
        "type": "external_select",
        "action_id": ROLE,
        "min_query_length": 1,
        "placeholder": plain(desk.say("compare_hint"), limits.PLACEHOLDER),
    }
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": plain(desk.say(name), limits.LABEL),
        "element": select,
    }
