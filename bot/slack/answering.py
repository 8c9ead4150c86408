"""The way of a question in Slack: its conversation, the answer, the post, the note that it is done."""

import logging
from collections.abc import Callable
from uuid import uuid4

from slack_sdk import WebClient

from bot.models import SILENT, Answer
from bot.slack import limits
from bot.slack.asked import OPEN, STEP, WHISPER, Asked
from bot.slack.blocks import Around, Message, message, page_count, plain_message
from bot.slack.desk import Desk
from bot.slack.lanes import Lanes
from bot.slack.pace import Pace
from bot.slack.posting import NOT_THERE, Place, Refused, TryLater, is_posted, post
from bot.slack.settings import Settings
from bot.slack.store import Store
from bot.state import START, State

ATTEMPTS = 12
LONGEST_WAIT = 30.0
"""Seconds between attempts at most, where Slack does not say how many."""

logger = logging.getLogger(__name__)

Clients = Callable[[str, str], WebClient | None]
"""Returns the client of an enterprise and team, None where it is not installed."""


class Answering:
    """Answers questions that were taken, each once."""

    def __init__(self, desk: Desk, store: Store, settings: Settings, clients: Clients, lanes: Lanes) -> None:
        self._desk = desk
        self._store = store
        self._settings = settings
        self._clients = clients
        self._lanes = lanes
        self._pace = Pace(settings.per_minute)

    def add(self, asked: Asked, sending: bool = False, client: WebClient | None = None) -> None:
        """Answer a question when its turn comes; `sending` says that it may be answered already."""
        self._lanes.add(asked.lane, _Attempts(self, asked, sending, client).attempt)

    def take(self, asked: Asked) -> None:
        """Answer a question that no listener took, unless it was taken before."""
        if self._store.take(asked):
            self.add(asked)

    def adopt_orphans(self) -> None:
        """Answer what a process that died has left."""
        for orphan in self._store.orphans():
            self.add(orphan.asked, orphan.sending)

    def reason_against(self, asked: Asked) -> str:
        """Return why a question is not answered: 'stranger', 'limit' or 'silence'; nothing if it is."""
        return "stranger" if asked.stranger else self._pace.verdict(f"{asked.team}:{asked.user}")

    def turn_away(self, asked: Asked, reason: str) -> None:
        """Tell why there is no answer, unless nobody asked for one; raises TryLater or Refused."""
        if reason != "silence" and not asked.listening:
            context = {"limit": self._settings.per_minute} if reason == "limit" else {}
            self._tell(asked, self._desk.say(reason, **context))
        self._store.done(asked)

    def answer(self, asked: Asked, doubtful: bool, own_client: WebClient | None = None) -> None:
        """Answer a question and note that it is done; raises TryLater or Refused."""
        client = own_client or self._client(asked)
        state = State.from_json(asked.state) if asked.state else self._state(asked)
        answer, after = self._desk.turn(asked.text, state, asked.listening)
        if answer.status == SILENT:
            self._store.done(asked)
            return
        place = self._place(asked, answer)
        alone = place != Place(asked.channel, asked.thread)
        conversations = (asked.own_conversation,) if alone else asked.open_conversations
        if not (doubtful and self._is_posted(client, asked)):
            shown = message(answer, self._around(asked, answer, state, place))
            self._store.sending(asked, conversations, state.to_json())
            channel = self._post(client, place, shown, asked)
            # What was pressed in App Home is gone on with in the direct message, which is known by now.
            conversations = conversations if alone else asked._replace(channel=channel).open_conversations
        self._store.done(asked, conversations, after.to_json())

    def give_up(self, asked: Asked, why: str) -> None:
        """Say that there is no answer, if that can be said, and note the question as done."""
        logger.error("a question in %s could not be answered: %s", asked.channel or "a modal", why)
        try:
            self._tell(asked, self._desk.say("failed"))
        except (TryLater, Refused) as error:
            logger.error("nor could that be said: %s", error)
        self._store.done(asked)

    def sending_failed(self, asked: Asked, doubtful: bool) -> None:
        """Note what is known after an attempt that failed."""
        if not doubtful:
            self._store.not_sent(asked)

    def _tell(self, asked: Asked, text: str) -> None:
        """Tell the person who asks, and nobody else, something that is no answer."""
        self._post(self._client(asked), self._aside(asked), plain_message(text), asked)

    def _client(self, asked: Asked) -> WebClient:
        client = self._clients(asked.enterprise, asked.team)
        if client is None:
            raise Refused("the team has not installed the bot")
        return client

    def _state(self, asked: Asked) -> State:
        held = self._store.conversation(asked.conversations)
        try:
            return State.from_json(held.state) if held else START
        except ValueError:  # written by another version
            return START

    def _is_posted(self, client: WebClient, asked: Asked) -> bool:
        # An ephemeral answer leaves no trace to look for.
        return bool(asked.manner == OPEN and asked.ts and asked.thread and is_posted(client, asked))

    def _is_private(self, asked: Asked, answer: Answer) -> bool:
        if asked.direct or asked.shared:
            return False
        return answer.personal or (self._settings.private_pay and self._desk.is_pay(answer))

    def _place(self, asked: Asked, answer: Answer) -> Place:
        if asked.manner in (WHISPER, STEP) or self._is_private(asked, answer):
            return self._aside(asked)
        return Place(asked.channel, asked.thread)

    def _aside(self, asked: Asked) -> Place:
        """Return where only the person who asks sees it."""
        if asked.manner == WHISPER:
            return Place(asked.channel, response_url=asked.response_url)
        if asked.manner == STEP:
            return Place(asked.channel, step=asked.ts)
        if asked.direct:
            return Place(asked.channel, asked.thread)
        # Slack shows an ephemeral message in a thread only where the thread has begun.
        return Place(asked.channel, asked.thread if asked.threaded else "", asked.user)

    def _around(self, asked: Asked, answer: Answer, state: State, place: Place) -> Around:
        share = bool(place.person) and bool(answer.rows)
        around = Around(
            labels=self._desk.labels,
            above=asked.above,
            share=share,
            # What somebody wrote about his own pay is not kept with a vote.
            vote=f"{answer.intent} {answer.score:.3f} {'' if answer.personal else asked.text}"[: limits.VALUE - 10],
            page=asked.page,
            charts=self._settings.charts,
        )
        if not share and page_count(answer, around) == 1:
            return around
        name = uuid4().hex
        self._store.keep(name, asked._replace(state=state.to_json(), listening=False))
        return around._replace(kept=name)

    def _post(self, client: WebClient, place: Place, shown: Message, asked: Asked) -> str:
        try:
            return post(client, place, shown, asked)
        except Refused as error:
            if str(error) not in NOT_THERE or not asked.response_url or place.response_url:
                raise
            # The bot is no member of the channel: whoever asked can be answered all the same.
            return post(client, Place(asked.channel, response_url=asked.response_url), shown, asked)


class _Attempts:
    """One question with how often it was tried."""

    def __init__(self, answering: Answering, asked: Asked, doubtful: bool, client: WebClient | None) -> None:
        self._client = client
        self._answering = answering
        self._asked = asked
        self._doubtful = doubtful
        self._count = 0
        self._against: str | None = None

    def attempt(self) -> float | None:
        """Try to answer; return after how many seconds to try again, None when that is settled."""
        self._count += 1
        try:
            self._settle()
            return None
        except TryLater as later:
            return self._later(later)
        except Refused as error:
            self._answering.give_up(self._asked, str(error))
        except Exception as error:  # a fault of ours: the person hears of it, the log has the traceback
            logger.exception("answering failed")
            self._answering.give_up(self._asked, type(error).__name__)
        return None

    def _settle(self) -> None:
        if self._against is None:
            self._against = self._answering.reason_against(self._asked)
        if self._against:
            self._answering.turn_away(self._asked, self._against)
        else:
            self._answering.answer(self._asked, self._doubtful, self._client)

    def _later(self, later: TryLater) -> float | None:
        self._doubtful = self._doubtful or later.doubtful
        self._answering.sending_failed(self._asked, self._doubtful)
        if later.seconds is not None:
            return later.seconds
        if self._count >= ATTEMPTS:
            self._answering.give_up(self._asked, "Slack does not take it")
            return None
        return float(min(LONGEST_WAIT, 0.25 * 2**self._count))
