"""Read a role page or a comparison page: names, then tables, lists and sentences, then what agrees."""

import re
from datetime import datetime
from pathlib import Path

from bot.content.fact_kinds import FactKind
from bot.content.pages import PageLayout
from bot.errors import RoleCallError
from bot.importer.agree import Checks, agree
from bot.importer.lines import Line, read_lines
from bot.importer.names import NAME_HOLES, PageNames, find_names
from bot.importer.patterns import captured, compile_pattern
from bot.importer.readings import RoleEntry, Source, SourceReading
from bot.importer.sections import read_sections
from bot.importer.sentences import read_sentences
from bot.importer.tables import labels_of, read_tables
from bot.importer.unheaded import read_confirmed_lists, read_paragraphs


def read_page(path: Path, text: str, kinds: dict[str, FactKind], layout: PageLayout) -> SourceReading:
    """Return what a page says, with a report of all that was left out; raises RoleCallError."""
    lines = read_lines(text)
    names = find_names(lines, layout, labels_of(kinds))
    if not names.roles:
        raise RoleCallError(f"{path}: names no role; expected 'A vs B' or 'What does a … do?' in a line of its own")
    lines = _split_glued(lines, names)
    tables = read_tables(lines, names, kinds)
    rest = [line for line in lines if line.number not in tables.used]
    sections = read_sections(rest, names, kinds)
    sentences = read_sentences(rest, names, kinds)
    used = tables.used | sections.used | sentences.used
    readings = [*tables.readings, *sections.readings, *sentences.readings]
    unused = [line for line in lines if line.number not in used]
    unknown = _without_boilerplate(unused, layout)
    unheaded = [*read_confirmed_lists(unused, kinds, sentences.confirmations)]
    unheaded += read_paragraphs(unknown, names, kinds)
    told = {(reading.role, reading.kind) for reading in readings}
    readings += [reading for reading in unheaded if (reading.role, reading.kind) not in told]
    checks = Checks(names.columns, tables.upper_ends, sentences.confirmations)
    facts, disagreeing = agree(readings, checks, kinds)
    read_after_all = {reading.line for reading in unheaded}
    return SourceReading(
        source=Source(layout.publisher, _title(names, layout), _published(lines, layout)),
        roles=tuple(RoleEntry(role.name, role.plural) for role in names.roles),
        facts=tuple(facts),
        left_out=(*tables.left_out, *sections.left_out, *disagreeing),
        unknown=tuple((line.number, line.text) for line in unknown if line.number not in read_after_all),
    )


def _split_glued(lines: list[Line], names: PageNames) -> list[Line]:
    """Return the lines with headings cut from the line before: '… Degree.Collector vs. Finance clerk'."""
    if not names.subject:
        return lines
    heading = rf"(?<=[.!?])(?=(?:{re.escape(names.subject.name)} vs\. |Compare different ))"
    return [
        Line(line.number, piece, line.listed, line.cells)
        for line in lines
        for piece in re.split(heading, line.text, flags=re.IGNORECASE)
    ]


def _title(names: PageNames, layout: PageLayout) -> str:
    """Return the page's title, by which it is known when it is read again."""
    if names.subject:
        name = names.subject.name.lower()
        question = layout.questions[name[0] in "aeiou"]
        return _sentence_case(question.replace("{name}", name))
    return _sentence_case(" vs ".join(role.name for role in names.columns if role))


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def _published(lines: list[Line], layout: PageLayout) -> str | None:
    form = compile_pattern(layout.updated, NAME_HOLES, whole=True)
    for line in lines:
        match = form.match(line.text)
        if match:
            return datetime.strptime(captured(match, "date")[0], "%B %d, %Y").date().isoformat()
    return None


def _without_boilerplate(lines: list[Line], layout: PageLayout) -> list[Line]:
    """Return the lines that are no boilerplate."""
    known = (*layout.boilerplate, layout.updated)
    forms = [compile_pattern(pattern, NAME_HOLES, whole=True) for pattern in known]
    return [line for line in lines if not any(form.match(line.text) for form in forms)]
