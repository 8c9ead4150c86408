"""Read names before 'roles' as families: 'the AR / collections / billing roles' names no single role."""

from collections.abc import Sequence

from bot.understand.lexicon import Lexeme
from bot.understand.roles import Resolution, RoleIndex
from bot.understand.spot import Mention, resolve_words

SEVERAL = frozenset({"roles", "jobs", "positions", "titles", "posts", "postings", "occupations", "careers"})
"""Nouns for several roles."""
JOINING = frozenset({"and", "or", "&", "/", ",", "n", "plus", "+"})


def with_families(lexemes: Sequence[Lexeme], mentions: Sequence[Mention], roles: RoleIndex) -> tuple[Mention, ...]:
    """Return the mentions with a list of names that belongs to 'roles' as one mention of all their families."""
    nouns = [at for at, lexeme in enumerate(lexemes) if lexeme.text in SEVERAL]
    for noun in nouns:
        listed = _listed(lexemes, mentions, noun, roles)
        family = _family(lexemes, listed, roles) if listed else ()
        if len(family) > 1 and (len(listed) > 1 or listed[0].joints):
            name = " ".join(lexeme.text for lexeme in lexemes[listed[0].start : listed[-1].end])
            resolution = Resolution(family, whole=True)
            one = listed[0]._replace(end=listed[-1].end, name=name, resolution=resolution)
            mentions = [one if own is listed[0] else own for own in mentions if own not in listed[1:]]
    return tuple(mentions)


def _listed(lexemes: Sequence[Lexeme], mentions: Sequence[Mention], noun: int, roles: RoleIndex) -> list[Mention]:
    """Return the names, none of which says what a role is, that end right before a noun for several roles."""
    ending = {mention.end: mention for mention in mentions if mention.type == "role"}
    listed: list[Mention] = []
    end = noun
    while end in ending and not _has_head(lexemes, ending[end], roles):
        listed.insert(0, ending[end])
        end = ending[end].start
        while end and lexemes[end - 1].text in JOINING:
            end -= 1
    return listed


def _has_head(lexemes: Sequence[Lexeme], mention: Mention, roles: RoleIndex) -> bool:
    readings = [words for lexeme in lexemes[mention.start : mention.end] for words in lexeme.readings]
    return any(len(words) == 1 and words[0] in roles.heads for words in readings)  # 'ar' says no more than 'billing'


def _family(lexemes: Sequence[Lexeme], listed: Sequence[Mention], roles: RoleIndex) -> tuple[int, ...]:
    """Return all roles that some word of the names may mean, none where a word means none by itself."""
    words = [lexeme for own in listed for lexeme in lexemes[own.start : own.end] if lexeme.readings]
    found = [resolve_words([lexeme], roles) for lexeme in words]
    if not all(found):
        return ()
    return tuple(sorted({role for resolution in found if resolution for role in resolution.role_ids}))
