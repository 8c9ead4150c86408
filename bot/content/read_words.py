"""Read the words of intents/words.yaml and intents/english.txt."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.content.read_text import read_text
from bot.content.strict_yaml import read_block
from bot.content.words import Words


def read_words(path: Path) -> Words:
    """Return the words; raises ContentError."""
    block = read_block(path)
    levels = block.text_lists("levels")
    emoji = block.block("emoji")
    short = block.block("short")
    words = Words(
        levels={form: full for full, forms in levels.items() for form in (full, *forms)},
        job_words=frozenset(block.texts("job_words")),
        job_endings=block.texts("job_endings"),
        before_roles=frozenset(
            [
                *block.texts("before_roles"),
                *(form for verb in block.texts("before_roles_verbs") for form in verb_forms(verb)),
            ]
        ),
        subjects=frozenset(block.texts("subjects")),
        directions=frozenset(block.texts("directions")),
        role_nouns=frozenset(block.texts("role_nouns")),
        little=frozenset(block.text_rows("little")),
        little_endings=block.texts("little_endings"),
        verbs=frozenset(form for verb in block.texts("verbs") for form in verb_forms(verb)),
        adjectives=frozenset(block.texts("adjectives")),
        things=frozenset(block.text_rows("things")),
        asking=frozenset(block.texts("asking")),
        noise=block.texts("noise"),
        short={form: short.text(form) for form in short} if short else {},
        abbreviations=frozenset(block.texts("abbreviations")),
        emoji={sign: emoji.text(sign) for sign in emoji} if emoji else {},
        cues=block.text_lists("cues"),
        silencing=block.text_lists("silencing"),
        negations=block.texts("negations"),
        references=block.text_lists("references"),
        english=_read_english(path.with_name("english.txt")),
    )
    block.end()
    return words


def verb_forms(verb: str) -> Iterator[str]:
    """Yield the regular forms of an English verb: 'stop', 'stops', 'stopped', 'stopping'."""
    yield verb
    if verb.endswith("e"):
        stem, plural, past = verb[:-1], f"{verb}s", f"{verb}d"
    elif re.search(r"[^aeiou]y$", verb):
        stem, plural, past = verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    else:
        stem = verb + verb[-1] if re.search(r"^[^aeiou]*[aeiou][bdgklmnprt]$", verb) else verb
        plural, past = verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s"), f"{stem}ed"
    yield from (plural, past, f"{stem}ing")


def _read_english(path: Path) -> str:
    lines = [line for line in read_text(path).splitlines() if not line.startswith("#")]
    return "\n".join(["", *" ".join(lines).split(), ""])
