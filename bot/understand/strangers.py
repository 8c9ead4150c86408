"""Roles that the catalogue lacks: an unknown word, level or job beside a known name makes another role."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.content.words import Words
from bot.understand.lexicon import Lexeme
from bot.understand.roles import Resolution, RoleIndex
from bot.understand.spot import Mention

JOINING = frozenset({"in", "of", "from", "for", "with", "within"})
SEPARATING = frozenset({"and", "or", "vs", "versus", "v", "/", "+", "n", "plus"})
EXCEPTING = frozenset({"not", "no", "non", "without", "except", "minus"})
"""Words behind which a part of a name is left out: 'AR specialist (no senior)'."""
ARTICLES = frozenset({"a", "an"})
COMPARING = frozenset({"vs", "versus", "than", "/", "against"})
ASKED_OF = frozenset(
    ["vs", "versus", "than", "and", "or", "of", "for", "as", "do", "doe", "is", "to", "can", "would", "should", "that"]
)  # fmt: skip
"""Words behind which 'a teacher' is a job asked about, rather than somebody that is told of."""
REPORTING = frozenset({"who", "that", "told", "said", "say", "asked", "ask", "asking", "wants", "want", "just"})
OWN = frozenset({"my", "our", "the", "your", "this"})
LONGEST = 4
"""Words by which a name may grow to the left."""


class Sentence(NamedTuple):
    """The words of a sentence with what was found in it so far."""

    lexemes: Sequence[Lexeme]
    mentions: tuple[Mention, ...]
    words: Words
    roles: RoleIndex
    role_makers: frozenset[str]
    """Fact kinds whose items before a role's name make another role: 'data entry clerk'."""
    kind_words: Mapping[str, frozenset[str]]
    """Fact kind -> the words of its phrases."""

    def mention_at(self, at: int) -> Mention | None:
        """Return the mention that holds a word."""
        return next((mention for mention in self.mentions if mention.start <= at < mention.end), None)

    def role_mentions(self) -> list[Mention]:
        """Return the mentions of roles, strangers among them, in order."""
        return [mention for mention in self.mentions if mention.type in ("role", "stranger")]

    def text(self, start: int, end: int) -> str:
        """Return words as they were typed."""
        return " ".join(lexeme.text for lexeme in self.lexemes[start:end] if lexeme.is_word)


def with_strangers(sentence: Sentence) -> tuple[Mention, ...]:
    """Return the mentions with parts of one name joined and unknown roles named as strangers."""
    sentence = sentence._replace(mentions=_with_teams_unsure(sentence))
    joined = sentence._replace(mentions=_joined(sentence))
    grown = joined._replace(mentions=_grown(joined))
    alone = list(_alone(grown))
    free = [own for own in grown.mentions if not any(job.start <= own.start < job.end for job in alone)]
    return tuple(sorted([*free, *alone], key=lambda mention: mention.start))


def _with_teams_unsure(sentence: Sentence) -> tuple[Mention, ...]:
    """Return the mentions where a family's name before a plain noun is no sure name of a role: 'billing team'."""
    return tuple(
        mention._replace(resolution=mention.resolution._replace(guessed=True))
        if mention.resolution and not _has_head(sentence, mention) and _before_a_thing(sentence, mention)
        else mention
        for mention in sentence.mentions
    )


def _has_head(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name says what the role is ('specialist'), not only of what family it is."""
    readings = [words for lexeme in sentence.lexemes[mention.start : mention.end] for words in lexeme.readings]
    return any(sentence.roles.heads & set(words) for words in readings)


def _before_a_thing(sentence: Sentence, mention: Mention) -> bool:
    after = sentence.lexemes[mention.end : mention.end + 1]
    return bool(after) and after[0].word in sentence.words.things and not sentence.mention_at(mention.end)


def _joined(sentence: Sentence) -> tuple[Mention, ...]:
    """Join parts that together name one role: 'coordinators … in collections', 'specialist, collections'."""
    mentions = list(sentence.mentions)
    roles = sentence.role_mentions()
    for first, second in pairwise(roles):
        between = {lexeme.word for lexeme in sentence.lexemes[first.end : second.start]}
        if (SEPARATING | EXCEPTING) & between or first not in mentions or not first.resolution or not second.resolution:
            continue
        both = tuple(role for role in first.resolution.role_ids if role in second.resolution.role_ids)
        named = (
            first.resolution.whole and first.resolution.certain,
            second.resolution.whole and second.resolution.certain,
        )
        amended = between == {","} and not named[0] and named[1]
        apart = named[1] or (named[0] and not (JOINING & between and "," not in between))
        if len(both) == 1 and (amended or not apart):
            text = f"{first.name} {second.name}"
            one = first._replace(name=text, resolution=Resolution(both, whole=True))
            mentions[mentions.index(first)] = one
            mentions[mentions.index(second)] = second._replace(type="noise", name="noise", resolution=None)
    return tuple(mentions)


def _grown(sentence: Sentence) -> tuple[Mention, ...]:
    """Return the mentions with every role's name that an unknown neighbour changes made a stranger."""
    mentions = [mention for mention in sentence.mentions if mention.type != "role"]
    reached = 0
    for mention in sentence.role_mentions():
        if mention.start < reached:
            continue
        start, end = _left_end(sentence, mention), _right_end(sentence, mention)
        if (start, end) == (mention.start, mention.end) and not _lacks_level(mention):
            mentions.append(mention)
            continue
        inside = [other for other in sentence.role_mentions() if start <= other.start and other.end <= end]
        nearest = tuple(sorted({role for other in inside if other.resolution for role in other.resolution.role_ids}))
        mentions = [other for other in mentions if other.end <= start or other.start >= end]
        mentions.append(
            Mention(start, end, "stranger", sentence.text(start, end), resolution=Resolution(nearest, False))
        )
        reached = end
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _lacks_level(mention: Mention) -> bool:
    return mention.resolution is not None and mention.resolution.lacks_level


def _left_end(sentence: Sentence, mention: Mention) -> int:
    """Return where a role's name begins, with the unknown words before it."""
    at = mention.start
    while at > max(0, mention.start - LONGEST) and _makes_another_role(sentence, at - 1, mention):
        held = sentence.mention_at(at - 1)
        at = held.start if held else at - 1
    return _head_of(sentence, mention) if at == mention.start and not _has_head(sentence, mention) else at


def _head_of(sentence: Sentence, mention: Mention) -> int:
    """Return where the name of who heads a family of roles begins: 'head of collections', 'VP of billing'."""
    at = mention.start
    of = at > 1 and sentence.lexemes[at - 1].word == "of" and sentence.lexemes[at - 2].word
    jobs = sentence.roles.levels | sentence.words.job_words - sentence.roles.heads
    return at - 2 if of and of in jobs else at


def _makes_another_role(sentence: Sentence, at: int, mention: Mention) -> bool:
    """Tell whether a word directly before a role's name makes another role of it."""
    lexeme, held = sentence.lexemes[at], sentence.mention_at(at)
    if not lexeme.is_word:
        return False
    if held and held.type == "role":
        return not (_is_named(held) and _is_named(mention) and _has_head(sentence, held))
    if held:
        return any(kind in sentence.role_makers for kind, _ in held.items)
    return not (lexeme.little or _continues_a_fact(sentence, at) or _is_verb_here(sentence, at))


def _is_verb_here(sentence: Sentence, at: int) -> bool:
    """Tell whether a word before a role's name is a verb: 'my boss swears collectors …', 'to poach collectors'."""
    before = [lexeme.word for lexeme in sentence.lexemes[max(0, at - 2) : at]]
    if not before:
        return False
    if before[-1] == "to":
        return sentence.lexemes[at].english and before[0] not in sentence.words.directions
    return sentence.lexemes[at].plain and before[-1] in sentence.words.subjects


def _continues_a_fact(sentence: Sentence, at: int) -> bool:
    """Tell whether a word belongs to the fact kind or item named just before it: 'men / women split …'."""
    held = sentence.mention_at(at - 1) if at else None
    if not held or held.type not in ("fact", "item"):
        return False
    kinds = {held.name, *(kind for kind, _ in held.items)}
    return any(sentence.lexemes[at].word in sentence.kind_words.get(kind, ()) for kind in kinds)


def _is_named(mention: Mention) -> bool:
    """Tell whether a mention is a whole name of one role, so that a neighbour is another in a list."""
    return mention.resolution is not None and mention.resolution.whole and mention.resolution.certain


def _right_end(sentence: Sentence, mention: Mention) -> int:
    """Return where a role's name ends, with a job or level behind it: 'collections team lead', 'collector II'."""
    end = mention.end
    while end < len(sentence.lexemes) and _is_job(sentence, end, mention):
        held = sentence.mention_at(end)
        end = held.end if held else end + 1
    if end == mention.end and end + 1 < len(sentence.lexemes):
        in_team = sentence.lexemes[end].word in sentence.words.things and not sentence.mention_at(end)
        if in_team and _is_job(sentence, end + 1, mention) and not sentence.mention_at(end + 1):
            return end + 2
    return end


def _is_job(sentence: Sentence, at: int, mention: Mention) -> bool:
    lexeme, held, words = sentence.lexemes[at], sentence.mention_at(at), sentence.words
    if held and held.type == "role":
        return not (_is_named(held) and _is_named(mention))
    if held or not lexeme.is_word:
        return held is not None and held.type == "amount" and lexeme.text in words.levels
    if lexeme.word in sentence.roles.levels or lexeme.word in words.job_words:
        return True
    return not lexeme.known and lexeme.word.endswith(words.job_endings)


def _alone(sentence: Sentence) -> Iterator[Mention]:
    """Yield jobs named without any known role's name: 'registered nurse'."""
    reached = 0
    for at, lexeme in enumerate(sentence.lexemes):
        job = lexeme.word in sentence.words.job_words or (
            not lexeme.known and lexeme.word.endswith(sentence.words.job_endings)
        )
        if not (job and lexeme.is_word) or at < reached or sentence.mention_at(at):
            continue
        if not (lexeme.word in sentence.words.things and _only_goes_along(sentence, at)):
            start = at
            while start > max(reached, at - LONGEST) and _belongs_to_job(sentence, start - 1):
                held = sentence.mention_at(start - 1)
                start = held.start if held else start - 1
            reached = at + 1
            yield Mention(start, at + 1, "stranger", sentence.text(start, at + 1), resolution=Resolution((), False))


def _only_goes_along(sentence: Sentence, at: int) -> bool:
    """Tell whether a plain noun that could be a job is none here: 'my manager asked …', not 'vs a teacher'."""
    before = [lexeme.word for lexeme in sentence.lexemes[max(0, at - 2) : at]]
    after = [lexeme.word for lexeme in sentence.lexemes[at + 1 : at + 2]]
    if REPORTING.intersection(after) or OWN.intersection(before[-1:]):
        return True
    if _qualifies(sentence, at - 1):
        return False
    asked_of = bool(before) and (not COMPARING.isdisjoint(before) or (before[-1] in ARTICLES and before[0] in ASKED_OF))
    return bool(sentence.role_mentions()) and not asked_of


def _qualifies(sentence: Sentence, at: int) -> bool:
    """Tell whether a word makes a job of a plain noun behind it: 'payroll manager', 'AP manager'."""
    if at < 0:
        return False
    held = sentence.mention_at(at)
    lexeme = sentence.lexemes[at]
    noun = lexeme.is_word and lexeme.english and not (lexeme.plain or lexeme.little)
    return held.type in ("topic", "item") if held else bool(lexeme.readings) or noun


def _belongs_to_job(sentence: Sentence, at: int) -> bool:
    """Tell whether a word before a job's name belongs to it: 'registered nurse', 'software engineer'."""
    held, lexeme = sentence.mention_at(at), sentence.lexemes[at]
    if held:
        return held.type in ("topic", "item")
    return lexeme.is_word and not lexeme.little
