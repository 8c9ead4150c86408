"""The twins of the content: what each intent and fact kind must take, must not take, and says in full."""

import re
from pathlib import Path
from typing import NamedTuple

from bot.assistant import Assistant, Turn
from bot.content.strict_yaml import Block, read_block
from bot.models import ANSWERED, CLARIFY, DECLINED

FOLDER = Path(__file__).parent


class Case(NamedTuple):
    """An utterance and what it must be understood as; empty where that is left open."""

    ask: str
    status: str = ""
    intent: str = ""
    roles: frozenset[str] | None = None
    """Slugs."""
    named: tuple[str, ...] | None = None
    """Slugs of the roles that the answer names, in order, where the question is about others than it names."""
    facts: frozenset[str] | None = None
    topics: frozenset[str] = frozenset()
    """Names of topics in unheld.yaml."""
    reply: str = ""
    came: str = ""
    """What came instead, in words, of a case that is not met."""


class Twin(NamedTuple):
    """The cases of one file under intents/."""

    folder: str
    name: str
    takes: tuple[Case, ...]
    rejects: tuple[Case, ...]
    replies: tuple[Case, ...]
    unmet: tuple[Case, ...]
    """Cases that belong to `takes` and fail."""
    unmet_rejects: tuple[Case, ...]
    """Cases that belong to `rejects` and fail."""


class Heard(NamedTuple):
    """What an utterance was understood as, all its questions together."""

    status: str
    intent: str
    roles: frozenset[str]
    named: tuple[str, ...]
    facts: frozenset[str]
    topics: frozenset[str]
    """Titles of topics that nothing is held on."""


def twin_paths() -> list[Path]:
    """Return the files of all twins."""
    return sorted([*FOLDER.glob("intents/*.yaml"), *FOLDER.glob("facts/*.yaml")])


def read_twin(path: Path, declines: bool) -> Twin:
    """Return a twin; raises ContentError at anything that is not of its form."""
    block = read_block(path)
    default = Case("", status=DECLINED if declines else ANSWERED, intent=path.stem, roles=frozenset())
    if path.parent.name == "facts":
        default = default._replace(intent="show", facts=frozenset({path.stem}))
    twin = Twin(
        folder=path.parent.name,
        name=path.stem,
        takes=tuple(read_case(case, default) for case in block.blocks("takes")),
        rejects=tuple(read_case(case, Case("")) for case in block.blocks("rejects")),
        replies=tuple(_reply(case) for case in block.blocks("replies")),
        unmet=tuple(read_case(case, default, "came") for case in block.blocks("unmet")),
        unmet_rejects=tuple(read_case(case, Case(""), "came") for case in block.blocks("unmet_rejects")),
    )
    block.end()
    return twin


def read_case(block: Block, default: Case, *required: str) -> Case:
    """Return a case of a file that is read strictly; what it leaves open is as in the default."""
    roles = None if "named" in block else default.roles
    case = Case(
        ask=block.text("ask"),
        status=block.choice("status", ("", ANSWERED, CLARIFY, DECLINED), default.status),
        intent=block.text("intent", default.intent),
        roles=frozenset(block.texts("roles")) if "roles" in block else roles,
        named=block.texts("named") if "named" in block else None,
        facts=frozenset(block.texts("facts")) if "facts" in block else default.facts,
        topics=frozenset(block.texts("topics")),
        came=block.text("came") if "came" in required else "",
    )
    for key in ("roles", "named", "facts"):
        block.texts(key)
    block.end()
    return case


def _reply(block: Block) -> Case:
    case = Case(ask=block.text("ask"), reply=block.text("reply").rstrip("\n"))
    block.end()
    return case


def heard(turn: Turn, assistant: Assistant) -> Heard:
    """Return what an utterance was understood as."""
    questions = turn.understanding.questions
    roles = assistant.index.roles
    return Heard(
        status=turn.answer.status,
        intent=turn.answer.intent,
        roles=frozenset(roles[role].slug for question in questions for role in question.roles),
        named=turn.answer.roles,
        facts=frozenset(fact for question in questions for fact in question.facts),
        topics=frozenset(topic for question in questions for topic in (*question.topics, *question.words)),
    )


def differences(case: Case, got: Heard, titles: dict[str, str]) -> list[str]:
    """Return where an utterance was not understood as it must be; `titles` are those of the topics by name."""
    found = []
    if case.status and got.status != case.status:
        found.append(f"status {got.status}, wanted {case.status}")
    if case.intent and got.intent != case.intent:
        found.append(f"intent {got.intent}, wanted {case.intent}")
    if case.roles is not None and got.roles != case.roles:
        found.append(f"roles {sorted(got.roles)}, wanted {sorted(case.roles)}")
    if case.named is not None and got.named != case.named:
        found.append(f"named {list(got.named)}, wanted {list(case.named)}")
    if case.facts is not None and got.facts != case.facts:
        found.append(f"facts {sorted(got.facts)}, wanted {sorted(case.facts)}")
    if case.topics and got.topics != {titles[topic] for topic in case.topics}:
        found.append(f"topics {sorted(got.topics)}, wanted {sorted(case.topics)}")
    return found


def pattern(example: str) -> re.Pattern[str]:
    """Return what an example reads like with a name of up to five words in its slots."""
    parts = [re.escape(folded(part)) for part in re.split(r"\{\w+\}", example)]
    return re.compile(r" *\w+(?: \w+){0,4} *".join(parts))


def folded(text: str) -> str:
    """Return the words of a text in lower case, without apostrophes and marks."""
    return " ".join(re.findall(r"[\w$%]+", re.sub(r"['’]", "", text.lower())))
