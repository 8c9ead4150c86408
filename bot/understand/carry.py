"""Carry over from the conversation what a sentence leaves unsaid: its roles, its fact kinds, or the whole question."""

from dataclasses import replace

from bot.content.intents import Intent
from bot.models import LEAST_YEARLY, Amount
from bot.role_names import singular
from bot.understand.choose_option import chosen_options
from bot.understand.context import Context
from bot.understand.index import Index
from bot.understand.reading import Reading
from bot.understand.slots import Slots

ADDING = frozenset(
    ["add", "include", "also", "throw", "plus", "adding", "including", "too", "vs", "versus", "against", "with", "than"]
)
"""Words by which a role named is added to those in hand rather than taken instead of them."""
COMPARING = frozenset({"vs", "compare", "more", "less", "difference"})
"""Cues that compare a role named alone with those in hand."""
CORRECTING = frozenset({"sorry", "oops", "meant", "mean", "correction", "no", "nope", "wait"})
"""Words by which a name is put in the place of the one in hand."""
OWN = frozenset({"my", "our", "me", "us", "mine"})
"""Words that make it the speaker's own affair, so that nothing is carried over."""
GENERAL = frozenset({"which", "who", "role", "roles", "job", "jobs", "any", "anything", "anyone"})
"""Words of a question about all roles rather than the one in hand."""
LONGEST = 7
"""Words of a sentence that may go on from the one before without being a question of its own."""
WHOLE = frozenset({"all", "overall", "altogether", "any", "anything", "anyone", "everything", "every"})
"""Words that ask about all roles, whatever was spoken of before."""
PLAIN = frozenset({"average", "spread"})
"""Cues that a question about one role may have as well as one over all."""
LEAST_SUM = 10
"""A smaller number is no amount that could be held against a figure."""
PAIR = 2
THOUSAND = 1000


def carried(reading: Reading, index: Index, context: Context) -> Reading:
    """Return a reading with what the conversation lends it."""
    if not (context.intent or context.known or context.facts):
        return reading
    slots = _option_chosen(reading, index, context)
    if slots is None:
        slots = _corrected(_narrowed(reading.slots, context, index.lexicon.roles.heads), reading, index, context)
    intent = index.content.intents[reading.recognition.best.intent]
    if _goes_on(reading, slots, intent, index, context):
        slots = _going_on(reading, slots, index, context)
    elif _asks_of_those_in_hand(reading, slots, intent, index, context):
        shows = next(own for own in index.content.intents.values() if own.shows_facts)
        slots = replace(slots, intent=shows.name, roles=context.roles)
    else:
        slots = _completed(slots, intent, context, _names_facts(reading))
        if _is_put_to_the_same(reading, slots, intent, index):
            slots = replace(slots, roles=context.over)
    return reading._replace(slots=slots)


def _option_chosen(reading: Reading, index: Index, context: Context) -> Slots | None:
    """Return the slots of an answer to an open question, None where the sentence is none."""
    slots = reading.slots
    if not context.options or slots.strangers:
        return None
    certain = slots.roles if not slots.choices and reading.names_only else ()
    picked = certain or chosen_options(reading.recognition.lexemes, context.options, index.lexicon.roles)
    if not picked:
        return None
    return replace(_bare(slots), roles=picked)


def _bare(slots: Slots) -> Slots:
    """Return slots without anything but their words' polarity: what an answer to a question back says is a name."""
    return replace(
        slots,
        choices=(),
        facts=(),
        items=(),
        amounts=(),
        conditions=(),
        topics=(),
        narrowings=(),
        conditions_beside=(),
        guessed=True,
        unsure=False,
    )


def _narrowed(slots: Slots, context: Context, heads: frozenset[str]) -> Slots:
    """Return the slots with a name that may mean several roles read as the one of them that was spoken of.

    A family's name, which says of no role what it is ('collections'), stays open.
    """
    roles, left = list(slots.roles), []
    for choice in slots.choices:
        near = [role for role in choice.role_ids if role in context.known]
        says_what = any(singular(word) in heads for word in choice.text.split())
        if len(near) == 1 and (says_what or context.options):
            roles.append(near[0])
        else:
            left.append(choice)
    return replace(slots, roles=tuple(dict.fromkeys(roles)), choices=tuple(left))


def _corrected(slots: Slots, reading: Reading, index: Index, context: Context) -> Slots:
    """Return the slots with 'specialist' in 'not coordinator, specialist' read as the one akin to what is put right."""
    wrong = [role for role in slots.unmeant if role in context.known]
    if not wrong and slots.choices and _puts_right(reading):
        wrong = list(context.roles)
    if not wrong:
        return slots
    if not slots.choices:
        others = [role for role in context.roles if role not in wrong] if len(slots.roles) == 1 else []
        return replace(slots, roles=tuple(dict.fromkeys((*others, *slots.roles))))
    sets = index.lexicon.roles.word_sets
    family = frozenset().union(*(words for role in wrong for words in sets[role]))
    nearness = {
        role: max(len(words & family) for words in sets[role])
        for role in slots.choices[0].role_ids
        if role not in wrong
    }
    best = [role for role, count in nearness.items() if count == max(nearness.values())]
    return replace(slots, roles=(*slots.roles, best[0]), choices=()) if len(best) == 1 else slots


def _puts_right(reading: Reading) -> bool:
    """Tell whether a sentence puts right what was said before: 'sorry, specialist'."""
    return any(lexeme.text in CORRECTING for lexeme in reading.recognition.lexemes)


def _goes_on(reading: Reading, slots: Slots, intent: Intent, index: Index, context: Context) -> bool:
    """Tell whether a sentence only changes a part of what was asked before: 'and for a coordinator?', '39k?'."""
    words = {lexeme.text for lexeme in reading.recognition.lexemes}
    if not (context.intent or context.facts) or slots.strangers or slots.topics or OWN & words:
        return False
    if (
        GENERAL.isdisjoint(words)
        and any(own.unit or own.value >= LEAST_SUM for own in slots.amounts)
        and _is_short(reading)
        and len(context.roles) == 1
        and not _names_facts(reading)
    ):
        return True
    if slots.facts and not slots.guessed:
        return (intent.declines and _is_short(reading)) or _by_another(reading, slots, intent, index, context)
    if slots.conditions and not slots.amounts:
        return False
    names = bool(slots.roles or slots.choices)
    only_names = reading.names_only or (names and slots != reading.slots and not slots.facts)
    compares = (len(slots.roles) == 1 or reading.only_refers) and not COMPARING.isdisjoint(slots.cues)
    return only_names or intent.continues or compares


def _names_facts(reading: Reading) -> bool:
    return bool(reading.recognition.of_type("fact", "item"))


def _asks_of_those_in_hand(reading: Reading, slots: Slots, intent: Intent, index: Index, context: Context) -> bool:
    """Tell whether 'and the average salary?' or 'still growing?' is asked of the role in hand rather than of all."""
    words = {lexeme.text for lexeme in reading.recognition.lexemes}
    adds_up = intent.scope == "all" and intent.rests_on == "all" and set(slots.cues) <= PLAIN
    before = index.content.intents.get(context.intent)
    of_one = before is not None and before.scope == "named"
    rises = of_one and intent.rests_on == "selection" and not slots.amounts
    in_hand = len(context.roles) == 1 and GENERAL.isdisjoint(words) and not (slots.roles or slots.choices)
    return (adds_up or rises) and in_hand and bool(slots.facts)


def _by_another(reading: Reading, slots: Slots, intent: Intent, index: Index, context: Context) -> bool:
    """Tell whether what was asked of all roles is asked again by another fact: 'now by hourly', 'and hourly?'."""
    before = index.content.intents.get(context.intent)
    if slots.roles or slots.choices or before is None or before.scope != "all":
        return False
    adds_up = before.rests_on == "all" and bool(before.needs.get("facts"))
    by = any(lexeme.text == "by" for lexeme in reading.recognition.lexemes)
    return by or (adds_up and intent.shows_facts and _is_short(reading))


def _is_put_to_the_same(reading: Reading, slots: Slots, intent: Intent, index: Index) -> bool:
    """Tell whether what ranks or adds up is asked of the roles asked about before: 'and the lowest?'."""
    words = {lexeme.text for lexeme in reading.recognition.lexemes}
    general = not (index.content.words.role_nouns | WHOLE).isdisjoint(words) or "all" in slots.cues
    adds_up = intent.scope == "all" and intent.rests_on != "selection" and bool(intent.needs.get("facts"))
    return adds_up and not general and not (slots.roles or slots.choices or slots.strangers)


def _is_short(reading: Reading) -> bool:
    return sum(lexeme.is_word for lexeme in reading.recognition.lexemes) <= LONGEST


def _going_on(reading: Reading, slots: Slots, index: Index, context: Context) -> Slots:
    """Return the slots of what was asked before, with what the sentence changes of them."""
    intent = _kept(reading, slots, index, context)
    facts = slots.facts if slots.facts and not slots.guessed else _averaged(slots, context, index)
    return replace(
        slots,
        intent=intent.name,
        roles=_kept_roles(reading, slots, intent, context),
        facts=() if intent.own_facts or intent.takes.get("facts") == 0 else facts,
        items=slots.items or context.items,
        amounts=_of_the_same_size(slots.amounts, context) or context.amounts,
        pole=slots.pole or context.pole,
        count=slots.count or (0 if slots.pole else context.places),
        cues=tuple(dict.fromkeys((*slots.cues, *context.cues))),
        guessed=False,
        unsure=False,
        conditions_beside=(),
    )


def _of_the_same_size(amounts: tuple[Amount, ...], context: Context) -> tuple[Amount, ...]:
    """Return amounts with thousands meant where thousands were spoken of: 'and 60?' after 52k."""
    yearly = any(own.value >= LEAST_YEARLY for own in context.amounts)
    return tuple(
        own._replace(value=own.value * THOUSAND) if yearly and not own.unit and own.value < THOUSAND else own
        for own in amounts
    )


def _averaged(slots: Slots, context: Context, index: Index) -> tuple[str, ...]:
    """Return the fact kinds in hand; where the average is asked for, that of a range: 'and the average?'."""
    kinds = index.content.facts.values()
    averages = {kind.ends: kind.name for kind in kinds if kind.ends and not kind.derived and not kind.converts}
    return tuple(averages.get(kind, kind) for kind in context.facts) if "average" in slots.cues else context.facts


def _kept(reading: Reading, slots: Slots, index: Index, context: Context) -> Intent:
    """Return the intent that goes on: the one before, unless what the sentence names makes another of it."""
    intents = index.content.intents
    shows = next(intent for intent in intents.values() if intent.shows_facts)
    kept = intents.get(context.intent, shows)
    if kept.continues or (kept is shows and not (context.facts or slots.facts)):
        kept = next((own for own in intents.values() if own.with_several), shows)
    if kept.own_facts and slots.facts and not slots.guessed and not (kept.meant_by_amounts and slots.amounts):
        kept = shows
    of_pay = any(index.content.facts[kind].places for kind in context.facts)
    least = LEAST_SUM if of_pay else LEAST_YEARLY
    sums = any(own.unit == "money" or (not own.unit and own.value >= least) for own in slots.amounts)
    if sums and len(context.roles) == 1 and not kept.meant_by_amounts and kept.rests_on != "selection":
        kept = next(intent for intent in intents.values() if intent.meant_by_amounts)
    adds = _adds(reading, slots)
    if len(slots.roles) + len(context.roles) * adds > 1 and kept.with_several:
        kept = intents[kept.with_several]
    if (slots.roles and kept.scope == "all" and not adds) or kept.declines:
        kept = shows
    return kept


def _adds(reading: Reading, slots: Slots) -> bool:
    words = {lexeme.text for lexeme in reading.recognition.lexemes}
    return bool(ADDING & words) or (len(slots.roles) == 1 and not COMPARING.isdisjoint(slots.cues))


def _asks_for_a_difference(reading: Reading, slots: Slots, context: Context) -> bool:
    """Tell whether what two roles were asked one after the other is to be compared: 'what is the difference?'."""
    how = any(lexeme.text == "how" for lexeme in reading.recognition.lexemes)
    differs = "difference" in slots.cues or (how and not COMPARING.isdisjoint(slots.cues))
    return differs and len(context.roles) == 1 and len(context.group) >= PAIR


def _kept_roles(reading: Reading, slots: Slots, intent: Intent, context: Context) -> tuple[int, ...]:
    """Return the roles that a sentence names, behind those in hand where it adds to them; else those in hand."""
    if slots.choices:
        return slots.roles
    if not slots.roles and intent.scope != "all" and _asks_for_a_difference(reading, slots, context):
        return context.group[-PAIR:]
    if not slots.roles:
        return context.over if intent.scope == "all" else context.roles
    both = tuple(dict.fromkeys((*context.roles, *slots.roles)))
    fits = len(both) <= intent.takes.get("roles", len(both))
    return both if _adds(reading, slots) and fits and not context.options else slots.roles


def _completed(slots: Slots, intent: Intent, context: Context, names_facts: bool) -> Slots:
    """Return slots with the roles and fact kinds that the intent wants and the sentence does not name."""
    names = bool(slots.roles or slots.choices or slots.strangers)
    wanted = intent.needs.get("roles", 0)
    differs = "difference" in slots.cues and intent.scope == "named"
    if (wanted == PAIR or differs) and len(slots.roles) == 1 and not slots.choices and len(context.roles) == 1:
        slots = replace(slots, roles=tuple(dict.fromkeys((*context.roles, *slots.roles))))
    elif (wanted or intent.refers) and not names:
        slots = replace(slots, roles=context.roles)
    unnamed = not slots.facts and not slots.topics
    if unnamed and ((intent.needs.get("facts") and intent.scope == "all") or (intent.refers and not names)):
        slots = replace(slots, facts=context.facts)
    if intent.rests_on == "selection" and context.facts and not names_facts:
        kinds = context.facts[:1]
        bare = [own._replace(kinds=kinds) if own.is_figure and not own.unit else own for own in slots.conditions]
        slots = replace(slots, conditions=tuple(bare))
    return slots
