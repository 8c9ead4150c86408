"""Verify content against itself and the catalogue, so that nothing in it can fail when a question comes."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NoReturn

from bot.assistant import Assistant
from bot.compose import compose
from bot.content.content import Content
from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.errors import ContentError
from bot.learn.examples import Example, read_examples
from bot.learn.vocabulary import words_of
from bot.models import ANSWERED, Question
from bot.render import TemplateError, check_template
from bot.role_names import singular

FACT_NAMES = {"value", "low", "high", "text", "base", "items"}
GAP_NAMES = {"gap", "percent", "percent_less", "high", "low"}
ITEM_NAMES = {"value", "item"}
ANSWER_NAMES = {"roles", "strangers", "topics", "words", "choices", "options", "tries", "intents", "pole", "rows",
                "grid", "found", "cues", "count", "group", "conditions", "kinds"}  # fmt: skip
MOST_ROLES = 3
"""Roles with which templates are tried."""
REPLY_NAMES = ANSWER_NAMES - {"rows", "grid", "found"}


def verify(assistant: Assistant) -> None:
    """Raise ContentError at the first thing that could fail or mislead later."""
    content = assistant.index.content
    for kind in content.facts.values():
        _verify_references(kind, content)
        _verify_fact_templates(kind)
    _verify_phrases(content.facts.values())
    _verify_examples(assistant)
    for intent in content.intents.values():
        _verify_facts_of(intent, content)
        _verify_lookup(intent, assistant)
        _verify_answer(intent, assistant)


def _fail(of: Intent | FactKind, key: str, message: str, item: int = 0) -> NoReturn:
    lines = of.lines.get(key, (1,))
    raise ContentError(of.path, lines[min(item, len(lines) - 1)], f"{key}: {message}")


def _verify_references(kind: FactKind, content: Content) -> None:
    named: Mapping[str, Iterable[str]] = {
        "instead": [kind.instead] if kind.instead else [],
        "ends": [kind.ends] if kind.ends else [],
        "beside": [kind.beside] if kind.beside else [],
        "narrowed_by": kind.narrowed_by,
        "supersedes": kind.supersedes,
        "akin": kind.akin,
        "together": kind.together,
        "checks": [check.kind for check in kind.checks],
        "derived": [kind.derived.kind] if kind.derived else [],
        "converts": [kind.converts.kind] if kind.converts else [],
    }
    for key, names in named.items():
        for name in names:
            if name not in content.facts:
                _fail(kind, key, f"found '{name}', write one of: {', '.join(sorted(content.facts))}")


def _verify_fact_templates(kind: FactKind) -> None:
    templates = {"say": (kind.say, FACT_NAMES), "show": (kind.show, FACT_NAMES)}
    templates |= {
        "figure": (kind.figure, {"value"}),
        "gap": (kind.gap, GAP_NAMES),
        "item_show": (kind.item_show, ITEM_NAMES),
    }
    for key, (template, names) in templates.items():
        try:
            check_template(template, names)
        except TemplateError as error:
            _fail(kind, key, str(error))


def _verify_phrases(kinds: Iterable[FactKind]) -> None:
    """Refuse a phrase that two fact kinds claim: it could only ever mean one of them."""
    claimed: dict[str, tuple[FactKind, str]] = {}
    for kind in kinds:
        for key in ("phrases", "high", "low", "rising", "falling", "weak"):
            for at, phrase in enumerate(getattr(kind.wording, key)):
                normal = " ".join(singular(word) for word in words_of(phrase))
                other, other_key = claimed.setdefault(normal, (kind, key))
                if (other.name, other_key) != (kind.name, key):
                    _fail(
                        kind, key, f"'{phrase}' stands in {other.path.name} ({other_key}) too; remove it from one", at
                    )


def _verify_examples(assistant: Assistant) -> None:
    """Refuse an example that reads the same, names masked, as one of another class."""
    index = assistant.index
    seen: dict[tuple[str, ...], Example] = {}
    for example in read_examples(index.content, index.lexicon, index.trie):
        first = seen.setdefault(example.words, example)
        if first.label != example.label:
            owner, key, text = _written(example, index.content)
            rival, _, rival_text = _written(first, index.content)
            message = f"'{text}' collides with '{rival_text}' in {rival.path.name}; keep one"
            _fail(owner, key, message, example.place[2])


def _written(example: Example, content: Content) -> tuple[Intent | FactKind, str, str]:
    """Return the owner, the key and the text of an example."""
    intent, fact, at = example.place
    if fact:
        return content.facts[fact], "asks", content.facts[fact].wording.asks[at]
    return content.intents[intent], "examples", content.intents[intent].examples[at]


def _verify_facts_of(intent: Intent, content: Content) -> None:
    for at, name in enumerate(intent.facts):
        if name not in content.facts:
            _fail(intent, "facts", f"found '{name}', write one of: {', '.join(sorted(content.facts))}", at)


def _verify_lookup(intent: Intent, assistant: Assistant) -> None:
    if not intent.lookup:
        return
    try:
        assistant.look_up(_trial(intent, assistant, MOST_ROLES))
    except (sqlite3.Error, ValueError) as error:
        _fail(intent, "lookup", f"SQL error: {error}; the parameters are :roles, :facts")


def _verify_answer(intent: Intent, assistant: Assistant) -> None:
    """Refuse a template that names what it does not have, found by reading it and by a trial."""
    try:
        check_template(intent.answer, ANSWER_NAMES, assistant.renderer.macros)
        check_template(intent.nothing, ANSWER_NAMES, assistant.renderer.macros)
        for roles in range(intent.needs.get("roles", 0), MOST_ROLES + 1):
            question = _trial(intent, assistant, roles)
            compose(question, assistant.look_up(question), assistant.index, assistant.renderer)
            if intent.nothing:
                compose(question, [], assistant.index, assistant.renderer)
    except TemplateError as error:
        _fail(intent, "answer", str(error))


def _trial(intent: Intent, assistant: Assistant, count: int) -> Question:
    """Return a question that fills the slots of an intent from the catalogue, with so many roles."""
    roles = tuple(assistant.index.roles)[:count]
    facts = intent.facts or tuple(assistant.index.content.facts)[: intent.needs.get("facts", 0)]
    return Question(intent.name, ANSWERED, roles=roles, facts=facts)
