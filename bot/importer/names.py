"""Which roles a page names, in what order, and how it writes their plurals."""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.content.pages import PageLayout
from bot.importer.lines import Line
from bot.importer.patterns import captured, compile_pattern

NAME_HOLES = {"name": r".{2,80}?", "names": r".{2,80}?", "date": r"[A-Za-z]+ \d{1,2}, \d{4}"}
SMALL_WORDS = {"of", "and", "the", "for", "in", "to", "or", "a", "an", "on", "at"}


@dataclass(frozen=True)
class NamedRole:
    """A role as a page names it."""

    name: str
    plural: str

    def is_meant_by(self, text: str) -> bool:
        """Tell whether a text is the role's name or its plural, letter case and article aside."""
        bare = re.sub(r"^(?:an?|the) ", "", " ".join(text.casefold().split()))
        return bare in (self.name.casefold(), self.plural.casefold())


@dataclass(frozen=True)
class PageNames:
    """The roles of a page: the two columns of a comparison, or the role that a page is about."""

    columns: tuple[NamedRole | None, ...]
    """The roles of the tables in their order, None for a column of something else; empty on a role page."""
    subject: NamedRole | None
    """The role that a role page is about."""
    others: tuple[NamedRole, ...]
    """Roles that a role page sets beside its own."""

    @property
    def roles(self) -> tuple[NamedRole, ...]:
        """All of them."""
        return tuple(role for role in (*self.columns, self.subject, *self.others) if role)


def find_names(lines: list[Line], layout: PageLayout, labels: set[str]) -> PageNames:
    """Return the roles that a page names; no roles where it is no page of this kind."""
    text = "\n".join(line.text for line in lines)
    asked = _unique(_captured(lines, layout.questions))
    columns = _pipe_header(lines, labels, text) or _title_columns(lines, layout, asked)
    if columns:
        return PageNames(tuple(_with_plural(name, text) if name else None for name in columns), None, ())
    if len(asked) != 1:
        return PageNames((), None, ())
    subject = _with_plural(asked[0], text)
    return PageNames((), subject, tuple(_with_plural(name, text) for name in _others(text, subject)))


def as_title(name: str) -> str:
    """Return a name in title case; capitals that are there stay ('HR manager' -> 'HR Manager')."""
    words = re.split(r"([ /(-])", " ".join(name.split()))
    return "".join(
        word if word.casefold() in SMALL_WORDS and at else word[:1].upper() + word[1:] for at, word in enumerate(words)
    )


def _pipe_header(lines: list[Line], labels: set[str], text: str) -> list[str]:
    """Return the role names in the head of the first pipe table whose next row has a known label.

    Sample: '| Billing Associate | Collections Specialist | |' over '| Yearly salary | $34,612 | $35,164 |'.
    """
    rows = [line.cells for line in lines if line.cells]
    for head, row in pairwise(rows):
        if row[0].casefold() in labels and head[0].casefold() not in labels:
            names = [cell for cell in head if cell]
            names = names[1:] if len(names) == len([cell for cell in row if cell]) else names
            return [name if _is_written_of(name, text) else "" for name in names]
    return []


def _is_written_of(name: str, text: str) -> bool:
    """Tell a role's column from others ('US average'): the running text speaks of the role."""
    prose = "\n".join(line for line in text.casefold().splitlines() if "|" not in line)
    return not prose or any(form in prose for form in _plural_forms(name.casefold()))


def _title_columns(lines: list[Line], layout: PageLayout, asked: list[str]) -> list[str]:
    """Return the names of 'A vs B', written as in the glued head of a table where there is one."""
    texts = {line.text.casefold(): line.text for line in lines}
    for line in lines:
        for pattern in layout.titles:
            match = compile_pattern(pattern, NAME_HOLES, whole=True).match(line.text)
            names = captured(match, "name") if match else []
            glued = texts.get("".join(names).casefold())
            if names and glued:
                return [glued[: len(names[0])], glued[len(names[0]) :]]
            if names and {name.casefold() for name in names} <= {name.casefold() for name in asked}:
                return [as_title(name) for name in names]
    return _question_columns(texts, asked)


def _question_columns(texts: dict[str, str], asked: list[str]) -> list[str]:
    """Return two names asked about whose glued form heads a table, where a page lost its title."""
    if len(asked) != 2:
        return []
    glued = texts.get("".join(asked).casefold())
    return [glued[: len(asked[0])], glued[len(asked[0]) :]] if glued else []


def _others(text: str, subject: NamedRole) -> list[str]:
    """Return the names in headings 'Subject vs. Other', which may be glued to the line before."""
    found = re.findall(rf"(?:^|[.!?])({re.escape(subject.name)}) vs\. (.+)$", text, re.IGNORECASE | re.MULTILINE)
    return [as_title(name) for _, name in found]


def _captured(lines: list[Line], patterns: tuple[str, ...]) -> list[str]:
    compiled = [compile_pattern(pattern.rstrip("?"), NAME_HOLES, whole=True) for pattern in patterns]
    found = (form.match(line.text.rstrip("?")) for line in lines for form in compiled)
    return [name for match in found if match for name in captured(match, "name")]


def _unique(names: list[str]) -> list[str]:
    return [as_title(name) for name in {name.casefold(): name for name in names}.values()]


def _with_plural(name: str, text: str) -> NamedRole:
    """Return a role with the plural that the page uses."""
    folded = text.casefold()
    plurals = _plural_forms(name.casefold())[1:]
    used = [plural for plural in plurals if re.search(rf"\b{re.escape(plural)}(?!\w)", folded)]
    return NamedRole(name, (used or plurals)[0])


def _plural_forms(name: str) -> list[str]:
    """Return the name and what its plural may be, the likeliest first."""
    head, _, tail = name.partition(" of ")
    forms = [name, *_plural_words(name)]
    if tail:
        forms += [f"{plural} of {tail}" for plural in _plural_words(head)]
    if ", " in name:
        head, _, tail = name.partition(", ")
        forms += [f"{plural}, {tail}" for plural in _plural_words(head)]
    return [*forms, name] if name.endswith("s") else forms


def _plural_words(name: str) -> list[str]:
    if re.search(r"[^aeiou]y$", name):
        return [f"{name[:-1]}ies", f"{name}s"]
    if name.endswith("man"):
        return [f"{name[:-3]}men", f"{name}s"]
    if name.endswith("person"):
        return [f"{name[:-6]}people", f"{name}s"]
    if re.search(r"(s|x|z|ch|sh)$", name):
        return [f"{name}es"]
    return [f"{name}s"]
