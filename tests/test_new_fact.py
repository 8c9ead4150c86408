"""A company adds a fact kind: one YAML file, the figures in the roles' files, an import. No Python is changed."""

import shutil
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.loading import load_assistant
from bot.models import Answer
from bot.state import START
from tests.conftest import ROOT, Run
from tests.small import SMALL, copy_small

INTENTS = (*SMALL, "aggregate", "filter", "follow_up", "rank")

KIND = """
fact: bonus_target
title: bonus target
shape: number
unit: percent
cell: percent
better: more
say: "{{ value | percent }} of the yearly salary as a bonus target."
show: "{{ value | percent }}"
figure: "{{ value | percent1 }}"
gap: "{{ gap | percent1 }} points"
phrases: [bonus target, target bonus, bonus, bonuses]
"""
FIGURES = {
    "billing-associate": "4%",
    "collections-coordinator": "8%",
    "collections-technician": "4%",
    "collector": "5%",
    "senior-accounts-receivable-specialist": "10%",
}
SOURCE = """  - publisher: Acme
    published: 2025-03-01
    pages:
      - Bonus plan
    facts:
      bonus_target: "{figure}"
"""
SOURCE_LINE = "Source: Acme, Bonus plan (updated March 1, 2025)"


class Company:
    """A copy of content and catalogue with a fact kind of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "company.db"
        self.cache = folder / "cache"
        self.catalog = folder / "catalog"
        self.all_intents, self.intents = folder / "all", copy_small(folder / "intents", INTENTS)
        shutil.copytree(ROOT / "catalog", self.catalog)
        shutil.copytree(ROOT / "intents", self.all_intents)
        for intents in (self.all_intents, self.intents):
            (intents / "facts" / "bonus_target.yaml").write_text(KIND, encoding="utf-8")
        for slug, figure in FIGURES.items():
            with (self.catalog / f"{slug}.yaml").open("a", encoding="utf-8") as file:
                file.write(SOURCE.replace("{figure}", figure))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, rolecall: Run) -> Company:
    """A company whose roles and figures have been imported."""
    company = Company(tmp_path_factory.mktemp("company"))
    paths = ("--db", str(company.database), "--intents", str(company.all_intents), str(company.catalog))
    done = rolecall("import", *paths)
    assert (done.returncode, done.stderr) == (0, "")
    return company


@pytest.fixture(scope="module")
def acme(company: Company) -> Assistant:
    """The company's assistant; of the intents it has those that such a kind is asked with, which are soon learnt."""
    return load_assistant(company.database, company.intents, company.cache / "rolecall", lambda text: None)


def told(question: str, acme: Assistant) -> Answer:
    """Return the answer to a question about the new kind."""
    answer = acme.answer(question)
    assert (answer.status, answer.facts) == ("answered", ("bonus_target",)), answer.text
    assert answer.text.endswith(SOURCE_LINE)
    return answer


def test_its_figures_are_in_the_database(company: Company, rolecall: Run) -> None:
    places = ("--db", str(company.database), "--intents", str(company.all_intents))
    lines = rolecall("facts", *places, "collector").stdout.splitlines()
    assert "Collector\tcollector\tbonus_target\t\t5\t\t\t\tpercent\tAcme: Bonus plan\t2025-03-01\t5%" in lines


def test_it_is_asked(acme: Assistant) -> None:
    answer = told("what's the bonus target of a collector?", acme)
    assert answer.text == f"Collector: 5% of the yearly salary as a bonus target.\n{SOURCE_LINE}"


def test_it_is_not_held_of_every_role(acme: Assistant) -> None:
    answer = acme.answer("bonus of a collections specialist")
    assert (answer.status, answer.text) == ("declined", "No bonus target is held for Collections Specialist.")


def test_roles_are_compared_by_it(acme: Assistant) -> None:
    lines = told("collector vs senior AR bonus?", acme).text.splitlines()
    assert lines[0] == (
        "Senior Accounts Receivable Specialist has the higher bonus target: 10% against 5% for Collector, "
        "a difference of 5.0% points."
    )
    assert "| Collector                             | 5%           |" in lines


def test_roles_are_ranked_by_it(acme: Assistant) -> None:
    assert told("which role has the highest bonus target?", acme).roles == ("senior-accounts-receivable-specialist",)
    assert set(told("which role has the lowest bonus?", acme).roles) == {"billing-associate", "collections-technician"}
    assert told("rank all roles by bonus target", acme).text.splitlines()[1:6] == [
        "1. Senior Accounts Receivable Specialist: 10%",
        "2. Collections Coordinator: 8%",
        "3. Collector: 5%",
        "4. Billing Associate: 4%",
        "4. Collections Technician: 4%",
    ]


def test_roles_are_filtered_by_it(acme: Assistant) -> None:
    over = told("which roles have a bonus target over 4.5%?", acme)
    assert set(over.roles) == {"collections-coordinator", "collector", "senior-accounts-receivable-specialist"}
    not_over = told("which roles do not have a bonus target over 4.5%?", acme)
    assert set(over.roles) | set(not_over.roles) == FIGURES.keys()
    assert not set(over.roles) & set(not_over.roles)


def test_it_is_averaged(acme: Assistant) -> None:
    """(4 + 8 + 4 + 5 + 10) / 5 is 6.2; three roles of the collections family hold it: (8 + 4 + 5) / 3 is 5.67."""
    assert "mean over the 5 roles that hold it, each counted once: 6.2% (median 5.0%)" in (
        told("average bonus target across all roles", acme).text
    )
    assert "mean over the 3 collections roles that hold it, each counted once: 5.7%" in (
        told("average bonus across the collections roles", acme).text
    )


def test_it_is_followed_up(acme: Assistant) -> None:
    first = acme.turn("collector pay", START)
    second = acme.turn("and the bonus?", first.state)
    third = acme.turn("and for a coordinator?", second.state)
    assert [turn.answer.roles for turn in (second, third)] == [("collector",), ("collections-coordinator",)]
    assert [turn.answer.facts for turn in (second, third)] == [("bonus_target",), ("bonus_target",)]
    assert "8%" in third.answer.text


def test_it_is_asked_at_the_command_line(company: Company, acme: Assistant, rolecall: Run) -> None:
    places = ("--db", str(company.database), "--intents", str(company.intents))
    done = rolecall("ask", *places, "bonus of a technician in collections", XDG_CACHE_HOME=str(company.cache))
    assert acme.answer("bonus of a technician in collections").text + "\n" == done.stdout
    assert done.stdout == f"Collections Technician: 4% of the yearly salary as a bonus target.\n{SOURCE_LINE}\n"
    assert done.returncode == 0
