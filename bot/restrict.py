"""Restrict a question about all roles to those that fulfil its conditions: 'average pay of roles that are growing'."""

from collections.abc import Sequence
from dataclasses import replace

from bot.analysis.selection import select
from bot.held import arrange
from bot.models import Question, Row
from bot.render import Renderer
from bot.understand.index import Index


def condition_kinds(question: Question) -> tuple[str, ...]:
    """Return the fact kinds that the conditions of a question are about."""
    return tuple(dict.fromkeys(kind for condition in question.conditions for kind in condition.kinds))


def restricted(question: Question, rows: Sequence[Row], index: Index, renderer: Renderer) -> Question:
    """Return a question about the roles alone whose facts, given as rows, fulfil its conditions."""
    roles = [index.roles[role] for role in question.roles]
    kinds = [index.content.facts[kind] for kind in condition_kinds(question)]
    grid = arrange(rows, roles, kinds, (), index.content.facts)
    chosen = select(grid, roles, question.conditions, renderer).chosen
    said = [condition for condition in question.conditions if condition.text]
    texts = [f"not {condition.text}" if condition.negated else condition.text for condition in said]
    return replace(
        question, roles=tuple(own.role.id for own in chosen), group=" ".join([question.group, *texts]).strip()
    )
