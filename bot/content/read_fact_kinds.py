"""Read the fact kinds, one YAML file each under intents/facts/."""

from pathlib import Path

from bot.cells import CELL_TYPES
from bot.content.fact_kinds import BETTER, SHAPES, Check, Conversion, Derivation, FactKind, PageForm, Wording
from bot.content.strict_yaml import Block, read_block


def read_fact_kinds(folder: Path) -> dict[str, FactKind]:
    """Return the fact kinds by name, in the order of their file names; raises ContentError."""
    kinds = {path.stem: _read_fact_kind(path) for path in sorted(folder.glob("*.yaml"))}
    return kinds


def _read_fact_kind(path: Path) -> FactKind:
    block = read_block(path)
    name = block.text("fact")
    if name != path.stem:
        block.refuse("fact", f"found '{name}', write '{path.stem}', the name of the file")
    kind = _kind_of(path, block)
    block.end()
    return kind


def _kind_of(path: Path, block: Block) -> FactKind:
    return FactKind(
        name=path.stem,
        path=path,
        lines={key: block.lines_of(key) for key in block},
        title=block.text("title"),
        shape=block.choice("shape", SHAPES),
        unit=block.text("unit", ""),
        cell=block.choice("cell", sorted(CELL_TYPES), "text"),
        better=block.choice("better", BETTER, "neither"),
        only_item=block.text("only_item", ""),
        choices=block.texts("choices"),
        many=block.flag("many"),
        prose=block.flag("prose"),
        sums_to=block.number("sums_to", 0),
        checks=tuple(_read_check(check) for check in block.blocks("checks")),
        derived=_read_derivation(block.block("derived")),
        page=_read_page(block.block("page")),
        say=block.text("say"),
        show=block.text("show"),
        gap=block.text("gap", ""),
        item_show=block.text("item_show", ""),
        figure=block.text("figure", ""),
        wording=_read_wording(block),
        places=block.flag("places"),
        converts=_read_conversion(block.block("converts")),
        lacks=block.text("lacks", ""),
        akin=block.texts("akin"),
        together=block.texts("together"),
        makes_roles=block.flag("makes_roles"),
        whole=block.flag("whole"),
        instead=block.text("instead", ""),
        otherwise=block.text("otherwise", ""),
        ends=block.text("ends", ""),
        beside=block.text("beside", ""),
        meant_by_amounts=block.flag("meant_by_amounts"),
        narrowed_by=block.texts("narrowed_by"),
        supersedes=block.texts("supersedes"),
        upper=frozenset(block.texts("upper")),
        lower=frozenset(block.texts("lower")),
        best_of=block.texts("best_of"),
        best_asked=block.texts("best_asked"),
        personal=block.flag("personal"),
    )


def _read_wording(block: Block) -> Wording:
    return Wording(
        phrases=block.texts("phrases"),
        high=block.texts("high"),
        low=block.texts("low"),
        rising=block.texts("rising"),
        falling=block.texts("falling"),
        weak=block.texts("weak"),
        asks=block.texts("asks"),
        items=tuple(block.text_lists("items").items()),
        short_names=block.flag("short_names"),
    )


def _read_conversion(block: Block | None) -> Conversion | None:
    if block is None:
        return None
    conversion = Conversion(block.text("kind"), block.number("times"))
    block.end()
    return conversion


def _read_check(block: Block) -> Check:
    check = Check(block.text("kind"), block.number("times", 0), block.number("within", 0))
    block.end()
    return check


def _read_derivation(block: Block | None) -> Derivation | None:
    if block is None:
        return None
    derivation = Derivation(block.text("kind"), block.number("divide"))
    block.end()
    return derivation


def _read_page(block: Block | None) -> PageForm:
    if block is None:
        return PageForm()
    page = PageForm(
        labels=block.texts("labels"),
        upper_ends=block.texts("upper_ends"),
        lists=block.texts("lists"),
        examples=block.flag("examples"),
        line=block.text("line", ""),
        paragraphs=block.texts("paragraphs"),
        unheaded=block.flag("unheaded"),
        titled=block.texts("titled"),
        headings=block.texts("headings"),
        sentences=block.texts("sentences"),
        confirms=block.texts("confirms"),
        traps=block.texts("traps"),
    )
    block.end()
    return page
