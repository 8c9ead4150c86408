"""Ranges of several roles as a bar chart; the text of the answer carries the figures too."""

from collections.abc import Mapping, Sequence

from bot.models import Row
from bot.slack import limits
from bot.slack.elements import Block
from bot.slack.markup import shorten

ENDS = ("low", "high")


def chart(rows: Sequence[Row], names: Mapping[str, str]) -> Block:
    """Return a bar chart of the ranges of roles, the first twenty of them."""
    drawn = rows[: limits.CHART_POINTS]
    labels = _labels([row["role"] for row in drawn])
    series = [
        {
            "name": names[end],
            "data": [{"label": label, "value": row[end]} for label, row in zip(labels, drawn, strict=True)],
        }
        for end in ENDS
    ]
    title = str(drawn[0]["kind"]).replace("_", " ").capitalize()
    axes = {"categories": labels, "y_label": shorten(str(drawn[0]["unit"]), limits.CHART_TITLE)}
    return {
        "type": "data_visualization",
        "title": shorten(title, limits.CHART_TITLE),
        "chart": {"type": "bar", "series": series, "axis_config": axes},
    }


def _labels(names: Sequence[str]) -> list[str]:
    """Return names cut to the length of a label, numbered where the cut makes two alike."""
    labels: list[str] = []
    for name in names:
        label = shorten(name, limits.CHART_LABEL)
        number = 2
        while label in labels:
            mark = f" {number}"
            label = shorten(name, limits.CHART_LABEL - len(mark)) + mark
            number += 1
        labels.append(label)
    return labels
