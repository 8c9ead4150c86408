"""Verify content against itself and the catalogue, so that nothing in it can fail when a question comes."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from bot.assistant import Assistant
from bot.compose import compose, compose_refusal
from bot.content.content import Content
from bot.content.fact_kinds import FactKind
from bot.content.intents import Intent
from bot.content.strict_yaml import read_block
from bot.errors import ContentError, DatabaseError
from bot.learn.examples import Example, read_examples
from bot.learn.listening import ROLE
from bot.learn.vocabulary import HOLE, words_of
from bot.render import Renderer, TemplateError, check_template, fact_context
from bot.role_names import singular
from bot.trials import Trials
from bot.understand.mask import POLES
from bot.understand.rank import POLED

FACT_NAMES = {"value", "low", "high", "text", "base", "items"}
GAP_NAMES = {"gap", "percent", "percent_less", "high", "low"}
ITEM_NAMES = {"value", "item"}
ANSWER_NAMES = {"roles", "strangers", "topics", "words", "choices", "options", "tries", "intents", "pole", "rows",
                "grid", "found", "cues", "count", "group", "some", "conditions", "kinds"}  # fmt: skip
REPLY_NAMES = ANSWER_NAMES - {"rows", "grid", "found"}
FAILURES = (TemplateError, AttributeError, TypeError, ValueError, LookupError, ArithmeticError)
"""What putting an answer together may end in."""
SLOTS = ("role", "fact", "item", "amount", "number", "person", "topic")
"""What examples may leave open, beside the poles of facts and the groups of cues."""
BRACED = re.compile(r"\{[^{}]*\}?|\}")


def verify(assistant: Assistant) -> None:
    """Raise ContentError at the first thing that could fail or mislead later."""
    content = assistant.index.content
    if not assistant.index.roles:
        path = assistant.catalogue.path
        raise DatabaseError(f"{path}: holds no roles; import some: rolecall import --db {path} catalog/")
    trials = Trials(assistant)
    for kind in content.facts.values():
        _verify_references(kind, content)
        _verify_fact_templates(kind, assistant.renderer, trials)
    _verify_slots(content)
    _verify_messages(content)
    _verify_macros(assistant)
    _verify_replies(assistant, trials)
    for intent in content.intents.values():
        _verify_names(intent, content)
        _verify_lookup(intent, assistant, trials)
        _verify_answer_templates(intent, assistant)
    _verify_phrases(content.facts.values())  # what takes longer comes last
    _verify_examples(assistant)
    for intent in content.intents.values():
        _try_answers(intent, assistant, trials)


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
        "best_of": kind.best_of,
        "akin": kind.akin,
        "together": kind.together,
        "checks": [check.kind for check in kind.checks],
        "derived": [kind.derived.kind] if kind.derived else [],
        "converts": [kind.converts.kind] if kind.converts else [],
    }
    for key, names in named.items():
        for at, name in enumerate(names):
            if name not in content.facts:
                _fail(kind, key, f"found '{name}', write one of: {', '.join(sorted(content.facts))}", at)
    if kind.otherwise and kind.otherwise not in content.intents:
        _fail(kind, "otherwise", f"found '{kind.otherwise}', write one of: {', '.join(sorted(content.intents))}")


def _verify_fact_templates(kind: FactKind, renderer: Renderer, trials: Trials) -> None:
    """Refuse a template that names what it does not have, found by reading it and by what roles hold."""
    held = [fact_context(rows) for rows in trials.rows_of(kind)]
    shares = [row for rows in trials.rows_of(kind) for row in rows if row["item"] and row["value"] is not None]
    templates: dict[str, tuple[str, set[str], Iterable[Mapping[str, object]]]] = {
        "say": (kind.say, FACT_NAMES, held),
        "show": (kind.show, FACT_NAMES, held),
        "figure": (kind.figure, {"value"}, [{"value": value} for value in (1.0, 0.0, -2.5)]),
        "gap": (kind.gap, GAP_NAMES, trials.gaps(kind, renderer)),
        "item_show": (kind.item_show, ITEM_NAMES, shares),
    }
    for key, (template, names, contexts) in templates.items():
        try:
            check_template(template, names)
        except TemplateError as error:
            _fail(kind, key, str(error))
        for context in contexts:
            try:
                renderer.render(template, context)
            except TemplateError as error:
                given = ", ".join(f"{name} {context[name]!r}" for name in sorted(names - {"items", "high", "low"}))
                _fail(kind, key, f"{error}; it was tried with {given}")


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


def _verify_slots(content: Content) -> None:
    """Refuse a slot in an example that stands for nothing: it would be learnt as a word that nobody types."""
    poles = [f"fact{sign}" for sign in dict.fromkeys(POLES.values())]
    known = [f"{{{name}}}" for name in (*SLOTS, *poles, *(cue for cue in content.words.cues if cue.isalpha()))]
    owners: list[tuple[Intent | FactKind, str, Sequence[str]]] = [
        *((intent, "examples", intent.examples) for intent in content.intents.values()),
        *((kind, "asks", kind.wording.asks) for kind in content.facts.values()),
    ]
    for owner, key, examples in owners:
        for at, example in enumerate(examples):
            unknown = [slot for slot in BRACED.findall(example) if slot not in known]
            if unknown:
                _fail(owner, key, f"found '{unknown[0]}', write one of: {', '.join(known)}", at)


def _verify_messages(content: Content) -> None:
    """Refuse a slot in a channel's message that is no role's: it would be learnt as a word that nobody types."""
    listening = content.listening
    for message, line in zip((*listening.asked, *listening.silent), listening.lines, strict=True):
        unknown = [slot for slot in HOLE.findall(message) if slot != ROLE]
        if unknown:
            raise ContentError(content.listening_path, line, f"found '{unknown[0]}', write {ROLE} for a role's name")


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


def _verify_names(intent: Intent, content: Content) -> None:
    """Refuse the name of a fact kind, of an intent or of a group of cues that is not there."""
    cues = {*content.words.cues, *POLED.values()}
    named = {
        "facts": (intent.facts, content.facts.keys()),
        "with_several": ([intent.with_several] if intent.with_several else [], content.intents.keys()),
        "cues": (intent.cues, cues),
        "cues_alone": (intent.cues_alone, cues),
    }
    for key, (names, known) in named.items():
        for at, name in enumerate(names):
            if name not in known:
                _fail(intent, key, f"found '{name}', write one of: {', '.join(sorted(known))}", at)


def _verify_lookup(intent: Intent, assistant: Assistant, trials: Trials) -> None:
    try:
        assistant.look_up(next(trials.questions(intent)))
    except (sqlite3.Error, ValueError) as error:
        _fail(intent, "lookup", f"SQL error: {error}; the parameters are :roles, :facts")


def _verify_answer_templates(intent: Intent, assistant: Assistant) -> None:
    names = REPLY_NAMES if intent.declines or intent.continues else ANSWER_NAMES
    for key, template in (("answer", intent.answer), ("nothing", intent.nothing)):
        try:
            check_template(template, names, assistant.renderer.macros)
        except TemplateError as error:
            _fail(intent, key, str(error))


def _try_answers(intent: Intent, assistant: Assistant, trials: Trials) -> None:
    """Refuse a template that fails on what questions may hold, or where the look-up finds nothing."""
    refuses = intent.declines or intent.continues
    for question in trials.replies(intent.name) if refuses else trials.questions(intent):
        for key in ("answer", "nothing") if intent.nothing else ("answer",):
            try:
                if refuses:
                    compose_refusal(question, assistant.index, assistant.renderer)
                else:
                    rows = assistant.look_up(question) if key == "answer" else []
                    compose(question, rows, assistant.index, assistant.renderer)
            except FAILURES as error:
                failed = "nothing" if getattr(error, "template", "") == intent.nothing else key
                asked = f"{len(question.roles)} roles and the facts {', '.join(question.facts) or 'none'}"
                _fail(intent, failed, f"{error}; it was tried with {asked}")


def _verify_macros(assistant: Assistant) -> None:
    content = assistant.index.content
    try:
        check_template(content.macros, assistant.renderer.macros)
    except TemplateError as error:
        raise ContentError(content.macros_path, error.line, str(error)) from error


def _verify_replies(assistant: Assistant, trials: Trials) -> None:
    content = assistant.index.content
    for name, template in content.replies.items():
        try:
            check_template(template, REPLY_NAMES, assistant.renderer.macros)
            for question in trials.replies(name):
                compose_refusal(question, assistant.index, assistant.renderer)
        except TemplateError as error:
            read_block(content.replies_path).refuse(name, str(error))
