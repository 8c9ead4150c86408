"""What can be known of a role: the kinds of facts, one YAML file each under intents/facts/."""

from pathlib import Path
from typing import NamedTuple

SHAPES = ("number", "range", "text", "list")
"""What a row of the kind holds: a value; a low and a high; a text; or one row an item."""

BETTER = ("more", "less", "neither")


class Derivation(NamedTuple):
    """A kind that no page prints: the figure of another kind divided by a number."""

    kind: str
    divide: float


class Check(NamedTuple):
    """What a figure must agree with before it is believed."""

    kind: str
    """The other kind of the same role."""
    times: float
    """Figure x times must be the other figure; 0 where the range must hold the other figure."""
    within: float
    """The deviation allowed, in units of the figure."""


class Conversion(NamedTuple):
    """How a figure becomes one of another kind: times so much, 2080 hours a year."""

    kind: str
    times: float


class PageForm(NamedTuple):
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


class Wording(NamedTuple):
    """How people ask for a kind."""

    phrases: tuple[str, ...] = ()
    high: tuple[str, ...] = ()
    """Phrases that name the kind and ask for its upper end: 'best paid'."""
    low: tuple[str, ...] = ()
    rising: tuple[str, ...] = ()
    """Phrases that name the kind and ask for what is above zero: 'growing'."""
    falling: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Phrases that name the kind only where nothing else is named: 'annual' in 'annual turnover' is no salary."""
    asks: tuple[str, ...] = ()
    """Whole questions in which the kind has no word of its own."""
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What people call an item or a value, by the name that pages print."""
    short_names: bool = False
    """Whether people shorten its values to their first words: 'Huron' for Huron Consulting Group."""


class FactKind(NamedTuple):
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
    many: bool
    """Whether its title is a plural: 'job openings are held'."""
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
    figure: str
    """Template of a bare number in the unit of the kind: an average over roles, a difference."""
    wording: Wording
    places: bool
    """Whether an amount in its unit can be held against it: 'is 36k fair?'."""
    converts: Conversion | None
    lacks: str
    """What is said where the lower end is asked for of a kind of which only the upper is published."""
    akin: tuple[str, ...]
    """Kinds so near in meaning that asking back which of them is meant would help nobody."""
    together: tuple[str, ...]
    """Kinds that named together mean this one: the company and the openings, the employer that hires."""
    makes_roles: bool
    """Whether an item before a role's name makes another role: 'data entry clerk'."""
    whole: bool
    """Whether a list is shown whole even where one item is asked for."""
    instead: str
    """The kind to show where this one is not held."""
    otherwise: str
    """The intent that answers for it where it is not held: roles that are near, for related ones."""
    ends: str
    """The kind that holds the ends of this average: for one role 'the highest pay' asks for them."""
    beside: str
    """The kind that is shown beside this one where it is held: the amount that the best industry pays."""
    meant_by_amounts: bool
    """Whether an amount in its unit means this kind where none is named: '… around 38 grand?'."""
    narrowed_by: tuple[str, ...]
    """Kinds that answer when one of their items is named beside this kind."""
    supersedes: tuple[str, ...]
    """Kinds that are not meant when this one is named too: the best city 'pays', but asks no pay."""
    upper: frozenset[str]
    """Words in its phrases that mean its upper end: top, ceiling."""
    lower: frozenset[str]
    best_of: tuple[str, ...]
    """The kinds whose best this one tells, for a city: salary, so that 'where do they earn most?' asks for it."""
    best_asked: tuple[str, ...]
    """Words that ask for it so: where, who pays."""
    personal: bool
    """Who the people are (age, gender …): never in a job description."""

    @property
    def item_column(self) -> str:
        """The column whose values people may name ('Boston', 'data entry'), empty where there is none."""
        if self.shape == "list" and self.cell != "line":
            return "item"
        return "text" if self.shape == "text" and not self.prose else ""
