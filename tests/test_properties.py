"""What must hold for every fact kind, those that a company adds included: follow-ups, rankings, filters, averages."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import permutations

import pytest
from _pytest.mark.structures import ParameterSet

from bot.assistant import Assistant
from bot.content.fact_kinds import FactKind
from bot.learn.vocabulary import SHORTEST_NAME
from bot.lookup import Catalogue, open_catalogue
from bot.models import Answer, Row
from tests.conftest import ROOT, shipped_content

AMOUNTS = {
    "USD/year": "${:,.0f} a year",
    "USD/month": "${:,.0f} a month",
    "USD/two weeks": "${:,.0f} every two weeks",
    "USD/week": "${:,.0f} a week",
    "USD/day": "${:,.0f} a day",
    "USD/hour": "${:,.2f} an hour",
    "percent": "{:g}%",
    "months": "{:.0f} months",
}
"""How people write an amount of a unit; of any other it is the number alone."""
LIMITS: dict[str, Callable[[float, float], bool]] = {
    "over": lambda figure, limit: figure > limit,
    "under": lambda figure, limit: figure < limit,
    "of at least": lambda figure, limit: figure >= limit,
    "of at most": lambda figure, limit: figure <= limit,
}
HIGH, LOW = "coalesce(value, high)", "coalesce(value, low)"
RANKED = "the roles are ranked: the 'job' of its title is taken for a role in general"

UNMET_FOLLOW_UPS = {
    "employer": "the 'most' of its title ranks all roles, though a role is in hand",
}
UNMET_RANKINGS: dict[str, str] = {}
UNMET_ENDS: dict[str, str] = {}
UNMET_NEGATIONS: dict[str, str] = {}
UNMET_AVERAGES: dict[str, str] = {}
UNMET_TOTALS = {"growth": RANKED, "openings": RANKED}


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that ships."""
    return open_catalogue(ROOT / "data.db", shipped_content().facts)


def held(kind: str, order: str = "role_id") -> list[Row]:
    """Return what roles hold of a fact kind."""
    return catalogue().rows(f"select * from held where kind = :kind order by {order}, role_id", {"kind": kind})


def slugs(rows: list[Row]) -> list[str]:
    return [row["slug"] for row in rows]


def kinds() -> Iterator[FactKind]:
    """Yield the fact kinds of which each role that holds any holds a single figure."""
    for kind in shipped_content().facts.values():
        rows = held(kind.name)
        if kind.figure and rows and len(set(slugs(rows))) == len(rows):
            yield kind


def param(kind: FactKind, unmet: dict[str, str]) -> ParameterSet:
    marks = [pytest.mark.xfail(reason=unmet[kind.name])] if kind.name in unmet else []
    return pytest.param(kind, id=kind.name, marks=marks)


def params(unmet: dict[str, str], *shapes: str) -> list[ParameterSet]:
    return [param(kind, unmet) for kind in kinds() if not shapes or kind.shape in shapes]


def every_kind(unmet: dict[str, str]) -> list[ParameterSet]:
    return [param(kind, unmet) for kind in shipped_content().facts.values()]


def full_roles() -> list[str]:
    """Return the names of the roles of which a whole page is held."""
    return [row["role"] for row in held("salary")]


def core(answer: Answer) -> tuple[str, tuple[str, ...], list[int]]:
    """Return what a follow-up and the question in full must have in common."""
    return answer.status, answer.facts, [row["id"] for row in answer.rows]


@pytest.mark.parametrize("kind", every_kind({}))
def test_a_follow_up_equals_the_full_question(kind: FactKind, assistant: Assistant) -> None:
    """For every ordered pair of full roles; what a role does not hold is carried on like what it holds."""
    names = full_roles()
    first = {name: assistant.turn(f"{name} {kind.title}") for name in names}
    for told in first.values():
        assert [kind.name in question.facts for question in told.understanding.questions] == [True]
    differing = [
        (one, other)
        for one, other in permutations(names, 2)
        if core(assistant.turn(f"and a {other}?", first[one].state).answer) != core(first[other].answer)
    ]
    assert differing == []


@pytest.mark.parametrize("kind", every_kind(UNMET_FOLLOW_UPS))
def test_a_follow_up_on_the_fact_equals_the_full_question(kind: FactKind, assistant: Assistant) -> None:
    for name in full_roles():
        before = assistant.turn(f"{name} summary").state
        followed = assistant.turn(f"and {kind.title}?", before).answer
        assert core(followed) == core(assistant.answer(f"{name} {kind.title}"))


@pytest.mark.parametrize("kind", params(UNMET_RANKINGS))
def test_a_ranking_agrees_with_sql(kind: FactKind, assistant: Assistant) -> None:
    answer = assistant.answer(f"rank all roles by {kind.title}")
    assert (answer.status, answer.intent, answer.facts) == ("answered", "rank", (kind.name,))
    assert list(answer.roles) == slugs(held(kind.name, f"{HIGH} desc"))


@pytest.mark.parametrize("kind", params({}))
def test_a_ranking_from_below_agrees_with_sql(kind: FactKind, assistant: Assistant) -> None:
    answer = assistant.answer(f"rank all roles by {kind.title}, lowest first")
    assert (answer.status, answer.intent, answer.facts) == ("answered", "rank", (kind.name,))
    assert list(answer.roles) == slugs(held(kind.name, LOW))


@pytest.mark.parametrize("kind", params({}))
def test_a_ranking_upwards_agrees_with_sql(kind: FactKind, assistant: Assistant) -> None:
    answer = assistant.answer(f"sort all roles by {kind.title} from lowest to highest")
    assert list(answer.roles) == slugs(held(kind.name, LOW))
    assert answer.roles != assistant.answer(f"rank all roles by {kind.title}").roles or len(answer.roles) == 1


@pytest.mark.parametrize("kind", params(UNMET_ENDS))
@pytest.mark.parametrize(("end", "figure", "best"), [("highest", HIGH, "max"), ("lowest", LOW, "min")])
def test_the_ends_of_a_ranking_agree_with_sql(
    end: str, figure: str, best: str, kind: FactKind, assistant: Assistant
) -> None:
    """All roles that share the first place are named."""
    at_end = f"{figure} = (select {best}({figure}) from held where kind = :kind)"
    sql = f"select slug from held where kind = :kind and {at_end}"
    answer = assistant.answer(f"which role has the {end} {kind.title}?")
    assert (answer.status, answer.intent, answer.facts) == ("answered", "rank", (kind.name,))
    assert list(answer.roles) == slugs(catalogue().rows(f"{sql} order by role_id", {"kind": kind.name}))


def thresholds(kind: FactKind) -> list[float]:
    """Return amounts at both ends of the figures of a kind and between them."""
    figures = [row["value"] if row["value"] is not None else row["high"] for row in held(kind.name)]
    return [min(figures), (min(figures) + max(figures)) / 2, max(figures)]


def written(kind: FactKind, limit: float) -> str:
    return AMOUNTS.get(kind.unit, "{:,.0f}").format(limit)


def chosen(question: str, assistant: Assistant) -> list[str]:
    """Return the roles that a filter chooses, after making sure that it is one."""
    answer = assistant.answer(question)
    assert (answer.status, answer.intent) == ("answered", "filter"), question
    return [] if answer.text.startswith("None of the ") else list(answer.roles)


@pytest.mark.parametrize("kind", params({}, "number", "text", "list"))
@pytest.mark.parametrize("limit", LIMITS)
def test_a_filter_agrees_with_the_figures(limit: str, kind: FactKind, assistant: Assistant) -> None:
    for threshold in thresholds(kind):
        text = written(kind, threshold)
        amount = float("".join(char for char in text.split()[0] if char in "-.0123456789"))
        wanted = [row["slug"] for row in held(kind.name) if LIMITS[limit](row["value"], amount)]
        assert chosen(f"roles with {kind.title} {limit} {text}", assistant) == wanted, text


@pytest.mark.parametrize("kind", params(UNMET_NEGATIONS))
def test_a_filter_and_its_negation_are_all_roles_that_hold_the_fact(kind: FactKind, assistant: Assistant) -> None:
    for threshold in thresholds(kind):
        for limit in ("over", "under"):
            condition = f"have {kind.title} {limit} {written(kind, threshold)}?"
            plain = chosen(f"which roles {condition}", assistant)
            negated = chosen(f"which roles do not {condition}", assistant)
            assert sorted(plain + negated) == sorted(slugs(held(kind.name))), condition


@pytest.mark.parametrize("sign", ["growing", "shrinking"])
def test_growing_and_not_growing_are_all_roles(sign: str, assistant: Assistant) -> None:
    plain, negated = chosen(f"which roles are {sign}?", assistant), chosen(f"which roles are not {sign}?", assistant)
    figures = {row["slug"]: row["value"] for row in held("growth")}
    assert plain == [slug for slug, value in figures.items() if (value > 0 if sign == "growing" else value < 0)]
    assert sorted(plain + negated) == sorted(figures)


def items() -> list[str]:
    """Return the skills whose names are long enough to be taken for one."""
    return list(dict.fromkeys(row["item"] for row in held("skill", "item") if len(row["item"]) >= SHORTEST_NAME))


@pytest.mark.parametrize("item", items())
def test_roles_with_an_item_and_those_without_it_are_all_roles(item: str, assistant: Assistant) -> None:
    having = [row["slug"] for row in held("skill") if row["item"] == item]
    plain = chosen(f"which roles list {item} among their skills?", assistant)
    negated = chosen(f"which roles do not list {item} among their skills?", assistant)
    assert plain == having
    assert sorted(plain + negated) == sorted(set(slugs(held("skill"))))


def agrees(word: str, sql: str, kind: FactKind, assistant: Assistant) -> bool:
    """Tell whether a figure over all roles is SQL's, over the roles that hold the kind itself and nothing else."""
    (row,) = catalogue().rows(f"select {sql} as figure from held where kind = :kind", {"kind": kind.name})
    answer = assistant.answer(f"{word} {kind.title} over all roles")
    figure = assistant.renderer.render(kind.figure, {"value": row["figure"]})
    rests_on = (answer.facts, list(answer.roles)) == ((kind.name,), slugs(held(kind.name)))
    return answer.intent == "aggregate" and figure in answer.text and rests_on


@pytest.mark.parametrize("kind", params(UNMET_AVERAGES, "number"))
def test_an_average_agrees_with_sql(kind: FactKind, assistant: Assistant) -> None:
    assert agrees("average", "avg(value)", kind, assistant)


@pytest.mark.parametrize("kind", params(UNMET_TOTALS, "number"))
def test_a_total_agrees_with_sql(kind: FactKind, assistant: Assistant) -> None:
    assert agrees("total", "sum(value)", kind, assistant)
