"""Answers and facts as JSON, in the keys that programs rely on."""

from typing import Any

from bot.models import Answer, Row

FACT_KEYS = ("role", "slug", "fact", "item", "value", "low", "high", "text", "unit", "source", "published", "raw")


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as one JSON object."""
    return {
        "status": answer.status,
        "intent": answer.intent,
        "roles": list(answer.roles),
        "facts": list(answer.facts),
        "text": answer.text,
        "options": list(answer.options),
        "score": answer.score,
        "rows": [fact_json(row) for row in answer.rows],
        "sources": list(answer.sources),
    }


def fact_json(row: Row) -> dict[str, Any]:
    """Return a row that an answer rests on; whole numbers lose their decimal point."""
    named = {**row}
    if "kind" in row:
        named["fact"] = row["kind"]
    if "publisher" in row:
        named["source"] = f"{row['publisher']}: {row['page']}"
    return {key: _plain(named[key]) for key in FACT_KEYS if key in named}


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
