"""What is said where nothing is answered: each text of replies.yaml is reached."""

from bot.assistant import Assistant
from bot.compose import compose_refusal
from bot.models import ANSWERED, CLARIFY, Answer, Question
from tests.conftest import shipped_content
from tests.twins import read_twin, twin_paths

BESIDE_ANSWERS = {"also_strangers", "also_topics"}
BY_SCORE = {"menu", "which_fact"}
"""Replies to what was hardly recognized: which utterances those are changes with every example."""
UNREACHED = {"too_long"}
"""A reply without an occasion: a text that is too long is cut."""


def refusal(question: Question, assistant: Assistant) -> Answer:
    return compose_refusal(question, assistant.index, assistant.renderer)


def slug_ids(assistant: Assistant) -> dict[str, int]:
    return {role.slug: role.id for role in assistant.index.roles.values()}


def test_every_reply_is_rendered_by_a_twin(assistant: Assistant) -> None:
    twins = [read_twin(path, declines=False) for path in twin_paths()]
    asked = [case.ask for twin in twins for case in (*twin.takes, *twin.rejects, *twin.replies)]
    questions = [question for text in asked for question in assistant.turn(text).understanding.questions]
    reached = {question.reason for question in questions if question.status != ANSWERED}
    assert shipped_content().replies.keys() - BESIDE_ANSWERS - BY_SCORE - UNREACHED - reached == set()


def test_a_menu_names_the_intents_that_may_be_meant(assistant: Assistant) -> None:
    answer = refusal(Question("", CLARIFY, "menu", menu=("overview", "list_roles")), assistant)
    assert answer.text == (
        'I am not sure what you mean. You could ask: "tell me about the coordinator", "which roles do you know?".'
    )


def test_which_fact_names_the_role_and_the_facts(assistant: Assistant) -> None:
    collector = slug_ids(assistant)["collector"]
    question = Question("show", CLARIFY, "which_fact", roles=(collector,), facts=("summary", "salary", "duty"))
    answer = refusal(question, assistant)
    assert answer.text == "I am not sure what you ask about Collector: what they do, average salary or duties?"
    assert answer.options == ("what they do", "average salary", "duties")
