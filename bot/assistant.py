"""The way of a question: understand, look up, render."""

from dataclasses import dataclass, replace

from bot.compose import compose, compose_refusal, together
from bot.lookup import Catalogue
from bot.models import ANSWERED, SILENT, Answer, Question, Row
from bot.remember import remember
from bot.render import Renderer
from bot.restrict import condition_kinds, restricted
from bot.state import START, State
from bot.understand.context import context_of
from bot.understand.index import Index
from bot.understand.overhear import overheard
from bot.understand.understand import Understanding, understand


@dataclass(frozen=True)
class Turn:
    """One utterance with what was understood, what is answered, and what the conversation keeps of it."""

    utterance: str
    understanding: Understanding
    answer: Answer
    state: State = START


@dataclass(frozen=True)
class Assistant:
    """Content, catalogue and templates, loaded."""

    index: Index
    catalogue: Catalogue
    renderer: Renderer

    def answer(self, utterance: str) -> Answer:
        """Return the answer to an utterance."""
        return self.turn(utterance).answer

    def turn(self, utterance: str, state: State = START, listening: bool = False) -> Turn:
        """Return the answer to an utterance with all that led to it, in a conversation that has got so far."""
        if listening:
            return self._overhear(utterance, state)
        understanding = understand(utterance, self.index, context_of(state, self.index))
        answers = [self._reply(question) for question in understanding.questions]
        after = remember(state, understanding.questions, answers, self.index)
        return Turn(utterance, understanding, together(answers), after)

    def _overhear(self, message: str, state: State) -> Turn:
        """Return the answer to a message that was not addressed to us: silence, unless it asks the room."""
        understanding = overheard(message, self.index)
        if understanding is None:
            return Turn(message, Understanding((), ()), Answer(SILENT, "", ""), state)
        answer = together([self._reply(question) for question in understanding.questions])
        return Turn(message, understanding, answer if answer.status == ANSWERED else Answer(SILENT, "", ""), state)

    def look_up(self, question: Question) -> list[Row]:
        """Return the rows that an intent's look-up gives."""
        intent = self.index.content.intents[question.intent]
        return self.catalogue.rows(intent.lookup, self.parameters(question)) if intent.lookup else []

    def parameters(self, question: Question) -> dict[str, object]:
        """Return what a look-up is bound to; kinds that may stand in for others or beside them are among the facts."""
        asked = [self.index.content.facts[kind] for kind in question.facts]
        facts = [kind for of in asked for kind in (of.name, of.instead, of.beside) if kind]
        return {"roles": question.roles, "facts": list(dict.fromkeys(facts))}

    def _reply(self, question: Question) -> Answer:
        if question.status != ANSWERED:
            return compose_refusal(question, self.index, self.renderer)
        intent = self.index.content.intents[question.intent]
        if intent.scope == "all" and intent.rests_on != "selection" and question.conditions:
            conditions = replace(question, facts=condition_kinds(question))
            question = restricted(question, self.look_up(conditions), self.index, self.renderer)
        rows = self.look_up(question)
        answer = compose(question, rows, self.index, self.renderer)
        if answer.status == ANSWERED:
            return answer
        if intent.rests_on == "ranking" and rows and len(question.roles) < len(self.index.roles):
            return self._as_they_are(question, rows)
        return self._otherwise(question, answer)

    def _as_they_are(self, question: Question, rows: list[Row]) -> Answer:
        """Return the facts of some roles where nothing can be worked out from them: 'top 3 skills of both'."""
        shows = next(own for own in self.index.content.intents.values() if own.shows_facts)
        return compose(replace(question, intent=shows.name), rows, self.index, self.renderer)

    def _otherwise(self, question: Question, answer: Answer) -> Answer:
        """Return what another intent says of a fact that is not held, if it has one; else the answer as it is."""
        facts = self.index.content.facts
        instead = facts[question.facts[0]].otherwise if question.facts else ""
        if not instead or len(question.roles) != 1:
            return answer
        intent = self.index.content.intents[instead]
        others = tuple(role for role in self.index.roles if role not in question.roles)
        near = replace(question, intent=intent.name, facts=intent.facts, roles=(*question.roles, *others))
        return compose(near, self.look_up(near), self.index, self.renderer)
