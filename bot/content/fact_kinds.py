"""What can be known of a role: the kinds of facts, one YAML file each under intents/facts/."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.cells import CELL_TYPES, Value
from bot.content.strict_yaml import Block, read_block

SHAPES = ("number", "range", "text", "list")
"""What a row of the kind holds: a value; a low and a high; a text; or one row an item."""

BETTER = ("more", "less", "neither")


@dataclass(frozen=True)
class Derivation:
    """A kind that no page prints: the figure of another kind divided by a number."""

    kind: str
    divide: float


@dataclass(frozen=True)
class Check:
    """What a figure must agree with before it is believed."""

    kind: str
    """The other kind of the same role."""
    times: float
    """Figure x times must be the other figure; 0 where the range must hold the other figure."""
    within: float
    """The deviation allowed, in units of the figure."""


@dataclass(frozen=True)
class PageForm:
    """How role pages print a kind; {role}, {roles}, {other} stand for the names that the page uses."""

    labels: tuple[str, ...] = ()
    """Labels of table rows, lower case."""
    upper_ends: tuple[str, ...] = ()
    """Labels of rows that print only the upper end of a range, without its unit."""
    lists: tuple[str, ...] = ()
    """Headings above a list of the kind."""
    examples: bool = False
    """Whether plain lines between those of the list are examples, no facts."""
    line: str = ""
    """The form of a line of that list where it is not simply a cell."""
    paragraphs: tuple[str, ...] = ()
    """Headings above running text of the kind."""
    unheaded: bool = False
    """Whether a page that lost its headings still tells the kind: a paragraph about one role only."""
    titled: tuple[str, ...] = ()
    """Headings above paragraphs that each begin with the item: 'Math skills. Many duties …'."""
    headings: tuple[str, ...] = ()
    """Headings that name another role, the item."""
    sentences: tuple[str, ...] = ()
    """Sentences that state the kind: {value}, {item}, {items} or {quoted}; ' ... ' skips words."""
    confirms: tuple[str, ...] = ()
    """Sentences that repeat the first items of the list, as a check."""
    traps: tuple[str, ...] = ()
    """Names that begin with a small letter, so that glued cells are not unique."""


@dataclass(frozen=True)
class FactKind:
    """One kind of fact: what people call it, its unit, and how it is printed."""

    name: str
    path: Path
    lines: dict[str, tuple[int, ...]]
    """Key -> the line of each of its items in the file."""
    title: str
    shape: str
    unit: str
    cell: str
    better: str
    only_item: str
    """The item of a list whose cells print none."""
    choices: tuple[str, ...]
    """All values that a text of the kind can take, empty where any will do."""
    prose: bool
    """Text in our own words: a page's sentences never replace it."""
    sums_to: float
    """What the shares of a list add up to, 0 where they need not."""
    checks: tuple[Check, ...]
    derived: Derivation | None
    page: PageForm
    say: str
    """Template of a whole sentence about one role."""
    show: str
    """Template of a table cell."""
    gap: str
    """Template of the difference between two roles, where it has one."""
    item_show: str
    """Template of the value of one item in a table of several roles."""
    phrases: tuple[str, ...]
    high: tuple[str, ...]
    """Phrases that name the kind and ask for its upper end: 'best paid'."""
    low: tuple[str, ...]
    asks: tuple[str, ...]
    """Whole questions in which the kind has no word of its own."""
    items: dict[str, tuple[str, ...]]
    """What people call an item or a value, by the name that pages print."""
    short_names: bool
    """Whether people shorten its values to their first words: 'Huron' for Huron Consulting Group."""
    makes_roles: bool
    """Whether an item before a role's name makes another role: 'data entry clerk'."""
    whole: bool
    """Whether a list is shown whole even where one item is asked for."""
    instead: str
    """The kind to show where this one is not held."""
    meant_by_amounts: bool
    """Whether an amount in its unit means this kind where none is named: '… around 38 grand?'."""
    narrowed_by: tuple[str, ...]
    """Kinds that answer when one of their items is named beside this kind."""
    supersedes: tuple[str, ...]
    """Kinds that are not meant when this one is named too: the best city 'pays', but asks no pay."""
    personal: bool
    """Who the people are (age, gender …): never in a job description."""

    @property
    def item_column(self) -> str:
        """The column whose values people may name ('Boston', 'data entry'), empty where there is none."""
        if self.shape == "list" and self.cell != "line":
            return "item"
        return "text" if self.shape == "text" and not self.prose else ""

    def with_item(self, value: Value) -> Value:
        """Return the value with the kind's only item where its cells print none."""
        return replace(value, item=self.only_item) if self.only_item else value


def read_fact_kinds(folder: Path) -> dict[str, FactKind]:
    """Return the fact kinds by name, in the order of their file names; raises ContentError."""
    kinds = {path.stem: _read_fact_kind(path) for path in sorted(folder.glob("*.yaml"))}
    return kinds


def _read_fact_kind(path: Path) -> FactKind:
    block = read_block(path)
    name = block.text("fact")
    if name != path.stem:
        block.refuse("fact", f"found '{name}', write '{path.stem}', the name of the file")
    kind = FactKind(
        name=name,
        path=path,
        lines={key: block.lines_of(key) for key in block},
        title=block.text("title"),
        shape=block.choice("shape", SHAPES),
        unit=block.text("unit", ""),
        cell=block.choice("cell", sorted(CELL_TYPES), "text"),
        better=block.choice("better", BETTER, "neither"),
        only_item=block.text("only_item", ""),
        choices=block.texts("choices"),
        prose=block.flag("prose"),
        sums_to=block.number("sums_to", 0),
        checks=tuple(_read_check(check) for check in block.blocks("checks")),
        derived=_read_derivation(block.block("derived")),
        page=_read_page(block.block("page")),
        say=block.text("say"),
        show=block.text("show"),
        gap=block.text("gap", ""),
        item_show=block.text("item_show", ""),
        phrases=block.texts("phrases"),
        high=block.texts("high"),
        low=block.texts("low"),
        asks=block.texts("asks"),
        items=block.text_lists("items"),
        short_names=block.flag("short_names"),
        makes_roles=block.flag("makes_roles"),
        whole=block.flag("whole"),
        instead=block.text("instead", ""),
        meant_by_amounts=block.flag("meant_by_amounts"),
        narrowed_by=block.texts("narrowed_by"),
        supersedes=block.texts("supersedes"),
        personal=block.flag("personal"),
    )
    block.end()
    return kind


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
