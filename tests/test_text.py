"""Any text is only text: it is answered without an exception, the same way each time, and its markup is not echoed."""

import re
from collections.abc import Callable
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.models import Answer
from bot.output import answer_json

Ask = Callable[[str], Answer]

STATUSES = {"answered", "clarify", "declined"}
COLLECTOR_PAY = "34,872"

HOSTILE = [
    *("'; drop table roles; --", "collector' or '1'='1", "select * from facts", 'collector"); delete from facts; --'),
    *(
        "{{7*7}}",
        "{{ config }}",
        "{% for x in range(9) %}x{% endfor %}",
        "{{ ''.__class__.__mro__ }}",
        "${7*7}",
        "#{7*7}",
    ),
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b>collector</b>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ),
    *(
        "<!channel>",
        "<!here> collector",
        "<!everyone>",
        "<@U123> <#C123|general>",
        "<https://evil.example|click me>",
        "&lt;!channel&gt;",
    ),
    *(
        "../../etc/passwd",
        "..\\..\\windows\\system32",
        "/dev/null",
        "file:///etc/passwd",
        "$(rm -rf /)",
        "`id`",
        "%s%s%n",
        "%00",
    ),
    *(
        "[bold red]collector[/bold red]",
        "[/]",
        "*_~`",
        "\\x1b[31mred\\x1b[0m",
        "\x1b[31mcollector\x1b[0m",
        "\x07\x08\x00",
    ),
    *(
        "col\u200blec\u200dtor",
        "\u202ecollector",
        "\ufeffcollector",
        "c\u0336ollector",
        "\ud800",
        "\U0010ffff",
        "\u2028\u2029",
    ),
    *("зарплата коллектора", "コレクター", "محصل", "गणक", "😀😀😀", "💰", "ﬁnance", "①②③", "Ⅱ", "ｃｏｌｌｅｃｔｏｒ"),
    *(
        "",
        " ",
        "\n\n\n",
        "?",
        "???!!!",
        ".",
        "-",
        "$",
        "$$$",
        "%",
        "0",
        "1e999",
        "-1",
        "９",
        "NaN",
        "null",
        "None",
        "true",
    ),
]
"""Texts that other programs trip over."""

MARKUP = re.compile(r"<[!@#/a-z]|\{\{|\{%|\x1b|[\x00-\x09\x0b-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\ufeff]")

PRODUCT = re.compile(r"(?<![\d,.])49(?![\d,.%])")
"""The product of 7*7; 49% and $49,000 are figures of the catalogue."""

WORDS = st.sampled_from(
    [
        *(
            "collector",
            "senior AR",
            "billing associate",
            "technician",
            "clerk",
            "collections",
            "wine collector",
            "plumber",
        ),
        *(
            "salary",
            "pay",
            "per month",
            "growth",
            "skills",
            "degree",
            "openings",
            "$40k",
            "10%",
            "2 years",
            "Boston",
            "bonus",
        ),
        *(
            "what",
            "is",
            "the",
            "of",
            "a",
            "and",
            "vs",
            "or",
            "not",
            "more",
            "than",
            "my",
            "why",
            "?",
            ",",
            ".",
            "\n",
            "/",
            "-",
        ),
    ]
)
PIECES = st.sampled_from([piece for text in HOSTILE for piece in (text, *text.split())])
PHRASES = st.lists(WORDS | PIECES, max_size=12).map(" ".join)

modest = settings(derandomize=True, database=None, deadline=None, max_examples=150)


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """What answers a text; unlike the assistant it is short where a failure prints it."""
    return lambda text: assistant.answer(text)


@pytest.fixture(scope="module")
def names(assistant: Assistant) -> dict[str, str]:
    """The names of the roles by slug."""
    return {role.slug: role.name for role in assistant.index.roles.values()}


def check(text: str, ask: Ask) -> Answer:
    """Return the answer to a text, after making sure of what holds for any."""
    answer = ask(text)
    assert answer.status in STATUSES
    assert answer.text.strip()
    assert MARKUP.search(answer.text) is None
    assert "7*7" not in text or PRODUCT.search(answer.text) is None
    assert answer.rows or answer.status != "answered" or not answer.facts
    assert ask(text) == answer
    return answer


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_text(text: str, ask: Ask) -> None:
    answer = check(text, ask)
    answer.text.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_beside_a_question_gives_no_other_roles_figure(text: str, ask: Ask) -> None:
    answer = check(f"{text} what is the salary of a collector?", ask)
    assert {row["slug"] for row in answer.rows} <= {"collector"}


@modest
@given(text=st.text(max_size=200))
def test_any_text(text: str, ask: Ask) -> None:
    check(text, ask)


@modest
@given(text=st.text(alphabet=printable, max_size=200))
def test_any_ascii_text(text: str, ask: Ask) -> None:
    check(text, ask)


@modest
@given(text=PHRASES)
def test_any_words_of_ours(text: str, ask: Ask) -> None:
    check(text, ask)


@modest
@given(text=PHRASES)
def test_an_answer_names_the_roles_of_its_rows_and_tells_its_source(text: str, ask: Ask, names: dict[str, str]) -> None:
    answer = ask(text)
    for row in answer.rows:
        if "slug" in row and answer.intent != "list_roles":
            assert row["slug"] in answer.roles
            assert names[row["slug"]] in answer.text
    if answer.facts and answer.status == "answered":
        assert "\nSource: Zippia, " in answer.text
    assert answer_json(answer)["roles"] == list(answer.roles)


@modest
@given(
    spaces=st.lists(st.sampled_from([" ", "  ", "\t", "\u00a0", "\u3000"]), min_size=4, max_size=4),
    end=st.sampled_from(" ?!."),
)
def test_spacing_and_marks_change_nothing(spaces: list[str], end: str, ask: Ask) -> None:
    words = ["salary", "of", "the", "collector"]
    text = "".join(space + word for space, word in zip(spaces, words, strict=True)) + end
    assert ask(text).text == ask("salary of the collector").text


@modest
@given(ways=st.lists(st.sampled_from([str.lower, str.upper, str.capitalize, str.swapcase]), min_size=5, max_size=5))
def test_capitals_of_words_change_nothing(ways: list[Callable[[str], str]], ask: Ask) -> None:
    plain = "billing associate or collector salary"
    text = " ".join(way(word) for way, word in zip(ways, plain.title().split(), strict=True))
    assert ask(text).text == ask(plain).text


def test_one_stray_capital_changes_nothing(ask: Ask) -> None:
    plain = "billing associate or collector salary"
    strays = [plain[:at] + plain[at].upper() + plain[at + 1 :] for at in range(len(plain))]
    assert [text for text in strays if ask(text).text != ask(plain).text] == []


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "collector ",
        "{{7*7}}",
        "<",
        "((((",
        "é",
        "😀",
        "\u200b",
        "collector pay? ",
        "a-",
        "1,",
        "\n",
        "x" * 5000 + " ",
    ],
    ids=ascii,
)
def test_100_000_characters_are_answered(unit: str, ask: Ask) -> None:
    answer = check((unit * 100_000)[:100_000], ask)
    assert len(answer.text) < 5000


def test_what_is_hidden_in_a_name_does_not_hide_it(ask: Ask) -> None:
    for name in ("col\u200blector", "\ufeffcollector", "ｃｏｌｌｅｃｔｏｒ", "\x1b[31mcollector", "<b>collector</b>"):
        assert COLLECTOR_PAY in ask(f"{name} salary").text, ascii(name)
