"""Explain an answer from end to end: words, mentions, scores, SQL, rows, template."""

from collections.abc import Iterator

from bot.assistant import Assistant, Turn
from bot.models import Question
from bot.understand.index import Index
from bot.understand.recognize import Recognition
from bot.understand.spot import Mention


def explain(turn: Turn, assistant: Assistant) -> str:
    """Return how an utterance was answered, a line a step."""
    lines: list[str] = []
    for reading in turn.understanding.readings:
        lines += _recognition_lines(reading.recognition, assistant.index)
    thresholds = assistant.index.thresholds
    lines.append(f"thresholds  answer from {thresholds.sure}, recognized from {thresholds.plain}")
    for question in turn.understanding.questions:
        lines += _question_lines(question, assistant)
    return "\n".join(lines)


def _recognition_lines(recognition: Recognition, index: Index) -> Iterator[str]:
    yield "words       " + " ".join(_word(lexeme.text, lexeme.word) for lexeme in recognition.lexemes)
    for mention in recognition.mentions:
        if mention.type != "noise":
            yield "found       " + _mention(mention, index)
    yield "masked      " + " ".join(recognition.masked)
    for candidate in recognition.candidates[:3]:
        name = candidate.intent + (f" ({candidate.fact})" if candidate.fact else "")
        parts = f"probability {candidate.probability:.3f}, likeness {candidate.likeness:.2f}"
        yield f"intent      {candidate.score:.3f} {name}: {parts}"


def _word(text: str, word: str) -> str:
    return text if text == word else f"{text}={word}"


def _mention(mention: Mention, index: Index) -> str:
    if mention.resolution is not None:
        names = ", ".join(index.roles[role].name for role in mention.resolution.role_ids) or "none known"
        sure = "" if mention.resolution.certain else " (not certain)"
        return f"{mention.type} “{mention.name}”: {names}{sure}"
    detail = mention.pole or ", ".join(f"{kind} {item}" for kind, item in mention.items)
    return f"{mention.type} {mention.name}{': ' + detail if detail else ''}".rstrip()


def _question_lines(question: Question, assistant: Assistant) -> Iterator[str]:
    names = ", ".join(assistant.index.roles[role].name for role in question.roles) or "no role"
    facts = ", ".join(question.facts) or "no fact kind"
    yield f"question    {question.intent}: {names}; {facts}; {question.status} {question.reason}".rstrip()
    if question.words:
        yield "unexplained " + ", ".join(question.words)
    intent = assistant.index.content.intents.get(question.intent)
    if intent and intent.lookup and question.status == "answered":
        yield "sql         " + " ".join(intent.lookup.split())
        yield f"parameters  {assistant.parameters(question)}"
        for row in assistant.look_up(question):
            yield f"row         {row}"
        yield f"template    {intent.path.name}"
