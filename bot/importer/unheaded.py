"""What a page that lost its headings still tells: lists that a sentence begins, paragraphs about one role."""

from collections.abc import Iterator, Sequence

from bot.cells import CellError, read_cell
from bot.content.fact_kinds import FactKind
from bot.importer.lines import Line
from bot.importer.names import NamedRole, PageNames
from bot.importer.readings import Reading
from bot.importer.sections import SHOW_MORE
from bot.importer.sentences import Confirmation

PARAGRAPH = 100
"""Characters from which a line is a paragraph."""


def read_confirmed_lists(
    lines: Sequence[Line], kinds: dict[str, FactKind], said: Sequence[Confirmation]
) -> Iterator[Reading]:
    """Yield the readings of lists whose first items a sentence names with one role only."""
    for run in _runs(lines):
        lists = [
            [reading for line in run for reading in _items(line, confirmation.role, kinds[confirmation.kind])]
            for confirmation in said
        ]
        fitting = [
            readings
            for readings, confirmation in zip(lists, said, strict=True)
            if confirmation.fits([reading.value.item or "" for reading in readings])
        ]
        if len(fitting) == 1:
            yield from fitting[0]


def _items(line: Line, role: str, kind: FactKind) -> list[Reading]:
    try:
        values = read_cell(kind.cell, line.text)
    except CellError:
        return []
    return [Reading(role, kind.name, value, line.text, line.number) for value in values]


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lists: list lines in a row, up to the line that cuts a list off."""
    run: list[Line] = []
    for line in lines:
        if line.listed and line.text.casefold() != SHOW_MORE:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def read_paragraphs(lines: Sequence[Line], names: PageNames, kinds: dict[str, FactKind]) -> Iterator[Reading]:
    """Yield the readings of paragraphs that speak of one role only, the first of each role."""
    told: set[tuple[str, str]] = set()
    for line in lines:
        about = _roles_named(line.text, names)
        if line.listed or len(line.text) < PARAGRAPH or len(about) != 1:
            continue
        for kind in kinds.values():
            if kind.page.unheaded and (about[0].name, kind.name) not in told:
                told.add((about[0].name, kind.name))
                (value,) = read_cell(kind.cell, line.text)
                yield Reading(about[0].name, kind.name, value, line.text, line.number)


def _roles_named(text: str, names: PageNames) -> list[NamedRole]:
    """Return the roles that a text names; a name inside a longer one of the page does not count."""
    rest, found = text.casefold(), []
    for role in sorted(names.roles, key=lambda role: -len(role.name)):
        if role.name.casefold() in rest or role.plural.casefold() in rest:
            found.append(role)
            rest = rest.replace(role.plural.casefold(), " ").replace(role.name.casefold(), " ")
    return found
