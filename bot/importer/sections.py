"""Lists and paragraphs of a page, told by the heading above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cells import CellError, Value, read_cell
from bot.content.fact_kinds import FactKind
from bot.importer.lines import Line
from bot.importer.names import NamedRole, PageNames
from bot.importer.patterns import any_of, captured, compile_pattern
from bot.importer.readings import LeftOut, Reading

SHOW_MORE = "show more"
"""The last line of a list that the page cuts off."""
TITLED = re.compile(r"^([A-Z][\w -]{2,40})\. (.+)$")
"""'Math skills. Many duties rely on …': the item, then what is said of it."""


@dataclass(frozen=True)
class Heading:
    """A line that tells what follows it."""

    kind: FactKind
    form: str
    """The field of PageForm to which its pattern belongs."""
    role: NamedRole
    other: NamedRole | None


@dataclass(frozen=True)
class SectionReadings:
    """What the lists and paragraphs of a page say."""

    readings: tuple[Reading, ...]
    used: frozenset[int]
    left_out: tuple[LeftOut, ...]


def read_sections(lines: list[Line], names: PageNames, kinds: dict[str, FactKind]) -> SectionReadings:
    """Return the readings of everything that stands under a heading of a fact kind."""
    patterns = _heading_patterns(names, kinds)
    found: list[Reading | LeftOut] = []
    used: set[int] = set()
    open_headings: list[Heading] = []
    before: Line | None = None
    for line in lines:
        headings = [] if line.listed else _headings(line, patterns, names)
        if headings:
            used.add(line.number)
            open_headings = headings
            found += [_related(heading, line) for heading in headings if heading.form == "headings"]
        for heading in () if headings else open_headings:
            under = _read_line(heading, line, before, names)
            if under is not None:
                used.add(line.number)
                found += under
        open_headings = [heading for heading in open_headings if headings or _goes_on(heading, line, before)]
        before = line
    return SectionReadings(
        tuple(item for item in found if isinstance(item, Reading)),
        frozenset(used),
        tuple(item for item in found if isinstance(item, LeftOut)),
    )


def _heading_patterns(names: PageNames, kinds: dict[str, FactKind]) -> list[tuple[FactKind, str, re.Pattern[str]]]:
    any_name = any_of([role.name for role in names.roles])
    holes = {
        "role": any_name,
        "a role": rf"an? {any_name}",
        "roles": any_of([role.plural for role in names.roles]),
        "other": any_name,
    }
    return [
        (kind, form, compile_pattern(pattern.rstrip("?"), holes, whole=True))
        for kind in kinds.values()
        for form in ("lists", "paragraphs", "titled", "headings")
        for pattern in getattr(kind.page, form)
    ]


def _headings(line: Line, patterns: list[tuple[FactKind, str, re.Pattern[str]]], names: PageNames) -> list[Heading]:
    """Return what a line heads; one heading may open sections of several kinds."""
    headings = []
    for kind, form, pattern in patterns:
        match = pattern.match(line.text.rstrip("?"))
        if not match:
            continue
        (role,) = _roles(captured(match, "role") or captured(match, "roles"), names)
        others = _roles(captured(match, "other"), names)
        headings.append(Heading(kind, form, role, others[0] if others else None))
    return headings


def _roles(texts: list[str], names: PageNames) -> list[NamedRole]:
    return [role for text in texts for role in names.roles if role.is_meant_by(text)][: len(texts)]


def _related(heading: Heading, line: Line) -> Reading:
    item = heading.other.name if heading.other else ""
    return Reading(heading.role.name, heading.kind.name, Value(item=item), line.text, line.number)


def _goes_on(heading: Heading, line: Line, before: Line | None) -> bool:
    """Tell whether a section may go on after a line: a paragraph is one line, a list ends where it stops."""
    if heading.form != "lists":
        return heading.form == "titled"
    stopped = before is not None and before.listed and not line.listed and not heading.kind.page.examples
    return line.text.casefold() != SHOW_MORE and not stopped


def _read_line(
    heading: Heading, line: Line, before: Line | None, names: PageNames
) -> Sequence[Reading | LeftOut] | None:
    """Return what a line says under a heading, None where it is not of the heading's section."""
    role, kind = heading.role.name, heading.kind
    titled = TITLED.match(line.text)
    if heading.form == "paragraphs" and not line.listed:
        return [Reading(role, kind.name, Value(text=line.text), line.text, line.number)]
    if heading.form == "titled" and titled and not line.listed:
        return [Reading(role, kind.name, Value(item=titled[1], text=titled[2]), line.text, line.number)]
    if heading.form != "lists" or line.text.casefold() == SHOW_MORE:
        return None
    if not line.listed:
        return [] if kind.page.examples and before and before.listed else None
    try:
        cell = _in_line_form(line.text, kind, names) if kind.page.line else line.text
        values = read_cell(kind.cell, cell)
    except CellError as error:
        return [LeftOut(line.number, line.text, str(error))]
    return [Reading(role, kind.name, value, line.text, line.number) for value in values]


def _in_line_form(text: str, kind: FactKind, names: PageNames) -> str:
    """Return 'item, value' of a line such as 'Proud Moments ABA7 billing associates jobs'.

    The value is glued to the item; a digit or space before it would leave its beginning open.
    """
    plurals = any_of([role.plural for role in names.roles])
    holes = {"item": r".*?[^\d\s.,]", "value": r"[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*", "roles": plurals}
    match = compile_pattern(kind.page.line, holes, whole=True).match(text)
    if not match:
        raise CellError(f"'{text}' is not of the form {kind.page.line}, or its number has no clear beginning")
    return f"{captured(match, 'item')[0]}, {captured(match, 'value')[0]}"
