"""Compose a reply: what the look-up found and what was asked, put before the templates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.content.intents import Intent
from bot.findings import Findings
from bot.held import arrange, with_kinds_beside
from bot.models import ANSWERED, CLARIFY, DECLINED, Answer, Question, Row
from bot.names import RoleName
from bot.render import Renderer, SpokenCell, source_line
from bot.understand.index import Index


def compose(question: Question, rows: Sequence[Row], index: Index, renderer: Renderer) -> Answer:
    """Return the answer to a question whose look-up gave some rows."""
    intent = index.content.intents[question.intent]
    roles = [index.roles[role] for role in question.roles]
    of_facts = [row for row in rows if "role_id" in row]
    kinds = [index.content.facts[kind] for kind in question.facts]
    if intent.scope == "named":
        kinds = with_kinds_beside(kinds, of_facts, roles, index.content.facts)
    by_item = intent.scope == "all" and intent.rests_on != "selection"
    grid = arrange(of_facts, roles, kinds, question.items, index.content.facts, by_item)
    findings = Findings(question, roles, grid, index.content.facts, renderer)
    shown = findings.shown(intent.rests_on) if of_facts else list(rows)
    context = {
        **_base_context(question, index),
        "rows": rows,
        "roles": roles,
        "grid": [[SpokenCell(cell, renderer) for cell in cells] for cells in grid],
        "found": findings,
    }
    found = bool(shown) or not intent.lookup
    text = renderer.render(intent.answer if found else intent.nothing, context)
    source = source_line([*shown, *findings.told_beside(intent.rests_on)]) if intent.needs else ""
    return Answer(
        status=ANSWERED if found else DECLINED,
        intent=question.intent,
        text="\n".join(part for part in (text, *_asides(question, context, index, renderer), source) if part),
        roles=_slugs(shown, roles, intent),
        facts=tuple(dict.fromkeys(row["kind"] for row in shown)) if of_facts else (),
        score=question.score,
        rows=tuple(shown),
        sources=(source,) if source else (),
        personal=intent.personal,
        then=_next_questions(intent, roles if intent.scope == "named" else ()),
    )


def _next_questions(intent: Intent, roles: Sequence[RoleName]) -> tuple[str, ...]:
    """Return the questions that come next, as far as the answer has the roles that they name."""
    if not intent.then or len(roles) > 2:
        return ()
    names = {hole: role.name for hole, role in zip(("{role}", "{other}"), roles, strict=False)}
    said = [(text, [hole for hole in ("{role}", "{other}") if hole in text]) for text in intent.then]
    fitting = [text for text, holes in said if len(holes) == len(roles)]
    for hole, name in names.items():
        fitting = [text.replace(hole, name) for text in fitting]
    return tuple(fitting)


def _slugs(shown: Sequence[Row], roles: Sequence[RoleName], intent: Intent) -> tuple[str, ...]:
    """Return the roles that an answer names: those asked for, or those of a ranking in its order."""
    if intent.scope == "named":
        return tuple(role.slug for role in roles)
    return tuple(dict.fromkeys(row["slug"] for row in shown if "slug" in row))


def compose_refusal(question: Question, index: Index, renderer: Renderer) -> Answer:
    """Return the reply to a question that is asked back or declined."""
    context = _base_context(question, index)
    intents, replies = index.content.intents, index.content.replies
    template = intents[question.reason].answer if question.reason in intents else replies[question.reason]
    return Answer(
        status=question.status,
        intent=question.intent,
        text=renderer.render(template, context),
        roles=tuple(index.roles[role].slug for role in question.roles),
        facts=question.facts,
        options=tuple(context["options"]),
        score=question.score,
    )


def together(answers: Sequence[Answer]) -> Answer:
    """Return one answer of those to the several questions of an utterance: answered if any of them is."""
    if len(answers) == 1:
        return answers[0]
    statuses = [answer.status for answer in answers]
    status = next(status for status in (ANSWERED, CLARIFY, DECLINED) if status in statuses)
    leading = next(answer for answer in answers if answer.status == status)
    return Answer(
        status=status,
        intent=leading.intent,
        text="\n\n".join(_unique(answer.text for answer in answers)),
        roles=_unique(slug for answer in answers for slug in answer.roles),
        facts=_unique(kind for answer in answers for kind in answer.facts),
        options=_unique(option for answer in answers for option in answer.options),
        score=leading.score,
        rows=tuple(row for answer in answers for row in answer.rows),
        sources=_unique(source for answer in answers for source in answer.sources),
        personal=any(answer.personal for answer in answers),
        then=leading.then,
    )


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _base_context(question: Question, index: Index) -> dict[str, Any]:
    intents = index.content.intents
    menu = [intents[name].tries[0] for name in question.menu] or list(index.tries)
    return {
        "roles": [index.roles[role] for role in question.roles],
        "strangers": question.strangers,
        "topics": question.topics,
        "words": question.words,
        "choices": [
            {"text": choice.text, "names": [index.roles[role].name for role in choice.role_ids]}
            for choice in question.choices
        ],
        "options": _options(question, index),
        "tries": menu,
        "intents": list(intents.values()),
        "pole": question.pole,
        "cues": question.cues,
        "count": question.count,
        "group": question.group,
        "some": 0 < len(question.roles) < len(index.roles),
        "conditions": question.conditions,
        "kinds": [index.content.facts[kind] for kind in question.facts],
    }


def _options(question: Question, index: Index) -> list[str]:
    """Return the roles to choose from: those a name may mean, those nearest to an unknown one, or all."""
    role_ids = [role for choice in question.choices for role in choice.role_ids]
    role_ids += [role for stranger in question.strangers for role in stranger.nearest]
    if question.reason == "which_role":
        role_ids = list(index.roles)
    if question.reason == "which_fact":
        return [index.content.facts[kind].title for kind in question.facts]
    return [index.roles[role].name for role in dict.fromkeys(role_ids)]


def _asides(question: Question, context: Mapping[str, Any], index: Index, renderer: Renderer) -> list[str]:
    """Return what is said of the parts of a question that cannot be answered."""
    replies = index.content.replies
    asides = [renderer.render(replies["also_strangers"], context)] if question.strangers else []
    return asides + ([renderer.render(replies["also_topics"], context)] if question.topics else [])
