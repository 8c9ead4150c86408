"""Comparison pages made up for tests, printed as the flattened text and as pipe tables."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MadeRole:
    """A role as a made page prints it; a cell that is missing prints '-'."""

    name: str
    plural: str
    time: str
    cells: Mapping[str, str]
    skills: tuple[str, ...]


OVERVIEW = ("Yearly salary", "Hourly rate", "Growth rate", "Number of jobs", "Job satisfaction")
PAY = ("Average salary", "Salary range", "Highest paying City", "Highest paying state")
PAY_NAMES = ("Best paying company", "Best paying industry")
EDUCATION = ("Most common degree", "Most common major", "Most common college")
PEOPLE = ("Average age", "Gender ratio", "Race ratio", "LGBT Percentage")
TABLES = (
    ("overview", (*OVERVIEW, "Most common degree", "Average age", "Years of experience")),
    ("salary", (*PAY, *PAY_NAMES)),
    ("education", EDUCATION),
    ("demographics", PEOPLE),
)


def flattened(a: MadeRole, b: MadeRole, updated: str = "") -> str:
    """Return the page as a text dump prints it: the cells of a row glued to its label."""
    title = f"{_capital(a.name.lower())} vs {b.name.lower()}"
    lines = ["Post job", title, *_prose(a, b)]
    for heading, labels in TABLES:
        lines += [f"{title} {heading}", f"{a.name}{b.name}"]
        lines += [f"{label}{_cell(a, label)}{_cell(b, label)}" for label in labels]
    lines.append(f"{title} skills")
    for role in (a, b):
        lines.append(f"Common {role.name.lower()} skills")
        lines += [f"  • {skill}" for skill in role.skills]
    return "\n\n".join([*lines, "Browse office and administrative jobs", updated])


def piped(a: MadeRole, b: MadeRole, leading: bool = True, title_case: bool = False) -> str:
    """Return the page with pipe tables, without the headings, as some dumps keep it."""
    lines = ["Explore jobs", *_prose(a, b)]
    for _, labels in TABLES:
        rows = [(a.name, b.name, "")]
        rows += [(label.title() if title_case else label, _cell(a, label), _cell(b, label)) for label in labels]
        lines += [_piped_row(row, leading) for row in rows]
    for role in (a, b):
        lines += [f"- {skill}" for skill in role.skills] + ["Show more"]
    return "\n".join(lines)


def _prose(a: MadeRole, b: MadeRole) -> list[str]:
    if a.time == b.time:
        time = f"It typically takes {a.time} to become both a {a.name.lower()} and a {b.name.lower()}."
    else:
        time = (
            f"While it typically takes {a.time} to become a {a.name.lower()}, becoming a {b.name.lower()} "
            f"takes usually requires {b.time}."
        )
    lines = [
        f"The differences between {a.plural} and {b.plural} can be seen in a few details. "
        f"Each job has different responsibilities and duties. {time}{_salaries(a, b)}"
    ]
    if a.skills and b.skills:
        lines.append(
            f"The top three skills for a {a.name.lower()} include {_listed(a.skills)}. "
            f"The most important skills for a {b.name.lower()} are {_listed(b.skills, ', and ')}."
        )
    return lines


def _salaries(a: MadeRole, b: MadeRole) -> str:
    pays = [(role, role.cells.get("Yearly salary", "-")) for role in (a, b)]
    if "-" in (pays[0][1], pays[1][1]):
        return ""
    (more, high), (less, low) = sorted(pays, key=lambda pay: -int(pay[1][1:].replace(",", "")))
    return (
        f" Additionally, a {more.name.lower()} has an average salary of {high}, which is higher than the "
        f"{low} average annual salary of a {less.name.lower()}."
    )


def _listed(skills: tuple[str, ...], last: str = " and ") -> str:
    names = [skill.rpartition(", ")[0].lower() for skill in skills[:3]]
    return ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]


def _cell(role: MadeRole, label: str) -> str:
    if label == "Average salary":
        return role.cells.get("Yearly salary", "-")
    if label == "Years of experience":
        return role.time.split()[0].split("-")[-1]
    return role.cells.get(label, "-")


def _piped_row(row: tuple[str, ...], leading: bool) -> str:
    return f"| {' | '.join(row)} |" if leading else " | ".join(row)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
