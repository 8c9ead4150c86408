"""What Slack people read beside answers, from intents/slack.yaml."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from bot.content.strict_yaml import read_block
from bot.render import TemplateError, check_template

# name -> what its template may name
TEMPLATES: dict[str, tuple[str, ...]] = {
    "help_question": (),
    "echo": ("question",),
    "share": (),
    "shared": ("user",),
    "more": (),
    "more_left": (),
    "low": (),
    "high": (),
    "choose": (),
    "good": (),
    "bad": (),
    "thanks": (),
    "sorry": (),
    "stranger": (),
    "limit": ("limit",),
    "failed": (),
    "only_you": (),
    "home_title": (),
    "home_text": (),
    "home_examples": (),
    "home_roles": ("roles", "more"),
    "home_fresh": ("facts", "roles", "pages", "newest", "undated"),
    "home_privacy": (),
    "compare_title": (),
    "compare_first": (),
    "compare_second": (),
    "compare_third": (),
    "compare_hint": (),
    "compare_submit": (),
    "compare_close": (),
    "compare_same": (),
    "compare_question": ("roles",),
}


class SlackTexts(NamedTuple):
    """The content of the Slack channel."""

    templates: dict[str, str]
    private_facts: frozenset[str]
    """Fact kinds that speak of pay."""
    examples: tuple[str, ...]
    """Questions to begin with."""


def read_slack_texts(path: Path, kinds: Collection[str]) -> SlackTexts:
    """Return the texts; raises ContentError, also for a fact kind that there is not."""
    block = read_block(path)
    texts = SlackTexts(
        templates={name: block.text(name) for name in TEMPLATES},
        private_facts=frozenset(block.texts("private_facts")),
        examples=block.texts("examples", required=True),
    )
    block.end()
    for name, template in texts.templates.items():
        try:
            check_template(template, TEMPLATES[name])
        except TemplateError as error:
            block.refuse(name, str(error))
    unknown = sorted(texts.private_facts.difference(kinds))
    if unknown:
        block.refuse("private_facts", f"there is no fact kind '{unknown[0]}' under facts/")
    return texts
