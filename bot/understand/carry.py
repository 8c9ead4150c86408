"""Carry over from the conversation what a sentence leaves unsaid: its roles, its fact kinds, or the whole question."""

from dataclasses import replace

from bot.content.intents import Intent
from bot.models import Choice
from bot.understand.choose_option import chosen_options
from bot.understand.context import Context
from bot.understand.index import Index
from bot.understand.reading import Reading
from bot.understand.slots import Slots

ADDING = frozenset({"add", "include", "also", "plus", "adding", "including", "too", "vs", "versus", "against", "with"})
"""Words by which a role named is added to those in hand rather than taken instead of them."""
PAIR = 2


def carried(reading: Reading, index: Index, context: Context) -> Reading:
    """Return a reading with what the conversation lends it."""
    if not context.intent and not context.known:
        return reading
    intent = index.content.intents[reading.recognition.best.intent]
    slots = _chosen(reading, index, context)
    slots = _corrected(slots, reading, index, context)
    if _goes_on(reading, slots, intent):
        slots = _going_on(reading, slots, index, context)
    else:
        slots = _completed(slots, intent, context)
    return reading._replace(slots=slots)


def _chosen(reading: Reading, index: Index, context: Context) -> Slots:
    """Return the slots with a name that may mean several roles read as one of those spoken of, if only one fits."""
    slots, lexemes = reading.slots, reading.recognition.lexemes
    if (context.options and not slots.facts) or (context.options and slots.guessed):
        picked = slots.roles if slots.roles and not slots.choices else ()
        picked = picked or chosen_options(lexemes, context.options, index.lexicon.roles)
        if picked and not slots.strangers:
            return replace(slots, roles=picked, choices=(), facts=(), items=(), guessed=False, narrowings=(), topics=())
    roles, left = list(slots.roles), []
    for choice in slots.choices:
        near = [role for role in choice.role_ids if role in context.known]
        if len(near) == 1:
            roles.append(near[0])
        else:
            left.append(Choice(choice.text, choice.role_ids))
    return replace(slots, roles=tuple(dict.fromkeys(roles)), choices=tuple(left))


def _corrected(slots: Slots, reading: Reading, index: Index, context: Context) -> Slots:
    """Return the slots with 'specialist' in 'not coordinator, specialist' read as the one akin to what is put right."""
    unmeant = [own.resolution for own in reading.recognition.of_type("not_role") if own.resolution]
    wrong = {role for resolution in unmeant for role in resolution.role_ids if role in context.known}
    if not wrong or len(slots.choices) != 1:
        return slots
    sets = index.lexicon.roles.word_sets
    family = frozenset().union(*(words for role in wrong for words in sets[role]))
    shared = {
        role: max(len(words & family) for words in sets[role])
        for role in slots.choices[0].role_ids
        if role not in wrong
    }
    best = [role for role, count in shared.items() if count == max(shared.values())]
    return replace(slots, roles=(*slots.roles, best[0]), choices=()) if len(best) == 1 else slots


def _goes_on(reading: Reading, slots: Slots, intent: Intent) -> bool:
    """Tell whether a sentence only changes the roles of what was asked before: 'and for a coordinator?'."""
    if slots.facts and not slots.guessed:
        return False
    names = bool(slots.roles or slots.choices)
    only_names = reading.names_only or (names and slots != reading.slots and not slots.facts)
    return only_names or intent.continues


def _going_on(reading: Reading, slots: Slots, index: Index, context: Context) -> Slots:
    """Return the slots of what was asked before with the roles that the sentence names, if any."""
    if not context.intent:
        return slots
    roles = _with_added(reading, slots, context) if slots.roles else () if slots.choices else context.roles
    intents = index.content.intents
    kept = intents[context.intent]
    if len(roles) > 1 and kept.with_several:
        kept = intents[kept.with_several]
    if kept.scope != "named" and slots.roles and kept.scope == "all":
        kept = next(intent for intent in intents.values() if intent.shows_facts)
    return replace(
        slots,
        intent=kept.name,
        roles=roles,
        facts=() if kept.own_facts or kept.takes.get("facts") == 0 else context.facts,
        items=context.items,
        amounts=slots.amounts or context.amounts,
        pole=slots.pole or context.pole,
        guessed=False,
        narrowings=(),
    )


def _with_added(reading: Reading, slots: Slots, context: Context) -> tuple[int, ...]:
    """Return the roles that a sentence names, behind those in hand where it adds to them."""
    words = {lexeme.text for lexeme in reading.recognition.lexemes}
    cued = any(cue.name in ("vs", "compare") for cue in reading.recognition.of_type("cue"))
    if (ADDING & words or cued) and len(slots.roles) == 1 and not context.options:
        return tuple(dict.fromkeys((*context.roles, *slots.roles)))
    return slots.roles


def _completed(slots: Slots, intent: Intent, context: Context) -> Slots:
    """Return slots with the roles and fact kinds that the intent wants and the sentence does not name."""
    names = bool(slots.roles or slots.choices or slots.strangers)
    wanted = intent.needs.get("roles", 0)
    if wanted == PAIR and len(slots.roles) == 1 and not slots.choices and len(context.roles) == 1:
        slots = replace(slots, roles=tuple(dict.fromkeys((*context.roles, *slots.roles))))
    elif (wanted or intent.refers) and not names:
        slots = replace(slots, roles=context.roles)
    unnamed = not slots.facts and not slots.topics
    if unnamed and ((intent.needs.get("facts") and intent.scope == "all") or (intent.refers and not names)):
        slots = replace(slots, facts=context.facts)
    return slots
