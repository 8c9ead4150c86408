"""Render answers from templates (the only importer of jinja2)."""

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import jinja2
from jinja2.environment import TemplateModule

from bot.content.content import Content
from bot.content.fact_kinds import FactKind
from bot.errors import ContentError, RoleCallError
from bot.held import Cell
from bot.models import Row

FAILURES = (jinja2.TemplateError, AttributeError, TypeError, ValueError, LookupError, ArithmeticError)
"""What a template may end in."""


class TemplateError(RoleCallError):
    """A template cannot be compiled, names what it does not have, or failed; `line` is that of the template."""

    def __init__(self, message: str, line: int = 1, template: str = "") -> None:
        super().__init__(message)
        self.line, self.template = line, template


class Renderer:
    """Templates of intents, fact kinds and replies, each made ready when first used."""

    def __init__(self, content: Content, compiled: Mapping[str, bytes]) -> None:
        """Take the content and what `compile_templates` made of its templates."""
        self._env = _environment()
        self._compiled = compiled
        self._ready: dict[str, jinja2.Template] = {}
        module = self._macros(content)
        self.macros = frozenset(name for name in dir(module) if not name.startswith("_"))
        self._env.globals.update({name: getattr(module, name) for name in self.macros})

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """Return the text of a template; raises TemplateError for what `verify` finds beforehand."""
        try:
            return self._template(template).render(context).strip()
        except FAILURES as error:
            raise TemplateError(_one_line(error), template=template) from error

    def said(self, cell: Cell) -> str:
        """Return what is known of a fact as the rest of a sentence about its role."""
        return self.render(cell.kind.say, fact_context(cell.rows))

    def shown(self, cell: Cell) -> str:
        """Return what is known of a fact as it stands in a table."""
        return self.render(cell.kind.show, fact_context(cell.rows))

    def shown_item(self, kind: FactKind, row: Row) -> str:
        """Return the value of one item of a list, nothing where none is printed."""
        return "" if row["value"] is None or not kind.item_show else self.render(kind.item_show, row)

    def _macros(self, content: Content) -> TemplateModule:
        """Return the macros; raises ContentError where their file is no template."""
        try:
            return self._template(content.macros).module
        except FAILURES as error:
            line = error.lineno if isinstance(error, jinja2.TemplateSyntaxError) else 1
            raise ContentError(content.macros_path, line, f"not a template: {_one_line(error)}") from error

    def _template(self, text: str) -> jinja2.Template:
        if text not in self._ready:
            code = self._compiled.get(text)
            self._ready[text] = self._loaded(code) if code else self._env.from_string(text)
        return self._ready[text]

    def _loaded(self, code: bytes) -> jinja2.Template:
        # A plain copy of the globals: every rendering copies them, which a chain of maps makes ten times slower.
        return jinja2.Template.from_code(self._env, marshal.loads(code), dict(self._env.globals))


class SpokenCell:
    """A cell as templates see it: its texts are made when a template asks for them."""

    def __init__(self, cell: Cell, renderer: Renderer) -> None:
        self._renderer = renderer
        self.cell = cell
        self.role, self.asked, self.kind = cell.role, cell.asked, cell.kind
        self.held, self.stands_in, self.absent = cell.held, cell.stands_in, cell.absent

    @property
    def said(self) -> str:
        """Return what is known as the rest of a sentence about the role."""
        return self._renderer.said(self.cell)

    @property
    def items(self) -> list[str]:
        """Return the items of a list, without their values."""
        return [row["item"] for row in self.cell.rows]

    @property
    def shown(self) -> str:
        """Return what is known as it stands in a table."""
        return self._renderer.shown(self.cell)


def compile_templates(content: Content) -> dict[str, bytes]:
    """Return the bytecode of every template, so that asking does not compile; raises TemplateError."""
    environment = _environment()
    kinds, intents = content.facts.values(), content.intents.values()
    texts = [content.macros, *content.replies.values()]
    texts += [text for kind in kinds for text in (kind.say, kind.show, kind.gap, kind.item_show, kind.figure)]
    texts += [text for intent in intents for text in (intent.answer, intent.nothing)]
    try:
        return {text: marshal.dumps(environment.compile(text)) for text in texts}
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"line {error.lineno} of a template: {error.message}") from error


def check_template(template: str, names: Iterable[str], macros: Iterable[str] = ()) -> None:
    """Raise TemplateError where a template does not compile or uses a name, filter or test that it is not given."""
    from jinja2 import meta, nodes  # asking does not need them

    environment = _environment()
    try:
        tree = environment.parse(template)
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
            if node.name not in known:
                raise TemplateError(_unknown(node.name, isinstance(node, nodes.Filter)), node.lineno)
        own = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}  # set in one branch of an if
        unknown = sorted(meta.find_undeclared_variables(tree) - {*names, *macros, *own, *environment.globals})
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"line {error.lineno} of the template: {_one_line(error)}", error.lineno) from error
    if unknown:
        raise TemplateError(f"the template names '{unknown[0]}'; it has: {', '.join(sorted(names))}")


def _unknown(name: str, is_filter: bool) -> str:
    if is_filter:
        return f"there is no filter '{name}'; there are Jinja's own and: {', '.join(FILTERS)}"
    return f"there is no test 'is {name}'; there are Jinja's own"


def _one_line(error: Exception) -> str:
    """Return what an error says, in one line."""
    return " ".join(str(error.message if isinstance(error, jinja2.TemplateSyntaxError) else error).split())


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    environment.filters.update(FILTERS)
    return environment


def fact_context(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the templates of a fact kind may name: the columns of its first row, and all rows as items."""
    first = rows[0]
    return {**{name: first[name] for name in ("value", "low", "high", "text", "base")}, "items": rows}


def source_line(rows: Sequence[Row]) -> str:
    """Return where some facts are from, in a few words; nothing where there are none."""
    pages = list(dict.fromkeys((row["publisher"], row["page"], row["published"]) for row in rows))
    if not pages:
        return ""
    by_publisher: dict[str, list[str]] = {}
    for publisher, page, published in pages:
        dated = f"updated {long_date(published)}" if published else "undated"
        by_publisher.setdefault(publisher, []).append(f"{page} ({dated})")
    return "Source: " + "; ".join(f"{publisher}, {'; '.join(own)}" for publisher, own in by_publisher.items())


def long_date(text: str) -> str:
    """Return 'January 8, 2025' of '2025-01-08'."""
    day = date.fromisoformat(text)
    return f"{day:%B} {day.day}, {day.year}"


def _money(value: float) -> str:
    return f"${value:,.0f}" if float(value).is_integer() else f"${value:,.2f}"


def _percent(value: float) -> str:
    return f"{value:g}%"


def listed(texts: Iterable[str], last: str) -> str:
    """Return 'a, b and c'."""
    names = list(texts)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


FILTERS: dict[str, Callable[..., str]] = {
    "money": _money,
    "cents": lambda value: f"${value:,.2f}",
    "count": lambda value: f"{value:,.0f}",
    "percent": _percent,
    "percent1": lambda value: f"{value:.1f}%",
    "signed": lambda value: f"{round(value, 1):+g}%" if value else "0%",
    "number": lambda value: f"{value:,.1f}".removesuffix(".0"),
    "date": long_date,
    "listed": listed,
    "quoted": lambda text: f"“{text}”",
    "capital": lambda text: text[:1].upper() + text[1:],
}
