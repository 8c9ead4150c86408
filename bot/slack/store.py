"""What the Slack bot keeps in state.db: questions taken, conversations, answers that can be shared, votes."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from uuid import uuid4

from bot.errors import DatabaseError
from bot.slack.asked import Asked

HOUR, DAY = 3600.0, 86400.0
CLAIMS_KEPT = 25 * HOUR
"""Slack delivers an event again for a day at most."""
CONVERSATIONS_KEPT = 14 * DAY
ANSWERS_KEPT = DAY
TAKEN, SENDING, DONE = "taken", "sending", "done"

SCHEMA = """
create table if not exists claims (
    message text primary key, event text unique, stage text not null, asked text not null,
    owner text not null, lease real not null, made real not null);
create index if not exists claims_open on claims (lease) where stage <> 'done';
create table if not exists conversations (
    name text primary key, state text not null, person text not null, used real not null);
create table if not exists answers (
    name text primary key, asked text not null, made real not null);
create table if not exists votes (
    team text, person text, channel text, ts text, vote text, intent text, score real, question text, made real,
    primary key (team, person, channel, ts));
"""


class Open(NamedTuple):
    """A question that was taken and not answered."""

    asked: Asked
    sending: bool
    """Whether its answer may have been posted all the same."""


class Conversation(NamedTuple):
    """What a conversation has got to."""

    state: str
    """A dialogue state as JSON."""
    person: str
    """Who asked last."""


class Store:
    """The file state.db, for any number of threads and processes.

    One connection behind one lock: each statement takes microseconds, and SQLite lets one writer in at a time anyway.
    """

    def __init__(self, path: Path, lease: float) -> None:
        """Open the file or make it, readable by its owner only; raises DatabaseError."""
        self._lease = lease
        self._owner = uuid4().hex
        self._lock = Lock()
        try:
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
            self._db.execute("pragma journal_mode = wal")
            # A killed process loses nothing with 'normal'; a power cut may lose the last moment, and no more.
            self._db.execute("pragma synchronous = normal")
            self._db.executescript(SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseError(f"{path}: cannot be used: {error}; set ROLECALL_STATE_DB to another file") from error

    def take(self, asked: Asked) -> bool:
        """Take a question and tell whether it is the caller's now.

        It is not if it was taken before, by this message or by this event, unless who took it died before answering.
        """
        now = time.time()
        row = (asked.message, asked.event or None, TAKEN, asked.to_json(), self._owner, now + self._lease, now)
        orphaned = "update claims set owner = ?, lease = ? where message = ? and stage = ? and lease < ?"
        with self._writing() as db:
            if db.execute("insert or ignore into claims values (?, ?, ?, ?, ?, ?, ?)", row).rowcount:
                return True
            taking = (self._owner, now + self._lease, asked.message, TAKEN, now)
            return db.execute(orphaned, taking).rowcount == 1

    def sending(self, asked: Asked, conversations: Sequence[str], state: str) -> None:
        """Note that from now on an answer may have been posted.

        Its conversations are begun, from a dialogue state: who reads the answer may go on before we know that it
        is posted.
        """
        rows = [(name, state, asked.user, time.time()) for name in conversations]
        begun = """insert into conversations values (?, ?, ?, ?)
                   on conflict (name) do update set person = excluded.person, used = excluded.used"""
        with self._writing() as db:
            db.execute("update claims set stage = ? where message = ?", (SENDING, asked.message))
            db.executemany(begun, rows)

    def not_sent(self, asked: Asked) -> None:
        """Note that nothing was posted after all."""
        with self._writing() as db:
            db.execute("update claims set stage = ? where message = ?", (TAKEN, asked.message))

    def done(self, asked: Asked, conversations: Sequence[str] = (), state: str = "") -> None:
        """Note that a question is answered and what its conversations have got to; its words are forgotten."""
        with self._writing() as db:
            db.execute("update claims set stage = ?, asked = '' where message = ?", (DONE, asked.message))
            rows = [(name, state, asked.user, time.time()) for name in conversations]
            if rows:
                db.executemany("insert or replace into conversations values (?, ?, ?, ?)", rows)

    def orphans(self) -> list[Open]:
        """Return the questions that somebody took and left, now the caller's; they are looked for now and then."""
        now = time.time()
        sql = "update claims set owner = ?, lease = ? where stage <> ? and lease < ? returning asked, stage"
        with self._writing() as db:
            # A question may wait longer for its turn than a lease lasts: only the death of its process orphans it.
            db.execute(
                "update claims set lease = ? where stage <> ? and owner = ?", (now + self._lease, DONE, self._owner)
            )
            rows = db.execute(sql, (self._owner, now + self._lease, DONE, now)).fetchall()
        return [Open(Asked.from_json(text), stage == SENDING) for text, stage in rows]

    def leave(self) -> None:
        """Leave what is not answered to the next process, which need not wait for it."""
        with self._writing() as db:
            db.execute("update claims set lease = 0 where stage <> ? and owner = ?", (DONE, self._owner))

    def conversation(self, names: Sequence[str]) -> Conversation | None:
        """Return the latest of some conversations."""
        sql = f"""select state, person from conversations where name in ({", ".join("?" * len(names))}) and used > ?
                  order by used desc limit 1"""
        with self._lock:
            row = self._db.execute(sql, (*names, time.time() - CONVERSATIONS_KEPT)).fetchone()
        return Conversation(*row) if row else None

    def keep(self, name: str, asked: Asked) -> None:
        """Keep a question whose answer may be shared or shown further."""
        with self._writing() as db:
            db.execute("insert or replace into answers values (?, ?, ?)", (name, asked.to_json(), time.time()))

    def kept(self, name: str) -> Asked | None:
        """Return a question that was kept, None when it is too old."""
        sql = "select asked from answers where name = ? and made > ?"
        with self._lock:
            row = self._db.execute(sql, (name, time.time() - ANSWERS_KEPT)).fetchone()
        return Asked.from_json(row[0]) if row else None

    def vote(self, place: tuple[str, str, str, str], vote: str, of: tuple[str, float, str]) -> None:
        """Keep a vote: (team, person, channel, ts) with the intent, score and question it is about."""
        with self._writing() as db:
            db.execute(
                "insert or replace into votes values (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*place, vote, *of, time.time())
            )

    def expire(self) -> None:
        """Forget what is too old to matter."""
        now = time.time()
        with self._writing() as db:
            db.execute("delete from claims where made < ?", (now - CLAIMS_KEPT,))
            db.execute("delete from conversations where used < ?", (now - CONVERSATIONS_KEPT,))
            db.execute("delete from answers where made < ?", (now - ANSWERS_KEPT,))

    def forget_team(self, team: str) -> None:
        """Forget everything of a team that removed the bot."""
        with self._writing() as db:
            db.execute("delete from conversations where name like ? escape '!'", (f"%:{team.replace('_', '!_')}:%",))
            db.execute("delete from claims where json_valid(asked) and asked ->> 'team' = ?", (team,))
            db.execute("delete from answers where asked ->> 'team' = ?", (team,))
            db.execute("delete from votes where team = ?", (team,))

    def check(self) -> None:
        """Raise sqlite3.Error where the file cannot be read."""
        with self._lock:
            self._db.execute("select count(*) from claims where stage <> 'done'").fetchone()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("begin immediate")
            try:
                yield self._db
            except BaseException:
                self._db.execute("rollback")
                raise
            self._db.execute("commit")
