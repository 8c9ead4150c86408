"""Pages are read rightly or not at all: made-up pages in both printed forms, some contradicting themselves."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cells import Value
from bot.content.content import Content
from bot.errors import RoleCallError
from bot.importer.page import read_page
from bot.importer.readings import SourceReading
from tests.conftest import shipped_content
from tests.importer.made_pages import MadeRole, flattened, piped

NAMES = [
    ("Collector", "collectors"),
    ("Collections/Accounts Receivable", "collections/accounts receivables"),
    ("Nurse's Aide", "nurse's aides"),
    ("Research & Development Manager", "research & development managers"),
    ("Director of Operations", "directors of operations"),
    ("Technician II", "technician iis"),
    ("Web Developer (Contract)", "web developer (contract)s"),
    ("Manager, Human Resources", "managers, human resources"),
    ("Laboratory Secretary", "laboratory secretaries"),
    ("Foreman", "foremen"),
    ("3D Artist", "3d artists"),
    ("Co-Op Student", "co-op students"),
    ("Sales Associate", "sales associates"),
    ("Billing Associate", "billing associates"),
]
SKILLS = [
    "Patients, 15%",
    "Customer Service, 12%",
    "C++, 11%",
    "ASP.NET, 9%",
    "Data Entry, 5%",
    "R and D, 3%",
]


@st.composite
def made_roles(draw: st.DrawFn, name: tuple[str, str]) -> MadeRole:
    """A role with figures that fit each other, as pages print them."""
    salary = draw(st.integers(20_000, 250_000))
    male = draw(st.integers(0, 1000)) / 10
    low, high = salary - salary % 1000 - 5000, salary - salary % 1000 + 9000
    degree = draw(st.sampled_from(["Bachelor's Degree", "High School Diploma", "Associate Degree"]))
    cells = {
        "Yearly salary": f"${salary:,}",
        "Hourly rate": f"${salary / 2080:,.2f}",
        "Growth rate": f"{draw(st.integers(-30, 40))}%",
        "Number of jobs": f"{draw(st.integers(10, 999_999)):,}",
        "Job satisfaction": draw(st.sampled_from(["-", "3", "4.5", "3.8"])),
        "Most common degree": f"{degree}, {draw(st.integers(5, 80))}%",
        "Average age": str(draw(st.integers(21, 65))),
        "Salary range": f"Between ${low:,} And ${high:,}",
        "Highest paying City": draw(st.sampled_from(["-", "Washington, DC", "Winston-Salem, NC", "Boston, MA"])),
        "Highest paying state": draw(st.sampled_from(["-", "Virginia", "West Virginia", "Kansas", "Arkansas"])),
        "Best paying company": draw(
            st.sampled_from(["-", "Uline", "U.S. Bank", "LinkedIn", "Kent Daniels & Associates"])
        ),
        "Best paying industry": draw(st.sampled_from(["-", "Technology", "Health Care", "Finance"])),
        "Most common major": draw(st.sampled_from(["Business", "Computer Science"])),
        "Most common college": draw(st.sampled_from(["-", "University of California - Berkeley"])),
        "Gender ratio": f"Male, {male:.1f}% Female, {100 - male:.1f}%",
        "Race ratio": "White, 58.0% Black or African American, 21.5% Unknown, 20.5%",
        "LGBT Percentage": f"{draw(st.integers(1, 20))}%",
    }
    skills = tuple(draw(st.permutations(SKILLS)))
    return MadeRole(*name, draw(st.sampled_from(["6-12 months", "1-2 years", "2-4 years"])), cells, skills)


@st.composite
def made_pairs(draw: st.DrawFn) -> tuple[MadeRole, MadeRole]:
    """Two different roles of a comparison page."""
    first, second = draw(st.permutations(NAMES))[:2]
    return draw(made_roles(first)), draw(made_roles(second))


def read(text: str, content: Content) -> SourceReading:
    """Read a page given as text."""
    return read_page(Path("page.txt"), text, content.facts, content.pages)


def said(reading: SourceReading) -> dict[tuple[str, str, str | None], Value]:
    """The facts of a reading by role, kind and item."""
    return {fact.key: fact.value for fact in reading.facts}


@settings(max_examples=120, deadline=None)
@given(pair=made_pairs())
def test_pipe_tables_give_every_fact(pair: tuple[MadeRole, MadeRole]) -> None:
    content = shipped_content()
    forms = [piped(*pair), piped(*pair, leading=False, title_case=True)]
    for reading in (read(form, content) for form in forms):
        assert [role.name for role in reading.roles] == [role.name for role in pair]
        assert not reading.left_out
        for role in pair:
            facts = said(reading)
            assert facts[role.name, "salary", None].value == int(role.cells["Yearly salary"][1:].replace(",", ""))
            assert facts[role.name, "growth", None].value == int(role.cells["Growth rate"][:-1])
            assert facts[role.name, "time_to_become", None].text == role.time
            skills = [key[2] for key in facts if key[:2] == (role.name, "skill")]
            # Without headings only the sentence on the first three tells whose list it is.
            same = pair[0].skills[:3] == pair[1].skills[:3]
            assert skills == ([] if same else [skill.rpartition(", ")[0] for skill in role.skills])
            assert [reads.plural for reads in reading.roles if reads.name == role.name] == [role.plural]


@settings(max_examples=200, deadline=None)
@given(pair=made_pairs())
def test_glued_cells_give_the_same_facts_or_none(pair: tuple[MadeRole, MadeRole]) -> None:
    content = shipped_content()
    truth = said(read(piped(*pair), content))
    reading = read(flattened(*pair), content)
    facts = said(reading)
    assert [role.name for role in reading.roles] == [role.name for role in pair]
    assert {key: value for key, value in facts.items() if truth.get(key, value) != value} == {}
    assert {key[1] for key in facts if key not in truth} <= {"skill"}  # headings tell more than pipes
    # What is missing is named in the report: one row at a time, and only rows of names or small counts.
    missing_rows = {key[1] for key in truth if key not in facts}
    assert missing_rows <= {"top_company", "openings", "college", "major"}
    assert len(reading.left_out) == len(missing_rows)


def made_pair() -> tuple[MadeRole, MadeRole]:
    """Two roles with plain figures."""
    cells = {
        "Yearly salary": "$34,612",
        "Hourly rate": "$16.64",
        "Salary range": "Between $27,000 And $42,000",
        "Gender ratio": "Male, 20.6% Female, 79.4%",
        "Most common degree": "Bachelor's Degree, 43%",
    }
    first = MadeRole("Billing Associate", "billing associates", "1-2 years", cells, tuple(SKILLS))
    return first, replace(first, name="Collector", plural="collectors", time="6-12 months")


CONTRADICTIONS = [
    ("Yearly salary$34,612$34,612", "Yearly salary$34,612$99,612", "salary"),
    ("Hourly rate$16.64$16.64", "Hourly rate$16.64$61.64", "hourly"),
    ("And $42,000Between", "And $42,000Between $47,000 And $50,000 ", "salary_range"),
    ("Years of experience212", "Years of experience412", "time_to_become"),
    ("Gender ratioMale, 20.6%", "Gender ratioMale, 60.6%", "gender"),
    ("include patients,", "include c++,", "skill"),
]


@pytest.mark.parametrize(("printed", "changed", "kind"), CONTRADICTIONS, ids=[case[2] for case in CONTRADICTIONS])
def test_a_figure_that_the_page_contradicts_is_left_out(
    printed: str, changed: str, kind: str, content: Content
) -> None:
    page = flattened(*made_pair())
    assert printed in page
    whole, broken = read(page, content), read(page.replace(printed, changed, 1), content)
    lost = {key[:2] for key in said(whole)} - {key[:2] for key in said(broken)}
    assert kind in {kind for _, kind in lost}
    assert {kind for _, kind in lost} <= {kind, "salary", "hourly", "salary_range"}
    assert broken.left_out


def test_a_dash_is_no_fact(content: Content) -> None:
    facts = said(read(flattened(*made_pair()), content))
    assert not [key for key in facts if key[1] in ("satisfaction", "college", "top_city")]


def test_lines_not_understood_are_reported(content: Content) -> None:
    page = flattened(*made_pair()) + "\nStress level is high in this trade.\n"
    assert [text for _, text in read(page, content).unknown] == ["Stress level is high in this trade."]


def test_a_column_that_is_no_role_is_ignored(content: Content) -> None:
    page = piped(*made_pair()).replace("| Collector | |", "| Collector | US average |")
    page = page.replace("| $34,612 | $34,612 |", "| $34,612 | $34,612 | $70,000 |")
    reading = read(page, content)
    assert [role.name for role in reading.roles] == ["Billing Associate", "Collector"]
    assert said(reading)["Collector", "salary", None].value == 34612


def test_text_that_names_no_role_is_refused(content: Content) -> None:
    with pytest.raises(RoleCallError, match=r"page\.txt: names no role"):
        read("The weather is fine today.", content)
