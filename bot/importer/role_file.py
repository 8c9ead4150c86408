"""Read a role file (catalog/*.yaml): a role, what people call it, and its facts by source."""

from pathlib import Path

from bot.cells import CellError, read_cell
from bot.content.fact_kinds import FactKind
from bot.content.strict_yaml import Block, read_block
from bot.importer.readings import Fact, RoleEntry, Source, SourceReading


def read_role_file(path: Path, kinds: dict[str, FactKind]) -> list[SourceReading]:
    """Return what each source of a role file says, in the order of the file; raises ContentError.

    Figures stand in the file as pages print them: `salary: $34,612`, `skill: ["Patients, 15%"]`.
    """
    block = read_block(path)
    name = block.text("role")
    role = RoleEntry(name, block.text("plural"), block.texts("aliases"), block.texts("groups"))
    sources = block.blocks("sources", required=True)
    block.end()
    return [reading for source in sources for reading in _read_source(source, role, kinds)]


def _read_source(block: Block, role: RoleEntry, kinds: dict[str, FactKind]) -> list[SourceReading]:
    """Return a reading for each of the pages that say the same."""
    publisher, pages = block.text("publisher"), block.texts("pages", required=True)
    published = block.text("published", "") or None
    facts_block = block.block("facts")
    block.end()
    facts = tuple(_read_facts(facts_block, role.name, kinds)) if facts_block else ()
    return [SourceReading(Source(publisher, page, published), (role,), facts, curated=True) for page in pages]


def _read_facts(block: Block, role: str, kinds: dict[str, FactKind]) -> list[Fact]:
    facts = []
    for name in block:
        kind = kinds.get(name)
        if kind is None or kind.derived:
            block.refuse(name, f"no such fact kind; the kinds are: {', '.join(sorted(kinds))}")
        for raw in block.texts(name):
            facts += _read_fact(block, role, kind, raw)
    return facts


def _read_fact(block: Block, role: str, kind: FactKind, raw: str) -> list[Fact]:
    try:
        values = read_cell(kind.cell, raw, kind.choices, kind.only_item)
    except CellError as error:
        block.refuse(kind.name, f"{error}; write it as a page prints it")
    return [Fact(role, kind.name, value, raw) for value in values]
